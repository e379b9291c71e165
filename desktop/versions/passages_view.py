"""Shows the passages in which a version differs from the present text; one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from desktop.common.diff import Change, Segment
from desktop.common.text_offsets import utf16_length
from desktop.common.theme import Theme
from desktop.common.translation import tr
from desktop.editor.text_changes import GAP, ChangedPassage
from desktop.rewrite.variant_text import VariantText

_BAR = 3
"""Width in pixels of the bar beside the passage chosen."""
_MARGIN = 14
_ABOVE = 0.25
"""Where the first line of the passage chosen is placed, as a share of the height."""


class PassagesView(VariantText):
    """Passages one below the other, with ``⋯`` between them, and a bar beside the one chosen. GUI thread."""

    chosen = Signal(int)
    """Index of the passage that is chosen now; −1 where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spans: list[tuple[int, int]] = []
        self._index = -1
        self._accent = QColor()
        self.setAccessibleName(tr("Differences"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(_MARGIN)

    @property
    def index(self) -> int:
        """The passage chosen; −1 where there is none."""
        return self._index

    def apply(self, theme: Theme, font_size: float, font_family: str = "") -> None:
        """Take colours and the page's font size (points)."""
        super().apply(theme, font_size, font_family)
        self._accent = QColor(theme.accent)

    def show_passages(self, passages: Sequence[ChangedPassage], chosen: int) -> None:
        """Show ``passages``, that of index ``chosen`` in view; the last one where there are not so many."""
        segments: list[Segment] = []
        self._spans = []
        position = 0
        for passage in passages:
            if segments:
                segments.append(Segment(Change.KEPT, GAP))
                position += len(GAP)
            start = position
            segments.extend(passage.segments)
            position += sum(utf16_length(each.text) for each in passage.segments)
            self._spans.append((start, position))
        self.show_changes(tuple(segments))
        self._choose(min(chosen, len(passages) - 1))
        self._bring_into_view()

    def show_plain(self, text: str) -> None:
        """Show a text as it is."""
        self._spans = []
        self.show_changes((Segment(Change.KEPT, text),))
        self._choose(-1)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def step(self, by: int) -> None:
        """Choose a later (1) or earlier (−1) passage, and bring it into view."""
        index = self._index + by
        if 0 <= index < len(self._spans):
            self._choose(index)
            self._bring_into_view()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the passage under it; a drag selects text."""
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            position = self.cursorForPosition(event.position().toPoint()).position()
            found = next((n for n, (start, end) in enumerate(self._spans) if start <= position <= end), None)
            if found is not None:
                self._choose(found)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and the bar."""
        super().paintEvent(event)
        if self._index >= 0:
            area = self._area(self._index)
            painter = QPainter(self.viewport())
            painter.fillRect(QRectF(2, area.top(), _BAR, area.height()), self._accent)
            painter.end()

    def _choose(self, index: int) -> None:
        self._index = index
        self.viewport().update()
        self.chosen.emit(index)

    def _bring_into_view(self) -> None:
        if self._index >= 0:
            bar, area = self.verticalScrollBar(), self._area(self._index)
            bar.setValue(bar.value() + round(area.top() - _ABOVE * self.viewport().height()))

    def _area(self, index: int) -> QRectF:
        """The lines of a passage, in the viewport."""
        first, last = (QTextCursor(self.document()) for _ in range(2))
        start, end = self._spans[index]
        first.setPosition(start)
        last.setPosition(end)
        return QRectF(self.cursorRect(first)).united(QRectF(self.cursorRect(last)))
