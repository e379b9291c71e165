"""Progress of an evaluation on disk, so that an interrupted run can be resumed.

SQLite, one transaction per addition. The settings that the texts depend on are stored too; a run with other settings is
refused.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from core.errors import FileProblem, UsageProblem
from core.evaluation.results import Arm, Choice, JudgeKey, Rating, Story

FILE_NAME = "run.sqlite"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS stories (premise TEXT, arm TEXT, value TEXT NOT NULL, PRIMARY KEY (premise, arm));
CREATE TABLE IF NOT EXISTS ratings (
    model TEXT, judge TEXT, premise TEXT, arm TEXT, value TEXT NOT NULL, PRIMARY KEY (model, judge, premise, arm));
CREATE TABLE IF NOT EXISTS choices (
    model TEXT, judge TEXT, premise TEXT, first TEXT, second TEXT, value TEXT NOT NULL,
    PRIMARY KEY (model, judge, premise, first, second));
"""


class EvaluationStore:
    """The stories, ratings and choices of one run. Belongs to one thread; close it."""

    def __init__(self, path: Path, settings: Mapping[str, Any], *, fresh: bool = False) -> None:
        """Open or create ``path``. ``settings``: those that determine the stories; ``fresh`` deletes earlier progress.

        Raises UsageProblem where the file was made with other settings, FileProblem where it cannot be used.
        """
        self._path = path
        with self._failures():
            if fresh:
                for old in (path, path.with_name(f"{path.name}-journal")):
                    old.unlink(missing_ok=True)
            self._database = sqlite3.connect(path)
        try:
            self._begin(settings)
        except BaseException:
            self.close()
            raise

    def _begin(self, settings: Mapping[str, Any]) -> None:
        with self._failures():
            self._database.executescript(_SCHEMA)
            wanted = json.dumps(settings, sort_keys=True)
            known = self._database.execute("SELECT value FROM settings").fetchone()
            if known is None:
                with self._database:
                    self._database.execute("INSERT INTO settings VALUES (?)", (wanted,))
        if known is not None and known[0] != wanted:
            before = json.loads(known[0])
            changed = sorted(key for key in {*before, *settings} if before.get(key) != settings.get(key))
            raise UsageProblem(
                f"{self._path.parent.name} holds a run with other settings ({', '.join(changed)}); "
                "choose another folder, or start again with --fresh."
            )

    def stories(self) -> dict[tuple[str, Arm], Story]:
        """All stories so far, by premise and arm."""
        rows = self._values("SELECT value FROM stories")
        return {(story.premise, story.arm): story for story in (Story(**row) for row in rows)}

    def add_stories(self, stories: Sequence[Story]) -> None:
        """Store ``stories``, all of them or none."""
        with self._failures(), self._database:
            self._database.executemany(
                "INSERT OR REPLACE INTO stories VALUES (?, ?, ?)",
                [(story.premise, story.arm, json.dumps(asdict(story))) for story in stories],
            )

    def ratings(self, judge: JudgeKey, model: str) -> list[Rating]:
        """Ratings so far by ``judge`` with the model of that name."""
        rows = self._values("SELECT value FROM ratings WHERE judge = ? AND model = ?", judge, model)
        return [Rating(**row) for row in rows]

    def add_rating(self, rating: Rating, model: str) -> None:
        """Store one rating."""
        key = (model, rating.judge, rating.premise, rating.arm)
        with self._failures(), self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO ratings VALUES (?, ?, ?, ?, ?)", (*key, json.dumps(asdict(rating)))
            )

    def choices(self, judge: JudgeKey, model: str) -> list[Choice]:
        """Choices so far by ``judge`` with the model of that name."""
        rows = self._values("SELECT value FROM choices WHERE judge = ? AND model = ?", judge, model)
        return [Choice(**row) for row in rows]

    def add_choice(self, choice: Choice, model: str) -> None:
        """Store one choice."""
        key = (model, choice.judge, choice.premise, choice.first, choice.second)
        with self._failures(), self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO choices VALUES (?, ?, ?, ?, ?, ?)", (*key, json.dumps(asdict(choice)))
            )

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _values(self, query: str, *parameters: str) -> list[dict[str, Any]]:
        with self._failures():
            return [json.loads(value) for (value,) in self._database.execute(f"{query} ORDER BY rowid", parameters)]

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise FileProblem(f"{self._path} cannot be used to store the progress: {error}.") from None
