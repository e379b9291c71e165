"""Focus: all but the sentence or the paragraph at the cursor is faded.

The fading is painted over the text and is no format: each channel of a pixel is limited to the colour of faded text, so
that the page, the glow's tints and highlights stay as they are, and painting twice changes nothing. A key press costs
what the paragraph at the cursor costs. Everything belongs to the GUI thread; positions are UTF-16 units.
"""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QRegion, QTextBlock

from core.manuscript.paragraphs import Kind
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


class Focus(QObject):
    """Fades the text of ``editor`` around the cursor."""

    def __init__(self, editor: ManuscriptEditor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._editor = editor
        self._level = Level.OFF
        self._shown: tuple[int, int, int] | None = None
        """What is clear: the paragraph's id, where in it that begins, and how far before its end that ends."""
        editor.cursorPositionChanged.connect(self._follow)
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
        self._editor.remove_overlay(self._paint)
        if level is not Level.OFF:
            self._editor.add_overlay(self._paint)
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

    def _paint(self, painter: QPainter, rect: QRect) -> None:
        """Fade what is in ``rect``, without the margins with the bars, the clear text and the selection."""
        column = self._editor.viewport().rect().adjusted(SIDE_MARGIN, 0, -SIDE_MARGIN, 0)
        faded = QRegion(rect & column)
        for area in self._areas(*self.span(), rect):
            faded -= QRegion(area)
        cursor = self._editor.textCursor()
        in_view = self._editor.paragraphs_in(rect) if cursor.hasSelection() else ()
        if in_view:  # or all of a long selection would be looked at
            first = self._editor.document().findBlockByNumber(in_view[0][0].first).position()
            for area in self._areas(max(cursor.selectionStart(), first), cursor.selectionEnd(), rect):
                faded -= QRegion(area)
        theme = self._editor.theme
        modes = QPainter.CompositionMode
        painter.setCompositionMode(modes.CompositionMode_Darken if theme.is_dark else modes.CompositionMode_Lighten)
        painter.setClipRegion(faded)
        painter.fillRect(rect, QColor(theme.dimmed))

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
        sides = [0.0, float(area.width()) if block.length() > 1 else 0.0]  # an empty line may overlap the one above
        if block.textDirection() is Qt.LayoutDirection.RightToLeft:
            sides.reverse()
        if begin > line.textStart():
            sides[0] = x_of(line, begin)
        if stop < line.textStart() + line.textLength():
            sides[1] = x_of(line, stop)
        left, right = sorted(round(each) for each in sides)
        top, height = area.top() + round(line.y()), round(line.height()) + 1
        found.append(QRect(area.left() + left - _AROUND, top, right - left + 2 * _AROUND, height))
    return found
