"""Read-only prose in a dialog, in the page's typeface."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from desktop.common.text_offsets import to_document
from desktop.common.typography import line_format, page_font

_LINE_HEIGHT = 1.5
_CHARACTERS = 68
"""Longest line of a text."""
_PREMISE_LINES = 4
_SAMPLE = "The rain had stopped before anyone thought to look, and the lamps along the quay came on one by one. "


class ReadingText(QTextEdit):
    """Read-only prose in the page's typeface; colours come from the dialog's style sheet."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)  # arrow keys scroll
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # both texts have lines of one length
        self.setAccessibleName(name)
        self.document().setDocumentMargin(2)
        self.setViewportMargins(0, 0, 12, 0)
        bar = self.verticalScrollBar()
        bar.setStyleSheet("QScrollBar::handle:disabled { background: transparent; }")
        bar.rangeChanged.connect(lambda _low, high: bar.setEnabled(high > 0))
        bar.setEnabled(False)

    def show_text(self, text: str, font_size: float) -> None:
        """Show ``text`` from its beginning."""
        font = page_font(font_size)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.setBlockFormat(line_format(font, _LINE_HEIGHT))
        cursor.insertText(to_document(text.strip()))
        self.moveCursor(QTextCursor.MoveOperation.Start)  # otherwise the view scrolls to it when it is shown
        self.verticalScrollBar().setValue(0)

    def longest_line(self) -> int:
        """Width in pixels beyond which lines are too long to read comfortably."""
        return round(QFontMetricsF(self.font()).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * _CHARACTERS)


class PremiseText(ReadingText):
    """A premise: as tall as its text up to a few lines, and scrolling beyond them."""

    def show_text(self, text: str, font_size: float) -> None:
        """Show ``text``, and be as tall as it is."""
        super().show_text(text, font_size)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Adapt the height, because the new width wraps the text differently."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        line = QFontMetricsF(self.font()).height() * 1.25
        self.setFixedHeight(round(min(self.document().size().height(), _PREMISE_LINES * line)) + 2)
