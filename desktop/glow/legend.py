"""The legend of the glow: the five bands, and how to read them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.attribute.calibration import Band
from core.attribute.names import CREATIVITY
from core.attribute.reliability import ROUGH, Trust
from desktop.common import messages
from desktop.common.theme import Theme
from desktop.common.translation import worded
from desktop.glow.band_mark import BandMark


class Legend(QWidget):
    """Five marks from vivid to plain, and a sentence on how reliable they are."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self._marks = {band: BandMark() for band in reversed(Band)}
        for mark in self._marks.values():
            column.addWidget(mark)
        column.addSpacing(6)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("muted", True)
        column.addWidget(self.words)
        self.show_trust(Trust(ROUGH, ""), CREATIVITY)

    def show_trust(self, trust: Trust, attribute: str, *, provisional: bool = False) -> None:
        """Say how far the glow by ``attribute`` can be trusted; the figures behind it are in the tooltip."""
        words, why = messages.what_the_glow_is(trust.word, attribute), worded(trust.why)
        self.words.setText(f"{words} {messages.STILL_PROVISIONAL}" if provisional else words)
        self.words.setToolTip(why)
        self.words.setAccessibleDescription(why)

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        for band, mark in self._marks.items():
            mark.show_band(band, theme)
