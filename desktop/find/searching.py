"""Searches the manuscript in a thread, and regular expressions in a child process.

A result belongs to the text that it was found in: whoever acts on it asks :meth:`Searching.current` first.
"""

from __future__ import annotations

import asyncio
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from core.errors import Superseded
from core.manuscript.boundaries import BOUNDARY
from core.search.finder import Found, ReplacementProblem, find_all
from core.search.process import NoProcess, SearchProcess, TooSlow
from core.search.query import PatternProblem, Query
from desktop.common.tasks import Tasks
from desktop.common.text_offsets import all_to_utf16
from desktop.editor.text_edit import ManuscriptEditor

_PLACE = re.compile(rf"^(?:{BOUNDARY}(?P<file>.*)| {{0,3}}#{{1,6}}[ \t]+(?P<heading>.*\S))", re.MULTILINE)
Problem = PatternProblem | ReplacementProblem | TooSlow | NoProcess


@dataclass(frozen=True)
class Request:
    """What to look for, and what would replace it."""

    query: Query
    replacement: str = ""


@dataclass(frozen=True)
class SearchResult:
    """What was ``found`` in ``text``, in code points; ``starts`` and ``ends`` are the same in UTF-16 positions.

    ``problem`` says why nothing was found, or why nothing can be replaced. ``places`` are the headings and files of
    the text with the code points at which they begin.
    """

    request: Request
    revision: int
    text: str
    found: Found = field(default_factory=Found)
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    problem: Problem | None = None
    places: tuple[Sequence[int], Sequence[str]] = ((), ())

    def place(self, index: int) -> str:
        """The heading, or the file, that a match stands under; empty before the first."""
        starts, names = self.places
        number = bisect_right(starts, self.found.starts[index]) - 1
        return names[number] if number >= 0 else ""


class Searching(QObject):
    """The newest search wins. GUI thread; :meth:`close` it at the end."""

    finished = Signal()
    """A new :attr:`result` is there."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        tasks: Tasks,
        process: SearchProcess | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._editor, self._tasks = editor, tasks
        self._process = process or SearchProcess()
        self._one_at_a_time = asyncio.Lock()
        self._newest = 0
        self.is_running = False
        self.result: SearchResult | None = None

    def current(self, request: Request) -> SearchResult | None:
        """The result of ``request`` for the text as it is now; None if there is none yet."""
        result = self.result
        fits = result is not None and result.request == request and result.revision == self._editor.edits
        return result if fits else None

    def search(self, request: Request) -> None:
        """Search the text as it is when the search begins; what was being looked for before is given up."""
        self._newest += 1
        self._process.interrupt()
        started = self._tasks.start_where_possible(lambda: self._search(self._newest, request))
        self.is_running = started is not None

    def forget(self) -> None:
        """Give up what is being looked for, forget what was found, and end the child process."""
        self._newest += 1
        self._process.interrupt()
        self.is_running, self.result = False, None
        self._tasks.start_where_possible(self._rest)

    async def close(self) -> None:
        """End the child process for good."""
        self._newest += 1
        await asyncio.to_thread(self._process.close)

    async def _rest(self) -> None:
        if not self.is_running:
            await asyncio.to_thread(self._process.rest)

    async def _search(self, number: int, request: Request) -> None:
        async with self._one_at_a_time:
            while number == self._newest:
                revision, text = self._editor.edits, self._editor.text()
                try:
                    result = await asyncio.to_thread(_look, self._process, request, revision, text)
                except Superseded:
                    continue
                if number == self._newest and revision == self._editor.edits:
                    self.result, self.is_running = result, False
                    self.finished.emit()
                    return


def _look(process: SearchProcess, request: Request, revision: int, text: str) -> SearchResult:
    """Search, in a thread. Raises Superseded if the search was interrupted."""
    query = request.query
    find = process.find if query.regex else find_all
    problem: Problem | None = None
    try:
        try:
            found = find(text, query, request.replacement)
        except ReplacementProblem as error:
            problem, found = error, find(text, query)
    except (PatternProblem, TooSlow, NoProcess) as error:
        problem, found = error, Found()
    starts, ends = all_to_utf16(text, found.starts), all_to_utf16(text, found.ends)
    return SearchResult(request, revision, text, found, starts, ends, problem, _places(text))


def _places(text: str) -> tuple[Sequence[int], Sequence[str]]:
    found = [(match.start(), match["file"] or match["heading"] or "") for match in _PLACE.finditer(text)]
    return [start for start, _ in found], [name for _, name in found]
