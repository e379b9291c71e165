"""Marked passages, and an attribute learned from them."""
