"""Sentences and labels about versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from core.manuscript.folder import named
from core.versions.version import Cause, Document, Version, path_of

TITLE = "Versions"
NOTHING_TO_KEEP = "There is no text yet to keep a version of."
KEEP = "&Keep versions while I write"
EMPTY = (
    "There are no versions of this text yet. Inkglow keeps the text as you opened it, one every few minutes while you "
    "write, one before each rewrite that you accept, and one when you close it."
)
RULE = (
    "“Thin out” keeps all versions of today, one of each day of the last month, one of each week before that, and "
    "every version with a name."
)
BEGINNING = "Its beginning is shown here."
COMPARING = "Comparing…"
SAME = "Your text is the same as this version, word for word."
INSEPARABLE = "This version has other files, or the same in another order; only all of it can be restored."
CHANGED_MEANWHILE = "Your text has changed meanwhile. This is how it differs now; please choose again."
_RESTORED = "Restored. Edit ▸ Undo in the text takes it back; the text as it was is kept as a version too."
WHERE_KEPT = (
    "Versions are kept in a database of Inkglow’s own on this computer, apart from your manuscript, and are sent "
    "nowhere."
)
_CAUSES = {
    Cause.NAMED: "saved by you",
    Cause.OPENED: "as it was opened",
    Cause.INTERVAL: "while you wrote",
    Cause.CLOSED: "when it was closed",
    Cause.BEFORE_REWRITE: "before a rewrite",
    Cause.BEFORE_RELOAD: "unsaved, before it was read again",
    Cause.BEFORE_RESTORE: "before a version was restored",
    Cause.REPLACED: "the file that was replaced",
    Cause.BACKUP: "a backup of an earlier Inkglow",
}


def restored(lacking: Sequence[str]) -> str:
    """A version was restored, which has none of the files ``lacking``."""
    if not lacking:
        return _RESTORED
    them = "it is left out of the manuscript and stays" if len(lacking) == 1 else "they are left out and stay"
    return f"{_RESTORED} This version has no {named(lacking)}: once you save, {them} in the folder."


def moment(at: datetime, now: datetime) -> str:
    """When, as a writer says it: Today 14:05, Yesterday 9:30, Tuesday 24 November 18:02."""
    english = QLocale(QLocale.Language.English)
    time = f"{at.hour}:{at.minute:02}"
    if at.date() == now.date():
        return f"Today {time}"
    if at.date() == now.date() - timedelta(days=1):
        return f"Yesterday {time}"
    form = "dddd d MMMM" if at.year == now.year else "d MMMM yyyy"
    return f"{english.toString(QDate(at.year, at.month, at.day), form)} {time}"


def row(version: Version, earlier: Version | None, now: datetime) -> str:
    """Two lines about a version; ``earlier`` is the one before it."""
    gained = version.words - earlier.words if earlier is not None else 0
    change = f" ({'+' if gained > 0 else '−'}{abs(gained):,})" if gained else ""
    title = f"{moment(version.at, now)}  “{version.name}”" if version.name else moment(version.at, now)
    return f"{title}\n{version.words:,} {'word' if version.words == 1 else 'words'}{change} · {_CAUSES[version.cause]}"


def document(found: Document, *, is_open: bool, exists: bool) -> str:
    """A line about a document that has versions."""
    path = found.path
    name = found.name if path is not None else f"Without a name: {found.name}"
    folder = f"  –  {path.parent}" if path is not None else ""
    state = " (open)" if is_open else "" if exists or path is None else " (no longer there)"
    return f"{name}{state}{folder}"


def compared(n_passages: int, n_shown: int) -> str:
    """Above the passages in which a version differs from the text in the window."""
    count = "One passage differs" if n_passages == 1 else f"{n_passages:,} passages differ"
    some = "" if n_shown == n_passages else f" The first {n_shown:,} are shown."
    return f"{count}. Struck through: only in this version. Underlined: only in your text as it is now.{some}"


def size(n_bytes: int) -> str:
    """How much room the versions take."""
    if n_bytes < 1_000_000:
        return f"All versions together take {max(1, round(n_bytes / 1000)):,} KB."
    return f"All versions together take {n_bytes / 1_000_000:,.1f} MB."


def thinned(count: int) -> str:
    """After versions have been thinned out."""
    if not count:
        return "There was nothing to thin out."
    return f"{count:,} {'version was' if count == 1 else 'versions were'} removed."


def copy_name(version: Version) -> str:
    """Name of a new text made from a version."""
    path = path_of(version.document)
    return f"{path.stem if path is not None else 'Untitled'} ({version.at:%Y-%m-%d %H.%M})"


def file_name(version: Version) -> str:
    """Name of the file to suggest for a version."""
    path = path_of(version.document)
    return f"{copy_name(version)}{path.suffix if path is not None else '.md'}"


def kept(name: str) -> str:
    """A version was saved under a name."""
    return f"This version is kept as “{name}”. File ▸ Versions… shows it."
