"""The real window driven through a writer's first minutes."""
