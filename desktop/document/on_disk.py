"""What is asked and kept of the files on disk when a document is saved, recovered or read again. All of it blocks."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core.manuscript import journal, locks
from core.manuscript.document import Loaded
from core.manuscript.folder import named
from core.manuscript.stored import Changes, Keep, Saved, Stored, save_file
from core.versions.store import VersionStore
from core.versions.version import Cause, key_of
from desktop.document import words


def save_as_file(path: Path, text: str, like: Loaded | None, keep: Keep) -> Saved:
    """Save ``text`` to one file. Raises FileProblem."""
    return Saved(save_file(path, text, like, keep))


def open_elsewhere(path: Path, folder: Path) -> str:
    """Why ``path`` may not be replaced: another window has it open; empty if none has. ``folder`` has the locks."""
    with suppress(OSError):
        holder = locks.holder_of(path, folder)
        if holder is not None and holder.path == path.resolve():
            return words.not_saved_over(path.name, words.where_open(holder))
    return ""


def is_in(path: Path, folder: Path) -> bool:
    """Whether a file is inside a folder, links followed."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except OSError:
        return False


def in_the_way(stored: Stored, text: str, kept: Changes) -> str:
    """Names of the files with other programs' changes that saving would replace, unless the writer agreed."""
    names = stored.overwritten(text)
    return "" if names and stored.changed_outside().items() <= kept.items() else names


def keep_unsaved(text: str, path: Path, versions: VersionStore) -> None:
    """Keep a text that is about to be replaced by that of its file. Raises FileProblem."""
    versions.keep(key_of(path), text, Cause.BEFORE_RELOAD, datetime.now().astimezone())


def keep_replaced(entry: journal.Entry, stored: Stored, keep: Keep) -> str:
    """Keep the files that saving a recovered text would replace; returns the names of those written after the crash."""
    newer: list[str] = []
    for name, path in stored.replaced(entry.text):
        keep(path)
        with suppress(OSError):
            if path.stat().st_mtime > entry.written:
                newer.append(name)
    return named(newer)
