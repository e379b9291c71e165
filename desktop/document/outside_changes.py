"""Notifies the writer when another program has changed the open file, and carries out the answer."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from core.errors import FileProblem
from desktop.common import messages
from desktop.common.notice import DOCUMENT, OUTSIDE, Answer, Notifier
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.document.file_menu import Documents
from desktop.document.session import Session


class OutsideChanges:
    """Belongs to the GUI thread, inside a running asyncio loop."""

    def __init__(self, session: Session, documents: Documents, tasks: Tasks, notifier: Notifier) -> None:
        self._session = session
        self._documents = documents
        self._tasks = tasks
        self._notifier = notifier

    async def check(self) -> None:
        """Notify the writer if the file has changed since the last call."""
        if await self._session.check_outside():
            self._offer()

    def _offer(self) -> None:
        session, documents = self._session, self._documents
        words = messages.outside_change_unsaved if session.modified else messages.outside_change
        self._notifier.tell(
            words(session.changed_names or session.name),
            self._answer(tr("Compare…"), documents.compare),
            self._answer(tr("Keep mine"), session.keep_mine),
            self._answer(tr("Reload…") if session.modified else tr("Reload"), documents.reload),
            about=OUTSIDE,
        )

    def _answer(self, words: str, work: Callable[[], Coroutine[Any, Any, bool]]) -> Answer:
        return words, lambda: self._tasks.start(self._do(work))

    async def _do(self, work: Callable[[], Coroutine[Any, Any, bool]]) -> None:
        """Carry out the answer and report a FileProblem; show the notice again if ``work`` returns False."""
        path = self._session.path
        try:
            decided = await work()
        except FileProblem as problem:
            self._notifier.tell(str(problem), about=DOCUMENT)
            return
        if not decided and path == self._session.path:
            self._offer()
