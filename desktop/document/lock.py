"""Holds the lock of the open document, and asks before one is opened that another window has open."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from PySide6.QtCore import QObject

from core.manuscript import locks
from core.manuscript.locks import DocumentLock, Holder
from desktop.common.tasks import Tasks
from desktop.document.session import Session

_log = logging.getLogger(__name__)


class OpenElsewhere(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop. Lock files in ``folder`` are worked on in threads.

    Where locks cannot be kept, documents open as if there were none; the log says so.
    """

    def __init__(self, session: Session, folder: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._tasks = tasks
        self._path: Path | None = None
        self._lock: DocumentLock | None = None
        self._work = asyncio.Lock()
        session.changed.connect(self._follow)

    async def holder(self, path: Path) -> Holder | None:
        """The other window that has the document at ``path`` open, or a folder that it is in."""
        try:
            return await asyncio.to_thread(locks.holder_of, path, self._folder)
        except OSError:
            _log.warning("The locks of open documents could not be read.", exc_info=True)
            return None

    async def close(self) -> None:
        """Release the lock."""
        self._path = None
        await self._hold()

    def _follow(self) -> None:
        """Another document may be open, or this one under another name."""
        if self._session.path != self._path:
            self._path = self._session.path
            self._tasks.start_where_possible(self._hold)

    async def _hold(self) -> None:
        async with self._work:
            path, lock = self._path, self._lock
            if lock is not None:
                self._lock = None
                await asyncio.to_thread(lock.release)
            if path is not None:
                self._lock = await asyncio.to_thread(self._take, path)

    def _take(self, path: Path) -> DocumentLock | None:
        try:
            taken = locks.take(path, self._folder)
        except OSError:
            _log.warning("The lock of a document could not be taken.", exc_info=True)
            return None
        return taken if isinstance(taken, DocumentLock) else None
