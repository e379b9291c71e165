"""Computes the outline drawn around a passage on the page."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainterPath, QTextLine
from PySide6.QtWidgets import QTextEdit

_AROUND = 5.0
"""Pixels between the text and its outline."""


def passage_outline(editor: QTextEdit, start: int, end: int) -> QPainterPath:
    """A rounded outline around the lines between two document positions, in viewport coordinates.

    Whole paragraphs are outlined with their rectangle, a part of a paragraph along its lines.
    """
    document, layout = editor.document(), editor.document().documentLayout()
    scrolled = editor.verticalScrollBar().value()
    path = QPainterPath()
    block = document.findBlock(start)
    whole: QRectF | None = None
    while block.isValid() and block.position() <= end:
        if not block.isVisible():
            block = block.next()
            continue
        area = layout.blockBoundingRect(block).translated(0, -scrolled)
        first, last = start - block.position(), end - block.position()
        if first <= 0 and last >= block.length() - 1:
            whole = area if whole is None else whole.united(area)
        else:
            lines = block.layout()
            for number in range(lines.lineCount()):
                line = lines.lineAt(number)
                begin, stop = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
                if begin < stop:
                    left, right = x_of(line, begin), x_of(line, stop)
                    box = QRectF(area.left() + left, area.top() + line.y(), right - left, line.height()).normalized()
                    piece = QPainterPath()
                    piece.addRect(box.adjusted(-_AROUND, -1, _AROUND, 1))
                    path = path.united(piece)
        block = block.next()
    if whole is not None:
        path.addRoundedRect(whole.adjusted(-_AROUND, 0, _AROUND, 0), 8, 8)
    return path.simplified()


def x_of(line: QTextLine, position: int) -> float:
    """Where a position of a line's block is, in pixels from the left edge of the block."""
    found = line.cursorToX(position)  # PySide returns (x, position); its stub declares object
    assert isinstance(found, tuple)
    return float(found[0])
