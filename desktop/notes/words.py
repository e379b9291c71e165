"""Words of the notes beside the text."""

from __future__ import annotations

TITLE = "Note"
NOTES = "Notes"
HINT = "Return saves the note, Esc leaves it as it was."
SAVE, REMOVE = "&Save", "&Remove"
PLAIN_TEXT = "Plain text has no place for notes. They work in Markdown files (.md)."
NO_PLACE = "Put the cursor in a paragraph or a heading to write a note beside it."
NO_NOTES = "There are no notes in this text."
GONE = "The text beside this note has changed meanwhile. Copy what you wrote, and write the note again."
WRAPPED = "No note below; this is the first one from the beginning."


def shown(text: str) -> str:
    """A note as it is shown; a status note says that it is one."""
    head, colon, rest = text.partition(":")
    return f"Status: {rest.strip()}" if colon and head.strip().lower() == "status" else text


def about(selected: str) -> str:
    """What a note on selected words begins with."""
    return f"“{' '.join(selected.split())}”: "


def described(texts: list[str]) -> str:
    """The notes in view, for screen readers."""
    return "; ".join(texts)
