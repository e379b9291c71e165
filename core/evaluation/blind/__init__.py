"""Blind comparison: people choose between texts without knowing which arm a text is from."""
