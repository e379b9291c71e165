"""How much is written, day by day."""
