"""Sentences and labels about versions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QDate, QLocale

from core.manuscript.folder import named
from core.versions.version import Cause, Document, Version, path_of
from desktop.common.formats import decimal, grouped
from desktop.common.translation import tr, worded

TITLE = tr("Versions")
NOTHING_TO_KEEP = tr("There is no text yet to keep a version of.")
KEEP = tr("&Keep versions while I write")
EMPTY = tr(
    "There are no versions of this text yet. Inkglow keeps the text as you opened it, one every few minutes while you "
    "write, one before each rewrite that you accept, and one when you close it."
)
RULE = tr(
    "“Thin out” keeps all versions of today, one of each day of the last month, one of each week before that, and "
    "every version with a name."
)
BEGINNING = tr("Its beginning is shown here.")
COMPARING = tr("Comparing…")
SAME = tr("Your text is the same as this version, word for word.")
INSEPARABLE = tr("This version has other files, or the same in another order; only all of it can be restored.")
CHANGED_MEANWHILE = tr("Your text has changed meanwhile. This is how it differs now; please choose again.")
_RESTORED = tr("Restored. Edit ▸ Undo in the text takes it back; the text as it was is kept as a version too.")
WHERE_KEPT = tr(
    "Versions are kept in a database of Inkglow’s own on this computer, apart from your manuscript, and are sent "
    "nowhere."
)
_CAUSES = {
    Cause.NAMED: tr("saved by you"),
    Cause.OPENED: tr("as it was opened"),
    Cause.INTERVAL: tr("while you wrote"),
    Cause.CLOSED: tr("when it was closed"),
    Cause.BEFORE_REWRITE: tr("before a rewrite"),
    Cause.BEFORE_RELOAD: tr("unsaved, before it was read again"),
    Cause.BEFORE_RESTORE: tr("before a version was restored"),
    Cause.REPLACED: tr("the file that was replaced"),
    Cause.BACKUP: tr("a backup of an earlier Inkglow"),
}


def restored(lacking: Sequence[str]) -> str:
    """A version was restored, which has none of the files ``lacking``."""
    if not lacking:
        return _RESTORED
    if len(lacking) == 1:
        said = tr(
            "This version has no {names}: once you save, it is left out of the manuscript and stays in the folder."
        )
    else:
        said = tr("This version has no {names}: once you save, they are left out and stay in the folder.")
    return f"{_RESTORED} {said.format(names=worded(named(lacking)))}"


def moment(at: datetime, now: datetime) -> str:
    """When, as a writer says it: Today 14:05, Yesterday 9:30, Tuesday 24 November 18:02."""
    time = f"{at.hour}:{at.minute:02}"
    if at.date() == now.date():
        return tr("Today {time}").format(time=time)
    if at.date() == now.date() - timedelta(days=1):
        return tr("Yesterday {time}").format(time=time)
    form = tr("dddd d MMMM", "how Qt writes a day") if at.year == now.year else tr("d MMMM yyyy", "how Qt writes a day")
    day = QLocale().toString(QDate(at.year, at.month, at.day), form)
    return tr("{day} {time}").format(day=day, time=time)


def row(version: Version, earlier: Version | None, now: datetime) -> str:
    """Two lines about a version; ``earlier`` is the one before it."""
    gained = version.words - earlier.words if earlier is not None else 0
    change = f" ({'+' if gained > 0 else '−'}{grouped(abs(gained))})" if gained else ""
    title = moment(version.at, now)
    if version.name:
        title = tr("{moment}  “{name}”").format(moment=title, name=version.name)
    n_words = tr("1 word") if version.words == 1 else tr("{n} words").format(n=grouped(version.words))
    return f"{title}\n{n_words}{change} · {_CAUSES[version.cause]}"


def document(found: Document, *, is_open: bool, exists: bool) -> str:
    """A line about a document that has versions."""
    path = found.path
    name = found.name if path is not None else tr("Without a name: {name}").format(name=found.name)
    folder = f"  –  {path.parent}" if path is not None else ""
    if is_open:
        name = open_document(name)
    elif path is not None and not exists:
        name = tr("{name} (no longer there)").format(name=name)
    return f"{name}{folder}"


def open_document(name: str) -> str:
    """The open document, in the list of documents."""
    return tr("{name} (open)").format(name=name)


def compared(n_passages: int, n_shown: int) -> str:
    """Above the passages in which a version differs from the text in the window."""
    count = tr("One passage differs.") if n_passages == 1 else tr("{n} passages differ.").format(n=grouped(n_passages))
    how = tr("Struck through: only in this version. Underlined: only in your text as it is now.")
    some = [] if n_shown == n_passages else [tr("The first {n} are shown.").format(n=grouped(n_shown))]
    return " ".join([count, how, *some])


def size(n_bytes: int) -> str:
    """How much room the versions take."""
    if n_bytes < 1_000_000:
        return tr("All versions together take {n} KB.").format(n=grouped(max(1, round(n_bytes / 1000))))
    return tr("All versions together take {n} MB.").format(n=decimal(n_bytes / 1_000_000))


def thinned(count: int) -> str:
    """After versions have been thinned out."""
    if not count:
        return tr("There was nothing to thin out.")
    return tr("1 version was removed.") if count == 1 else tr("{n} versions were removed.").format(n=grouped(count))


def copy_name(version: Version) -> str:
    """Name of a new text made from a version."""
    path = path_of(version.document)
    name = path.stem if path is not None else tr("Untitled")
    return f"{name} ({version.at:%Y-%m-%d %H.%M})"


def file_name(version: Version) -> str:
    """Name of the file to suggest for a version."""
    path = path_of(version.document)
    return f"{copy_name(version)}{path.suffix if path is not None else '.md'}"


def kept(name: str) -> str:
    """A version was saved under a name."""
    return tr("This version is kept as “{name}”. File ▸ Versions… shows it.").format(name=name)
