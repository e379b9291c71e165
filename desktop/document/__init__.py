"""The open document: which file it is, where it was left, what another program did to it."""
