"""The writer's own attributes: the texts they are learned from, trial and installation."""
