"""Notices the copies that sync programs lay beside the open file when it was changed in two places."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject

from core.manuscript import document
from core.manuscript.conflict_copies import conflict_copies
from desktop.common.notice import Notifier
from desktop.common.preferences import Preferences
from desktop.common.questions import Questions
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.document.session import Session
from desktop.editor.text_changes import differences
from desktop.editor.text_edit import ManuscriptEditor

SYNC_COPY = "sync copy"
"""Subject of the notice."""


class SyncCopies(QObject):
    """One notice for the newest copy, which can be compared; a dismissed copy is not mentioned again. GUI thread."""

    def __init__(
        self,
        session: Session,
        editor: ManuscriptEditor,
        questions: Questions,
        notifier: Notifier,
        preferences: Preferences,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._editor = session, editor
        self._questions, self._notifier = questions, notifier
        self._preferences, self._tasks = preferences, tasks
        self._told: tuple[Path, ...] = ()
        session.about_to_replace.connect(self._forget)
        session.opened.connect(self.check_soon)

    def check_soon(self, _: object = None) -> None:
        """Look for copies: after opening, and whenever the window becomes active."""
        self._tasks.start_where_possible(self._check)

    async def _check(self) -> None:
        path = self._session.path
        if path is None:
            return
        found = await asyncio.to_thread(conflict_copies, path)
        dismissed = self._preferences.value.dismissed_copies
        copies = tuple(each for each in found if str(each) not in dismissed)
        if copies != self._told and path == self._session.path:
            self._told = copies
            self._offer(copies)

    def _offer(self, copies: tuple[Path, ...]) -> None:
        if not copies:
            self._notifier.withdraw_about(SYNC_COPY)
            return
        self._notifier.tell(
            conflict_copy(self._session.name, copies[0].name, len(copies) - 1),
            (tr("Compare…"), lambda: self._tasks.start(self._compare(copies))),
            (tr("Dismiss", "a notice"), lambda: self._dismiss(copies)),
            about=SYNC_COPY,
        )

    async def _compare(self, copies: tuple[Path, ...]) -> None:
        """Show how the text differs from the newest copy, and change neither. Raises FileProblem."""
        told, text = self._told, self._editor.text()
        copy = await asyncio.to_thread(document.load, copies[0])
        found = await asyncio.to_thread(differences, text, copy.text)
        await self._questions.show_differences(copies[0].name, found)
        if told is self._told:
            self._offer(copies)

    def _dismiss(self, copies: tuple[Path, ...]) -> None:
        value = self._preferences.value
        self._preferences.change(dismissed_copies=value.with_dismissed(*map(str, copies)))

    def _forget(self, by_another_document: bool) -> None:
        if by_another_document:
            self._told = ()
            self._notifier.withdraw_about(SYNC_COPY)


def conflict_copy(name: str, copy: str, others: int) -> str:
    """A sync program has kept another version of the file beside it."""
    if not others:
        words = tr("A sync program has kept another version of {name} beside it: {copy}. Both are as they were.")
    elif others == 1:
        words = tr(
            "A sync program has kept another version of {name} beside it: {copy} (and one more). Both are as they were."
        )
    else:
        words = tr(
            "A sync program has kept another version of {name} beside it: {copy} (and {others} more). Both are as they "
            "were."
        )
    return words.format(name=name, copy=copy, others=others)
