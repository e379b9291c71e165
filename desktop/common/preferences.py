"""The settings while the program runs: one frozen value, replaced at each change, saved a moment later."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core import settings
from core.settings import NewerSettingsProblem, Settings
from desktop.common.tasks import Tasks


class Preferences(QObject):
    """Belongs to the GUI thread; writing the file does not happen on it."""

    changed = Signal()

    def __init__(self, folder: Path, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._tasks = tasks
        self.value: Settings = settings.load(folder)
        self._are_newer = False
        self._later = QTimer(self, singleShot=True, interval=800)
        self._later.timeout.connect(self._start_saving)

    def change(self, **values: Any) -> None:
        """Replace the named settings."""
        changed = replace(self.value, **values)
        if changed != self.value:
            self.value = changed
            self._later.start()
            self.changed.emit()

    def _start_saving(self) -> None:
        self._tasks.start_where_possible(self.save)  # close() saves too

    async def save(self) -> None:
        """Write them now. Raises FileProblem; NewerSettingsProblem once only."""
        self._later.stop()
        try:
            await asyncio.to_thread(settings.save, self._folder, self.value)
        except NewerSettingsProblem:
            if self._are_newer:
                return
            self._are_newer = True
            raise
