"""Opens the windows of the Help menu."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from desktop.common.tasks import Tasks
from desktop.engine.loader import ModelLoader
from desktop.help import pages, words
from desktop.help.about import AboutDialog, ReportDialog, facts
from desktop.help.reading import ReadingDialog


def open_in_file_manager(folder: Path) -> bool:
    """Show a folder in the system's file manager; False where that is impossible."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class Help(QObject):
    """At most one window of each kind is open on ``window``. GUI thread, inside a running asyncio loop."""

    def __init__(
        self,
        resources: Path,
        log: Path,
        model: ModelLoader,
        tasks: Tasks,
        open_folder: Callable[[Path], bool] = open_in_file_manager,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._resources, self._log, self._model, self._tasks = resources, log, model, tasks
        self._open_folder = open_folder
        self.reading: ReadingDialog | None = None
        """The window with a page while it is open."""
        self.other: QDialog | None = None
        """The window about Inkglow, or about reporting a problem, while it is open."""

    def show_usage(self, window: QWidget) -> None:
        """Show the handbook."""
        self._read(window, words.USAGE_TITLE, pages.usage(self._resources))

    def show_keys(self, window: QWidget, commands: Sequence[pages.Row], palette: str) -> None:
        """Show the keys of ``commands``."""
        self._read(window, words.KEYS_TITLE, pages.keys(commands, palette))

    def show_glow(self, window: QWidget) -> None:
        """Show what the glow is."""
        self._read(window, words.GLOW_TITLE, words.GLOW)

    def show_about(self, window: QWidget) -> None:
        """Show versions and licences."""
        self._open(AboutDialog(facts(self._model.model), self._tasks, window))

    def show_report(self, window: QWidget) -> None:
        """Show how to report a problem."""
        self._open(ReportDialog(facts(self._model.model), self._log, self._open_folder, window))

    def _read(self, window: QWidget, title: str, markdown: str) -> None:
        if self.reading is None:
            self.reading = ReadingDialog(window)
            self.reading.finished.connect(self._forget_reading)
        self.reading.show_page(title, markdown)
        _show(self.reading)

    def _open(self, dialog: QDialog) -> None:
        if self.other is not None:
            self.other.reject()
        self.other = dialog
        dialog.finished.connect(self._forget_other)
        _show(dialog)

    def _forget_reading(self) -> None:
        if self.reading is not None:
            self.reading.deleteLater()
            self.reading = None

    def _forget_other(self) -> None:
        if self.other is not None:
            self.other.deleteLater()
            self.other = None


def _show(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
