"""The card's text where a passage is enriched: every addition at its place, to take or leave by mouse or keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QToolTip, QWidget

from core.rewrite.hunks import Hunk
from desktop.common import messages
from desktop.common.diff import Change, Segment, word_diff
from desktop.rewrite.variant_text import VariantText
from desktop.rewrite.words import cut_described, cut_tip

_FRAME_ROOM = 1.5
"""Pixels between the words of an addition and the frame around them."""
_BACK, _ON = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)


@dataclass(frozen=True)
class _Run:
    """A run of the text shown. ``index`` is the addition it belongs to; ``removed`` is a text that it would replace or
    cut."""

    text: str
    index: int | None = None
    removed: bool = False
    start: int = 0
    end: int = 0
    """Where it is in the document, in UTF-16 units."""


class AdditionsText(VariantText):
    """Shows a passage with its additions, one of which is focused: at first the one that raises the score most.

    Those that are left are muted and dotted, those taken are tinted, bold and underlined, and cuts struck through. The
    focused one has a frame. A click takes or leaves one. Keys: the arrows move between them, Space takes or leaves the
    focused one, Return takes it and moves on, A takes all, N none. GUI thread.
    """

    chosen = Signal(object)
    """The writer took or left additions: a frozenset of the indices of those that are taken now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._passage = ""
        self._additions: tuple[Hunk, ...] = ()
        self._taken: frozenset[int] = frozenset()
        self._runs: list[_Run] = []
        self._focused = 0
        self.viewport().setMouseTracking(True)

    @property
    def shows_additions(self) -> bool:
        """Whether additions can be taken and left here now."""
        return bool(self._runs)

    @property
    def focused(self) -> int:
        """Index of the focused addition, in the order of the passage."""
        return self._focused

    # -- showing

    def show_additions(self, passage: str, additions: tuple[Hunk, ...], taken: frozenset[int]) -> None:
        """Show ``passage`` with ``additions``, in its order, of which those with an index in ``taken`` are taken."""
        self._taken = taken
        if (passage, additions) != (self._passage, self._additions):
            self._focused = max(
                range(len(additions)), key=lambda index: (not additions[index].is_cut, additions[index].gain)
            )
        elif self._runs:
            self._restyle()
            return
        self._passage, self._additions = passage, additions
        runs = _runs(passage, additions)
        self.show_changes(())
        places = self._write([(run.text, self._run_format(run)) for run in runs])
        self._runs = [replace(run, start=start, end=end) for run, (start, end) in zip(runs, places, strict=True)]
        self._show_focused()

    def show_found(self, passage: str, so_far: str) -> None:
        """Show ``passage`` while additions are sought; ``so_far`` is the passage with those found, or empty."""
        self.show_changes(())
        segments = word_diff(passage, so_far or passage)
        self._write(
            [
                (each.text, self._left() if each.change is Change.ADDED else self._format(each.change))
                for each in segments
            ]
        )
        self.moveCursor(QTextCursor.MoveOperation.Start)  # Qt keeps it in view where the card is laid out anew

    def stream(self, text: str) -> None:
        """As in VariantText; no addition can be taken meanwhile."""
        self._end()
        super().stream(text)

    def show_text(self, text: str, *, editable: bool) -> None:
        """As in VariantText."""
        self._end()
        super().show_text(text, editable=editable)

    def show_changes(self, segments: tuple[Segment, ...]) -> None:
        """As in VariantText."""
        self._end()
        super().show_changes(segments)

    # -- taking and leaving

    def take_and_move_on(self) -> None:
        """Take the focused addition, and focus the next one that is not taken."""
        index, count = self._focused, len(self._additions)
        taken = self._taken | {index}
        left = [(index + by) % count for by in range(1, count) if (index + by) % count not in taken]
        if left:
            self._focused = left[0]
        self._choose(taken)

    # -- Qt's hooks

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys above; others as in VariantText, and what it does not use goes to the card."""
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if not self._runs or not plain or not self._take_key(Qt.Key(event.key())):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Focus the addition at the mouse, and take or leave it."""
        index = self._addition_at(event.position())
        if index is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._focused = index
        self._choose(self._taken ^ {index})

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two clicks on an addition take and leave it."""
        if self._addition_at(event.position()) is None:
            super().mouseDoubleClickEvent(event)
        else:
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that an addition can be clicked."""
        super().mouseMoveEvent(event)
        over = self._addition_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a click would do."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self._addition_at(QPointF(event.pos()))
            taken, is_cut = index in self._taken, index is not None and self._additions[index].is_cut
            words = "" if index is None else cut_tip(taken=taken) if is_cut else messages.addition_tip(taken=taken)
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the focused addition in view."""
        super().resizeEvent(event)
        if self._runs:
            self.ensureCursorVisible()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, and a frame around the focused addition."""
        super().paintEvent(event)
        if not self._runs:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = QColor(self._theme.accent if self.hasFocus() else self._theme.passage)
        painter.setPen(QPen(colour, 1.6 if self.hasFocus() else 1.0))
        frame = QPainterPath()
        for area in self.areas_of(self._focused):
            line = QPainterPath()
            line.addRoundedRect(area, 3, 3)
            frame = frame.united(line)
        painter.drawPath(frame)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the frame stronger."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw the frame weaker."""
        super().focusOutEvent(event)
        self.viewport().update()

    def areas_of(self, index: int) -> list[QRectF]:
        """The rectangles of an addition in the viewport, one for each line it is on."""
        found: list[QRectF] = []
        for run in self._runs:
            if run.index == index:
                found += self._areas(run.start, run.end)
        return found

    # -- inside

    def _end(self) -> None:
        self._runs = []
        self.viewport().unsetCursor()
        self.setAccessibleDescription("")

    def _choose(self, taken: frozenset[int]) -> None:
        self.chosen.emit(taken)  # the controller's attempt changes, and it is shown again
        self._show_focused()

    def _take_key(self, key: Qt.Key) -> bool:
        """Do what ``key`` is for; False if it is for nothing here."""
        if key in _BACK or key in _ON:
            self._focused = (self._focused + (1 if key in _ON else -1)) % len(self._additions)
            self._show_focused()
        elif key == Qt.Key.Key_Space:
            self._choose(self._taken ^ {self._focused})
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_and_move_on()
        elif key == Qt.Key.Key_A:
            self._choose(frozenset(range(len(self._additions))))
        elif key == Qt.Key.Key_N:
            self._choose(frozenset())
        else:
            return False
        return True

    def _addition_at(self, position: QPointF) -> int | None:
        for index in range(len(self._additions) if self._runs else 0):
            if any(area.contains(position) for area in self.areas_of(index)):
                return index
        return None

    def _show_focused(self) -> None:
        """Scroll to the focused addition, and describe it to screen readers."""
        run = next(run for run in self._runs if run.index == self._focused)
        cursor = QTextCursor(self.document())
        cursor.setPosition(run.end)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        focused = self._additions[self._focused]
        described = cut_described if focused.is_cut else messages.addition_described
        self.setAccessibleDescription(
            described(
                focused.text or self._passage[focused.start : focused.end],
                number=self._focused + 1,
                of=len(self._additions),
                taken=self._focused in self._taken,
            )
        )
        self.viewport().update()

    def _restyle(self) -> None:
        self._own_change = True
        cursor = QTextCursor(self.document())
        for run in self._runs:
            cursor.setPosition(run.start)
            cursor.setPosition(run.end, QTextCursor.MoveMode.KeepAnchor)
            cursor.setCharFormat(self._run_format(run))
        self._own_change = False

    def _run_format(self, run: _Run) -> QTextCharFormat:
        if run.index is None:
            return self._format(Change.KEPT)
        if run.index not in self._taken:
            is_cut = self._additions[run.index].is_cut
            found = self._format(Change.KEPT) if run.removed and not is_cut else self._left(muted=not is_cut)
        else:
            found = self._format(Change.REMOVED if run.removed else Change.ADDED)
        return found

    def _left(self, *, muted: bool = True) -> QTextCharFormat:
        found = self._format(Change.KEPT)
        if muted:  # it is not in the text; what could be cut is
            found.setForeground(QColor(self._theme.muted))
        found.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        found.setUnderlineColor(QColor(self._theme.muted))
        return found

    def _areas(self, start: int, end: int) -> list[QRectF]:
        """The rectangles of the document's characters ``start`` to ``end``, in the viewport."""
        found: list[QRectF] = []
        document, scrolled = self.document(), self.verticalScrollBar().value()
        block = document.findBlock(start)
        while block.isValid() and block.position() < end:
            layout = block.layout()
            corner = layout.position() - QPointF(0, scrolled)
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                first = max(start - block.position(), line.textStart())
                last = min(end - block.position(), line.textStart() + line.textLength())
                if first < last:
                    left, right = (_x(line.cursorToX(place)) for place in (first, last))
                    right = min(right, line.x() + line.naturalTextWidth())
                    area = QRectF(corner.x() + left, corner.y() + line.y(), right - left, line.height())
                    found.append(area.adjusted(-_FRAME_ROOM, -_FRAME_ROOM / 2, _FRAME_ROOM, _FRAME_ROOM / 2))
            block = block.next()
        return found


def _x(found: object) -> float:
    """The first of what ``cursorToX`` returns, a pair without a type."""
    assert isinstance(found, tuple)
    return float(found[0])


def _runs(passage: str, additions: Sequence[Hunk]) -> list[_Run]:
    """``passage`` with each addition at its place; a text that one replaces comes before it."""
    runs: list[_Run] = []
    at = 0
    for index, addition in enumerate(additions):
        runs.append(_Run(passage[at : addition.start]))
        runs.append(_Run(passage[addition.start : addition.end], index, removed=True))
        runs.append(_Run(addition.text, index))
        at = addition.end
    runs.append(_Run(passage[at:]))
    return [run for run in runs if run.text]
