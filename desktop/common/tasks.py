"""Runs coroutines started from Qt's signals: keeps them alive and reports their failures."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.errors import InkglowError, Superseded
from desktop.common import messages
from desktop.common.translation import worded

_log = logging.getLogger(__name__)


class Tasks(QObject):
    """Starts coroutines on the running loop (GUI thread). ``log`` is the file unexpected failures are written to."""

    failed = Signal(str)
    """One sentence for the writer."""

    def __init__(self, log: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_file = log
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[None]:
        """Run ``work``. An InkglowError is reported with its own sentence; any other exception is logged and reported.

        Superseded is not reported.
        """
        task = asyncio.get_running_loop().create_task(self._guarded(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        task.add_done_callback(lambda _: work.close())  # one cancelled before its first step has not begun ``work``
        return task

    def start_where_possible(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> asyncio.Task[None] | None:
        """As :meth:`start`; None without a running loop, because Qt also sends events while windows are closed."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return None
        return self.start(work())

    async def finish(self) -> None:
        """Wait for every running task except the caller's."""
        while others := self._running - {asyncio.current_task()}:
            await asyncio.wait(others)

    async def _guarded(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        except Superseded:
            pass
        except InkglowError as error:
            self.failed.emit(worded(error))
        except Exception:
            _log.exception("Unexpected failure")
            self.failed.emit(messages.UNEXPECTED.format(log=self._log_file))
