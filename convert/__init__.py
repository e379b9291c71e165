"""The torch route: a Hugging Face checkpoint in, an attribute GGUF out."""
