"""Journals of unsaved text, which survive a crash: one for each open document, in the user's data folder.

A journal is one file of lines. The first one says which format it is; the second holds the whole text; every other one
holds the edits of a moment, and is appended and flushed to disk within a second of typing, at a cost that does not
depend on the text's length. Each line begins with a checksum: what follows a line that a crash left half written is
ignored, so that a state is restored that the text really had. A file that has grown is replaced by a new one, which
begins with the text as it is by then. It is removed when the text is saved or discarded.

A lock file next to it is locked while its program runs. A journal without a lock is an orphan; the next start offers to
restore it. Earlier releases wrote the whole text into a JSON file instead; these are restored too.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
import uuid
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from core.errors import FileProblem, os_reason
from core.files import flush_to_disk, remove_temporary, write_atomically
from core.json_text import parse
from core.manuscript.edits import Edit, EditedText

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FORMAT = 2
_SUFFIX = ".journal"
_WHOLE = ".json"
"""Of earlier releases."""
_LOCK = ".lock"
SUFFIXES = (_SUFFIX, _WHOLE)
_HEAD = "inkglow journal "
_TRIES = 20
_MOST_LINES = 2000
"""A journal with more lines of edits is written anew: twenty minutes of typing, restored in half a second."""
_MOST_GROWTH = 256 * 1024
"""Bytes of edits, beyond as many as the text itself has, from which on a journal is written anew."""


@dataclass(frozen=True)
class Entry:
    """One document's unsaved text. ``path`` is None for an untitled document; ``written`` is in seconds since 1970."""

    text: str
    path: Path | None
    written: float


class Journal:
    """The journal of one open document. Its file exists only while there is unsaved text.

    Methods may be called from any one thread at a time; :meth:`write`, :meth:`append` and :meth:`clear` do file work
    and belong off the GUI thread.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._file = folder / f"{uuid.uuid4().hex}{_SUFFIX}"
        self._lock_file = self._file.with_suffix(_LOCK)
        self._lock: IO[bytes] | None = _lock_surely(self._lock_file)
        self._path: Path | None = None
        self._whole = self._grown = self._lines = 0
        """Bytes of the line with the whole text and of those with edits, and how many of these there are."""

    @property
    def name(self) -> str:
        """A name that no other journal has."""
        return self._file.stem

    def write(self, text: str, path: Path | None) -> None:
        """Store ``text``, the whole unsaved text of ``path``. Raises FileProblem; the file is then as it was."""
        whole = _line({"path": _name(path), "at": time.time(), "text": text})
        with contextlib.suppress(OSError):  # what follows says it better
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(self._file, f"{_HEAD}{FORMAT}\n".encode() + whole, private=True)
        self._path, self._whole, self._grown, self._lines = path, len(whole), 0, 0

    def append(self, edits: Sequence[Edit], path: Path | None) -> None:
        """Store ``edits`` of the text that was written or appended last, together: all are restored or none.

        ``path`` is its document's place by now. Raises FileProblem; then only :meth:`write` may follow, because part of
        the line may have been written.
        """
        values: dict[str, Any] = {"at": time.time()}
        values["edits"] = [(edit.position, edit.removed, edit.text) for edit in edits]
        if path != self._path:
            values["path"] = _name(path)
        line = _line(values)
        try:
            descriptor = os.open(self._file, os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0))
            with os.fdopen(descriptor, "ab", buffering=0) as file:
                if file.write(line) != len(line):
                    raise OSError(0, "the disk is full")
                flush_to_disk(descriptor, only_data=True)
        except OSError as error:
            raise FileProblem("Unsaved text could not be copied: {reason}.", reason=os_reason(error)) from None
        self._path, self._grown, self._lines = path, self._grown + len(line), self._lines + 1
        if self._lines > _MOST_LINES or self._grown > self._whole + _MOST_GROWTH:
            self._begin_anew()

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

    def _begin_anew(self) -> None:
        """Write the text as it is by now in place of all edits."""
        try:
            entry, lines = _read_edits(self._file.read_bytes())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise FileProblem("Unsaved text could not be copied: {reason}.", reason=error) from None
        if lines != self._lines:
            raise FileProblem("Unsaved text could not be copied: its journal has been damaged.")
        try:
            self.write(entry.text, entry.path)
        except FileProblem:  # what is there is whole, and this is tried again after as many edits
            self._grown, self._lines = 0, 0


def read(file: Path) -> Entry | None:
    """The text in a journal, up to the first line that is damaged; None where there is none. Blocks."""
    try:
        data = file.read_bytes()
        return _read_whole(data) if file.suffix == _WHOLE else _read_edits(data)[0]
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def files(folder: Path) -> list[Path]:
    """All journals in ``folder``, whoever they belong to."""
    return [file for suffix in SUFFIXES for file in sorted(folder.glob(f"*{suffix}"))]


def orphans(folder: Path) -> list[tuple[Path, Entry]]:
    """Journals whose program no longer runs, newest first. Damaged ones are left out, and not removed."""
    left = [(file, read(file)) for file in files(folder) if not _is_in_use(file)]
    found = [(file, entry) for file, entry in left if entry is not None]
    return sorted(found, key=lambda pair: pair[1].written, reverse=True)


def of_newer_release(folder: Path) -> list[Path]:
    """Journals that a newer release left, which this one cannot read. They are left for that one."""
    return [file for file in folder.glob(f"*{_SUFFIX}") if not _is_in_use(file) and _format(file) > FORMAT]


def is_any_in_use(folder: Path) -> bool:
    """Whether any program that writes a journal in ``folder`` still runs: each has one from when it opens a text."""
    return any(_is_in_use(file) for file in folder.glob(f"*{_LOCK}"))


def remove_leftovers(folder: Path) -> None:
    """Remove what programs that no longer run have left in ``folder`` beside journals. Blocks."""
    for path in folder.glob(f"*{_LOCK}"):
        journals = [path.with_suffix(suffix) for suffix in SUFFIXES]
        with contextlib.suppress(OSError):
            if (lock := _lock(path)) is not None:
                with lock:  # so that nobody takes it now
                    remove_temporary(journals[0])
                    if not any(file.exists() for file in journals):
                        path.unlink()


def discard(file: Path) -> None:
    """Remove an orphan."""
    for each in (file, file.with_suffix(_LOCK)):
        with contextlib.suppress(OSError):
            each.unlink(missing_ok=True)


def _read_edits(data: bytes) -> tuple[Entry, int]:
    """The text, and how many lines of edits it was made from. Raises ValueError, KeyError, TypeError."""
    head, _, rest = data.partition(b"\n")
    lines = _sound_lines(rest)
    if head.decode() != f"{_HEAD}{FORMAT}" or (first := next(lines, None)) is None:
        raise ValueError("no journal of this format")
    text, path, written, count = EditedText(str(first["text"])), first["path"], float(first["at"]), 0
    for values in lines:
        try:
            text.make([Edit(int(at), int(removed), str(new)) for at, removed, new in values["edits"]])
            path, written = values.get("path", path), float(values["at"])
        except (ValueError, KeyError, TypeError):
            break
        count += 1
    return Entry(text.text, Path(path) if path else None, written), count


def _read_whole(data: bytes) -> Entry:
    values = parse(data)
    return Entry(str(values["text"]), Path(values["path"]) if values["path"] else None, float(values["written"]))


def _line(values: dict[str, Any]) -> bytes:
    content = json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return b"%08x %s\n" % (zlib.crc32(content), content)


def _sound_lines(data: bytes) -> Iterator[dict[str, Any]]:
    """What the lines hold, up to the first that is damaged or has no end."""
    begin = 0
    while (end := data.find(b"\n", begin)) >= 0:
        content = data[begin + 9 : end]
        if data[begin : begin + 9] != b"%08x " % zlib.crc32(content):
            return
        yield parse(content.decode("utf-8", "surrogatepass"))
        begin = end + 1


def _format(file: Path) -> int:
    """The number of the format that a file says it has; 0 where it says none."""
    try:
        with file.open("rb") as opened:
            head = opened.readline(64).decode()
        return int(head.removeprefix(_HEAD)) if head.startswith(_HEAD) else 0
    except (OSError, ValueError):
        return 0


def _name(path: Path | None) -> str | None:
    return str(path) if path else None


def _lock_surely(path: Path) -> IO[bytes] | None:
    """As :func:`_lock`, of a new file; another program may look at it, or remove it, before it is locked."""
    for _ in range(_TRIES):
        lock = _lock(path)
        with contextlib.suppress(OSError):
            if lock is not None and path.stat().st_ino == os.fstat(lock.fileno()).st_ino:
                return lock
        if lock is not None:
            lock.close()
        time.sleep(0.01)
    return None


def _lock(path: Path) -> IO[bytes] | None:
    """Lock ``path`` for as long as the returned file is open; None where another program holds the lock."""
    file = os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file


def _is_in_use(file: Path) -> bool:
    """Whether the program that writes the journal ``file`` still runs."""
    path = file.with_suffix(_LOCK)
    if not path.exists():
        return False
    lock = _lock(path)
    if lock is None:
        return True
    lock.close()
    return False
