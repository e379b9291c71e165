"""The lines between the files of a folder: drawn as dividers, passed over by the cursor, and restored after any edit.

A folder's text begins with a boundary line (:mod:`core.manuscript.boundaries`); nothing here acts on any other text.
Everything belongs to the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QTextBlock, QTextCursor

from core.manuscript.boundaries import is_boundary, repaired
from core.manuscript.paragraphs import Kind
from desktop.common.text_offsets import from_utf16, to_document, to_utf16
from desktop.editor.page import Page
from desktop.editor.text_changes import text_changes
from desktop.editor.tracking import Tracked

_BACK = (QKeySequence.StandardKey.DeleteStartOfWord, QKeySequence.StandardKey.Backspace)
_FORWARD = (
    QKeySequence.StandardKey.Delete,
    QKeySequence.StandardKey.DeleteEndOfWord,
    QKeySequence.StandardKey.DeleteEndOfLine,
)
_GAP = 14.0
"""Pixels between a file's name and the line beside it."""
_MIDDLE = 0.72
"""Height of that line, as a share of the ascent: the middle of small letters."""


class FileDividers(QObject):
    """Guards the boundary lines of ``page``, whose text is ``lines`` before each edit is reported.

    The page tells of edits, after the highlighter has, and of the cursor's moves.
    """

    def __init__(
        self,
        page: Page,
        lines: Callable[[], Sequence[str]],
        in_view: Callable[[QRect], Sequence[tuple[Tracked, QRectF]]],
    ) -> None:
        """``in_view`` gives the paragraphs that meet a rectangle of the viewport, with the rectangle of each."""
        super().__init__(page)
        self._page = page
        self._lines = lines
        self._in_view = in_view
        self._paused = self._may_change = False
        self._damage: tuple[int, str, str, int] | None = None
        """After an edit that damaged boundary lines: the first line concerned, the lines from there on as they are, and
        as they should be, with the place for the cursor in them; −1 where it may stay where it is."""
        self._line = 0
        """The line that the cursor was in before."""
        self._moving = False
        self._may_repair = False
        """False within ``contentsChange``, in which Qt does not report further edits."""
        page.add_underlay(self._paint)

    @property
    def present(self) -> bool:
        """Whether the text is that of a folder."""
        return is_boundary(self._lines()[0])

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Within the ``with`` block nothing is repaired: undo and redo restore what was there."""
        before, self._paused = self._paused, True
        try:
            yield
        finally:
            self._paused = before

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Within the ``with`` block the program may move, add and remove boundary lines."""
        before, self._may_change = self._may_change, True
        try:
            yield
        finally:
            self._may_change = before

    # -- edits

    def edited(self, first: int, count: int, new: Sequence[str], inserted: tuple[int, int]) -> None:
        """``count`` lines from ``first`` on have become ``new``; ``inserted`` is where in the document.

        Call it in ``contentsChange``, while the lines are still the old ones. Damage is repaired after it.
        """
        lines = self._lines()
        if self._paused or not self.present:
            return
        begin, end = first, first + count
        while begin and (begin == first or is_boundary(lines[begin])):
            begin -= 1
        while end < len(lines) and (end == first + count or is_boundary(lines[end - 1])):
            end += 1
        old, changed = lines[begin:end], [*lines[begin:first], *new, *lines[first + count : end]]
        if self._may_change:
            self._damage_done(begin, changed, "\n".join(_with_text(changed)), -1)
        elif not _is_sound(old, changed, begins=begin == 0):
            where = self._inserted_at(begin, changed, inserted)
            self._damage_done(begin, changed, *repaired("\n".join(old), "\n".join(changed), where))

    def _damage_done(self, first: int, lines: Sequence[str], wanted: str, place: int) -> None:
        is_now = "\n".join(lines)
        if is_now != wanted or place >= 0:
            self._may_repair = False
            self._damage = first, is_now, wanted, place

    def _inserted_at(self, first: int, lines: Sequence[str], inserted: tuple[int, int]) -> tuple[int, int]:
        """Where something was inserted, in code points of the ``lines`` from ``first`` on."""
        start = self._page.document().findBlockByNumber(first).position()
        low, high = inserted
        caret = self._page.textCursor().position()
        if low <= caret < high:  # Qt may report whole lines; the cursor is where what was typed ends
            high = caret
        text = "\n".join(lines)
        return from_utf16(text, max(0, low - start)), from_utf16(text, max(0, high - start))

    def holds_back(self, event: QKeyEvent) -> bool:
        """Whether a key is to be left out, because it would only delete the line end beside a boundary line."""
        cursor = self._page.textCursor()
        if cursor.hasSelection() or not self.present or event.matches(QKeySequence.StandardKey.Undo):
            return False
        block, key = cursor.block(), event.key()
        if key == Qt.Key.Key_Backspace or any(event.matches(each) for each in _BACK):
            return cursor.atBlockStart() and is_boundary(block.previous().text())
        if key == Qt.Key.Key_Delete or any(event.matches(each) for each in _FORWARD):
            return cursor.atBlockEnd() and is_boundary(block.next().text())
        return False

    def change_reported(self) -> None:
        """An edit has been reported to everybody, and the highlighter has formatted what it changed."""
        self._may_repair = True

    def edit_complete(self) -> None:
        """The document may be edited again: restore what the last edit has damaged."""
        if self._may_repair:
            self._may_repair = False
            if self._damage is None and not self.present:
                return
            self._repair()
            cursor = self._page.textCursor()
            block = cursor.block()
            if self.present and is_boundary(block.text()):  # lines above were deleted: the cursor stays in their file
                above = block.previous().isValid()
                cursor.setPosition(block.position() - 1 if above else block.next().position())
                self._page.setTextCursor(cursor)

    def _repair(self) -> None:
        """Restore the boundary lines that the last edit damaged, within the same undo step."""
        if self._damage is None:
            return
        (first, now, wanted, place), self._damage = self._damage, None
        document, caret = self._page.document(), self._page.textCursor()
        start = document.findBlockByNumber(first).position()
        edit = QTextCursor(document)
        with self.paused():
            edit.joinPreviousEditBlock()
            for change in reversed(text_changes(now, wanted)):
                edit.setPosition(start + change.start)
                edit.setPosition(start + change.end, QTextCursor.MoveMode.KeepAnchor)
                edit.insertText(to_document(change.new))
            edit.endEditBlock()
        if place >= 0:
            caret.setPosition(start + to_utf16(wanted, place))
            self._page.setTextCursor(caret)

    # -- the cursor

    def pass_over(self) -> None:
        """Move the cursor out of a boundary line, in the direction in which it came. Call it when it has moved."""
        if not self.present and self._damage is None:
            return
        cursor = self._page.textCursor()
        line, came_from = cursor.blockNumber(), self._line
        self._line = line
        if self._moving or not is_boundary(cursor.block().text()) or not self.present:
            return
        block = cursor.block()
        modes = QTextCursor.MoveMode
        mode = modes.MoveAnchor if _is_inside(block, cursor.anchor()) else modes.KeepAnchor
        if came_from == line + 1 and block.previous().isValid():
            if cursor.atBlockEnd():
                cursor.setPosition(block.position() - 1, mode)
            else:
                cursor.movePosition(QTextCursor.MoveOperation.Up, mode)
        elif came_from == line - 1 and not cursor.atBlockStart():
            cursor.movePosition(QTextCursor.MoveOperation.Down, mode)
        else:
            cursor.setPosition(block.next().position(), mode)
        self._moving = True
        try:
            self._page.setTextCursor(cursor)
        finally:
            self._moving = False
        self._line = cursor.blockNumber()

    # -- painting

    def _paint(self, painter: QPainter, rect: QRect) -> None:
        """Draw a line beside the name of each file."""
        if not self.present:
            return
        painter.setPen(QColor(self._page.theme.border))
        for tracked, area in self._in_view(rect):
            line = self._page.document().findBlockByNumber(tracked.first).layout().lineAt(0)
            if tracked.kind is Kind.BOUNDARY and line.isValid():
                y = round(area.top() + line.y() + line.ascent() * _MIDDLE) + 0.5  # one row of pixels
                left = area.left() + line.x() + line.naturalTextWidth() + _GAP
                painter.drawLine(QPointF(left, y), QPointF(area.right(), y))


def _is_sound(old: Sequence[str], new: Sequence[str], *, begins: bool) -> bool:
    """Whether an edit has left every boundary line where it belongs; ``begins``: the lines are the first of all."""
    if [each for each in old if is_boundary(each)] != [each for each in new if is_boundary(each)]:
        return False
    if is_boundary(new[-1]) or (begins and not is_boundary(new[0])):
        return False
    return not any(is_boundary(one) and is_boundary(other) for one, other in pairwise(new))


def _with_text(lines: Sequence[str]) -> list[str]:
    """``lines`` with an empty one where a boundary line would have none after it: each file has one line at least."""
    found: list[str] = []
    for number, line in enumerate(lines):
        found.append(line)
        if is_boundary(line) and (number + 1 == len(lines) or is_boundary(lines[number + 1])):
            found.append("")
    return found


def _is_inside(block: QTextBlock, position: int) -> bool:
    return block.position() <= position < block.position() + block.length()
