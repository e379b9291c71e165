"""Lines with text that are hidden: where they are on the page, and how keys reach them. Belongs to the GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QTextBlock, QTextCursor


def area_of(block: QTextBlock) -> QRectF:
    """The rectangle that a block covers in its document; a hidden one has no height, below the text above it."""
    layout = block.document().documentLayout()
    if block.isVisible():
        return layout.blockBoundingRect(block)
    above, below = block.previous(), block.next()
    while above.isValid() and _is_nothing(above):
        above = above.previous()
    if above.isValid():
        area = layout.blockBoundingRect(above)
        return QRectF(area.left(), area.bottom(), area.width(), 0)
    while below.isValid() and _is_nothing(below):
        below = below.next()
    area = layout.blockBoundingRect(below)
    return QRectF(area.left(), area.top(), area.width(), 0)


def _is_nothing(block: QTextBlock) -> bool:
    """Whether a block is hidden or blank: blank lines between paragraphs reach over what is below them."""
    return not block.isVisible() or block.length() == 1


def reached(cursor: QTextCursor, event: QKeyEvent) -> QTextCursor | None:
    """Where the cursor goes if the key would join its line with a hidden one that has text; None for other keys.

    The hidden line is shown there first, so that nobody deletes what cannot be seen.
    """
    if cursor.hasSelection() or event.key() not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
        return None
    back = event.key() == Qt.Key.Key_Backspace
    if not (cursor.atBlockStart() if back else cursor.atBlockEnd()):
        return None
    block = cursor.block().previous() if back else cursor.block().next()
    while block.isValid() and not block.isVisible() and not block.text().strip():
        block = block.previous() if back else block.next()
    if not block.isValid() or block.isVisible():
        return None
    there = QTextCursor(block)
    if back:
        there.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    return there
