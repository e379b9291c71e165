"""Tries a model through everything that Inkglow does with one, for a report to read or to send."""
