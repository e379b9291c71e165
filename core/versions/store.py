"""Versions in one SQLite database, in the user's own folder; no other module opens it.

The journal of SQLite is the usual one, not a write-ahead log: a version is written every few minutes at most, by a
thread, so that nothing waits for it; all of the database is then in one file that can be copied or set aside, and home
folders on a network, where a write-ahead log fails, work too.
"""

from __future__ import annotations

import hashlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from core.errors import FileProblem, os_reason
from core.manuscript import document, encodings, source_lines
from core.manuscript.boundaries import without_boundaries
from core.manuscript.encodings import Damaged, NotText
from core.manuscript.paragraphs import Kind, split
from core.manuscript.statistics import count_words
from core.sentences import Sentence
from core.versions.database import (
    connect,
    content,
    document_row,
    documents,
    find_versions,
    is_damaged,
    put_content,
    reason,
    remove,
    stored_key,
)
from core.versions.thinning import superfluous
from core.versions.version import Cause, Document, Version, key_of, path_of

T = TypeVar("T")
FILE_NAME = "versions.sqlite"
_SET_ASIDE = Sentence(
    "The database of your versions was damaged. It has been set aside as {name}, and a new one begun. Your texts are "
    "not affected."
)
_NOT_KEPT = Sentence("No version could be kept: {why}. Your text is not affected.")
_NOT_CHANGED = Sentence("The versions could not be changed: {why}. Your text is not affected.")
_NOT_READ = Sentence("The versions cannot be read: {why}.")


class VersionStore:
    """The versions in ``file``, which is opened when it is first needed. Thread-safe; every method blocks.

    Methods raise FileProblem where the database cannot be read or written, unless they say otherwise.
    """

    def __init__(self, file: Path, notice: str = "") -> None:
        """``notice`` is among the notices when the file is first made."""
        self.file = file
        self._notice = notice
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
        self._inode = 0
        self._notices: deque[str] = deque()

    def take_notices(self) -> tuple[str, ...]:
        """Sentences for the writer about the database itself, each once. Does not block."""
        taken: list[str] = []
        with suppress(IndexError):
            while True:
                taken.append(self._notices.popleft())
        return tuple(taken)

    # -- keeping

    def keep(self, key: str, text: str, cause: Cause, at: datetime, name: str = "") -> Version | None:
        """Keep ``text`` as a version of the document ``key``; None where it is blank or the newest version has it.

        A version with a ``name`` is kept even then: the newest gets the name where it has none.
        """
        if not text.strip():
            return None
        return self._keep(key, _title(key, text), text.encode("utf-8", "surrogatepass"), cause, at, name)

    def keep_file(self, path: Path, cause: Cause, at: datetime) -> Version | None:
        """Keep the file at ``path`` as it is on disk, byte for byte; None: no file, or kept already."""
        try:
            if not path.is_file() or not (size := path.stat().st_size):
                return None
            if size > document.LARGEST_FILE:
                raise FileProblem(
                    "{name} is larger than {largest}; no version of it is kept.",
                    name=path.name,
                    largest=document.LARGEST,
                )
            data = path.read_bytes()
        except OSError as error:
            raise FileProblem(
                "No version of {name} could be kept: {reason}.", name=path.name, reason=os_reason(error)
            ) from None
        return self.keep_bytes(key_of(path), path.name, data, cause, at)

    def keep_bytes(self, key: str, title: str, data: bytes, cause: Cause, at: datetime) -> Version | None:
        """Keep the content of a file called ``title``; None where the newest version before ``at`` has it."""
        return self._keep(key, title, data, cause, at, is_file=True)

    def guard(self, path: Path, at: datetime) -> None:
        """Keep the file at ``path``, which is about to be replaced. Never raises: a failure is among the notices."""
        try:
            self.keep_file(path, Cause.REPLACED, at)
        except FileProblem as problem:
            self._notices.append(str(problem))

    def rename(self, old: str, new: str) -> None:
        """The versions of the document ``old`` are those of ``new`` from now on, in addition to its own."""

        def work(database: sqlite3.Connection) -> None:
            row = database.execute("SELECT id FROM documents WHERE key = ?", (stored_key(old),)).fetchone()
            if row is not None and old != new:
                path = path_of(new)
                target = document_row(database, new, path.name if path is not None else new)
                database.execute("UPDATE versions SET document = ? WHERE document = ?", (target, row[0]))
                database.execute("DELETE FROM documents WHERE id = ?", row)

        if self.file.exists():
            self._write(work)

    def name(self, number: int, name: str) -> None:
        """Give a version a name; an empty one takes its name away."""
        self._write(
            lambda database: database.execute(
                "UPDATE versions SET name = ? WHERE number = ?", (_plain(name.strip()), number)
            )
        )

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete versions, and what only they have stored."""
        self._write(lambda database: remove(database, numbers))

    def thin_out(self, now: datetime) -> int:
        """Remove versions of all documents as :func:`superfluous` says; returns how many."""

        def work(database: sqlite3.Connection) -> int:
            numbers = superfluous(find_versions(database, ""), now)
            remove(database, numbers)
            return len(numbers)

        return self._write(work) if self.file.exists() else 0

    # -- reading

    def documents(self) -> tuple[Document, ...]:
        """The documents that have versions, the one with the newest first."""
        return self._read(documents) if self.file.exists() else ()

    def versions(self, key: str) -> tuple[Version, ...]:
        """The versions of the document ``key``, newest first."""
        return (
            self._read(lambda database: tuple(find_versions(database, "WHERE key = ?", stored_key(key))))
            if self.file.exists()
            else ()
        )

    def data(self, version: Version) -> bytes:
        """The content, checked against its SHA-256."""
        return self._read(lambda database: content(database, version.digest))

    def text(self, version: Version) -> str:
        """The text, with ``\\n`` line ends. Raises FileProblem also where the version is of a file that is no text."""
        data = self.data(version)
        return read_text(data, version.document) if version.is_file else data.decode("utf-8", "surrogatepass")

    def size(self) -> int:
        """Bytes of the database on disk. Raises nothing."""
        try:
            return self.file.stat().st_size
        except OSError:
            return 0

    def close(self) -> None:
        """Close the database; it is opened again when it is needed."""
        with self._lock:
            self._disconnect()

    # -- inside

    def _keep(
        self, key: str, title: str, data: bytes, cause: Cause, at: datetime, name: str = "", *, is_file: bool = False
    ) -> Version | None:
        digest = hashlib.sha256(data).digest()

        def work(database: sqlite3.Connection) -> Version | None:
            where = "WHERE key = ? AND at <= ?"
            newest = next(find_versions(database, where, stored_key(key), at.timestamp(), limit=1), None)
            if newest is not None and newest.digest == digest:
                if not name:
                    return None
                if not newest.name:
                    database.execute("UPDATE versions SET name = ? WHERE number = ?", (_plain(name), newest.number))
                    return next(find_versions(database, "WHERE number = ?", newest.number))
            put_content(database, digest, data)
            row = (
                document_row(database, key, title),
                at.timestamp(),
                cause.value,
                words,
                _plain(name),
                digest,
                is_file,
            )
            number = database.execute(
                "INSERT INTO versions (document, at, cause, words, name, digest, is_file) VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            return next(find_versions(database, "WHERE number = ?", number))

        words = _words(data, title, is_file=is_file)
        return self._write(work, _NOT_KEPT)

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                return work(self._connected())
            except (sqlite3.Error, OSError) as error:
                self._disconnect()
                raise FileProblem(_NOT_READ.template, why=reason(error)) from None

    def _write(self, work: Callable[[sqlite3.Connection], T], problem: Sentence = _NOT_CHANGED) -> T:
        with self._lock:
            try:
                try:
                    return self._transact(work)
                except sqlite3.Error as error:
                    used = self._inode
                    self._disconnect()
                    if not is_damaged(error):
                        raise
                    self._set_aside(used)
                    return self._transact(work)
            except (sqlite3.Error, OSError) as error:
                self._disconnect()
                raise FileProblem(problem.template, why=reason(error)) from None

    def _transact(self, work: Callable[[sqlite3.Connection], T]) -> T:
        database = self._connected()
        database.execute("BEGIN IMMEDIATE")
        try:
            result = work(database)
            database.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                database.execute("ROLLBACK")
            raise
        return result

    def _connected(self) -> sqlite3.Connection:
        """The open database; one that is damaged is set aside. Raises sqlite3.Error, OSError, FileProblem."""
        if self._database is not None and self._inode != _inode(self.file):
            self._disconnect()  # set aside by another window, or removed: what is written there would be lost
        if self._database is None:
            if self._notice and not self.file.exists():
                self._notices.append(self._notice)
            try:
                self._database = connect(self.file)
            except sqlite3.Error as error:
                if not is_damaged(error):
                    raise
                self._set_aside(_inode(self.file))
                self._database = connect(self.file)
            self._inode = _inode(self.file)
        return self._database

    def _disconnect(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()

    def _set_aside(self, inode: int) -> None:
        """Give the damaged database another name, unless another window has done so. Never deletes it."""
        if not inode or _inode(self.file) != inode:
            return
        stem, number = f"{self.file.stem} damaged {datetime.now():%Y-%m-%d %H.%M.%S}", 1
        aside = self.file.with_name(f"{stem}{self.file.suffix}")
        while aside.exists():
            number += 1
            aside = self.file.with_name(f"{stem} ({number}){self.file.suffix}")
        self.file.rename(aside)
        journal = self.file.with_name(f"{self.file.name}-journal")  # else it would be applied to the new database
        with suppress(FileNotFoundError):
            journal.rename(aside.with_name(f"{aside.name}-journal"))
        self._notices.append(Sentence(_SET_ASIDE.template, name=aside.name))


def _inode(file: Path) -> int:
    """Which file it is; 0 where there is none."""
    try:
        return file.stat().st_ino
    except OSError:
        return 0


def read_text(data: bytes, title: str) -> str:
    """The text of a file's content, read as the file itself would be. Raises FileProblem: it is no text."""
    path = Path(title)
    try:
        return source_lines.read(encodings.decode(data).text, document.syntax_of(path)).shown
    except (NotText, Damaged):
        raise FileProblem("This version of {name} is not a text; it can be saved as a file.", name=path.name) from None


def _words(data: bytes, title: str, *, is_file: bool) -> int:
    """The words of a content, without comments and the names of a folder's files; none where it is no text."""
    try:
        text = read_text(data, title) if is_file else data.decode("utf-8", "surrogatepass")
    except FileProblem:
        return 0
    text = without_boundaries(text)
    if "<!--" not in text:
        return count_words(text)
    paragraphs = split(text, document.syntax_of(Path(title)))
    return sum(count_words(each.text) for each in paragraphs if each.kind is not Kind.COMMENT)


def _title(key: str, text: str) -> str:
    path = path_of(key)
    if path is not None:
        return path.name
    line = next((line for line in map(str.strip, text.split("\n")) if line), "")
    return line[:60]


def _plain(name: str) -> str:
    """``name`` as the database can hold it."""
    return name.encode("utf-8", "replace").decode()
