"""Where the computer's power comes from."""

from __future__ import annotations

import psutil


def on_battery() -> bool:
    """Whether the computer runs on its battery; False where the system does not say. Blocks for some milliseconds."""
    try:
        battery = psutil.sensors_battery()
    except (AttributeError, OSError, RuntimeError, psutil.Error):  # not on every system, and drivers fail
        return False
    return battery is not None and battery.power_plugged is False
