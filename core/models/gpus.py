"""List the graphics cards of this machine, through a child process.

So a crash of a driver does not affect the window, and no GPU runtime stays in the window's process.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path

from core import child_process
from core.models.memory import Gpu

_GPU_BACKENDS = ("cuda", "metal", "vulkan", "hip", "sycl", "musa", "opencl", "cann")
_ANSWERS_WITHIN = 30.0
"""Seconds until the child is given up; a driver's first start can take several."""


def is_gpu_build() -> bool:
    """Whether the installed llama.cpp includes a backend for graphics cards; imports nothing."""
    spec = importlib.util.find_spec("llama_cpp")
    folders = [Path(folder, "lib") for folder in (spec.submodule_search_locations or [])] if spec else []
    names = [file.name for folder in folders for file in folder.glob("*ggml-*")]
    return any(backend in name for name in names for backend in _GPU_BACKENDS)


def ask_for_gpus() -> tuple[Gpu, ...]:
    """The graphics cards, listed by a child process. Blocks for up to seconds. Empty where the child fails."""
    if not is_gpu_build() or getattr(sys, "frozen", False):
        return ()
    command = [sys.executable, "-m", "core.engine.worker.gpus"]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_ANSWERS_WITHIN, check=True, env=child_process.environment()
        )
        # llama.cpp may print other lines first; the list is the last line.
        return tuple(Gpu(**each) for each in json.loads(done.stdout.splitlines()[-1]))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, IndexError):
        return ()
