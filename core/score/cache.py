"""Cache of scores on disk, by hash of the text. It stores digests and numbers only, no text."""

from __future__ import annotations

import contextlib
import logging
import math
import os
import sqlite3
import threading
from pathlib import Path

import numpy as np

from core.engine.protocol import PassageScore, TokenCosine

FILE_NAME = "scores.sqlite"
MOST_ROWS = 400_000
"""Most rows; older ones are deleted. A 100,000-word novel has about 2,000 paragraphs."""
_VERSION = 1
"""``PRAGMA user_version``; caches of earlier releases have 0 and the same table."""
_SCHEMA = "CREATE TABLE IF NOT EXISTS scores (digest BLOB PRIMARY KEY, n_tokens INTEGER, cosine REAL, tokens BLOB)"
_IN_MEMORY = ":memory:"
_log = logging.getLogger(__name__)


class ScoreStore:
    """A cache in SQLite. Its file may be deleted at any time; a damaged file is replaced. Thread-safe.

    A digest covers text, model, attribute and readout. Disk failures do not prevent scoring: they are logged, and the
    cache behaves as if it were empty. So it does where a newer release has written the file, which is left alone.
    """

    def __init__(self, file: Path) -> None:
        self._lock = threading.Lock()
        try:
            self._database = _open(file)
        except _Newer:
            _log.warning("The score cache was written by a newer Inkglow; it is left alone.")
            self._database = _open(Path(":memory:"))
        except sqlite3.Error:
            _log.warning("The score cache could not be opened; a new one is created.")
            try:
                file.unlink(missing_ok=True)
                self._database = _open(file)
            except (sqlite3.Error, OSError):
                self._database = _open(Path(_IN_MEMORY))

    def get(self, digest: bytes) -> PassageScore | None:
        """The score stored under ``digest``, if any."""
        try:
            with self._lock:
                row = self._database.execute(
                    "SELECT n_tokens, cosine, tokens FROM scores WHERE digest = ?", (digest,)
                ).fetchone()
            return None if row is None else _score(*row)
        except (sqlite3.Error, ValueError, TypeError):
            _log.warning("The score cache could not be read.", exc_info=True)
            return None

    def put(self, digest: bytes, score: PassageScore) -> None:
        """Store ``score`` under ``digest``."""
        rows = np.array([(t.start, t.end, t.cosine) for t in score.tokens], dtype="<f4")
        try:
            with self._lock, self._database:
                self._database.execute(
                    "INSERT OR REPLACE INTO scores VALUES (?, ?, ?, ?)",
                    (digest, score.n_tokens, score.cosine, rows.tobytes()),
                )
        except sqlite3.Error:
            _log.warning("A score could not be stored.", exc_info=True)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()


class _Newer(Exception):
    """The file is of a newer release."""


def _open(file: Path) -> sqlite3.Connection:
    if str(file) != _IN_MEMORY:
        with contextlib.suppress(OSError):  # SQLite says so too
            os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))  # it would let others read it
    database = sqlite3.connect(file, check_same_thread=False)
    (version,) = database.execute("PRAGMA user_version").fetchone()
    if version > _VERSION:
        database.close()
        raise _Newer
    database.execute("PRAGMA synchronous = OFF")  # losing the last rows of a cache in a power cut does no harm
    database.execute("PRAGMA journal_mode = WAL")  # only now, or this change waits for the disk
    database.execute(_SCHEMA)
    database.execute(f"PRAGMA user_version = {_VERSION}")
    with database:
        database.execute(
            "DELETE FROM scores WHERE rowid <= (SELECT max(rowid) FROM scores) - ?",
            (MOST_ROWS,),
        )
    return database


def _score(n_tokens: int, cosine: float | None, tokens: bytes) -> PassageScore:
    """The score of a row. Raises ValueError or TypeError for one that was never stored so."""
    rows = np.frombuffer(tokens, dtype="<f4").reshape(-1, 3)
    figures = [*rows.ravel().tolist(), *([] if cosine is None else [cosine])]
    if type(n_tokens) is not int or not all(math.isfinite(each) for each in figures):
        raise ValueError("a damaged score")
    return PassageScore(n_tokens, cosine, tuple(TokenCosine(int(a), int(b), float(c)) for a, b, c in rows))
