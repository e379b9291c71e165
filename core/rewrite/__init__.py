"""Rewrite passages: options, prompt, generation, cleaning and checks."""
