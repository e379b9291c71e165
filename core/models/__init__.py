"""Model files: what is in one, and whether it can be used."""
