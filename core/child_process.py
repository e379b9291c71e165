"""Command line, environment and flags for child processes of this program, frozen or not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]


def command(module: str, frozen_option: str) -> list[str]:
    """The command line that runs ``module`` in a child process; the frozen program takes ``frozen_option`` instead."""
    if getattr(sys, "frozen", False):
        return [sys.executable, frozen_option]
    return [sys.executable, "-m", module]


def environment(base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """``base`` with PYTHONPATH and PYTHONUNBUFFERED set, so that the child finds this program's packages."""
    path = os.pathsep.join(filter(None, [str(_ROOT), base.get("PYTHONPATH", "")]))
    return {**base, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1"}


def background_flags() -> int:
    """Windows creation flags for a background process: low priority, no console window. 0 on POSIX."""
    return getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
