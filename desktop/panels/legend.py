"""What the five bands look like, and how to read them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from core.attribute.calibration import Band
from core.attribute.plan import CREATIVITY
from core.evaluation.trust import Trust
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
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setProperty("muted", True)
        column.addWidget(self.words)

    def show_trust(self, name: str, earned: Trust) -> None:
        """Say how far the attribute called ``name`` may be believed; the figures behind it are the tooltip."""
        say = messages.glow_is_a_guide if name == CREATIVITY else messages.craft_like_is_a_guide
        self.words.setText(say(earned.word))
        self.words.setToolTip(earned.why)

    def apply(self, theme: Theme) -> None:
        """Take colours."""
        for band, mark in self._marks.items():
            mark.show_band(band, theme)
