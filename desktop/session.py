"""The open document: which file it is, whether it is saved, and that nothing of it gets lost.

File work runs in a thread on a snapshot of the text; the document counts as saved only if nothing was typed meanwhile.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FileProblem
from core.manuscript import backups, document, journal
from core.manuscript.document import Loaded
from core.manuscript.journal import Journal
from core.manuscript.paragraphs import Syntax
from desktop import messages
from desktop.dialogs.questions import Questions, Unsaved
from desktop.editor.text_edit import ManuscriptEditor
from desktop.tasks import Tasks

JOURNAL_AFTER_MS = 2000
UNTITLED = "Untitled"


@dataclass(frozen=True)
class SessionFolders:
    """Where journals and backups go."""

    journals: Path
    backups: Path


class Session(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    changed = Signal()
    """Name, path or whether there are unsaved changes."""
    told = Signal(str)
    """A sentence for the writer."""
    opened = Signal(object)
    """The Path of a file that was opened or saved under a new name."""

    def __init__(
        self, editor: ManuscriptEditor, folders: SessionFolders, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._folders = folders
        self._tasks = tasks
        self._loaded: Loaded | None = None
        self._name = UNTITLED
        self._journal = Journal(folders.journals)
        self._file_work = asyncio.Lock()
        self._outside_told = ""
        self._later = QTimer(self, singleShot=True, interval=JOURNAL_AFTER_MS)
        self._later.timeout.connect(lambda: self._tasks.start(self._write_journal()))
        editor.document().contentsChanged.connect(self._on_contents_changed)
        editor.document().modificationChanged.connect(lambda _: self.changed.emit())

    @property
    def path(self) -> Path | None:
        """The file; None where there is none yet."""
        return self._loaded.path if self._loaded is not None else None

    @property
    def name(self) -> str:
        """The file's name, or that of an untitled document."""
        return self._name

    @property
    def modified(self) -> bool:
        """Whether there are unsaved changes."""
        return self._editor.document().isModified()

    # -- opening

    async def open(self, path: Path) -> None:
        """Read ``path`` into the editor. Raises FileProblem; the document before is then still there."""
        loaded = await asyncio.to_thread(document.load, path)
        self._show(loaded, loaded.path.name, loaded.text)
        self.opened.emit(path)
        if loaded.notice:
            self.told.emit(loaded.notice)

    def new(self, text: str = "", name: str = UNTITLED) -> None:
        """An untitled document."""
        self._show(None, name, text)

    async def recover(self, entry: journal.Entry, file: Path) -> None:
        """Take back what a crash left: its text, unsaved, as the document it belonged to."""
        loaded: Loaded | None = None
        if entry.path is not None:
            try:
                loaded = await asyncio.to_thread(document.load, entry.path)
            except FileProblem:
                loaded = None
        name = entry.path.name if entry.path is not None else UNTITLED
        self._show(loaded, name, entry.text)
        self._editor.document().setModified(True)
        await self._write_journal()
        journal.discard(file)
        self.told.emit(messages.RECOVERED)

    def _show(self, loaded: Loaded | None, name: str, text: str) -> None:
        self._later.stop()
        self._loaded, self._name = loaded, name
        self._outside_told = ""
        self._journal.clear()
        self._editor.set_text(text, loaded.syntax if loaded is not None else Syntax.MARKDOWN)
        self.changed.emit()

    # -- saving

    async def save(self, questions: Questions) -> bool:
        """Save to the document's file, asking for a name where there is none. Raises FileProblem; nothing is lost."""
        if self._loaded is None:
            return await self.save_as(questions)
        changed = await asyncio.to_thread(document.changed_outside, self._loaded)
        if changed and not await questions.overwrite_changed(self._name):
            return False
        await self._write(self._loaded.path, self._loaded)
        return True

    async def save_as(self, questions: Questions) -> bool:
        """Save under a name the writer chooses. Raises FileProblem."""
        suggestion = self.path or Path.home() / f"{Path(self._name).stem}.md"
        path = await questions.save_path(suggestion)
        if path is None:
            return False
        await self._write(path, self._loaded)
        self.opened.emit(path)
        return True

    async def may_close(self, questions: Questions) -> bool:
        """Whether the document may go: saved, or given up by the writer."""
        if not self.modified:
            return True
        answer = await questions.unsaved(self._name)
        if answer is Unsaved.SAVE:
            return await self.save(questions)
        return answer is Unsaved.DISCARD

    async def _write(self, path: Path, like: Loaded | None) -> None:
        text, revision = self._editor.text(), self._editor.document().revision()
        async with self._file_work:
            await asyncio.to_thread(backups.keep, path, self._folders.backups, datetime.now())
            loaded = await asyncio.to_thread(document.save, path, text, like)
        self._loaded, self._name = loaded, path.name
        self._outside_told = ""
        if self._editor.document().revision() == revision:
            self._later.stop()
            self._editor.document().setModified(False)
            self._journal.clear()
        if self._editor.syntax is not loaded.syntax:
            self._editor.read_as(loaded.syntax)
        self.changed.emit()
        if loaded.notice:
            self.told.emit(loaded.notice)

    # -- watching

    async def look_outside(self) -> bool:
        """Whether another program has changed the file since it was last looked at; says so once per change."""
        loaded = self._loaded
        if loaded is None or not await asyncio.to_thread(document.changed_outside, loaded):
            return False
        stamp = str(loaded.path.stat().st_mtime_ns) if loaded.path.exists() else ""
        if stamp == self._outside_told or loaded is not self._loaded:
            return False
        self._outside_told = stamp
        return True

    async def reload(self) -> None:
        """Read the file again. Raises FileProblem."""
        if self.path is not None:
            await self.open(self.path)

    def close(self) -> None:
        """The document is done with; the journal goes."""
        self._later.stop()
        self._journal.close()

    def _on_contents_changed(self) -> None:
        if self.modified and not self._later.isActive():
            self._later.start()

    async def _write_journal(self) -> None:
        if self.modified:
            async with self._file_work:
                await asyncio.to_thread(self._journal.write, self._editor.text(), self.path)
