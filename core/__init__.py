"""Everything Inkglow knows and does; no Qt, no torch. Usable headless."""
