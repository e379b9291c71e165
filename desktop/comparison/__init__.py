"""Comparing texts blind."""
