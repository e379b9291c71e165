"""Counts what is written: net words typed today and in this session, and apart from them what is brought in.

What a key or an input method changes counts as written, deletions counting down. What pasting, cutting, rewrites,
restored versions and other commands change is brought in, and a text that is opened counts as neither. Undo and redo
count back and forth what they undo. A key press costs the count of its paragraph. Belongs to the GUI thread.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FileProblem
from core.writing.log import UNTITLED, Words, WritingLog
from desktop.common.notice import Notifier
from desktop.common.tasks import Tasks
from desktop.common.translation import worded
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor
from desktop.editor.word_count import WordCount

T = TypeVar("T")
DAYS = 30
"""Days that are shown."""
KEPT_AFTER_MS = 5000
"""Milliseconds after a change until it is written to disk."""
_FIRST_COUNT_MS = 150
"""Milliseconds after a text was opened until its words are counted, so that it is shown first."""


@dataclass(slots=True)
class _Step:
    """Words typed in the undo commands up to number ``state``, after those of the step before."""

    state: int
    written: int


class Tally(QObject):
    """Follows the text in ``editor``. Inside a running asyncio loop; the log is used in threads, in order."""

    changed = Signal()
    """Words were written or brought in, or the words of earlier days have been read."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        count: WordCount,
        session: Session,
        log: WritingLog,
        notifier: Notifier,
        tasks: Tasks,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(editor)
        self._editor, self._count, self._session = editor, count, session
        self._log, self._notifier, self._tasks, self._today = log, notifier, tasks, today
        self.session = Words()
        """Words since the program was started."""
        self._before = Words()
        """Words of today that come from earlier, or from other windows."""
        self._day = today()
        self._of_day = Words()
        """Words of today since then."""
        self._unkept = Words()
        self._path: Path | None = session.path
        self._untitled = Words()
        """Words that were kept for the open text while it had no name."""
        self._document = session.stamp[0]
        self._total: int | None = None
        self._loading = self._told = False
        self._state = 0
        self._steps: list[_Step] = []
        self._work = asyncio.Lock()
        self.later = QTimer(self, singleShot=True, interval=KEPT_AFTER_MS)
        """Runs until words are written to disk."""
        self.later.timeout.connect(self._keep_in_background)
        self._first = QTimer(self, singleShot=True, interval=_FIRST_COUNT_MS)
        self._first.timeout.connect(self._take_total)
        editor.text_leaving.connect(self._on_text_leaving)
        editor.text_replaced.connect(self._on_text_replaced)
        editor.paragraphs_changed.connect(self._on_paragraphs)
        session.changed.connect(self._follow_name)
        self._first.start()

    @property
    def today(self) -> Words:
        """Words of today in all texts."""
        self._editor.settle()
        self._turn_day()
        return self._of_day + self._before

    @property
    def day(self) -> date:
        """Today."""
        return self._day

    async def start(self) -> None:
        """Read what was written earlier today."""
        try:
            days = await self._in_order(partial(self._log.days, self._day))
        except FileProblem as problem:
            self._tell(problem)
        else:
            self._take_before(days)

    async def days(self, *, of_this_text: bool) -> dict[date, Words]:
        """The words of each of the last :data:`DAYS` days that has any. Raises FileProblem."""
        await self.keep()
        since, path = self._today() - timedelta(DAYS - 1), self._session.path

        def read() -> dict[date, Words]:
            return self._log.days(since, _key(path) if of_this_text else None)

        days = await self._in_order(read)
        if not of_this_text:
            self._take_before(days)
        return days

    async def keep(self) -> None:
        """Write to disk what is not there yet; a failure is told once, and it is tried again with later words."""
        self._editor.settle()
        if work := self._keeping():
            await work()

    # -- inside: what changes

    def _on_text_leaving(self) -> None:
        self._loading = True
        self._keep_in_background()

    def _on_text_replaced(self) -> None:
        self._loading = False
        self._total = None
        self._steps.clear()
        self._state = self._editor.document().availableUndoSteps()
        self._first.start()

    def _take_total(self) -> None:
        if self._total is None:
            self._total = self._count.total

    def _on_paragraphs(self, *_: object) -> None:
        if self._loading:
            return
        total, state = self._count.total, self._editor.document().availableUndoSteps()
        change = 0 if self._total is None else total - self._total
        self._total = total
        if self._editor.is_undoing:
            written = self._undone(self._state, state)
        else:
            written = change if self._editor.is_typing else 0
            self._remember(state, written)
        self._state = state
        if words := Words(written, change - written):
            self._add(words)

    def _remember(self, state: int, written: int) -> None:
        """An edit that is no undo has led to ``state``: what could be redone is gone."""
        steps = self._steps
        if state < self._state:  # a change of the line height has emptied the undo history
            steps.clear()
        while steps and steps[-1].state > self._state:
            steps.pop()
        if steps and steps[-1].state >= state:  # Qt has joined it with the edit before
            steps[-1].written += written
        else:
            steps.append(_Step(state, written))

    def _undone(self, old: int, new: int) -> int:
        """Net words written that an undo has taken back, as a negative number, or a redo has made again."""
        low, high = sorted((old, new))
        first, last = (bisect_right(self._steps, state, key=lambda step: step.state) for state in (low, high))
        written = sum(step.written for step in self._steps[first:last])
        return written if new > old else -written

    def _take_before(self, days: Mapping[date, Words]) -> None:
        """What is kept for today, less what this window has written: earlier words, and those of other windows."""
        before = days.get(self._day, Words()) + self._unkept + -self._of_day
        if before != self._before:
            self._before = before
            self.changed.emit()

    def _add(self, words: Words) -> None:
        self._turn_day()
        self.session += words
        self._of_day += words
        self._unkept += words
        if not self.later.isActive():
            self.later.start()
        self.changed.emit()

    def _turn_day(self) -> None:
        """After midnight, begin with nothing."""
        if (today := self._today()) != self._day:
            self._keep_in_background()
            self._day, self._of_day, self._before = today, Words(), Words()

    # -- inside: which text, and the disk

    def _follow_name(self) -> None:
        """Another text is open, or this one has got a name: what was kept without one is kept under it."""
        document, path = self._session.stamp[0], self._session.path
        if document is not self._document:
            self._document, self._untitled = document, Words()
        elif self._path is None and path is not None and self._untitled:
            moved, self._untitled, day = self._untitled, Words(), self._day

            def move() -> None:
                self._log.add(day, UNTITLED, -moved)
                self._log.add(day, _key(path), moved)

            self._tasks.start_where_possible(partial(self._guarded, move))
        self._path = path

    def _keep_in_background(self) -> None:
        if work := self._keeping():
            self._tasks.start_where_possible(work)

    def _keeping(self) -> Callable[[], Coroutine[Any, Any, None]] | None:
        """The work of writing to disk what is not there yet, for the text that is open now and this day."""
        self.later.stop()
        unkept, path, day = self._unkept, self._path, self._day
        if not unkept:
            return None
        self._unkept = Words()
        if path is None:
            self._untitled += unkept

        async def work() -> None:
            try:
                await self._in_order(lambda: self._log.add(day, _key(path), unkept))
            except FileProblem as problem:
                self._tell(problem)
                if (path, day) == (self._path, self._day):
                    self._unkept += unkept
                    self._untitled += -unkept if path is None else Words()

        return work

    async def _guarded(self, work: Callable[[], None]) -> None:
        try:
            await self._in_order(work)
        except FileProblem as problem:
            self._tell(problem)

    async def _in_order(self, work: Callable[[], T]) -> T:
        async with self._work:
            return await asyncio.to_thread(work)

    def _tell(self, problem: FileProblem) -> None:
        if not self._told:
            self._told = True
            self._notifier.tell(worded(problem))


def _key(path: Path | None) -> str:
    return UNTITLED if path is None else str(path.resolve())
