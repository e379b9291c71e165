"""Import and export in the window: commands, dialog, printing, and the child process that does the work."""
