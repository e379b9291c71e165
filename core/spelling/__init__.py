"""Spelling: which words of a text are checked, in which language, against which dictionaries and words of one's own."""
