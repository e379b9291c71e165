"""The outline's items, changed only where the sections have changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from desktop.outline import words
from desktop.outline.figures import Row

SECTION_MIME = "application/x-inkglow-section"
"""Drag data: the key of a section. Only the outline takes it."""
ROW = Qt.ItemDataRole.UserRole + 1
"""The role of an item's :class:`Row`."""


class OutlineModel(QStandardItemModel):
    """One item a section, in a tree. GUI thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._items: list[QStandardItem] = []
        self._here = -1

    @property
    def rows(self) -> Sequence[Row]:
        """The sections shown, in order."""
        return self._rows

    def index_of(self, key: int) -> QModelIndex:
        """The model's index of the section with that key; invalid where it is not shown."""
        found = next((item for item, row in zip(self._items, self._rows, strict=True) if row.key == key), None)
        return QModelIndex() if found is None else found.index()

    def all_indexes(self) -> Iterator[tuple[QModelIndex, int]]:
        """The index and the key of every section that has others inside it."""
        for item, row in zip(self._items, self._rows, strict=True):
            if item.hasChildren():
                yield item.index(), row.key

    def show(self, rows: Sequence[Row]) -> bool:
        """Show ``rows``; returns whether items came or went."""
        old = self._rows
        self._rows = rows
        if len(old) == len(rows):
            changed = [index for index, row in enumerate(rows) if row is not old[index]]
            if all(rows[index].key == old[index].key and rows[index].parent == old[index].parent for index in changed):
                for index in changed:
                    if rows[index] != old[index]:
                        self._fill(self._items[index], rows[index])
                return False
        inside: list[list[int]] = [[] for _ in range(len(rows) + 1)]
        for index, row in enumerate(rows):
            inside[row.parent].append(index)  # −1 is the last: those that are in no other
        self._items = [QStandardItem() for _ in rows]
        self._sync(self.invisibleRootItem(), -1, inside)
        return True

    def mark(self, key: int) -> None:
        """The cursor is in that section; −1 for none."""
        if key == self._here:
            return
        gone, self._here = self._here, key
        for item, row in zip(self._items, self._rows, strict=True):
            if row.key in (gone, key):
                self._fill(item, row)

    @property
    def here(self) -> int:
        """The key of the section that the cursor is in."""
        return self._here

    def _sync(self, parent: QStandardItem, index: int, inside: Sequence[Sequence[int]]) -> None:
        """Give ``parent`` the items of the sections inside it; those at either end that stay are kept."""
        wanted = inside[index]
        old = [parent.child(number) for number in range(parent.rowCount())]
        keys = [_row(item).key for item in old]
        most = min(len(keys), len(wanted))
        head = 0
        while head < most and keys[head] == self._rows[wanted[head]].key:
            head += 1
        tail = 0
        while tail < most - head and keys[-1 - tail] == self._rows[wanted[-1 - tail]].key:
            tail += 1
        if len(keys) > head + tail:
            parent.removeRows(head, len(keys) - head - tail)
        for number, child in enumerate(wanted):
            if number < head or number >= len(wanted) - tail:
                item = old[number if number < head else number - len(wanted)]
                self._items[child] = item
                if _row(item) != self._rows[child]:
                    self._fill(item, self._rows[child])
                if inside[child] or item.hasChildren():
                    self._sync(item, child, inside)
        new = [self._made(child, inside) for child in wanted[head : len(wanted) - tail]]
        if new:
            parent.insertRows(head, new)

    def _made(self, index: int, inside: Sequence[Sequence[int]]) -> QStandardItem:
        item = self._items[index]
        item.setEditable(True)
        self._fill(item, self._rows[index])
        if inside[index]:
            item.appendRows([self._made(child, inside) for child in inside[index]])
        return item

    def _fill(self, item: QStandardItem, row: Row) -> None:
        said = words.described(row.title, row.words, row.band, row.note, read=row.read, here=row.key == self._here)
        item.setData(row, ROW)
        item.setText(row.title)
        item.setToolTip(said)
        item.setData(said, Qt.ItemDataRole.AccessibleTextRole)

    # -- dragging

    def mimeTypes(self) -> list[str]:
        """What can be dropped here."""
        return [SECTION_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The key of the section that is dragged."""
        data = QMimeData()
        if indexes:
            data.setData(SECTION_MIME, QByteArray(str(row_at(indexes[0]).key).encode()))
        return data

    def supportedDropActions(self) -> Qt.DropAction:
        """Moving."""
        return Qt.DropAction.MoveAction


def row_at(index: QModelIndex | QPersistentModelIndex) -> Row:
    """The section of an index."""
    row = index.data(ROW)
    assert isinstance(row, Row)
    return row


def _row(item: QStandardItem) -> Row:
    row = item.data(ROW)
    assert isinstance(row, Row)
    return row
