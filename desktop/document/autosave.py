"""Saves a document that has a file: after a pause in typing, and when the window loses the focus."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

from PySide6.QtCore import QObject, QTimer

from core.errors import FileProblem
from desktop.common.notice import DOCUMENT, Notifier
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor

PAUSE_MS = 4000


class Autosave(QObject):
    """An option, off by default. Asks nothing and never writes over another program's change. GUI thread."""

    def __init__(
        self,
        session: Session,
        editor: ManuscriptEditor,
        preferences: Preferences,
        notifier: Notifier,
        tasks: Tasks,
        check_outside: Callable[[], Coroutine[Any, Any, None]],
        *,
        pause_ms: int = PAUSE_MS,
        parent: QObject | None = None,
    ) -> None:
        """``check_outside`` notifies the writer of a change by another program, where there was one."""
        super().__init__(parent)
        self._session, self._preferences = session, preferences
        self._notifier, self._tasks = notifier, tasks
        self._check_outside = check_outside
        self._has_failed = False
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self.save_soon)
        editor.edited.connect(self._on_edited)
        preferences.changed.connect(self._on_edited)

    def save_soon(self) -> None:
        """Save now, in a thread, if the option is on and there is something to save."""
        self._pause.stop()
        if self._preferences.value.autosave and self._session.path is not None and self._session.modified:
            self._tasks.start_where_possible(self._save)

    def on_active(self, active: bool) -> None:
        """The window is active, or is no longer."""
        if not active:
            self.save_soon()

    async def _save(self) -> None:
        try:
            if not await self._session.autosave():
                await self._check_outside()
            self._has_failed = False
        except FileProblem as problem:
            if not self._has_failed:  # once, not after every pause
                self._notifier.tell(str(problem), about=DOCUMENT)
            self._has_failed = True

    def _on_edited(self) -> None:
        if self._preferences.value.autosave:
            self._pause.start()
