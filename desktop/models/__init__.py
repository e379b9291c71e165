"""Choosing, downloading and loading models."""
