"""The creativity attribute: how it is derived, stored, checked and calibrated."""
