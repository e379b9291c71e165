"""State of a blind comparison in the window: file, person, progress. The rules are in core.evaluation."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.errors import InkglowError
from core.evaluation import results as results_file
from core.evaluation.blind import people
from core.evaluation.blind import session as blind_session
from core.evaluation.blind.session import BlindSession
from core.evaluation.results import Picked, Results
from desktop.common.notice import Notifier
from desktop.common.preferences import Preferences
from desktop.common.questions import Questions
from desktop.common.translation import worded
from desktop.comparison import words

SECONDS_A_WORD = 60 / 230
"""Silent reading of English, until the person's own pace is known (Brysbaert 2019: 238 words a minute)."""
_PACE_FROM = 3


class Stage(Enum):
    """Stage of a comparison."""

    OFFERED = "offered"
    COMPARING = "comparing"
    OVER = "over"


@dataclass(frozen=True)
class Pair:
    """The pair shown. It does not contain where either text comes from. ``at`` counts from 1."""

    premise: str
    left: str
    right: str
    picked: Picked | None
    at: int
    total: int


class Comparing(QObject):
    """One comparison at a time. GUI thread, inside a running asyncio loop."""

    changed = Signal()

    def __init__(
        self,
        questions: Questions,
        notifier: Notifier,
        preferences: Preferences,
        clock: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        """``clock`` counts seconds."""
        super().__init__(parent)
        self._questions = questions
        self._notifier = notifier
        self._preferences = preferences
        self._clock = clock
        self._results: Results | None = None
        self._session: BlindSession | None = None
        self._ahead: tuple[int, int] | None = None
        self._paces: list[float] = []
        self._shown_at = 0.0
        self.path: Path | None = None
        """The results that are compared."""
        self.reading = False
        self._being_kept: BlindSession | None = None
        self._file_work = asyncio.Lock()
        self.problem = ""
        """Why the last action failed; empty if it did not."""

    @property
    def stage(self) -> Stage:
        """The stage of the comparison."""
        if self._session is None:
            return Stage.OFFERED
        return Stage.OVER if self._session.is_over else Stage.COMPARING

    @property
    def name(self) -> str:
        """The name given last."""
        return self._preferences.value.rater

    @property
    def font_size(self) -> float:
        """The page's, in points."""
        return self._preferences.value.font_size

    @property
    def can_begin(self) -> bool:
        """Whether there are results to compare."""
        return self._ahead is not None and not self.reading

    @property
    def ahead(self) -> str:
        """Number of pairs and reading time, once the results have been read."""
        return words.ahead(self._ahead[0], self._ahead[1] * SECONDS_A_WORD) if self._ahead else ""

    @property
    def pair(self) -> Pair:
        """The pair to be compared now."""
        now = self._now
        return Pair(now.premise, *now.texts, now.picked, now.at + 1, len(now.order))

    @property
    def seconds_left(self) -> float:
        """Reading time left, at the person's own pace as soon as it is known."""
        pace = statistics.median(self._paces) if len(self._paces) >= _PACE_FROM else SECONDS_A_WORD
        return self._now.words_left * pace

    @property
    def choices_path(self) -> Path:
        """The file of this person's choices."""
        assert self.path is not None
        sheet = self._now.sheet
        return blind_session.choices_path(self.path, sheet.results_id, sheet.rater)

    @property
    def keeping(self) -> bool:
        """Whether a choice is being written; no other can be made meanwhile."""
        return self._being_kept is not None

    @property
    def n_done(self) -> int:
        """How many pairs have been compared."""
        return self._now.n_done

    @property
    def consistency(self) -> people.Consistency:
        """How often the person chose the same again in repeated pairs."""
        return people.consistency(self._now.sheet.choices)

    @property
    def tally(self) -> Counter[str]:
        """Count of each preference; to be shown only after the end, and only on request."""
        return people.tally(self._now.sheet.choices)

    # -- before

    async def read_last(self) -> None:
        """Read the results compared last, if the file still exists."""
        last = self._preferences.value.compared
        if self.path is None and last and await asyncio.to_thread(Path(last).is_file):
            await self.read(Path(last))

    async def choose_file(self) -> None:
        """Ask the person for a results file, and read it."""
        path = await self._questions.results_path(self.path.parent if self.path else Path.home())
        if path is not None:
            await self.read(path)

    async def read(self, path: Path) -> None:
        """Read a results file; an error is kept in :attr:`problem`."""
        self.path, self._results, self._ahead, self.problem, self.reading = path, None, None, "", True
        self.changed.emit()
        try:
            results, ahead = await asyncio.to_thread(_read, path)
        except InkglowError as error:
            if self.path == path:
                self.problem = worded(error)
        else:
            if self.path == path:
                self._results, self._ahead = results, ahead
                self._preferences.change(compared=str(path))
        if self.path == path:
            self.reading = False
            self.changed.emit()

    async def begin(self, name: str) -> None:
        """Start, or resume where the person of that name stopped."""
        if self._results is None or self.path is None or self._session is not None:
            return
        self.problem = ""
        try:
            async with self._file_work:
                begun = await asyncio.to_thread(blind_session.start_or_resume, self._results, self.path, name)
        except InkglowError as error:
            self.problem = worded(error)
        else:
            self._preferences.change(rater=blind_session.clean_name(name))
            self._session, self._paces, self._shown_at = begun, [], self._clock()
        self.changed.emit()

    # -- meanwhile

    async def choose(self, picked: Picked) -> None:
        """Record a choice. It is written to disk first; a choice that cannot be written does not count.

        Does nothing while the previous choice is being written, because the pair shown is still that of this choice.
        """
        if self.keeping or self.stage is not Stage.COMPARING:
            return
        now, seconds = self._now, self._clock() - self._shown_at
        chosen, path = now.choose(picked), self.choices_path
        self._being_kept = chosen
        try:
            async with self._file_work:
                await asyncio.to_thread(people.write, path, chosen.sheet)
        except InkglowError as error:
            self.problem = worded(error)
            if self._session is not now:
                self._notifier.tell(self.problem)
        else:
            self.problem = ""
            if self._session is now:
                if now.picked is None:
                    self._paces.append(seconds / max(1, now.words_here))
                self._session, self._shown_at = chosen, self._clock()
        finally:
            self._being_kept = None
        self.changed.emit()

    def back(self) -> None:
        """Go back one pair; its choice stands until another is made. Does nothing while a choice is being written."""
        if not self.keeping:
            self._session, self._shown_at = self._now.back(), self._clock()
            self.changed.emit()

    def stop(self) -> None:
        """Leave the comparison; every choice is kept."""
        now, self._session, self.problem = self._being_kept or self._session, None, ""
        if now is not None and now.n_done < len(now.order):
            self._notifier.tell(words.stopped(now.n_done, len(now.order)))

    @property
    def _now(self) -> BlindSession:
        assert self._session is not None
        return self._session


def _read(path: Path) -> tuple[Results, tuple[int, int]]:
    """The results, how many pairs and how many words there are to read. Blocks."""
    results = results_file.load(path)
    anyone = blind_session.start(results, "anyone")
    return results, (len(anyone.order), anyone.words_left)
