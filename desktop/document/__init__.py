"""The open document: its file, the place in it, and changes by other programs."""
