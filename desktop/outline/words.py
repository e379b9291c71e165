"""Words of the outline panel."""

from __future__ import annotations

from core.attribute.calibration import Band
from core.manuscript.paragraphs import Syntax
from desktop.common.core_words import band_word
from desktop.common.translation import tr

TITLE = tr("Outline")
CLOSE = tr("Close the outline")
GO, UP, DOWN = tr("&Go there"), tr("Move &up"), tr("Move &down")
NOTE, NO_NOTE = tr("Status &note…"), tr("&Remove the status note")
NOTE_HINT = tr("draft, to check, done…")
NO_NOTES_IN_PLAIN_TEXT = tr("Plain text has no place for status notes. They work in Markdown files (.md).")
FOLDED = tr("The window is too narrow for the outline and the panel at the right. It comes back when there is room.")
_EMPTY = {
    Syntax.MARKDOWN: tr(
        "Chapters and scenes are listed here. Begin a chapter with a line such as “# The harbour”; put "
        "* * * on a line of its own between two scenes."
    ),
    Syntax.PLAIN: tr(
        "Chapters and scenes are listed here. Begin a chapter with a line such as “Chapter 1”; put * * * "
        "on a line of its own between two scenes."
    ),
}
NOT_ALL_READ = tr("not all of it scored yet")


def empty(syntax: Syntax) -> str:
    """What the panel says where the text has no sections."""
    return _EMPTY[syntax]


def n_words(count: int) -> str:
    """A number of words, with its noun."""
    return tr("1 word") if count == 1 else tr("{n:,} words").format(n=count)


def described(title: str, count: int, band: Band | None, note: str, *, read: bool, here: bool) -> str:
    """A section in words, for its tooltip and for screen readers."""
    parts = [title, n_words(count)]
    if band is not None:
        parts.append(
            tr("{word} on average").format(word=band_word(band))
            if read
            else tr("{word} on average, {not_all_read}").format(word=band_word(band), not_all_read=NOT_ALL_READ)
        )
    if note:
        parts.append(tr("status: {note}").format(note=note))
    if here:
        parts.append(tr("the cursor is here"))
    return "; ".join(parts)
