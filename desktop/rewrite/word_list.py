"""The small list of other words, shown at the word that they can replace."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from core.rewrite.vary import Alternative
from desktop.common.labels import literal
from desktop.common.translation import tr

LOOKING = tr("Looking for other words…")
LOOKING_FOR_MORE = tr("Looking for more…")
NOTHING = tr("Nothing better found")
LIVELIER = tr("livelier")
_LIVELIER_FROM = 0.002


class WordMenu(QMenu):
    """Arrow keys and ``Return``, the numbers, or the mouse choose; ``Esc`` or a click elsewhere closes. GUI thread."""

    chosen = Signal(object)
    """The Alternative that was chosen."""
    closed = Signal()
    """The list has closed, after :attr:`chosen` if there was a choice."""

    def __init__(self, words: str, parent: QWidget) -> None:
        """``words`` are those to replace."""
        super().__init__(parent)
        self.setAccessibleName(tr("Other words for {words}").format(words=words))
        self._found: tuple[Alternative, ...] = ()
        self._state = self._note(LOOKING)
        # Qt hides a menu before it tells which entry was chosen
        self.aboutToHide.connect(lambda: QTimer.singleShot(0, self, self.closed.emit))

    @property
    def found(self) -> tuple[Alternative, ...]:
        """The words shown."""
        return self._found

    def show_found(self, found: tuple[Alternative, ...] | None, *, more: bool) -> None:
        """Show ``found``, which begins with the words shown already; None for no change. ``more`` are looked for."""
        if found is not None:
            for number, each in enumerate(found[len(self._found) :], start=len(self._found) + 1):
                self._add(number, each)
            self._found = found
        if more:
            self._state.setText(LOOKING_FOR_MORE if self._found else LOOKING)
        elif self._found:
            self.removeAction(self._state)
        else:
            self._state.setText(NOTHING)

    def _add(self, number: int, found: Alternative) -> None:
        livelier = found.gain is not None and found.gain >= _LIVELIER_FROM
        action = QAction(f"&{number}  {literal(found.text)}" + (f"\t{LIVELIER}" if livelier else ""), self)
        action.triggered.connect(lambda _checked=False: self.chosen.emit(found))
        self.insertAction(self._state, action)
        if number == 1:
            self.setActiveAction(action)

    def _note(self, words: str) -> QAction:
        action = self.addAction(words)
        action.setEnabled(False)
        return action
