"""Modules shared by all features: theme, tasks, settings, questions, messages."""
