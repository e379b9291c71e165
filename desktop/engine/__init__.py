"""Loads the model and its attribute, and reports their state."""
