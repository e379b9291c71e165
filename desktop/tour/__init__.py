"""``inkglow tour``: operates the real window as in a writer's first minutes, and checks it."""
