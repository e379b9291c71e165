"""Marking passages alive or flat, from the Passage menu."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.manuscript.paragraphs import Kind, split
from core.personal import marks
from core.personal.marks import Fit, Found, Marks, Side
from desktop.common.notice import Notifier
from desktop.editor.text_edit import ManuscriptEditor
from desktop.personal import words as own_words


class Marking(QObject):
    """Knows the marked passages and keeps them on disk. GUI thread, inside a running asyncio loop."""

    changed = Signal()
    """The marks have been read, a passage was marked, or a mark was removed."""

    def __init__(
        self, editor: ManuscriptEditor, folder: Path, notifier: Notifier, parent: QObject | None = None
    ) -> None:
        """``folder`` is where the marks are kept; it is read when they are first needed."""
        super().__init__(parent)
        self._editor = editor
        self._folder = folder
        self._notifier = notifier
        self._file_work = asyncio.Lock()
        self._loaded = False
        self.marks = Marks()

    async def load(self) -> None:
        """Read the marks, unless they have been read already."""
        async with self._file_work:
            await self._load()

    async def mark(self, side: Side) -> None:
        """Mark the selection or the paragraph at the cursor, and say how many there are. Raises FileProblem."""
        texts = self.texts_here()
        if not texts:
            self._notifier.tell(own_words.NOTHING_TO_MARK)
            return
        async with self._file_work:
            await self._load()
            changed = self.marks
            for text in texts:
                changed = changed.with_mark(text, side)
            await self._keep(changed)
        self._notifier.tell(own_words.marked(len(self.marks.alive), len(self.marks.flat), self.marks.missing))

    async def unmark(self) -> None:
        """Remove the mark of the selection or the paragraph at the cursor. Raises FileProblem."""
        async with self._file_work:
            await self._load()
            found = {each.marked for text in self.texts_here() for each in self.found_in(text)}
            changed = self.marks.without_each(found)
            taken = changed != self.marks
            await self._keep(changed)
        counts = own_words.marked(len(changed.alive), len(changed.flat), changed.missing)
        self._notifier.tell(counts if taken else own_words.NOT_MARKED)

    def is_marked(self) -> bool:
        """Whether something at the cursor is marked; False until the marks have been read."""
        return any(self.found_in(text) for text in self.texts_here())

    def found_in(self, text: str) -> tuple[Found, ...]:
        """The marks that concern ``text``, without those of passages that still stand unchanged elsewhere."""
        found = self.marks.found_in(text)
        return tuple(each for each in found if each.fit is not Fit.EARLIER or each.marked not in self._editor.text())

    def texts_here(self) -> list[str]:
        """The selection, paragraph by paragraph, or the paragraph at the cursor; only prose that is long enough."""
        passage = self._editor.passage()
        if passage is None:
            return []
        paragraphs = split(passage.text, self._editor.syntax)
        return [each.text for each in paragraphs if each.kind is Kind.PROSE and marks.long_enough(each.text)]

    async def _load(self) -> None:
        if not self._loaded:
            self.marks = await asyncio.to_thread(marks.load, self._folder)
            self._loaded = True
            self.changed.emit()

    async def _keep(self, changed: Marks) -> None:
        if changed != self.marks:
            await asyncio.to_thread(marks.save, self._folder, changed)
            self.marks = changed
            self.changed.emit()
