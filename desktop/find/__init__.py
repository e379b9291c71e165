"""Find and replace: the bar, the list of what was found, and the search behind them."""
