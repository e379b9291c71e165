"""People comparing texts without knowing where they are from."""
