"""Draws a section's row: title and words, and below them its status note and its glow."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from core.attribute.calibration import Band
from desktop.common.core_words import band_word
from desktop.common.formats import grouped
from desktop.common.theme import LIGHT, Theme
from desktop.outline import words
from desktop.outline.figures import Row
from desktop.outline.model import OutlineModel, row_at

_STEP, _BAR_HEIGHT = 5, 4
_AIR, _GAP = 4, 8
_SMALLER = 0.88
"""Size of the second line, in those of the first."""

Index = QModelIndex | QPersistentModelIndex


class RowDrawing(QStyledItemDelegate):
    """Rows have two lines where any section has a note or a glow. The band is drawn as a bar and named. GUI thread."""

    noted = Signal(int, str)
    """The writer has given the section of that key this status note."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._quiet = QColor(LIGHT.muted)
        self._two_lines = False

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        self._theme = theme

    def set_two_lines(self, wanted: bool) -> bool:
        """Whether rows have a second line; returns whether that is new."""
        changed = wanted is not self._two_lines
        self._two_lines = wanted
        return changed

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The height of the lines; the width is the view's."""
        height = option.fontMetrics.height()
        if self._two_lines:
            height += QFontMetrics(_small(option.font)).height() + 1
        return QSize(80, height + 2 * _AIR)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row's ground in the style's way, then title, words, note and glow."""
        self.initStyleOption(option, index)
        row, area = row_at(index), QRect(option.rect).adjusted(2, _AIR, -_GAP, -_AIR)
        option.text = ""
        widget = option.widget
        widget.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, widget)
        model = index.model()
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._quiet = QColor(self._theme.chrome_text if is_selected else self._theme.muted)  # readable on either ground
        painter.save()
        font = QFont(option.font)
        font.setBold(isinstance(model, OutlineModel) and model.here == row.key)
        has_second = bool(row.note) or row.band is not None
        line = QFontMetrics(font).height()
        top = area.top() if has_second else area.center().y() + 1 - line // 2  # else in the middle of the row
        self._first_line(painter, QRect(area.left(), top, area.width(), line), row, font)
        if has_second:
            self._second_line(painter, area, row, _small(option.font))
        painter.restore()

    def _first_line(self, painter: QPainter, line: QRect, row: Row, font: QFont) -> None:
        plain = QFont(font)
        plain.setBold(False)
        count = grouped(row.words)
        width = QFontMetrics(plain).horizontalAdvance(count)
        painter.setFont(plain)
        painter.setPen(self._quiet)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        painter.setFont(font)
        painter.setPen(QColor(self._theme.chrome_text))
        room = line.adjusted(0, 0, -width - _GAP, 0)
        title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)

    def _second_line(self, painter: QPainter, area: QRect, row: Row, font: QFont) -> None:
        metrics = QFontMetrics(font)
        line = QRect(area.left(), area.bottom() + 1 - metrics.height(), area.width(), metrics.height())
        painter.setFont(font)
        used = 0
        if row.band is not None:
            words_width = max(metrics.horizontalAdvance(band_word(band)) for band in Band)
            word = line.adjusted(line.width() - words_width, 0, 0, 0)
            bar = QRectF(word.left() - _GAP - 5 * _STEP, line.center().y() - 1, 5 * _STEP, _BAR_HEIGHT)
            painter.setPen(self._quiet)
            painter.drawText(word, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, band_word(row.band))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.border))
            painter.drawRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
            bar.setWidth(_STEP * (row.band + 1))
            painter.setOpacity(1.0 if row.read else self._theme.stale_alpha)
            painter.setBrush(self._theme.bar(row.band))
            painter.drawRoundedRect(bar, _BAR_HEIGHT / 2, _BAR_HEIGHT / 2)
            painter.setOpacity(1.0)
            used = words_width + 5 * _STEP + 2 * _GAP
        if row.note:
            painter.setPen(self._quiet)
            note = metrics.elidedText(row.note, Qt.TextElideMode.ElideRight, line.width() - used)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, note)

    # -- editing the status note

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """A field for the status note."""
        field = QLineEdit(parent)
        field.setPlaceholderText(words.NOTE_HINT)
        field.setAccessibleName(words.NOTE.replace("&", ""))
        return field

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The present note; Qt asks again whenever the row changes, which must not replace what is being typed."""
        assert isinstance(editor, QLineEdit)
        if not editor.isModified():
            editor.setText(row_at(index).note)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Report the note; it is part of the text, and the outline will follow."""
        assert isinstance(editor, QLineEdit)
        self.noted.emit(row_at(index).key, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """The whole row."""
        area = QRect(option.rect)
        height = max(area.height(), editor.sizeHint().height())
        editor.setGeometry(area.left(), area.center().y() - height // 2, area.width() - _GAP // 2, height)


def _small(font: QFont) -> QFont:
    smaller = QFont(font)
    smaller.setPointSizeF(font.pointSizeF() * _SMALLER)
    return smaller
