"""A small chart of the words of each day. GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from core.writing.log import Words
from desktop.writing import words
from desktop.writing.tally import DAYS

_HEIGHT = 110
_GAP = 0.3
"""Share of a day's width that stays empty."""
_BELOW = 18
"""Pixels for the names of the first and the last day."""


class DaysChart(QWidget):
    """A bar for each of the last :data:`~desktop.writing.tally.DAYS` days; a dashed line shows a goal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: Mapping[date, Words] = {}
        self._last = date.today()
        self._goal = 0
        self.setAccessibleName(words.LAST_DAYS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT + _BELOW)

    def sizeHint(self) -> QSize:
        """Room for a month."""
        return QSize(420, _HEIGHT + _BELOW)

    def show_days(self, days: Mapping[date, Words], last: date, goal: int) -> None:
        """Show the words of the days up to ``last``; ``goal`` 0 for none."""
        self._days, self._last, self._goal = days, last, goal
        self.setAccessibleDescription(words.all_days(days))
        self.update()

    def bar(self, of: date) -> QRectF:
        """The bar of a day; of no height where nothing was written. One of a day with fewer words in the end hangs."""
        written = self._written(of)
        width = self.width() / DAYS
        left = (DAYS - 1 - (self._last - of).days) * width
        zero, unit = self._scale()
        return QRectF(left + width * _GAP / 2, zero, width * (1 - _GAP), -written * unit).normalized()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bars, today's in another colour, the base line, the goal, and the two days at the ends."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours, roles = self.palette(), QPalette.ColorRole
        zero, unit = self._scale()
        for back in range(DAYS):
            of = self._last - timedelta(back)
            painter.fillRect(self.bar(of), colours.color(roles.Link if back == 0 else roles.Dark))
        painter.setPen(QPen(colours.color(roles.Mid), 1))
        painter.drawLine(0, round(zero), self.width(), round(zero))
        if self._goal:
            painter.setPen(QPen(colours.color(roles.Dark), 1, Qt.PenStyle.DashLine))
            painter.drawLine(0, round(zero - self._goal * unit), self.width(), round(zero - self._goal * unit))
        painter.setPen(colours.color(roles.Dark))
        below = QRectF(0, _HEIGHT, self.width(), _BELOW)
        ends = (
            (Qt.AlignmentFlag.AlignLeft, self._last - timedelta(DAYS - 1)),
            (Qt.AlignmentFlag.AlignRight, self._last),
        )
        for side, of in ends:
            painter.drawText(below, side | Qt.AlignmentFlag.AlignBottom, words.day(of))
        painter.end()

    def event(self, event: QEvent) -> bool:
        """Say the words of the day that is pointed at."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            of = self._last - timedelta(DAYS - 1 - min(int(event.pos().x() * DAYS / self.width()), DAYS - 1))
            QToolTip.showText(event.globalPos(), words.of_day(of, self._days.get(of, Words())), self)
            return True
        return super().event(event)

    def _written(self, of: date) -> int:
        return self._days.get(of, Words()).written

    def _scale(self) -> tuple[float, float]:
        """Where the base line is, and pixels per word."""
        written = [each.written for each in self._days.values()]
        most, least = max([1, self._goal, *written]), min([0, *written])
        unit = (_HEIGHT - 4) / (most - least)
        return 2 + most * unit, unit
