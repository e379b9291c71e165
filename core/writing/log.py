"""Words written on each day in each text, in a small SQLite database for its owner alone. It holds no text.

Several windows may add to it at the same time. Where it is damaged it is renamed, and a new one begun. All functions
block; they may be called from any thread.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from core.errors import FileProblem, os_reason

FILE_NAME = "writing.sqlite"
UNTITLED = ""
"""The key of all texts without a file."""
_SCHEMA = 1
_WAIT_S = 10.0
"""How long another window may hold the database."""
_TABLE = """
CREATE TABLE IF NOT EXISTS words (
    day TEXT NOT NULL, document BLOB NOT NULL, written INTEGER NOT NULL, brought INTEGER NOT NULL,
    PRIMARY KEY (day, document)
) WITHOUT ROWID
"""


@dataclass(frozen=True)
class Words:
    """Net words: ``written`` by hand, deletions counting down; ``brought`` in by pasting, rewrites and the like."""

    written: int = 0
    brought: int = 0

    def __add__(self, other: Words) -> Words:
        return Words(self.written + other.written, self.brought + other.brought)

    def __neg__(self) -> Words:
        return Words(-self.written, -self.brought)

    def __bool__(self) -> bool:
        return bool(self.written or self.brought)


class WritingLog:
    """The database in ``file``, which is made when there is something to keep."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def add(self, day: date, document: str, words: Words) -> None:
        """Add to the words of a day. ``document`` is the text's full path. Raises FileProblem."""
        with self._database() as database:
            database.execute(
                "INSERT INTO words VALUES (?, ?, ?, ?) ON CONFLICT (day, document) DO UPDATE "
                "SET written = written + excluded.written, brought = brought + excluded.brought",
                (day.isoformat(), _stored(document), words.written, words.brought),
            )

    def days(self, since: date, document: str | None = None) -> dict[date, Words]:
        """The words of each day from ``since`` on that has any; of all texts, or of one. Raises FileProblem."""
        if not self._file.exists():
            return {}
        query = "SELECT day, sum(written), sum(brought) FROM words WHERE day >= ?"
        values: tuple[object, ...] = (since.isoformat(),)
        if document is not None:
            query, values = f"{query} AND document = ?", (*values, _stored(document))
        with self._database() as database:
            rows = database.execute(f"{query} GROUP BY day ORDER BY day", values).fetchall()
        known = ((_day(day), written, brought) for day, written, brought in rows)
        return {
            day: Words(written, brought)
            for day, written, brought in known
            if day is not None and isinstance(written, int) and isinstance(brought, int)
        }

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        try:
            database = self._opened()
            try:
                with database:
                    yield database
            finally:
                database.close()
        except (sqlite3.Error, OSError) as error:
            why = os_reason(error) if isinstance(error, OSError) else str(error)
            raise FileProblem(
                "The words of today could not be kept ({why}). Your text is not affected.", why=why
            ) from None

    def _opened(self) -> sqlite3.Connection:
        try:
            return _open(self._file)
        except sqlite3.OperationalError:  # locked, read-only, full
            raise
        except sqlite3.DatabaseError:
            self._file.replace(_free(self._file))
            with suppress(FileNotFoundError):
                self._file.with_name(f"{self._file.name}-journal").unlink()
            return _open(self._file)


def _open(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))  # SQLite would let others read it
    database = sqlite3.connect(file, timeout=_WAIT_S)
    try:
        database.execute("PRAGMA synchronous = EXTRA")  # else a power cut may take back the last words
        (schema,) = database.execute("PRAGMA user_version").fetchone()
        if schema > _SCHEMA:
            raise sqlite3.OperationalError("a newer Inkglow keeps them")
        database.execute(_TABLE)
        database.execute(f"PRAGMA user_version = {_SCHEMA}")
        database.commit()
    except BaseException:
        database.close()
        raise
    return database


def _free(file: Path) -> Path:
    """A name for a damaged database that no other file has."""
    number = 1
    while (found := file.with_name(f"{file.stem}.damaged-{number}{file.suffix}")).exists():
        number += 1
    return found


def _day(stored: object) -> date | None:
    """The day of a row; None where it is damaged."""
    try:
        return date.fromisoformat(stored) if isinstance(stored, str) else None
    except ValueError:
        return None


def _stored(document: str) -> bytes:
    return document.encode("utf-8", "surrogatepass")
