"""Shows notes in the margin at the right of the page; where that is too narrow, a sign beside the paragraph."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from core.manuscript.notes import Note
from core.manuscript.paragraphs import Kind
from desktop.common.theme import LIGHT, Theme
from desktop.editor.page import SIDE_MARGIN
from desktop.editor.text_edit import ManuscriptEditor
from desktop.notes import words
from desktop.notes.found import FoundNotes

NARROWEST, WIDEST = 112, 260
"""Pixels of the margin: below the one, notes are folded to signs; beyond the other, they get no wider."""
_LEFT, _PADDING, _GAP = 4, 8, 8
_MOST_LINES = 9
_SCALE = 0.8
"""Size of the words, as a multiple of the text's."""
_SIGN = QRectF(51, 0, 10, 9)
"""The sign of a folded note, beside the text and from the middle of its first line."""
_WRAP = int(Qt.TextFlag.TextWordWrap.value)


@dataclass(frozen=True)
class Box:
    """A note as it is shown: where, and of which paragraph."""

    rect: QRect
    note: Note
    index: int


class NotesMargin(QWidget):
    """Lies on the margin and takes no room from the text. GUI thread."""

    opened = Signal(object)
    """The writer wants to change this :class:`Note`."""

    def __init__(self, editor: ManuscriptEditor, found: FoundNotes, reserved: Callable[[], int]) -> None:
        """``reserved`` gives the pixels at the margin's right that others need."""
        super().__init__(editor)
        self._editor, self._found, self._reserved = editor, found, reserved
        self._theme = LIGHT
        self._wanted = False
        self.setAccessibleName(words.NOTES)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        editor.area_changed.connect(self.place)
        editor.verticalScrollBar().valueChanged.connect(self.refresh)
        editor.document().documentLayout().documentSizeChanged.connect(self.refresh)
        editor.current_paragraph_changed.connect(self.refresh)
        editor.visible_changed.connect(self._describe)
        editor.add_underlay(self._paint_signs)
        editor.add_hint(self._hint)
        found.changed.connect(self.place)
        self.hide()

    @property
    def is_folded(self) -> bool:
        """Whether notes are signs, because there is no room for their words."""
        return self._room() < NARROWEST

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme
        self.refresh()

    def set_wanted(self, wanted: bool) -> None:
        """Show notes beside the text, or leave them in it."""
        self._wanted = wanted
        self.place()

    def place(self) -> None:
        """Take the room that there is."""
        self.setGeometry(self._left(), 0, min(WIDEST, max(0, self._room())), self._editor.height())
        shown = self._wanted and self._found.any and not self.is_folded
        if shown is self.isHidden():
            self.setVisible(shown)
        self.refresh()
        self._editor.viewport().update()

    def refresh(self, *_: object) -> None:
        """Draw the notes where their paragraphs are now."""
        if not self.isHidden():
            self.update()

    def boxes(self) -> list[Box]:
        """The notes in view, from top to bottom; below one another where their paragraphs are close."""
        tracked = self._editor.tracked
        metrics = QFontMetrics(self._font())
        height = _MOST_LINES * metrics.lineSpacing()
        inside = self.width() - _LEFT - _PADDING
        result: list[Box] = []
        bottom = -_GAP
        for paragraph, area in self._editor.paragraphs_in(self._editor.viewport().rect()):
            if paragraph.kind is Kind.COMMENT:
                continue
            index = tracked.index_at_line(paragraph.first)
            for note in self._found.shown_beside(index):
                top = max(round(area.top()) + 2, bottom + _GAP)
                size = metrics.boundingRect(QRect(0, 0, inside, height), _WRAP, words.shown(note.text)).height()
                rect = QRect(_LEFT, top, self.width() - _LEFT, min(size, height) + _PADDING)
                result.append(Box(rect, note, index))
                bottom = rect.bottom()
        return result

    # -- Qt's hooks

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words of each note, with a line at their left."""
        painter = QPainter(self)
        painter.setFont(self._font())
        current = self._editor.tracked.get(self._editor.current_id())
        here = -1 if current is None else self._found.place_of(self._editor.tracked.index_at_line(current.first))
        for box in self.boxes():
            if not box.rect.intersects(event.rect()):
                continue
            is_here = box.index == here
            painter.fillRect(
                box.rect.left(),
                box.rect.top(),
                2,
                box.rect.height(),
                QColor(self._theme.accent if is_here else self._theme.border),
            )
            painter.setPen(QColor(self._theme.text if is_here else self._theme.muted))
            inner = box.rect.adjusted(_PADDING, _PADDING // 2, 0, -_PADDING // 2)
            painter.drawText(inner, _WRAP, self._elided(box))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a note opens it; elsewhere it is one beside the text."""
        for box in self.boxes():
            if box.rect.contains(event.position().toPoint()):
                self.opened.emit(box.note)
                return
        event.ignore()

    # -- inside

    def _elided(self, box: Box) -> str:
        text = words.shown(box.note.text)
        metrics, inner = QFontMetrics(self._font()), box.rect.width() - _PADDING
        room = box.rect.height() - _PADDING
        if metrics.boundingRect(QRect(0, 0, inner, 100_000), _WRAP, text).height() <= room:
            return text
        low, high = 0, len(text)
        while low < high:
            middle = (low + high + 1) // 2
            size = metrics.boundingRect(QRect(0, 0, inner, 100_000), _WRAP, f"{text[:middle]}…").height()
            low, high = (middle, high) if size <= room else (low, middle - 1)
        return f"{text[:low].rstrip()}…"

    def _font(self) -> QFont:
        font = QFont(self._editor.document().defaultFont())
        font.setPointSizeF(font.pointSizeF() * _SCALE)
        return font

    def _left(self) -> int:
        return self._editor.viewport().geometry().right() + 1

    def _room(self) -> int:
        bar = self._editor.verticalScrollBar().sizeHint().width()
        return self._editor.width() - bar - self._reserved() - self._left()

    def _describe(self) -> None:
        if self._wanted and self._found.any:
            self.setAccessibleDescription(words.described([words.shown(box.note.text) for box in self.boxes()]))

    # -- inside: folded

    def _shows_signs(self) -> bool:
        return self._wanted and self._found.any and self.is_folded

    def _paint_signs(self, painter: QPainter, rect: QRect) -> None:
        if not self._shows_signs():
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.muted), 1.2))
        for paragraph, area in self._editor.paragraphs_in(rect):
            index = self._editor.tracked.index_at_line(paragraph.first)
            if paragraph.kind is not Kind.COMMENT and self._found.shown_beside(index):
                painter.drawPath(_sign(self.sign_rect(area)))

    def sign_rect(self, area: QRectF) -> QRectF:
        """The sign of a paragraph whose text covers ``area``."""
        middle = area.top() + self._editor.first_line_pixels() / 2
        return QRectF(area.right() + _SIGN.left(), middle - _SIGN.height() / 2, _SIGN.width(), _SIGN.height())

    def _hint(self, position: QPoint) -> tuple[str, QRect] | None:
        if not self._shows_signs():
            return None
        for paragraph, area in self._editor.paragraphs_in(QRect(0, position.y(), 1, 1)):
            index = self._editor.tracked.index_at_line(paragraph.first)
            notes = self._found.shown_beside(index) if paragraph.kind is not Kind.COMMENT else []
            if notes and area.top() <= position.y() <= area.bottom():
                text = "\n".join(words.hint(each.text) for each in notes)
                return text, area.toAlignedRect().adjusted(-SIDE_MARGIN, 0, SIDE_MARGIN, 0)
        return None


def _sign(rect: QRectF) -> QPainterPath:
    """A small speech bubble."""
    path = QPainterPath()
    body = rect.adjusted(0, 0, 0, -2.5)
    path.addRoundedRect(body, 2, 2)
    foot = QPointF(body.left() + 2.5, body.bottom())
    path.moveTo(foot)
    path.lineTo(foot + QPointF(0, 2.5))
    path.lineTo(foot + QPointF(2.5, 0))
    return path
