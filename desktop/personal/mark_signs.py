"""Shows next to the text which passages the writer has marked: a small star for alive, a line for flat.

A passage that was changed since it was marked has an outlined sign. Signs are drawn below the text while the viewport
paints, like the glow, and are hidden with it, so that the page is bare while the glow is off.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from core.manuscript.paragraphs import Kind
from core.personal.marks import Fit, Found, Side
from desktop.editor.page import SIDE_MARGIN
from desktop.editor.text_edit import ManuscriptEditor
from desktop.editor.tracking import Tracked
from desktop.glow.overlay import TINT_PADDING
from desktop.personal import words as own_words
from desktop.personal.marking import Marking

SIGN_SIZE = 11.0
"""Pixels across."""
SIGN_GAP = 8.0
"""Pixels from the tint to the first sign, and from sign to sign."""
_WAIST, _LINE_HEIGHT = 0.28, 3.0
_REMEMBERED = 4096
"""Paragraphs whose marks are remembered between paintings."""


class MarkSigns(QObject):
    """Paints the marks of the paragraphs in view, and describes them in the tooltip. GUI thread."""

    changed = Signal()
    """What is marked, or whether it is shown."""

    def __init__(self, editor: ManuscriptEditor, marking: Marking, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._marking = marking
        self._visible = True
        self._found: dict[tuple[int, int], tuple[Found, ...]] = {}
        marking.changed.connect(self._on_marks_changed)
        editor.add_underlay(self._paint)
        editor.add_hint(self._hint)

    def set_visible(self, visible: bool) -> None:
        """Show the signs, or none."""
        self._visible = visible
        self._editor.viewport().update()
        self.changed.emit()

    def words_of(self, paragraph_id: int) -> tuple[str, ...]:
        """The marks of a paragraph as sentences; none while signs are hidden."""
        tracked = self._editor.tracked.get(paragraph_id)
        if tracked is None or not self._visible:
            return ()
        found = self.found_in(tracked)
        return tuple(dict.fromkeys(own_words.mark_sign(each.side, each.fit) for each in found))

    def found_in(self, tracked: Tracked) -> tuple[Found, ...]:
        """The marks that concern a paragraph."""
        key = tracked.id, tracked.revision
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            view = self._editor.paragraph(tracked.id) if tracked.kind is Kind.PROSE else None
            self._found[key] = self._marking.found_in(view.text) if view is not None else ()
        return self._found[key]

    def sign_rect(self, area: QRectF, n: int, *, right_to_left: bool = False) -> QRectF:
        """The ``n``-th sign of a paragraph whose text covers ``area``: beside its first line, opposite to the bar."""
        away = TINT_PADDING + SIGN_GAP + n * (SIGN_SIZE + SIGN_GAP)
        left = area.left() - away - SIGN_SIZE if right_to_left else area.right() + away
        middle = area.top() + self._editor.first_line_pixels() / 2
        return QRectF(left, middle - SIGN_SIZE / 2, SIGN_SIZE, SIGN_SIZE)

    def _paint(self, painter: QPainter, rect: QRect) -> None:
        if not self._visible or self._marking.marks.is_empty:
            return
        colour = QColor(self._editor.theme.muted)
        for tracked, area in self._editor.paragraphs_in(rect):
            right_to_left = self._editor.is_right_to_left(tracked)
            for n, (side, is_earlier) in enumerate(_signs(self.found_in(tracked))):
                painter.setPen(QPen(colour, 1.2))
                painter.setBrush(QColor(self._editor.theme.page) if is_earlier else colour)
                painter.drawPath(_shape(side, self.sign_rect(area, n, right_to_left=right_to_left)))

    def _hint(self, position: QPoint) -> tuple[str, QRect] | None:
        for tracked, area in self._editor.paragraphs_in(QRect(0, position.y(), 1, 1)):
            words = self.words_of(tracked.id)
            if words and area.top() <= position.y() <= area.bottom():
                return "\n".join(words), area.toAlignedRect().adjusted(-SIDE_MARGIN, 0, SIDE_MARGIN, 0)
        return None

    def _on_marks_changed(self) -> None:
        self._found.clear()
        self._editor.viewport().update()
        self.changed.emit()


def _signs(found: tuple[Found, ...]) -> list[tuple[Side, bool]]:
    """One sign for each side, an outline where only an earlier version was marked."""
    return [
        (side, all(each.fit is Fit.EARLIER for each in found if each.side is side))
        for side in Side
        if any(each.side is side for each in found)
    ]


def _shape(side: Side, rect: QRectF) -> QPainterPath:
    path = QPainterPath()
    centre = rect.center()
    if side is Side.FLAT:
        path.addRoundedRect(
            QRectF(rect.left(), centre.y() - _LINE_HEIGHT / 2, rect.width(), _LINE_HEIGHT),
            _LINE_HEIGHT / 2,
            _LINE_HEIGHT / 2,
        )
        return path
    tips = (
        QPointF(centre.x(), rect.top()),
        QPointF(rect.right(), centre.y()),
        QPointF(centre.x(), rect.bottom()),
        QPointF(rect.left(), centre.y()),
    )
    path.moveTo(tips[-1])
    for before, tip in zip((tips[-1], *tips[:-1]), tips, strict=True):
        path.lineTo(centre + ((before - centre) + (tip - centre)) * _WAIST)
        path.lineTo(tip)
    path.closeSubpath()
    return path
