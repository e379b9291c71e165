"""Derive attributes with torch: from a Hugging Face checkpoint to an attribute GGUF."""
