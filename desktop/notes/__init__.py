"""A writer's notes beside the text."""
