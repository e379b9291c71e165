"""The tables of the database of versions, and the steps that are made inside one transaction.

Functions raise sqlite3.Error, and FileProblem where that is said. Keys are stored as bytes: a path can have characters
that are no Unicode.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import struct
import zlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from core.errors import FileProblem, os_reason
from core.sentences import Sentence
from core.versions.pieces import cut
from core.versions.version import Cause, Document, Version

SCHEMA = 1
_WAIT_S = 10.0
"""How long another window may hold the database."""
_TABLES = """
CREATE TABLE IF NOT EXISTS documents (id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, name TEXT NOT NULL);
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
_LARGEST_PIECE = 64 * 1024 * 1024
"""Bytes: far more than any text has, so that what is damaged cannot take all memory."""
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REASONS = {
    sqlite3.SQLITE_FULL: Sentence("the disk is full"),
    sqlite3.SQLITE_BUSY: Sentence("another window is using their database"),
    sqlite3.SQLITE_IOERR: Sentence("the disk reports an error"),
    sqlite3.SQLITE_READONLY: Sentence("their database may only be read"),
    sqlite3.SQLITE_CANTOPEN: Sentence("their database cannot be opened"),
    sqlite3.SQLITE_CORRUPT: Sentence("their database is damaged"),
    sqlite3.SQLITE_NOTADB: Sentence("their database is damaged"),
}
_NEWER = Sentence(
    "Your versions were written by a newer Inkglow, so this one leaves them as they are and keeps none; please update "
    "it. Your texts are not affected."
)


def connect(file: Path) -> sqlite3.Connection:
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
        database.execute("PRAGMA synchronous = EXTRA")  # else a power cut may take back what was said to be kept
        database.execute("PRAGMA foreign_keys = ON")
        database.execute("PRAGMA secure_delete = ON")  # what the writer deletes is gone
    except BaseException:
        database.close()
        raise
    return database


def _damage() -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError("damaged")
    error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    return error


def is_damaged(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED


def reason(error: sqlite3.Error | OSError) -> str:
    """What went wrong, as the end of a sentence."""
    if isinstance(error, OSError):
        return os_reason(error)
    return _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF, str(error))


def document_row(database: sqlite3.Connection, key: str, title: str) -> int:
    """The row of a document, which is made where there is none; its title is the latest."""
    stored = stored_key(key)
    database.execute(
        "INSERT INTO documents (key, name) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET name = excluded.name",
        (stored, title.encode("utf-8", "replace").decode()),
    )
    (row,) = database.execute("SELECT id FROM documents WHERE key = ?", (stored,)).fetchone()
    return int(row)


def put_content(database: sqlite3.Connection, digest: bytes, data: bytes) -> None:
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
    if max(numbers, default=0) >= 1 << 32:
        raise _damage()
    packed = zlib.compress(struct.pack(f"<{len(numbers)}I", *numbers))
    database.execute(
        "INSERT INTO contents VALUES (?, ?) ON CONFLICT (digest) DO UPDATE SET pieces = excluded.pieces",
        (digest, packed),
    )


def content(database: sqlite3.Connection, digest: bytes) -> bytes:
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


def remove(database: sqlite3.Connection, unwanted: Iterable[int]) -> None:
    database.executemany("DELETE FROM versions WHERE number = ?", [(number,) for number in unwanted])
    database.execute("DELETE FROM contents WHERE digest NOT IN (SELECT digest FROM versions)")
    database.execute("DELETE FROM documents WHERE id NOT IN (SELECT document FROM versions)")
    used: set[int] = set()
    for (numbers,) in database.execute("SELECT pieces FROM contents"):
        used.update(_numbers(numbers))
    kept = [number for (number,) in database.execute("SELECT id FROM pieces")]
    database.executemany("DELETE FROM pieces WHERE id = ?", [(number,) for number in kept if number not in used])


def documents(database: sqlite3.Connection) -> tuple[Document, ...]:
    """The documents that have versions, the one with the newest first."""
    rows = database.execute(
        "SELECT key, documents.name, count(*), max(at) FROM versions JOIN documents ON documents.id = document "
        "GROUP BY document ORDER BY max(at) DESC"
    )
    known = ((_key(key), str(name), count, _local(at) or _local(0)) for key, name, count, at in rows)
    return tuple(Document(key, name, count, at) for key, name, count, at in known if key is not None and at is not None)


def find_versions(database: sqlite3.Connection, where: str, *values: object, limit: int = -1) -> Iterator[Version]:
    rows = database.execute(
        f"SELECT {_COLUMNS} FROM versions JOIN documents ON documents.id = document {where} "
        "ORDER BY at DESC, number DESC LIMIT ?",
        (*values, limit),
    )
    for row in rows.fetchall():
        if (version := _version(*row)) is not None:
            yield version


def _version(
    number: int, key: object, at: object, cause: object, words: object, name: object, digest: object, is_file: object
) -> Version | None:
    """The version of a row; None where it is damaged, which must not hide the others."""
    known, moment = _key(key), _local(at)
    if known is None or moment is None or type(words) is not int or not isinstance(digest, bytes):
        return None
    try:
        return Version(number, known, moment, Cause(cause), words, str(name), digest, bool(is_file))
    except ValueError:  # of the cause
        return None


def _numbers(packed: bytes) -> tuple[int, ...]:
    """The pieces of a content, in order; none where this is damaged."""
    plain = _unpacked(packed)
    return struct.unpack(f"<{len(plain) // 4}I", plain[: len(plain) // 4 * 4])


def _unpacked(packed: bytes) -> bytes:
    """What was compressed; empty where it is damaged, which the SHA-256 of the whole then shows."""
    try:
        return zlib.decompressobj().decompress(packed, _LARGEST_PIECE)
    except (zlib.error, TypeError):
        return b""


def stored_key(key: str) -> bytes:
    """A key as it is stored."""
    return key.encode("utf-8", "surrogatepass")


def _key(stored: object) -> str | None:
    try:
        return stored.decode("utf-8", "surrogatepass") if isinstance(stored, bytes) else None
    except UnicodeDecodeError:
        return None


def _local(at: object) -> datetime | None:
    try:
        return datetime.fromtimestamp(at).astimezone() if isinstance(at, int | float) else None
    except (ValueError, OverflowError, OSError):
        return None
