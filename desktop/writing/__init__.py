"""What helps while writing for hours: focus."""
