"""Rewriting a passage: the order, the attempts, the card beside the text."""
