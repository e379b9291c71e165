"""Attributes: how they are stored, checked, calibrated and selected (:mod:`core.derivation` makes them)."""
