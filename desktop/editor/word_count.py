"""Words of each paragraph, kept up to date. Belongs to the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject

from core.manuscript.paragraphs import Kind
from core.manuscript.statistics import count_words
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges


class WordCount(QObject):
    """Words per paragraph of ``editor``; only changed paragraphs are counted again, when a figure is asked for.

    Make it before anything that asks it when paragraphs have changed.
    """

    def __init__(self, editor: ManuscriptEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._words: dict[int, int] = {}
        self._prose: set[int] = set()
        self._changed: set[int] = set(editor.paragraph_ids())
        self._total = 0
        editor.paragraphs_changed.connect(self._update)

    @property
    def total(self) -> int:
        """Words of the whole text."""
        self._count()
        return self._total

    @property
    def n_prose(self) -> int:
        """How many paragraphs are prose."""
        self._count()
        return len(self._prose)

    def words_of(self, paragraph_id: int) -> int:
        """Words of one paragraph; 0 for one that is not there."""
        self._count()
        return self._words.get(paragraph_id, 0)

    def words_in(self, paragraph_ids: Iterable[int]) -> int:
        """Words of several paragraphs."""
        return sum(map(self.words_of, paragraph_ids))

    def _update(self, changes: ParagraphChanges) -> None:
        self._changed.update(changes.changed, changes.removed)

    def _count(self) -> None:
        """Count what has changed since the last time."""
        self._editor.settle()
        if not self._changed:
            return
        changed, self._changed = self._changed, set()
        for paragraph_id in changed:
            view = self._editor.paragraph(paragraph_id)
            self._total -= self._words.pop(paragraph_id, 0)
            self._prose.discard(paragraph_id)
            if view is not None and view.kind is not Kind.COMMENT:
                self._words[paragraph_id] = words = count_words(view.text)
                self._total += words
            if view is not None and view.kind is Kind.PROSE:
                self._prose.add(paragraph_id)
