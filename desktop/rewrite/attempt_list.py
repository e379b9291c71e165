"""The attempts at a passage as rows: number, strength, band before → after, and how many remarks there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QFrame, QHeaderView, QSizePolicy, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.common import messages
from desktop.common.translation import worded
from desktop.rewrite.attempt import Attempt
from desktop.rewrite.batch import Growing
from desktop.rewrite.words import STOPPED_SHORT, attempt_described, remarks

MOST_ROWS = 4
"""Rows in view; more are scrolled to."""
_AIR = 4
"""Pixels added to the height of the words in a row."""


@dataclass(frozen=True)
class Row:
    """What a row says."""

    strength: str
    outcome: str
    remarks: str = ""
    tip: str = ""


def finished_row(attempt: Attempt, strength: Callable[[float], str]) -> Row:
    """The row of an attempt that is there; ``strength`` puts a λ in words."""
    flags = attempt.variant.flags if attempt.variant is not None else ()
    before, after = (
        worded(band.word) if band is not None else "–" for band in (attempt.band_before, attempt.band_after)
    )
    outcome = STOPPED_SHORT if attempt.variant is None else f"{before} → {after}"
    sentences = messages.flag_sentences(flags)
    return Row(strength(attempt.lam), outcome, remarks(len(sentences)), " ".join(sentences))


def growing_row(growing: Growing, strength: Callable[[float], str]) -> Row:
    """The row of an attempt being written: its last words so far, elided on the left, or what came of it."""
    if growing.finished is not None:
        return finished_row(growing.finished, strength)
    return Row(strength(growing.lam), " ".join(growing.text[-80:].split()) or "…")


class AttemptList(QTreeWidget):
    """Shows attempts in rows; a click or the arrow keys choose one, the card's number keys too. GUI thread."""

    chosen = Signal(int)
    """The writer wants to see the attempt of that row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._items: list[QTreeWidgetItem] = []
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they were
        self.setAccessibleName("Attempts")
        self.setStyleSheet(f"QTreeView {{ background: transparent; }} QTreeView::item {{ padding: {_AIR // 2}px 0; }}")
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(0)
        for column, mode in enumerate((QHeaderView.ResizeMode.ResizeToContents, QHeaderView.ResizeMode.Stretch)):
            header.setSectionResizeMode(column, mode)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(self._on_current)
        self.hide()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What the rows say now."""
        return self._rows

    def show_rows(self, rows: Sequence[Row], shown: int) -> None:
        """Show ``rows``, that of index ``shown`` selected (−1 for none); a single row says nothing and is not shown."""
        was_blocked = self.blockSignals(True)
        while len(self._items) > len(rows):
            self.takeTopLevelItem(len(self._items) - 1)
            self._items.pop()
        for index, row in enumerate(rows):
            if index == len(self._items):
                self._items.append(QTreeWidgetItem(self))
            elif self._rows[index] == row:
                continue
            self._fill(self._items[index], index, row)
        grown = min(len(rows), MOST_ROWS) != min(len(self._rows), MOST_ROWS)
        self._rows = tuple(rows)
        if 0 <= shown < len(rows):
            self.setCurrentItem(self._items[shown])
        else:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        self.blockSignals(was_blocked)
        if grown:
            self.updateGeometry()
        self.setVisible(len(rows) > 1)

    def sizeHint(self) -> QSize:
        """As high as its rows, up to :data:`MOST_ROWS` of them."""
        height = self.sizeHintForRow(0) if self._items else self.fontMetrics().height() + _AIR
        return QSize(240, height * min(max(1, len(self._rows)), MOST_ROWS) + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """The same height."""
        return QSize(180, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys; numbers go to the card."""
        if event.text().isalnum():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _fill(self, item: QTreeWidgetItem, index: int, row: Row) -> None:
        muted = self.palette().brush(QPalette.ColorRole.PlaceholderText)
        for column, words in enumerate((f"{index + 1}   {row.strength}", row.outcome, row.remarks)):
            item.setText(column, words)
            item.setToolTip(column, row.tip)
        item.setForeground(2, muted)
        item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        said = attempt_described(index + 1, row.strength, row.outcome, row.tip)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, said)

    def _on_current(self, item: QTreeWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self.indexOfTopLevelItem(item))
