"""Focus: all but the sentence or the paragraph at the cursor is faded.

The fading is painted and is no format: faded text is drawn in a colour of its own, and the page, the glow's tints and
highlights stay. A key press costs what the paragraph at the cursor costs. Everything belongs to the GUI thread;
positions are UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum
from typing import cast

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QPainter, QRegion, QTextBlock, QTextCursor

from core.manuscript.paragraphs import Kind
from desktop.common.theme import Theme
from desktop.editor.outline_path import x_of
from desktop.editor.page import SIDE_MARGIN
from desktop.editor.picking import bounds, sentence_span
from desktop.editor.text_edit import ManuscriptEditor

_AROUND = 2
"""Pixels left and right of a sentence that stay clear: italics lean over."""


class Level(Enum):
    """What is not faded; the value is the setting's."""

    OFF = "off"
    SENTENCE = "sentence"
    PARAGRAPH = "paragraph"

    @property
    def following(self) -> Level:
        """The level after this one, in a circle."""
        levels = list(Level)
        return levels[(levels.index(self) + 1) % len(levels)]


def level_named(name: str) -> Level:
    """The level of that name; off for an unknown one."""
    return Level(name) if name in {each.value for each in Level} else Level.OFF


def faded(theme: Theme) -> QColor:
    """The colour of faded text: half-way between secondary and dimmed text, so that it can still be read."""
    one, other = QColor(theme.muted), QColor(theme.dimmed)
    return QColor(*((getattr(one, part)() + getattr(other, part)()) // 2 for part in ("red", "green", "blue")))


class Focus(QObject):
    """Fades the text of ``editor`` around the cursor."""

    def __init__(self, editor: ManuscriptEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._level = Level.OFF
        self._shown: tuple[int, int, int] | None = None
        """What is clear: the paragraph's id, where in it that begins, and how far before its end that ends."""
        editor.caret_moved.connect(self._follow)
        editor.paragraphs_changed.connect(self._follow)
        editor.selectionChanged.connect(self._on_selection)

    @property
    def level(self) -> Level:
        """What is not faded."""
        return self._level

    def set_level(self, level: Level) -> None:
        """Fade all but the sentence or the paragraph at the cursor, or nothing."""
        if level is self._level:
            return
        self._level = level
        self._editor.text_painter = None if level is Level.OFF else self._paint
        self._editor.viewport().update()
        self._shown = None
        self._follow()

    def span(self) -> tuple[int, int]:
        """First position of the text that is not faded, and the one after it; the line where there is no paragraph."""
        editor, cursor = self._editor, self._editor.textCursor()
        tracked = editor.tracked.at_line(cursor.blockNumber())
        if tracked is None:
            block = cursor.block()
            return block.position(), block.position() + block.length() - 1
        if self._level is Level.SENTENCE and tracked.kind is Kind.PROSE:
            return sentence_span(editor.document(), tracked, cursor.position())
        return bounds(editor.document(), tracked)

    # -- inside

    def _follow(self, *_: object) -> None:
        """Paint the whole page again where another sentence or paragraph has the cursor; seldom while typing."""
        if self._level is Level.OFF:
            return
        start, end = self.span()
        tracked = self._editor.tracked.at_line(self._editor.textCursor().blockNumber())
        shown = (-1, start, end)
        if tracked is not None:
            first, last = bounds(self._editor.document(), tracked)
            shown = (tracked.id, start - first, last - end)
        if shown != self._shown:
            self._shown = shown
            self._editor.viewport().update()

    def _on_selection(self) -> None:
        if self._level is not Level.OFF:
            self._editor.viewport().update()

    def _paint(self, painter: QPainter, rect: QRect) -> Sequence[QRect]:
        """Paint the faded text in ``rect``; it is clear at the cursor, and where it is selected."""
        clear = QRegion()
        cursor, in_view = self._editor.textCursor(), self._editor.paragraphs_in(rect)
        index_at = self._editor.tracked.index_at_line
        if not in_view or index_at(cursor.blockNumber()) <= index_at(in_view[-1][0].first):  # else it is below ``rect``
            for area in self._areas(*self.span(), rect):
                clear += QRegion(area)
        if in_view and cursor.hasSelection():  # not all of a long selection is looked at
            first = self._editor.document().findBlockByNumber(in_view[0][0].first).position()
            for area in self._areas(max(cursor.selectionStart(), first), cursor.selectionEnd(), rect):
                clear += QRegion(area)
        left = QRegion(rect) - clear
        for part in _rectangles(left):
            painter.setClipRect(part)
            self._draw_text(painter, part)
        return _rectangles(QRegion(rect) - left)

    def _draw_text(self, painter: QPainter, rect: QRect) -> None:
        """Draw the text in the colour of faded text, whatever colour the highlighter gives it; highlights stay."""
        editor, context = self._editor, QAbstractTextDocumentLayout.PaintContext()
        scrolled = editor.verticalScrollBar().value()
        context.palette = editor.palette()
        context.clip = QRectF(rect.translated(0, scrolled))
        found = []
        for each in editor.extraSelections():
            highlight = QAbstractTextDocumentLayout.Selection()
            highlight.cursor, highlight.format = each.cursor, each.format
            found.append(highlight)
        whole = QAbstractTextDocumentLayout.Selection()  # nothing is looked at but what is drawn
        whole.cursor = QTextCursor(editor.document())
        whole.cursor.select(QTextCursor.SelectionType.Document)
        whole.format.setForeground(faded(editor.theme))
        context.selections = [*found, whole]
        painter.save()
        painter.translate(0, -scrolled)
        editor.document().documentLayout().draw(painter, context)
        painter.restore()

    def _areas(self, start: int, end: int, rect: QRect) -> list[QRect]:
        """Where the text from ``start`` to ``end`` is in the viewport, line by line, as far as it meets ``rect``."""
        document, editor = self._editor.document(), self._editor
        scrolled = editor.verticalScrollBar().value()
        found: list[QRect] = []
        block = document.findBlock(start)
        while block.isValid() and block.position() <= end:
            area = document.documentLayout().blockBoundingRect(block).translated(0, -scrolled)
            if area.top() > rect.bottom():
                break
            found += _line_areas(block, area.toAlignedRect(), start, end)
            block = block.next()
        return found


def _rectangles(region: QRegion) -> list[QRect]:
    return list(cast(Iterable[QRect], region))  # the stub of QRegion does not say that it can be iterated over


def _line_areas(block: QTextBlock, area: QRect, start: int, end: int) -> list[QRect]:
    """The parts of a block's lines, which covers ``area``, that are between two positions of the document."""
    layout = block.layout()
    found: list[QRect] = []
    first, last = start - block.position(), end - block.position()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
        if begin > stop or (begin == stop and block.length() > 1 and first != last):
            continue
        is_empty = block.length() == 1  # then only the caret is clear: the line may overlap the one above
        sides = [0.0, 0.0] if is_empty else [-float(SIDE_MARGIN), float(area.width() + SIDE_MARGIN)]
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            sides.reverse()
        if begin > line.textStart():
            sides[0] = x_of(line, begin)
        if stop < line.textStart() + line.textLength():
            sides[1] = x_of(line, stop)
        left, right = sorted(round(each) for each in sides)
        top = area.top() + round(line.y())
        is_last = number == layout.lineCount() - 1
        below = area.top() + round(line.y() + line.height() if is_last else layout.lineAt(number + 1).y())
        found.append(QRect(area.left() + left - _AROUND, top, right - left + 2 * _AROUND, below - top + is_last))
    return found
