"""Scores of texts, and their cache on disk."""
