"""The curve: the glow over the whole text."""
