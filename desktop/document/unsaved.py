"""Copies unsaved text to a recovery journal, a moment after each change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FileProblem
from core.manuscript import journal
from core.manuscript.journal import Journal
from desktop.common.tasks import Tasks
from desktop.editor.text_edit import ManuscriptEditor

JOURNAL_AFTER_MS = 2000


class UnsavedText(QObject):
    """The journal of the text in ``editor``. Belongs to the GUI thread, inside a running asyncio loop."""

    failed = Signal()
    """The text could not be copied; not told again until it could."""

    def __init__(
        self,
        folder: Path,
        editor: ManuscriptEditor,
        path: Callable[[], Path | None],
        file_work: asyncio.Lock,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """``path`` gives the open document's place, ``file_work`` is held while a thread works on a file."""
        super().__init__(parent)
        self._editor = editor
        self._path = path
        self._file_work = file_work
        self._tasks = tasks
        self.journal = Journal(folder)
        self.orphan: Path | None = None
        """The journal, left by a crash, that the text came from; removed once it is saved or in our own journal."""
        self._is_used = self._has_failed = False
        self.later = QTimer(self, singleShot=True, interval=JOURNAL_AFTER_MS)
        self.later.timeout.connect(self._start)
        editor.document().contentsChanged.connect(self._on_contents_changed)

    def leave(self, orphan: Path | None) -> None:
        """Another document is shown, which came from ``orphan``."""
        self.orphan = orphan
        self.later.stop()
        if self._is_used:
            self._tasks.start(self.update())

    async def update(self) -> None:
        """Write the unsaved text to the journal, or clear it. May run at any time."""
        async with self._file_work:
            orphan = self.orphan
            try:
                if self._editor.document().isModified():
                    self._is_used = True
                    await asyncio.to_thread(self.journal.write, self._editor.text(), self._path())
                elif self._is_used:
                    await asyncio.to_thread(self.journal.clear)
                    self._is_used = False
            except FileProblem:
                if not self._has_failed:  # once, not after every few words
                    self.failed.emit()
                self._has_failed = True
                return
            self._has_failed = False
            if orphan is not None:
                if self.orphan == orphan:
                    self.orphan = None
                await asyncio.to_thread(journal.discard, orphan)

    async def close(self) -> None:
        """Remove the journal, when the program ends."""
        self.later.stop()
        async with self._file_work:
            await asyncio.to_thread(self.journal.close)

    def _start(self) -> None:
        self._tasks.start_where_possible(self.update)

    def _on_contents_changed(self) -> None:
        if not self.later.isActive():
            self.later.start()
