"""The strip above the page: the document's name, and the three most used actions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.common.labels import key_words
from desktop.common.translation import keys_of, tr


class Header(QFrame):
    """Shows actions owned by the window."""

    def __init__(self, glow: QAction, why: QAction, more: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._name = QLabel()
        self._name.setObjectName("document-name")
        self._name.setTextFormat(Qt.TextFormat.PlainText)
        self._edited = QLabel(tr("edited"))
        self._edited.setProperty("muted", True)
        self.more_button = QPushButton(f"{more.text().replace('&', '')}   {key_words('Ctrl+Return')}")
        self.more_button.setProperty("primary", True)
        self.more_button.setToolTip(tr("Rewrite the selection, or the paragraph at the cursor"))
        self.more_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.more_button.clicked.connect(more.trigger)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._name)
        row.addWidget(self._edited)
        row.addStretch()
        self._scoring = (_toggle(glow, tr("Glow")), _toggle(why, tr("Why")), self.more_button)
        for each in self._scoring:
            row.addWidget(each)

    def show_scoring(self, shown: bool) -> None:
        """Show the buttons for scores and rewrites, or hide them."""
        for each in self._scoring:
            each.setVisible(shown)

    def show_document(self, name: str, *, modified: bool) -> None:
        """Show which document is open."""
        self._name.setText(name)
        self._edited.setVisible(modified)


def _toggle(action: QAction, words: str) -> QToolButton:
    button = QToolButton()
    button.setText(words)
    button.setCheckable(True)
    button.setChecked(action.isChecked())
    button.setToolTip(f"{action.toolTip()} ({keys_of(action)})")
    button.setAccessibleName(action.text().replace("&", ""))
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.toggled.connect(action.setChecked)
    action.toggled.connect(button.setChecked)
    action.enabledChanged.connect(button.setEnabled)
    return button
