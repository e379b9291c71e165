"""Starting this program's own helper processes: by the same interpreter, or by the frozen program itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def command(module: str, frozen_option: str) -> list[str]:
    """How to run ``module`` in a process of its own; the frozen program knows it as ``frozen_option``."""
    if getattr(sys, "frozen", False):
        return [sys.executable, frozen_option]
    return [sys.executable, "-m", module]


def environment(base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """``base``, so that this program's packages are found from any working directory, and nothing is buffered."""
    path = os.pathsep.join(filter(None, [str(_ROOT), base.get("PYTHONPATH", "")]))
    return {**base, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def background_flags() -> int:
    """Creation flags of a process that leaves the window its share of the machine; 0 where there are none (POSIX)."""
    return getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
