"""A band shown outside the margin: a bar of five steps, filled up to the band, and the band's word."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from core.attribute.calibration import Band
from desktop.common.core_words import band_word
from desktop.common.theme import LIGHT, Theme

_STEP, _HEIGHT = 8, 5


class BandBar(QWidget):
    """The bar alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band: Band | None = None
        self._theme = LIGHT
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_band(self, band: Band | None, theme: Theme) -> None:
        """Draw ``band`` in the colours of ``theme``; None is an empty bar."""
        self._band, self._theme = band, theme
        self.update()

    def sizeHint(self) -> QSize:
        """Five steps."""
        return QSize(5 * _STEP, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The filled steps over a faint whole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top = (self.height() - _HEIGHT) / 2
        painter.setBrush(QColor(self._theme.border))
        painter.drawRoundedRect(QRectF(0, top, 5 * _STEP, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2)
        if self._band is not None:
            painter.setBrush(self._theme.bar(self._band))
            painter.drawRoundedRect(QRectF(0, top, (self._band + 1) * _STEP, _HEIGHT), _HEIGHT / 2, _HEIGHT / 2)


class BandMark(QWidget):
    """Bar and word, side by side."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = BandBar()
        self._word = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._bar)
        row.addWidget(self._word)

    @property
    def word(self) -> str:
        """The word shown."""
        return self._word.text()

    def show_band(self, band: Band | None, theme: Theme, *, missing: str = "–") -> None:
        """Show ``band``, or ``missing`` where there is none."""
        self._bar.show_band(band, theme)
        self._word.setText(band_word(band) if band is not None else missing)
        self.setAccessibleName(self._word.text())
