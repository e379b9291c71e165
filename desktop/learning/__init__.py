"""Deriving an attribute in the background."""
