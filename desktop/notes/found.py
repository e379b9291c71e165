"""Which paragraphs have notes, followed while typing. A key press looks at its paragraph only. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from core.manuscript.notes import Note, beside, notes_in
from core.manuscript.paragraphs import Kind, Syntax
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges
from desktop.editor.tracking import Tracked


class FoundNotes(QObject):
    """Belongs to the editor's text."""

    changed = Signal()
    """A note has come, gone or changed, or the paragraphs around notes have."""

    def __init__(self, editor: ManuscriptEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._ids: set[int] = set()
        self._look_at(editor.paragraph_ids())
        editor.paragraphs_changed.connect(self._on_paragraphs_changed)

    @property
    def any(self) -> bool:
        """Whether the text has notes."""
        return bool(self._ids)

    def notes_of(self, tracked: Tracked) -> list[Note]:
        """The notes in a paragraph's own lines."""
        return notes_in(tracked, self._editor.tracked.lines) if tracked.id in self._ids else []

    def shown_beside(self, index: int) -> list[Note]:
        """The notes that are shown beside the paragraph of that index, in order."""
        paragraphs = self._editor.tracked.paragraphs
        first = last = index
        while first > 0 and paragraphs[first - 1].kind is Kind.COMMENT:
            first -= 1
        while last + 1 < len(paragraphs) and paragraphs[last + 1].kind is Kind.COMMENT:
            last += 1
        return [
            note
            for at in range(first, last + 1)
            for note in self.notes_of(paragraphs[at])
            if self.place_of(at) == index
        ]

    def place_of(self, index: int) -> int:
        """Index of the paragraph that notes in the one of that index are shown beside; itself where there is none."""
        tracked = self._editor.tracked
        found = beside(tracked.paragraphs, tracked.lines, index)
        return found if found >= 0 else index

    def places(self) -> list[int]:
        """Indices of the paragraphs that notes are shown beside, in order, each once."""
        tracked = self._editor.tracked
        own = [tracked.index_at_line(each.first) for i in self._ids if (each := tracked.get(i)) is not None]
        return sorted({self.place_of(index) for index in own})

    def _on_paragraphs_changed(self, changes: ParagraphChanges) -> None:
        had = bool(self._ids)
        touched = not self._ids.isdisjoint(changes.changed) or not self._ids.isdisjoint(changes.removed)
        self._ids.difference_update(changes.removed)
        found = self._look_at(changes.changed)
        if touched or found or (had and (changes.removed or changes.rekinded or changes.reordered)):
            self.changed.emit()

    def _look_at(self, paragraph_ids: tuple[int, ...]) -> bool:
        """Note which of these have notes; returns whether any has."""
        tracked = self._editor.tracked
        is_markdown = tracked.syntax is Syntax.MARKDOWN
        found = False
        for paragraph_id in paragraph_ids:
            paragraph = tracked.get(paragraph_id)
            lines = tracked.lines_of(paragraph) if paragraph is not None and is_markdown else ()
            if any("<!--" in line for line in lines) and paragraph is not None and notes_in(paragraph, tracked.lines):
                self._ids.add(paragraph_id)
                found = True
            else:
                self._ids.discard(paragraph_id)
        return found
