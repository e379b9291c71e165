"""The graphics cards of this machine, asked of a child process.

A driver that crashes then takes nothing of the writer's with it, and no GPU runtime stays in the window's process.
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
"""Seconds; a driver's first start can take several."""


def is_gpu_build() -> bool:
    """Whether the installed llama.cpp came with a backend for graphics cards; nothing is imported."""
    spec = importlib.util.find_spec("llama_cpp")
    folders = [Path(folder, "lib") for folder in (spec.submodule_search_locations or [])] if spec else []
    names = [file.name for folder in folders for file in folder.glob("*ggml-*")]
    return any(backend in name for name in names for backend in _GPU_BACKENDS)


def ask_for_gpus() -> tuple[Gpu, ...]:
    """The graphics cards, asked of a child process; blocks for up to seconds. Nothing where it cannot tell."""
    if not is_gpu_build() or getattr(sys, "frozen", False):
        return ()
    command = [sys.executable, "-m", "core.engine.worker.gpus"]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=_ANSWERS_WITHIN, check=True, env=child_process.environment()
        )
        # llama.cpp may print before; the answer is the last line.
        return tuple(Gpu(**each) for each in json.loads(done.stdout.splitlines()[-1]))
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, IndexError):
        return ()
