"""Paragraph scores: computing, drawing and explaining them."""
