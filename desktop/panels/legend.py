"""What the five bands look like, and how to read them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.attribute.calibration import Band
from desktop import messages
from desktop.panels.band_mark import BandMark
from desktop.theme import Theme


class Legend(QWidget):
    """Five marks from vivid to plain, and a sentence on what they are worth."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._marks = {band: BandMark() for band in reversed(Band)}
        for mark in self._marks.values():
            column.addWidget(mark)
        column.addSpacing(6)
        words = QLabel(messages.GLOW_IS_A_GUIDE)
        words.setWordWrap(True)
        words.setProperty("muted", True)
        column.addWidget(words)

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        for band, mark in self._marks.items():
            mark.show_band(band, theme)
