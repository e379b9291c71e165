"""Spelling: unknown words underlined, suggestions, the language of a text, the writer's own words."""
