"""Deriving an attribute: from prompts, from pairs of texts, or from an existing control vector."""
