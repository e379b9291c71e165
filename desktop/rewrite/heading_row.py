"""The top row of the card: what is rewritten, the place in a scene, and the buttons that leave it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton

from desktop.common.labels import key_words
from desktop.common.translation import tr
from desktop.rewrite.card_parts import FLAT, OneLine
from desktop.rewrite.words import scene_place


class HeadingRow(QHBoxLayout):
    """A quotation of the passage between “2 of 9”, where a scene is reviewed, and Skip and Dismiss. GUI thread."""

    skipped = Signal()
    dismissed = Signal()

    def __init__(self, skip_key: str) -> None:
        super().__init__()
        self.quotation = OneLine()
        self.scene_label = QLabel()
        self.skip_button, close = QToolButton(), QToolButton()
        self.skip_button.setText(tr("Skip"))
        self.skip_button.setStyleSheet(FLAT)
        self.skip_button.setToolTip(
            tr("Leave this paragraph as it is, and go on ({key})").format(key=key_words(skip_key))
        )
        self.skip_button.clicked.connect(self.skipped)
        close.setText("×")
        close.setAccessibleName(tr("Dismiss the rewrite"))
        close.setToolTip(tr("Dismiss; your text stays as it is"))
        close.clicked.connect(self.dismissed)
        for widget in (self.scene_label, self.quotation, self.skip_button, close):
            self.addWidget(widget, stretch=int(widget is self.quotation))
        self.show_scene(0, 0)

    def show_scene(self, at: int, of: int) -> None:
        """Show that the passage is paragraph ``at`` of the ``of`` of a scene that is reviewed; zeros for none."""
        self.scene_label.setText(scene_place(at, of))
        self.scene_label.setVisible(of > 0)
        self.skip_button.setVisible(of > 0)
