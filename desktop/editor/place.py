"""Keeps the writer's place: one line stays where it is on screen while the text is laid out again.

The line is the caret's, or the first one in view if the caret is out of view. It is kept from the first change of the
layout until the writer scrolls, moves the caret or types, so that a layout change that is reversed restores the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QTextCursor, QTextLine
from PySide6.QtWidgets import QTextEdit

from core.settings import Place

_FOUND_AT = 1 / 3
"""Where a line that was out of view is placed on the page, as a share of its height."""
_COMFORTABLE = 0.12, 0.75
"""The part of the page, as shares of its height, in which a selected line need not be scrolled."""


@dataclass(frozen=True)
class _Kept:
    """A line, given by a position in it that follows edits, and the place of its top in the window (pixels).

    If a bar above the page would cover the line, ``is_shown`` says that it is moved below the bar.
    """

    cursor: QTextCursor
    y: float
    is_shown: bool


class PlaceKeeper(QObject):
    """Scrolls ``page`` so that the place is kept. The page reports events before they take effect. GUI thread."""

    def __init__(self, page: QTextEdit) -> None:
        super().__init__(page)
        self._page = page
        self._bar = page.verticalScrollBar()
        self._kept: _Kept | None = None
        self._line_at: float | None = None
        self.mouse_is_down = False
        """Whether the mouse is selecting text, which then must not move below it."""
        self._working = 0
        self._offset: int | None = None
        self._last_value = 0
        self._bar.valueChanged.connect(self._on_scrolled)
        self._bar.rangeChanged.connect(self._on_range)
        page.cursorPositionChanged.connect(self._on_caret)
        page.document().contentsChange.connect(self._forget)
        page.document().documentLayout().documentSizeChanged.connect(self._on_laid_out)

    @property
    def line_at(self) -> float | None:
        """The height of the page, as a share of it, at which the caret's line stays while the writer types.

        None: the text is scrolled only where the caret would be out of view. The first lines of a text stay above.
        """
        return self._line_at

    @line_at.setter
    def line_at(self, share: float | None) -> None:
        if share != self._line_at:
            self._line_at = share
            self._level()

    # -- layout changes

    @contextmanager
    def keeping(self, position: int | None = None) -> Iterator[None]:
        """Keep the place while the ``with`` block runs: the line of ``position`` if that is in view."""
        if position is not None and self._is_in_view(position, self._height()):
            self._keep(position, self._offset_now())
        else:
            self._measure(self._height(), self._offset_now())
        with self._at_work():
            yield
        self._restore()

    def shown(self) -> None:
        """The page has been shown: start keeping the place."""
        self._offset = self._offset_now()

    def moved(self) -> None:
        """The page has moved in its window without a new size: a bar above it was shown or hidden."""
        if self._offset is not None:
            self._measure(self._height(), self._offset)
            self._restore()

    @contextmanager
    def resizing(self, old_height: int) -> Iterator[None]:
        """Keep the place while the text is laid out for the page's new size, within the ``with`` block."""
        if self._offset is None:
            yield
            return
        self._measure(old_height, self._offset_now())
        with self._at_work():
            yield
        self._restore()

    # -- going to a place

    def bring_into_view(self, start: int, end: int) -> None:
        """Scroll as little as needed to show the lines of ``start`` to ``end``; the first ones, if not all fit."""
        top, bottom = self._top(start), self._bottom(end)
        value, height = self._bar.value(), self._height()
        air = self._bottom(start) - top
        if bottom - top > height - 2 * air:
            if top > value + air or bottom < value + height:  # otherwise it fills the page already
                self._go(start, top - air)
        elif top < value:
            self._go(start, top - air)
        elif bottom > value + height:
            self._go(start, bottom + air - height)

    def select(self, cursor: QTextCursor) -> None:
        """Make ``cursor`` the page's own, its first line a third down the page unless all of it is well in view."""
        value = self._bar.value()
        self._page.setTextCursor(cursor)
        self._scroll(value)  # Qt has scrolled just enough to show the caret
        height = self._height()
        first, last = (share * height + value for share in _COMFORTABLE)
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if not (first <= self._top(start) and self._bottom(end) <= last):
            self._go_to_line(start)

    @contextmanager
    def not_following_caret(self) -> Iterator[None]:
        """Undo Qt's scrolling to the caret if the caret is then in view; else show it a third down the page."""
        value = self._bar.value()
        yield
        self._scroll(value)
        self.show_caret()

    def show_caret(self) -> None:
        """Show the caret a third down the page, unless it is in view; at :attr:`line_at` where that is set."""
        position = self._page.textCursor().position()
        if self._line_at is not None or not self._is_in_view(position, self._height()):
            self._go_to_line(position)

    # -- remembered places

    @property
    def place(self) -> Place:
        """The present place in the text."""
        return Place(self._page.textCursor().position(), self._first_in_view().position())

    def go_back(self, place: Place) -> None:
        """Show the text as it was at ``place``, or as close to that as the text allows if it has become shorter."""
        last = self._page.document().characterCount() - 1
        cursor = self._page.textCursor()
        cursor.setPosition(min(max(0, place.caret), last))
        self._page.setTextCursor(cursor)
        top = min(max(0, place.top), last)
        self._scroll(self._top(top) if top else 0.0)
        self._kept = None
        self._measure(self._height(), self._offset_now())

    def forget(self) -> None:
        """Keep no line any more, because the text is about to be replaced."""
        self._kept = None

    # -- inside: the kept line

    def _measure(self, height: int, offset: int) -> None:
        if self._kept is None:
            caret = self._page.textCursor().position()
            in_view = self._is_in_view(caret, height)
            self._keep(caret if in_view else self._first_in_view().position(), offset, is_shown=in_view)

    def _keep(self, position: int, offset: int, *, is_shown: bool = True) -> None:
        cursor = QTextCursor(self._page.document())
        cursor.setPosition(position)
        cursor.setKeepPositionOnInsert(True)
        self._kept = _Kept(cursor, self._top(position) - self._bar.value() + offset, is_shown)

    def _restore(self) -> None:
        """Scroll to the kept line, only after the outermost change, because a new layout takes time."""
        self._offset = self._offset_now()
        if self._kept is None or self._working:
            return
        position = self._kept.cursor.position()
        top = self._top(position)
        y = self._kept.y - self._offset
        if self._kept.is_shown:
            y = max(0.0, min(y, self._height() - (self._bottom(position) - top)))
        self._scroll(top - y)

    def _forget(self, *_: object) -> None:
        if not self._working:
            self._kept = None

    def _on_caret(self) -> None:
        self._forget()
        if not self._working and not self.mouse_is_down:
            self._level()

    def _level(self) -> None:
        """Scroll the caret's line to the height at which it stays."""
        if self._line_at is not None and self._offset is not None:
            self._go_to_line(self._page.textCursor().position())

    def _on_range(self, _: int, last: int) -> None:
        """Keep the room below the caret's line: Qt, which knows of none, is about to scroll to the end of the text."""
        if self._line_at is not None and last < self._bar.value() and not self._working:
            with self._at_work():
                self._bar.setMaximum(self._bar.value())

    def _on_scrolled(self, value: int) -> None:
        """Forget the place unless Qt scrolled a page that became shorter (it lays long texts out in steps)."""
        if self._last_value <= self._bar.maximum():
            self._forget()
        self._last_value = value

    def _on_laid_out(self) -> None:
        if self._offset is not None:
            self._restore()

    # -- inside: scrolling

    @contextmanager
    def _at_work(self) -> Iterator[None]:
        self._working += 1
        try:
            yield
        finally:
            self._working -= 1

    def _go(self, position: int, value: float) -> None:
        """Scroll to ``value`` and keep the line of ``position`` there."""
        self._scroll(value)
        self._keep(position, self._offset_now())

    def _go_to_line(self, position: int) -> None:
        """Scroll so that the line of ``position`` is where a line that was out of view is shown, and keep it there."""
        share = _FOUND_AT if self._line_at is None else self._line_at
        self._go(position, self._top(position) - share * self._height())

    def _scroll(self, value: float) -> None:
        """Set the scroll bar, whose range may not cover the whole text yet, or the room below a caret that stays."""
        room = 0.0 if self._line_at is None else (1 - self._line_at) * self._height()
        end = self._laid_out_to(value + self._height() - room) + room
        wanted = max(0, round(min(value, end - self._height())))
        with self._at_work():
            self._bar.setMaximum(max(self._bar.maximum(), wanted))
            self._bar.setValue(wanted)

    def _laid_out_to(self, y: float) -> float:
        """Lay the text out down to ``y``; returns ``y``, or the height of the text where that is less."""
        document, layout = self._page.document(), self._page.document().documentLayout()
        block = document.findBlock(layout.hitTest(QPointF(0.0, y), Qt.HitTestAccuracy.FuzzyHit))
        if block.next().isValid():
            return y
        return min(y, layout.blockBoundingRect(block).bottom() + document.rootFrame().frameFormat().bottomMargin())

    # -- inside: lines, in pixels from the top of the text

    def _line(self, position: int) -> tuple[float, QTextLine]:
        """The top of a position's block, and its line; lays the block out if necessary."""
        block = self._page.document().findBlock(position)
        top = self._page.document().documentLayout().blockBoundingRect(block).top()
        return top, block.layout().lineForTextPosition(position - block.position())

    def _top(self, position: int) -> int:
        """Top of the line at ``position``, in whole pixels, as for painting and the scroll bar."""
        top, line = self._line(position)
        return round(top + (line.y() if line.isValid() else 0.0))

    def _bottom(self, position: int) -> float:
        top, line = self._line(position)
        return top + (line.y() + line.height() if line.isValid() else 0.0)

    def _is_in_view(self, position: int, height: int) -> bool:
        """Whether most of the line is in view."""
        middle = (self._top(position) + self._bottom(position)) / 2 - self._bar.value()
        return 0 <= middle <= height

    def _first_in_view(self) -> QTextCursor:
        cursor = self._page.cursorForPosition(QPoint(0, 0))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        is_blank = cursor.block().length() == 1  # it may be narrow: what matters is where the text is
        if is_blank or not self._is_in_view(cursor.position(), self._height()):
            cursor.movePosition(QTextCursor.MoveOperation.Down)
        return cursor

    def _height(self) -> int:
        return self._page.viewport().height()

    def _offset_now(self) -> int:
        return self._page.viewport().mapTo(self._page.window(), QPoint(0, 0)).y()
