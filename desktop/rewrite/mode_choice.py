"""The two ways of rewriting a passage, as two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from core.rewrite.options import Mode
from desktop.common import messages
from desktop.common.translation import tr
from desktop.rewrite.card_parts import FLAT


class ModeChoice(QWidget):
    """“Add to it” keeps the passage's words, “Rewrite” writes it anew. AUTO until the writer chooses. GUI thread."""

    changed = Signal()
    """The writer chose one, or the choice was forgotten."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mode = Mode.AUTO
        self.add_button, self.anew_button = QToolButton(), QToolButton()
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for button, words, mode in (
            (self.add_button, tr("&Add to it"), Mode.ENRICH),
            (self.anew_button, tr("&Rewrite"), Mode.REWRITE),
        ):
            button.setText(words)
            button.setCheckable(True)
            button.setStyleSheet(FLAT)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # its letter, or a click, leaves the keys where they were
            button.clicked.connect(lambda _checked=False, mode=mode: self._choose(mode))
            self._group.addButton(button)
            row.addWidget(button)
        self.add_button.setToolTip(messages.ADD_TIP)

    @property
    def mode(self) -> Mode:
        """What the writer chose; AUTO if nothing."""
        return self._mode

    def forget(self) -> None:
        """Go back to AUTO."""
        self._choose(Mode.AUTO)

    def show_mode(self, mode: Mode, *, small_model: bool) -> None:
        """Show what the next attempt would be, chosen by the writer or not; AUTO, where it is unknown, as before."""
        if mode is not Mode.AUTO:
            (self.add_button if mode is Mode.ENRICH else self.anew_button).setChecked(True)
        self.anew_button.setToolTip(messages.anew_tip(small_model=small_model))

    def _choose(self, mode: Mode) -> None:
        self._mode = mode
        self.changed.emit()
