"""Downloads in the window: start, pause, resume and discard. Several may run at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from core.errors import InkglowError
from core.models.catalogue import Entry
from core.models.download.client import DownloadProgress, Paused
from core.models.download.wire import Stage
from desktop.common.tasks import Tasks
from desktop.common.translation import worded


class Downloading(Protocol):
    """Downloads files: :class:`core.models.download.client.Downloader`, or a fake in tests."""

    def download(self, entry: Entry) -> AsyncGenerator[DownloadProgress, None]:
        """Fetch, or resume fetching."""
        ...

    def paused(self, entry: Entry) -> Paused | None:
        """The state of an unfinished download; None if there is none."""
        ...

    def discard(self, entry: Entry) -> None:
        """Remove the files of an unfinished download."""
        ...


@dataclass(frozen=True)
class Download:
    """State of one entry's download. ``problem`` says why it stopped; ``paused`` how much is kept."""

    running: bool = False
    progress: DownloadProgress | None = None
    paused: Paused | None = None
    problem: str = ""


class DownloadsController(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    changed = Signal(str)
    """The id of the entry whose :meth:`state` changed."""
    finished = Signal(object, object)
    """An Entry and the Path of its file, checked."""

    def __init__(self, downloader: Downloading, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._downloader = downloader
        self._tasks = tasks
        self._states: dict[str, Download] = {}
        self._running: dict[str, asyncio.Task[None]] = {}

    def state(self, entry: Entry) -> Download:
        """State of the entry's download; makes no request."""
        if entry.id not in self._states:
            self._states[entry.id] = Download(paused=self._downloader.paused(entry))
        return self._states[entry.id]

    def start(self, entry: Entry) -> None:
        """Start, or resume. Nothing else in the program uses the network."""
        if entry.id not in self._running:
            self._set(entry, Download(running=True))
            self._running[entry.id] = self._tasks.start(self._run(entry))

    def pause(self, entry: Entry) -> None:
        """Stop; the part downloaded so far is kept."""
        if task := self._running.get(entry.id):
            task.cancel()

    async def discard(self, entry: Entry) -> None:
        """Stop, and remove the part downloaded so far. Raises DownloadProblem."""
        if task := self._running.get(entry.id):
            task.cancel()
            await asyncio.wait([task])
        await asyncio.to_thread(self._downloader.discard, entry)
        self._set(entry, Download())

    async def close(self) -> None:
        """Pause everything, and wait until nothing runs."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)

    async def _run(self, entry: Entry) -> None:
        problem = ""
        try:
            async with aclosing(self._downloader.download(entry)) as steps:
                async for progress in steps:
                    self._set(entry, replace(self.state(entry), progress=progress))
                    if progress.stage is Stage.DONE and progress.path is not None:
                        self.finished.emit(entry, progress.path)
        except InkglowError as error:
            problem = worded(error)
        finally:
            self._running.pop(entry.id, None)
            self._set(entry, Download(paused=self._downloader.paused(entry), problem=problem))

    def _set(self, entry: Entry, state: Download) -> None:
        self._states[entry.id] = state
        self.changed.emit(entry.id)
