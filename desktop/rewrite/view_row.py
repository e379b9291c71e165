"""The row of the card that chooses between text and changes, and steps through the attempts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QToolButton

from desktop.common.labels import key_words
from desktop.common.translation import tr


class ViewRow(QHBoxLayout):
    """Two buttons for the view; two arrows around “2 of 4”. GUI thread."""

    view_chosen = Signal()
    """Text or changes, whichever button is checked now."""
    stepped = Signal(int)
    """To an earlier (−1) or later (1) attempt."""

    def __init__(self, earlier_key: str, later_key: str) -> None:
        super().__init__()
        self.text_button, self.changes_button = QPushButton(tr("Te&xt")), QPushButton(tr("&Changes"))
        self._views = QButtonGroup(self)
        self.setSpacing(6)
        for button in (self.text_button, self.changes_button):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # its letter, or a click, leaves the keys where they were
            self._views.addButton(button)
            self.addWidget(button)
        self.text_button.setChecked(True)
        self.changes_button.setToolTip(tr("Show what would change; click a change to leave it out or take it"))
        self._views.buttonToggled.connect(lambda _button, on: self.view_chosen.emit() if on else None)
        self.addStretch()
        self.earlier, self.later = QToolButton(), QToolButton()
        self.place_label = QLabel()
        self.place_label.setProperty("muted", True)
        for tool, sign, name, key, by in (
            (self.earlier, "‹", tr("Earlier attempt"), earlier_key, -1),
            (self.later, "›", tr("Later attempt"), later_key, 1),
        ):
            tool.setText(sign)
            tool.setAccessibleName(name)
            tool.setToolTip(f"{name} ({key_words(key)})")
            tool.clicked.connect(lambda _checked=False, by=by: self.stepped.emit(by))
        self.addWidget(self.earlier)
        self.addWidget(self.place_label)
        self.addWidget(self.later)
