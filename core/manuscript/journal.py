"""Journals of unsaved text, which survive a crash: one for each open document, in the user's data folder.

A journal is one JSON file, written atomically a few seconds after each change, and removed when the text is saved or
discarded. A lock file next to it is locked while its program runs. A journal without a lock is an orphan; the next
start offers to restore it.
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from core.files import write_atomically

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@dataclass(frozen=True)
class Entry:
    """One document's unsaved text. ``path`` is None for an untitled document; ``written`` is in seconds since 1970."""

    text: str
    path: Path | None
    written: float


class Journal:
    """The journal of one open document. Its file exists only while there is unsaved text.

    Methods may be called from any one thread at a time; :meth:`write` and :meth:`clear` do file work and belong off
    the GUI thread.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"{uuid.uuid4().hex}.json"
        self._lock_file = self._file.with_suffix(".lock")
        self._lock: IO[bytes] | None = _lock(self._lock_file)

    @property
    def name(self) -> str:
        """A name that no other journal has."""
        return self._file.stem

    def write(self, text: str, path: Path | None) -> None:
        """Store ``text``, the unsaved text of ``path``. Raises FileProblem."""
        entry = {"path": str(path) if path else None, "written": time.time(), "text": text}
        write_atomically(self._file, json.dumps(entry).encode(), private=True)

    def clear(self) -> None:
        """Remove the journal's file, because no text is unsaved."""
        with contextlib.suppress(OSError):
            self._file.unlink(missing_ok=True)

    def close(self) -> None:
        """Remove the journal and its lock, when the document is closed."""
        self.clear()
        self.release()

    def release(self) -> None:
        """Release the lock; a journal with text becomes an orphan."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None
            with contextlib.suppress(OSError):
                self._lock_file.unlink(missing_ok=True)


def orphans(folder: Path) -> list[tuple[Path, Entry]]:
    """Journals whose program no longer runs, newest first. Damaged ones are left out, and not removed."""
    found: list[tuple[Path, Entry]] = []
    for file in folder.glob("*.json"):
        if _is_locked(file.with_suffix(".lock")):
            continue
        try:
            values = json.loads(file.read_text("utf-8"))
            path = Path(values["path"]) if values["path"] else None
            found.append((file, Entry(str(values["text"]), path, float(values["written"]))))
        except (OSError, ValueError, KeyError, TypeError):
            continue
    return sorted(found, key=lambda pair: pair[1].written, reverse=True)


def discard(file: Path) -> None:
    """Remove an orphan."""
    for each in (file, file.with_suffix(".lock")):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)


def _lock(path: Path) -> IO[bytes] | None:
    """Lock ``path`` for as long as the returned file is open; None where another program holds the lock."""
    file = path.open("ab")
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _is_locked(path: Path) -> bool:
    if not path.exists():
        return False
    lock = _lock(path)
    if lock is None:
        return True
    lock.close()
    return False
