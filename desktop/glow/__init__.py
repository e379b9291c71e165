"""Paragraph scores on the page, and what is said about them."""
