"""Words of the notes beside the text."""

from __future__ import annotations

from desktop.common.translation import tr

TITLE = tr("Note")
NOTES = tr("Notes")
HINT = tr("Return saves the note, Esc leaves it as it was.")
SAVE, REMOVE = tr("&Save"), tr("&Remove")
PLAIN_TEXT = tr("Plain text has no place for notes. They work in Markdown files (.md).")
NO_PLACE = tr("Put the cursor in a paragraph or a heading to write a note beside it.")
NO_NOTES = tr("There are no notes in this text.")
GONE = tr("The text beside this note has changed meanwhile. Copy what you wrote, and write the note again.")
WRAPPED = tr("No note below; this is the first one from the beginning.")


def shown(text: str) -> str:
    """A note as it is shown; a status note says that it is one."""
    head, colon, rest = text.partition(":")
    is_status = colon and head.strip().lower() == "status"
    return tr("Status: {status}").format(status=rest.strip()) if is_status else text


def hint(text: str) -> str:
    """A note in a tool tip."""
    return tr("Note: {text}").format(text=shown(text))


def about(selected: str) -> str:
    """What a note on selected words begins with."""
    return tr("“{words}”: ").format(words=" ".join(selected.split()))


def described(texts: list[str]) -> str:
    """The notes in view, for screen readers."""
    return "; ".join(texts)
