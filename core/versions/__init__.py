"""Versions of the writer's texts, in one database in the user's own folder."""
