"""Opens the settings dialog."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.common.preferences import Preferences
from desktop.settings.dialog import SettingsDialog
from desktop.settings.options import OptionsPage


class SettingsDialogs(QObject):
    """Opens the dialog, at most once, on ``window``; ``pages`` are what it offers then. GUI thread."""

    def __init__(self, preferences: Preferences, pages: Callable[[], Sequence[OptionsPage]], window: QWidget) -> None:
        super().__init__(window)
        self._preferences, self._pages, self._window = preferences, pages, window
        self.dialog: SettingsDialog | None = None
        """The dialog while it is open."""

    def show(self) -> None:
        """Show the dialog."""
        if self.dialog is None:
            self.dialog = SettingsDialog(self._pages(), self._preferences, self._window)
            self.dialog.finished.connect(self._forget)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
