"""The list of what was found, each place with the words around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.common.text_offsets import utf16_length
from desktop.common.translation import tr
from desktop.editor.outline_path import x_of
from desktop.find.searching import SearchResult

_BEFORE, _AFTER, _MATCH = 48, 160, 80
"""Characters shown before and after what was found, and of it."""
_PLACE_WIDTH, _GAP = 150, 12
_ROWS = 7
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Row:
    """One place: the heading or file that it stands under, and the words ``before``, ``found`` and ``after``."""

    place: str
    before: str
    found: str
    after: str


class ResultsModel(QAbstractListModel):
    """The rows of a result, each made when it is shown: a hundred thousand of them take no time."""

    def __init__(self) -> None:
        super().__init__()
        self._result: SearchResult | None = None

    def show(self, result: SearchResult | None) -> None:
        """Take another result."""
        self.beginResetModel()
        self._result = result
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Qt's hook."""
        is_inner = parent is not None and parent.isValid()
        return 0 if self._result is None or is_inner else len(self._result.found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's hook: the words as one line, also for screen readers; the row itself for the painter."""
        if self._result is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.UserRole:
            return self.row(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row(index.row())
            words = f"{row.before}{row.found}{row.after}"
            return f"{row.place}: {words}" if row.place else words
        return None

    def row(self, number: int) -> Row:
        """The row of a match."""
        assert self._result is not None
        text, found = self._result.text, self._result.found
        start, end = found.starts[number], found.ends[number]
        line = text.rfind("\n", 0, start) + 1
        line_end = text.find("\n", end)
        begin = max(line, start - _BEFORE)
        stop = min(len(text) if line_end < 0 else line_end, end + _AFTER)
        if begin > line and (space := text.find(" ", begin, start)) >= 0:
            begin = space + 1
        words = text[start:end]
        return Row(
            self._result.place(number),
            ("…" if begin > line else "") + text[begin:start],
            " ".join(words[:_MATCH].split("\n")) + ("…" if len(words) > _MATCH else ""),
            text[end:stop] + ("…" if stop == end + _AFTER else ""),
        )


class ResultsList(QListView):
    """Return or a click goes to a place; with Return the keys go there too. GUI thread."""

    chosen = Signal(int, bool)
    """The number of a row, and whether the keys go with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = ResultsModel()
        self.setModel(self.rows)
        self.setItemDelegate(_RowPainter(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Places found"))
        self.clicked.connect(lambda index: self.chosen.emit(index.row(), False))

    def show_result(self, result: SearchResult | None) -> None:
        """Show another result; the list stays where it was scrolled to."""
        place = self.verticalScrollBar().value()
        self.rows.show(result)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)

    def point_at(self, number: int) -> None:
        """Mark a row as the current one; −1 for none."""
        if number >= 0 and number != self.currentIndex().row():
            index = self.rows.index(number, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes to the place, and arrow keys show it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit(self.currentIndex().row(), True)
            return
        before = self.currentIndex().row()
        super().keyPressEvent(event)
        if self.currentIndex().row() != before:
            self.chosen.emit(self.currentIndex().row(), False)

    def sizeHint(self) -> QSize:
        """A few rows."""
        return QSize(200, _ROWS * max(self.sizeHintForRow(0), self.fontMetrics().height() + 8) + 2 * self.frameWidth())


class _RowPainter(QStyledItemDelegate):
    """Draws the place in muted letters, and what was found in bold ones."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(100, option.fontMetrics.height() + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt's hook."""
        row = index.data(Qt.ItemDataRole.UserRole)
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style() if option.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        area = option.rect.adjusted(9, 0, -9, 0)
        painter.save()
        painter.setClipRect(area)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        quiet = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Dark
        painter.setPen(option.palette.color(quiet))
        place = option.fontMetrics.elidedText(row.place, Qt.TextElideMode.ElideMiddle, _PLACE_WIDTH)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), place)
        painter.setPen(option.palette.color(QPalette.ColorRole.Text))
        area.setLeft(area.left() + _PLACE_WIDTH + _GAP)
        layout = laid_out(row, option.font, area.width())
        layout.draw(painter, QPointF(area.left(), area.center().y() - layout.boundingRect().height() / 2))
        painter.restore()


def laid_out(row: Row, font: QFont, room: int) -> QTextLayout:
    """A row's words in one line; what has no room in ``room`` pixels ends in “…”."""
    layout = _line(row, font)
    line = layout.lineAt(0)
    if line.naturalTextWidth() > room:
        left = room - x_of(line, utf16_length(row.before + row.found))
        after = QFontMetrics(font).elidedText(row.after, Qt.TextElideMode.ElideRight, max(0, int(left)))
        layout = _line(replace(row, after=after), font)
    return layout


def _line(row: Row, font: QFont) -> QTextLayout:
    bold = QTextLayout.FormatRange()
    bold.start, bold.length = utf16_length(row.before), utf16_length(row.found)
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    bold.format = style
    layout = QTextLayout(f"{row.before}{row.found}{row.after}".replace("\t", " "), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([bold])
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout
