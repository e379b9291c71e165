"""What every feature uses: theme, tasks, settings, questions, words."""
