"""The command line: its commands, and the options and output that they share."""
