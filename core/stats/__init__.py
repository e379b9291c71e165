"""Statistics in plain numpy: bootstrap intervals, separation figures and trivial baselines."""
