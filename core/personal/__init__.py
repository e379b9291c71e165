"""Attributes of the writer's own: what they are learned from, and whether they are kept."""
