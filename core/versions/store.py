"""Versions in one SQLite database, in the user's own folder; no other module opens it.

The journal of SQLite is the usual one, not a write-ahead log: a version is written every few minutes at most, by a
thread, so that nothing waits for it; all of the database is then in one file that can be copied or set aside, and home
folders on a network, where a write-ahead log fails, work too.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
import tempfile
import threading
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from core.errors import FileProblem
from core.manuscript import document
from core.manuscript.statistics import count_words
from core.versions.pieces import cut
from core.versions.thinning import superfluous
from core.versions.version import Cause, Document, Version, key_of, path_of

T = TypeVar("T")
FILE_NAME = "versions.sqlite"
SCHEMA = 1
_WAIT_S = 10.0
"""How long another window may hold the database."""
_TABLES = """
CREATE TABLE IF NOT EXISTS documents (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pieces (id INTEGER PRIMARY KEY, digest BLOB NOT NULL UNIQUE, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS contents (digest BLOB PRIMARY KEY, pieces BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS versions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents (id),
    at REAL NOT NULL,
    cause TEXT NOT NULL,
    words INTEGER NOT NULL,
    name TEXT NOT NULL,
    digest BLOB NOT NULL REFERENCES contents (digest),
    is_file INTEGER NOT NULL
);
CREATE INDEX IF NOT EXISTS versions_of_document ON versions (document, at, number);
"""
_COLUMNS = "number, key, at, cause, words, versions.name, digest, is_file"
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_FULL = sqlite3.SQLITE_FULL
_NEWER = (
    "Your versions were written by a newer Inkglow, so this one leaves them as they are and keeps none; please update "
    "it. Your texts are not affected."
)
_SET_ASIDE = (
    "The database of your versions was damaged. It has been set aside as {name}, and a new one begun. Your texts are "
    "not affected."
)


class VersionStore:
    """The versions in ``file``, which is opened when it is first needed. Thread-safe; every method blocks.

    Methods raise FileProblem where the database cannot be read or written, unless they say otherwise.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.Lock()
        self._database: sqlite3.Connection | None = None
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
                raise FileProblem(f"{path.name} is larger than 64 MB; no version of it is kept.")
            data = path.read_bytes()
        except OSError as error:
            raise FileProblem(f"No version of {path.name} could be kept: {error.strerror or error}.") from None
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
            row = database.execute("SELECT id FROM documents WHERE key = ?", (old,)).fetchone()
            if row is not None and old != new:
                path = path_of(new)
                target = _document(database, new, path.name if path is not None else new)
                database.execute("UPDATE versions SET document = ? WHERE document = ?", (target, row[0]))
                database.execute("DELETE FROM documents WHERE id = ?", row)

        if self.file.exists():
            self._write(work)

    def name(self, number: int, name: str) -> None:
        """Give a version a name; an empty one takes its name away."""
        self._write(
            lambda database: database.execute("UPDATE versions SET name = ? WHERE number = ?", (name.strip(), number))
        )

    def delete(self, numbers: Iterable[int]) -> None:
        """Delete versions, and what only they have stored."""
        self._write(lambda database: _delete(database, numbers))

    def thin_out(self, now: datetime) -> int:
        """Remove versions of all documents as :func:`superfluous` says; returns how many."""

        def work(database: sqlite3.Connection) -> int:
            numbers = superfluous(_versions(database, ""), now)
            _delete(database, numbers)
            return len(numbers)

        return self._write(work) if self.file.exists() else 0

    # -- reading

    def documents(self) -> tuple[Document, ...]:
        """The documents that have versions, the one with the newest first."""

        def work(database: sqlite3.Connection) -> tuple[Document, ...]:
            rows = database.execute(
                "SELECT key, documents.name, count(*), max(at) FROM versions JOIN documents ON documents.id = document "
                "GROUP BY document ORDER BY max(at) DESC"
            )
            return tuple(Document(key, name, count, _local(at)) for key, name, count, at in rows)

        return self._read(work) if self.file.exists() else ()

    def versions(self, key: str) -> tuple[Version, ...]:
        """The versions of the document ``key``, newest first."""
        return (
            self._read(lambda database: tuple(_versions(database, "WHERE key = ?", key))) if self.file.exists() else ()
        )

    def data(self, version: Version) -> bytes:
        """The content, checked against its SHA-256."""
        return self._read(lambda database: _content(database, version.digest))

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
            newest = next(_versions(database, where, key, at.timestamp(), limit=1), None)
            if newest is not None and newest.digest == digest:
                if not name:
                    return None
                if not newest.name:
                    database.execute("UPDATE versions SET name = ? WHERE number = ?", (name, newest.number))
                    return next(_versions(database, "WHERE number = ?", newest.number))
            _store(database, digest, data)
            row = (_document(database, key, title), at.timestamp(), cause.value, words, name, digest, is_file)
            number = database.execute(
                "INSERT INTO versions (document, at, cause, words, name, digest, is_file) VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            ).lastrowid
            return next(_versions(database, "WHERE number = ?", number))

        words = _words(data, title, is_file=is_file)
        return self._write(work)

    def _read(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                return work(self._connected())
            except sqlite3.Error as error:
                self._disconnect()
                raise FileProblem(f"The versions cannot be read: {_why(error)}.") from None
            except OSError as error:
                raise FileProblem(f"The versions cannot be read: {error.strerror or error}.") from None

    def _write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        with self._lock:
            try:
                try:
                    return self._transact(work)
                except sqlite3.Error as error:
                    self._disconnect()
                    if not _is_damaged(error):
                        raise
                    self._set_aside()
                    return self._transact(work)
            except sqlite3.Error as error:
                self._disconnect()
                raise FileProblem(f"No version could be kept: {_why(error)}. Your text is not affected.") from None
            except OSError as error:
                why = error.strerror or error
                raise FileProblem(f"No version could be kept: {why}. Your text is not affected.") from None

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
        if self._database is None:
            try:
                self._database = _open(self.file)
            except sqlite3.Error as error:
                if not _is_damaged(error):
                    raise
                self._set_aside()
                self._database = _open(self.file)
        return self._database

    def _disconnect(self) -> None:
        database, self._database = self._database, None
        if database is not None:
            with suppress(sqlite3.Error):
                database.close()

    def _set_aside(self) -> None:
        """Give the damaged database another name. Never deletes it."""
        aside = self.file.with_name(f"{self.file.stem} damaged {datetime.now():%Y-%m-%d %H.%M.%S}{self.file.suffix}")
        with suppress(FileNotFoundError):
            self.file.rename(aside)
        journal = self.file.with_name(f"{self.file.name}-journal")  # else it would be applied to the new database
        with suppress(FileNotFoundError):
            journal.rename(aside.with_name(f"{aside.name}-journal"))
        self._notices.append(_SET_ASIDE.format(name=aside.name))


def read_text(data: bytes, title: str) -> str:
    """The text of a file's content, read as the file itself would be. Blocks. Raises FileProblem: it is no text."""
    with tempfile.TemporaryDirectory(prefix="inkglow-") as folder:
        file = Path(folder) / f"text{Path(title).suffix}"
        file.write_bytes(data)
        try:
            return document.load(file).text
        except FileProblem:
            raise FileProblem(f"This version of {Path(title).name} is not a text; it can be saved as a file.") from None


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))  # for its owner alone, which SQLite does not provide for
    database = sqlite3.connect(file, timeout=_WAIT_S, isolation_level=None, check_same_thread=False)
    try:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        if version > SCHEMA:
            raise FileProblem(_NEWER)
        if version:
            problems = database.execute("PRAGMA quick_check(1)").fetchone()
            if problems != ("ok",):
                raise _damage()
        else:
            database.execute("PRAGMA auto_vacuum = FULL")  # what is deleted gives its room back
            database.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {SCHEMA}; COMMIT;")
        database.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        database.close()
        raise
    return database


def _damage() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def _is_damaged(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def _why(error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == _FULL:
        return "the disk is full"
    return "their database is damaged" if code in _DAMAGED else str(error)


def _document(database: sqlite3.Connection, key: str, title: str) -> int:
    """The row of a document, which is made where there is none; its title is the latest."""
    database.execute(
        "INSERT INTO documents (key, name) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name",
        (key, title),
    )
    (row,) = database.execute("SELECT id FROM documents WHERE key = ?", (key,)).fetchone()
    return int(row)


def _store(database: sqlite3.Connection, digest: bytes, data: bytes) -> None:
    """Store a content. Pieces that are there already are compared: a damaged one must not spoil what shares it."""
    numbers: list[int] = []
    for piece in cut(data):
        own = hashlib.sha256(piece).digest()
        row = database.execute("SELECT id, data FROM pieces WHERE digest = ?", (own,)).fetchone()
        if row is None:
            packed = zlib.compress(piece)
            row = (database.execute("INSERT INTO pieces (digest, data) VALUES (?, ?)", (own, packed)).lastrowid,)
        elif _unpacked(row[1]) != piece:
            database.execute("UPDATE pieces SET data = ? WHERE id = ?", (zlib.compress(piece), row[0]))
        numbers.append(row[0])
    packed = zlib.compress(struct.pack(f"<{len(numbers)}I", *numbers))
    database.execute(
        "INSERT INTO contents VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET pieces = excluded.pieces",
        (digest, packed),
    )


def _content(database: sqlite3.Connection, digest: bytes) -> bytes:
    row = database.execute("SELECT pieces FROM contents WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        raise FileProblem("There is no such version any more.")
    found = (
        database.execute("SELECT data FROM pieces WHERE id = ?", (number,)).fetchone() for number in _numbers(row[0])
    )
    data = b"".join(_unpacked(piece[0]) if piece is not None else b"" for piece in found)
    if hashlib.sha256(data).digest() != digest:
        raise FileProblem("This version is damaged and cannot be read; the others are not affected.")
    return data


def _delete(database: sqlite3.Connection, unwanted: Iterable[int]) -> None:
    database.executemany("DELETE FROM versions WHERE number = ?", [(number,) for number in unwanted])
    database.execute("DELETE FROM contents WHERE digest NOT IN (SELECT digest FROM versions)")
    database.execute("DELETE FROM documents WHERE id NOT IN (SELECT document FROM versions)")
    used: set[int] = set()
    for (numbers,) in database.execute("SELECT pieces FROM contents"):
        used.update(_numbers(numbers))
    kept = [number for (number,) in database.execute("SELECT id FROM pieces")]
    database.executemany("DELETE FROM pieces WHERE id = ?", [(number,) for number in kept if number not in used])


def _versions(database: sqlite3.Connection, where: str, *values: object, limit: int = -1) -> Iterator[Version]:
    rows = database.execute(
        f"SELECT {_COLUMNS} FROM versions JOIN documents ON documents.id = document {where} "
        "ORDER BY at DESC, number DESC LIMIT ?",
        (*values, limit),
    )
    for number, key, at, cause, words, name, digest, is_file in rows.fetchall():
        yield Version(number, key, _local(at), Cause(cause), words, name, digest, bool(is_file))


def _numbers(packed: bytes) -> tuple[int, ...]:
    """The pieces of a content, in order; none where this is damaged."""
    plain = _unpacked(packed)
    return struct.unpack(f"<{len(plain) // 4}I", plain[: len(plain) // 4 * 4])


def _unpacked(packed: bytes) -> bytes:
    """What was compressed; empty where it is damaged, which the SHA-256 of the whole then shows."""
    try:
        return zlib.decompress(packed)
    except zlib.error:
        return b""


def _local(at: float) -> datetime:
    return datetime.fromtimestamp(at).astimezone()


def _words(data: bytes, title: str, *, is_file: bool) -> int:
    try:
        return count_words(read_text(data, title) if is_file else data.decode("utf-8", "surrogatepass"))
    except FileProblem:
        return 0


def _title(key: str, text: str) -> str:
    path = path_of(key)
    if path is not None:
        return path.name
    line = next((line for line in map(str.strip, text.split("\n")) if line), "")
    return line[:60]
