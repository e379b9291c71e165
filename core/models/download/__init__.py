"""Downloading a model from Hugging Face: asked for by a click, done by a child process."""
