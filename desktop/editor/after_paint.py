"""Puts off work until the page has been painted, so that what was typed is seen first. Belongs to the GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LONGEST_MS = 50
"""Milliseconds after which the work is done where nothing is painted, as in a window that is covered or minimised."""


class AfterPaint(QObject):
    """Calls ``work`` once after the next paint, however often it was asked to before. The page says when it painted."""

    def __init__(self, work: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._is_due = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.do_now)

    @property
    def is_due(self) -> bool:
        """Whether the work is still to be done."""
        return self._is_due

    def ask(self) -> None:
        """Do the work after the next paint."""
        if not self._is_due:
            self._is_due = True
            self._timer.start(LONGEST_MS)

    def painted(self) -> None:
        """The page has just been painted: do the work as soon as the paint is on the screen."""
        if self._is_due:
            self._timer.start(0)

    def do_now(self) -> None:
        """Do the work without waiting any longer, if it is still to be done."""
        if self._is_due:
            self._is_due = False
            self._timer.stop()
            self._work()
