"""The writer's text: loading, saving, recovery, and its division into paragraphs."""
