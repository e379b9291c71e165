"""Words of the outline panel."""

from __future__ import annotations

from core.attribute.calibration import Band
from core.manuscript.paragraphs import Syntax

TITLE = "Outline"
CLOSE = "Close the outline"
GO, UP, DOWN = "&Go there", "Move &up", "Move &down"
NOTE, NO_NOTE = "Status &note…", "&Remove the status note"
NOTE_HINT = "draft, to check, done…"
NO_NOTES_IN_PLAIN_TEXT = "Plain text has no place for status notes. They work in Markdown files (.md)."
FOLDED = "The window is too narrow for the outline and the panel at the right. It comes back when there is room."
_EMPTY = {
    Syntax.MARKDOWN: "Chapters and scenes are listed here. Begin a chapter with a line such as “# The harbour”; put "
    "* * * on a line of its own between two scenes.",
    Syntax.PLAIN: "Chapters and scenes are listed here. Begin a chapter with a line such as “Chapter 1”; put * * * "
    "on a line of its own between two scenes.",
}
NOT_ALL_READ = "not all of it scored yet"


def empty(syntax: Syntax) -> str:
    """What the panel says where the text has no sections."""
    return _EMPTY[syntax]


def n_words(count: int) -> str:
    """A number of words, with its noun."""
    return f"{count:,} word{'' if count == 1 else 's'}"


def described(title: str, count: int, band: Band | None, note: str, *, read: bool, here: bool) -> str:
    """A section in words, for its tooltip and for screen readers."""
    parts = [title, n_words(count)]
    if band is not None:
        parts.append(f"{band.word} on average" if read else f"{band.word} on average, {NOT_ALL_READ}")
    if note:
        parts.append(f"status: {note}")
    if here:
        parts.append("the cursor is here")
    return "; ".join(parts)
