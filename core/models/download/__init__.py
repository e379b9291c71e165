"""Download a model from Hugging Face, on request only, in a child process."""
