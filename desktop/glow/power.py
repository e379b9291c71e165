"""Saves power while the computer runs on its battery: looks once a minute, in a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from core.power import on_battery
from desktop.common.tasks import Tasks

_EVERY_MS = 60_000


class PowerSaving(QObject):
    """Tells ``save`` whether power is to be saved. GUI thread, inside a running asyncio loop."""

    def __init__(
        self,
        save: Callable[[bool], object],
        tasks: Tasks,
        on_battery: Callable[[], bool] = on_battery,
        every_ms: int = _EVERY_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save, self._tasks, self._on_battery = save, tasks, on_battery
        self._is_on = False
        self._timer = QTimer(self, singleShot=True, interval=every_ms)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Look now, and from time to time."""
        self._is_on = True
        self._look()

    def stop(self) -> None:
        """Look no more."""
        self._is_on = False
        self._timer.stop()

    def _look(self) -> None:
        self._tasks.start_where_possible(self._find_out)

    async def _find_out(self) -> None:
        saving = await asyncio.to_thread(self._on_battery)
        if self._is_on:
            self._save(saving)
            self._timer.start()
