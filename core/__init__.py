"""Inkglow's functionality without a user interface. Imports no Qt and no torch."""
