"""Keeps the record of what comes from the model into the open document, and lets it follow the document's name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.manuscript.opening import load
from core.manuscript.paragraphs import Syntax
from core.record import entries, report, store
from core.record.entries import Entry
from core.record.report import DocumentReport
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor


class Recorder(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop. Files are read and written in threads, in order."""

    changed = Signal()
    """The record of the open document is another."""

    def __init__(
        self,
        session: Session,
        editor: ManuscriptEditor,
        preferences: Preferences,
        tasks: Tasks,
        folder: Path,
        journals: Path,
        parent: QObject | None = None,
    ) -> None:
        """``folder`` is where records are kept, ``journals`` where the journals of unsaved texts are."""
        super().__init__(parent)
        self._session = session
        self._editor = editor
        self._preferences = preferences
        self._tasks = tasks
        self._folder = folder
        self._journals = journals
        self._file_work = asyncio.Lock()
        """Held while a thread works on a record; whoever waits gets it in order."""
        self._document, _ = session.stamp
        self._path = session.path
        self._kept_unsaved = False
        """Whether a record is kept of a document without a name."""
        session.changed.connect(self._follow)
        session.recovered.connect(self._take_over)

    @property
    def enabled(self) -> bool:
        """Whether new entries are kept."""
        return self._preferences.value.record

    @property
    def name(self) -> str:
        """Name of the open document."""
        return self._session.name

    @property
    def folder_of_document(self) -> Path:
        """Folder of the open document; the user's own where it has none."""
        return self._path.parent if self._path is not None else Path.home()

    def keep(self, entry: Entry) -> None:
        """Add an entry to the record of the open document, unless the record is switched off."""
        if self.enabled:
            self._kept_unsaved |= self._path is None
            self._do(partial(store.append, self._file, entry, self._path))

    async def report(self) -> DocumentReport:
        """The report on the open document as it is now."""
        name, text, syntax = self._session.name, self._editor.text(), self._editor.syntax
        async with self._file_work:
            kept = await asyncio.to_thread(store.read, self._file)
        return await asyncio.to_thread(report.report, name, text, syntax, kept, entries.now())

    async def delete(self) -> None:
        """Delete the record of the open document. Raises FileProblem."""
        await self._work(partial(store.delete, self._file))

    async def clean_up(self) -> None:
        """Remove the records of documents that were discarded without a name, at the start of the program."""
        await asyncio.to_thread(store.remove_stale, self._folder, self._journals)

    @property
    def _file(self) -> Path:
        return self._file_of(self._path)

    def _file_of(self, path: Path | None) -> Path:
        if path is None:
            return store.file_for_unsaved(self._session.journal_name, self._folder)
        return store.file_for(path, self._folder)

    def _follow(self) -> None:
        """Another document is open, or this one has another name."""
        document, path = self._session.stamp[0], self._session.path
        old_document, old_path = self._document, self._path
        self._document, self._path = document, path
        if document is not old_document:
            if self._kept_unsaved:
                self._kept_unsaved = False
                self._do(partial(store.delete, self._file_of(None)))  # it was discarded
            if path is not None:
                self._do(partial(_adopt, path, self._folder))
            self.changed.emit()
        elif path != old_path:
            keep = old_path is not None  # the file of the other name still has the same text
            self._kept_unsaved = False
            self._do(partial(store.carry, self._file_of(old_path), self._file_of(path), path, keep=keep))

    def _take_over(self, journal: Path) -> None:
        """Text without a name was recovered from ``journal``: its record becomes that of the open document."""
        old = store.file_for_unsaved(journal.stem, self._folder)
        if self._path is None:
            self._kept_unsaved = True
            self._do(partial(store.carry, old, self._file, None, keep=False))

    def _do(self, work: Callable[[], object]) -> None:
        self._tasks.start_where_possible(lambda: self._work(work))

    async def _work(self, work: Callable[[], object]) -> None:
        async with self._file_work:
            await asyncio.to_thread(work)
        self.changed.emit()


def _adopt(path: Path, folder: Path) -> None:
    """Give a file that was renamed outside the program its record back. Blocks."""

    def read() -> tuple[str, Syntax]:
        stored = load(path)
        return stored.text, stored.syntax

    store.adopt(path, folder, report.belonging_to(read))
