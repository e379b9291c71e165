"""Cyclic garbage is collected on the GUI thread alone.

Python collects in whichever thread happens to allocate. A cycle that holds Qt objects would then be destroyed on a
worker's thread while Qt still uses them on its own, and the program would crash, rarely and anywhere.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_INTERVAL_MS = 1000


@contextmanager
def collected_on_this_thread() -> Iterator[None]:
    """While inside, collect from a timer of this thread, and never anywhere else. Needs a QApplication.

    What exists already is left out of later collections, which keeps them below a frame.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    gc.collect()
    gc.freeze()
    timer = QTimer()
    timer.timeout.connect(_collect_what_is_due)
    timer.start(_INTERVAL_MS)
    try:
        yield
    finally:
        timer.stop()
        gc.unfreeze()
        gc.collect()
        if was_enabled:
            gc.enable()


def _collect_what_is_due() -> None:
    """The oldest generation whose threshold has been passed, as Python itself would choose."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    for generation, (count, threshold) in reversed(list(enumerate(counts))):
        if 0 < threshold < count:
            gc.collect(generation)
            return
