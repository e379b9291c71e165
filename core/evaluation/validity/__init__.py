"""Validity of a score: its agreement with people's judgements of the same texts."""
