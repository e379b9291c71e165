"""How far a score follows what people said of the same texts."""
