"""The settings dialog: everything that can be chosen, on a few pages, each choice with one sentence."""
