"""Highlights a phrase of a paragraph on the page; painted below the text, so that it never enters the document."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter

from core.manuscript.paragraphs import Kind, Paragraph, scored_text
from core.score.phrases import Phrase
from desktop.common.text_offsets import to_utf16
from desktop.editor.outline_path import passage_outline
from desktop.editor.passages import text_between
from desktop.editor.text_edit import ManuscriptEditor


class PhraseHighlight(QObject):
    """Shows one phrase at a time, until the text changes. GUI thread."""

    def __init__(self, editor: ManuscriptEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._span: tuple[int, int] | None = None
        editor.text_leaving.connect(self.clear)

    @property
    def span(self) -> tuple[int, int] | None:
        """The highlighted range, in UTF-16 positions of the document."""
        return self._span

    def show_phrase(self, paragraph_id: int, phrase: Phrase) -> None:
        """Highlight ``phrase``, a range of the paragraph's scored text."""
        self.clear()
        view = self._editor.paragraph(paragraph_id)
        if view is None or phrase.end > len(view.text):
            return
        raw = text_between(self._editor.document(), view.start, view.end)
        text, stripped = scored_text(raw, self._editor.syntax)
        paragraph = Paragraph(0, Kind.PROSE, 0, len(raw), text, stripped)
        start, last = paragraph.to_file_offset(phrase.start), paragraph.to_file_offset(phrase.end - 1)
        self._span = view.start + to_utf16(raw, start), view.start + to_utf16(raw, last + 1)
        self._editor.add_underlay(self._paint)
        self._editor.document().contentsChange.connect(self.clear)  # at once: its positions are those of this text

    def bring_into_view(self) -> None:
        """Scroll to what is highlighted."""
        if self._span is not None:
            self._editor.keeper.bring_into_view(*self._span)

    def clear(self, *_: object) -> None:
        """Highlight nothing."""
        if self._span is not None:
            self._span = None
            self._editor.document().contentsChange.disconnect(self.clear)
            self._editor.remove_underlay(self._paint)

    def _paint(self, painter: QPainter, rect: QRect) -> None:
        if self._span is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._editor.theme.found))
            painter.drawPath(passage_outline(self._editor, *self._span))
