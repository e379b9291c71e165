"""Runs Python's cyclic garbage collection on the GUI thread only.

Python collects in whichever thread happens to allocate. A cycle that holds Qt objects could then be destroyed on a
worker thread while Qt still uses those objects on the GUI thread; the result is a rare crash at an arbitrary place.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_INTERVAL_MS = 1000


@contextmanager
def collected_on_this_thread() -> Iterator[None]:
    """Within the ``with`` block, collect from a timer of this thread only. Needs a QApplication.

    Objects that exist at the beginning are left out of later collections, so that each takes less than a frame.
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
    """Collect the oldest generation whose threshold has been passed, as Python itself would choose."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    for generation, (count, threshold) in reversed(list(enumerate(counts))):
        if 0 < threshold < count:
            gc.collect(generation)
            return
