"""Help: the handbook, the keys, what the glow is, how to report a problem, and what Inkglow is made of."""
