"""Intervals, figures and baselines; plain numpy."""
