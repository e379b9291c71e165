"""How an attribute is made: from prompts, from pairs of texts, or from a vector that exists."""
