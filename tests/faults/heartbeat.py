"""Does the window's thread stay quick while something goes wrong? A timer of 16 ms says so.

A beat can be late because the program holds the thread up, or because other programs have the cores. Linux tells them
apart: ``/proc/self/task/*/schedstat`` counts how long each thread was ready to run and was not let. What the window's
thread waited that way is taken off each delay, and also what the thread of this process that waited longest did, as it
may have held Python's lock meanwhile. What is left was computing, or waiting for something: the program's own doing.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 16
MOST_LATE_S = 0.1
"""The longest that a beat may be late."""
_TASKS = Path("/proc/self/task")


class Heartbeat(QObject):
    """Measures how late beats are, in seconds. Belongs to the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own = str(threading.get_native_id())
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._last = (0.0, 0.0, dict[str, float]())
        self.worst = self.worst_with_load = 0.0
        self.worst_computing = 0.0
        """Processor seconds of the window's thread in the worst beat."""

    def start(self) -> None:
        """Measure from now on."""
        self.worst = self.worst_with_load = self.worst_computing = 0.0
        self._last = time.monotonic(), time.thread_time(), _waited()
        self._timer.start()

    def stop(self) -> None:
        """Measure no more; the last beat counts."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        now, computed, waited = time.monotonic(), time.thread_time(), _waited()
        then, computed_then, waited_then = self._last
        self._last = now, computed, waited
        late = now - then - BEAT_MS / 1000
        self.worst_with_load = max(self.worst_with_load, late)
        if late > self.worst:
            grown = {task: waited[task] - waited_then.get(task, 0.0) for task in waited}
            own = grown.pop(self._own, 0.0)
            late -= own + max(grown.values(), default=0.0)
            if late > self.worst:
                self.worst, self.worst_computing = late, computed - computed_then


def _waited() -> dict[str, float]:
    """Seconds that each thread of this process has been ready to run and waited for a core."""
    waited = {}
    for task in _TASKS.iterdir():
        with suppress(OSError):  # it has ended
            waited[task.name] = int((task / "schedstat").read_text().split()[1]) / 1e9
    return waited
