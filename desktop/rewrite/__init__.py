"""Rewriting a passage: the controller, the attempts, and the card next to the text."""
