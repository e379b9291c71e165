"""What a later start of the program asked for is opened in the window, which comes to the front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt

from desktop.common.one_window import LaterStarts, OneWindow
from desktop.window.window import MainWindow


class OpenedAgain(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop, until the window closes."""

    def __init__(self, window: MainWindow, one: OneWindow) -> None:
        super().__init__(window)
        self._window = window
        self._later = LaterStarts(one.place, self)
        self._later.asked.connect(self._on_asked)
        window.closed.connect(self._later.close)
        if not self._later.listens:
            one.release()  # or later starts would wait for us

    def _on_asked(self, file: Path | None) -> None:
        window, parts = self._window, self._window.parts
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        here = parts.session.path
        if file is not None and (here is None or file != here.absolute()):
            parts.tasks.start(parts.documents.open(file))
