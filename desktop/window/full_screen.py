"""The whole screen for the text: menus, header, status line and the outline are hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from desktop.window.outline_side import OutlineSide

_ANY_HEIGHT = 16777215
"""Qt's QWIDGETSIZE_MAX."""


class FullScreen(QObject):
    """Follows the window's state, which the window manager can change too and which is remembered. GUI thread.

    Notices are shown, and what is asked for: the find bar, the outline by its key, the card of a rewrite.
    """

    def __init__(self, window: QMainWindow, bars: Callable[[], Sequence[QWidget]], outline: OutlineSide) -> None:
        """``bars`` gives the widgets above and below the page."""
        super().__init__(window)
        self._window, self._bars, self._outline = window, bars, outline
        self._applied = False

    @property
    def is_on(self) -> bool:
        """Whether the text has the whole screen."""
        return self._applied

    def show(self, wanted: bool) -> None:
        """Fill the screen, or not."""
        full = Qt.WindowState.WindowFullScreen
        state = self._window.windowState()
        self._window.setWindowState(state | full if wanted else state & ~full)

    def sync(self) -> None:
        """Hide or show everything around the text, after the window's state has changed."""
        wanted = self._window.isFullScreen()
        if wanted is self._applied:
            return
        self._applied = wanted
        # without height instead of hidden: the keys of hidden menus do nothing
        self._window.menuBar().setMaximumHeight(0 if wanted else _ANY_HEIGHT)
        for each in self._bars():
            each.setVisible(not wanted)
        self._outline.cover(wanted)
