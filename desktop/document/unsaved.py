"""Copies unsaved text to a recovery journal, within a second of typing."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from core.errors import FileProblem
from core.manuscript import journal
from core.manuscript.edits import Edit, EditedSpans
from core.manuscript.journal import Journal
from desktop.common.tasks import Tasks
from desktop.common.text_offsets import from_document, utf16_length
from desktop.editor.text_edit import ManuscriptEditor

JOURNAL_AFTER_MS = 400
"""With the time that a disk takes to write, less than a second."""


class UnsavedText(QObject):
    """The journal of the text in ``editor``. Belongs to the GUI thread, inside a running asyncio loop.

    Between two copies only the places of edits are noted; their text is taken from the document when it is copied.
    """

    failed = Signal()
    """The text could not be copied; not told again until it could."""

    def __init__(
        self,
        folder: Path,
        editor: ManuscriptEditor,
        path: Callable[[], Path | None],
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        """``path`` gives the open document's place."""
        super().__init__(parent)
        self._editor = editor
        self._document = editor.document()
        self._path = path
        self._tasks = tasks
        self._copying = asyncio.Lock()
        """Held while a thread works on the journal; not by a save, so that a slow one delays no copy."""
        self.journal = Journal(folder)
        self.orphan: Path | None = None
        """The journal, left by a crash, that the text came from; removed once it is saved or in our own journal."""
        self._is_used = self._has_failed = False
        self._copied: Path | None = None
        """The place of the document whose text is in the journal."""
        self._edited = EditedSpans()
        """Where the text has been edited since it was copied."""
        self._length = -1
        """UTF-16 units of the text that was copied; −1 where the journal does not hold this document's text."""
        self._shown = object()
        """Another one for each document that is shown."""
        self.later = QTimer(self, singleShot=True, interval=JOURNAL_AFTER_MS)
        self.later.timeout.connect(self._start)
        self._document.contentsChange.connect(self._on_contents_change)

    def leave(self, orphan: Path | None) -> None:
        """Another document is shown, which came from ``orphan``."""
        self.orphan = orphan
        self.later.stop()
        self._shown, self._length = object(), -1
        self._edited.clear()
        if self._is_used:
            self._tasks.start(self.update())

    async def update(self) -> None:
        """Copy the unsaved text to the journal, or clear the journal. May run at any time."""
        async with self._copying:
            orphan = self.orphan
            try:
                if self._document.isModified():
                    await self._copy()
                elif self._is_used:
                    self._length = -1
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
        async with self._copying:
            await asyncio.to_thread(self.journal.close)

    async def _copy(self) -> None:
        """Append what was edited; or write the whole text, where the journal has another. Raises FileProblem."""
        shown, path, edits = self._shown, self._path(), self._edits()
        text, length = self._editor.text() if edits is None else "", self._document.characterCount() - 1
        self._is_used, self._length = True, -1  # until it is known that it could be copied
        self._edited.clear()
        if edits is None:
            await asyncio.to_thread(self.journal.write, text, path)
        elif edits or path != self._copied:
            await asyncio.to_thread(self.journal.append, edits, path)
        if shown is self._shown:
            self._length, self._copied = length, path

    def _edits(self) -> list[Edit] | None:
        """What was edited since the last copy; None where the whole text must be copied."""
        length = self._document.characterCount() - 1
        if self._length < 0 or self._length + self._edited.growth != length:
            return None
        edits = [Edit(span.start, span.removed, self._between(span.start, span.end)) for span in self._edited]
        are_whole = all(utf16_length(edit.text) == span.length for edit, span in zip(edits, self._edited, strict=True))
        return edits if are_whole else None

    def _between(self, start: int, end: int) -> str:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return from_document(cursor.selectedText().replace("\u2029", "\n"))

    def _start(self) -> None:
        self._tasks.start_where_possible(self.update)

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        beyond = max(0, position + added - self._document.characterCount() + 1)  # Qt may count the text's end too
        self._edited.add(position, max(0, removed - beyond), added - beyond)
        if not self.later.isActive():
            self.later.start()
