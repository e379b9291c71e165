"""The outline: chapters and scenes in a panel beside the text, to go to and to reorder."""
