"""What llama.cpp computes with on this machine, the graphics cards above all; asked of a child process.

So a crash of a driver does not affect the window, and no GPU runtime stays in the window's process.
"""

from __future__ import annotations

import importlib.util
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from core import child_process
from core.models.memory import Gpu

OPTION = "--devices-worker"
"""With it the frozen program is the child."""
_GPU_BACKENDS = {
    "cuda": "CUDA",
    "metal": "Metal",
    "vulkan": "Vulkan",
    "hip": "ROCm",
    "sycl": "SYCL",
    "musa": "MUSA",
    "opencl": "OpenCL",
    "cann": "CANN",
}
"""The name in a library's file name, and the one that people know."""
_ANSWERS_WITHIN = 30.0
"""Seconds until the child is given up; a driver's first start can take several."""


@dataclass(frozen=True)
class Devices:
    """What llama.cpp can compute with here: back ends as ggml calls them, the processor, graphics cards.

    ``instructions`` are the processor's instruction sets that the back end in use was compiled for.
    """

    backends: tuple[str, ...]
    processor: str
    instructions: tuple[str, ...]
    gpus: tuple[Gpu, ...]


def gpu_backends() -> tuple[str, ...]:
    """The back ends for graphics cards that the installed llama.cpp includes, by name; imports nothing."""
    spec = importlib.util.find_spec("llama_cpp")
    folders = [Path(folder, "lib") for folder in (spec.submodule_search_locations or [])] if spec else []
    files = [file.name for folder in folders for file in folder.glob("*ggml-*")]
    return tuple(title for name, title in _GPU_BACKENDS.items() if any(f"ggml-{name}" in file for file in files))


def is_gpu_build() -> bool:
    """Whether the installed llama.cpp includes a back end for graphics cards; imports nothing."""
    return bool(gpu_backends())


def ask_for_gpus() -> tuple[Gpu, ...]:
    """The graphics cards, listed by a child process. Blocks for up to seconds. Empty where the child fails."""
    found = ask_for_devices() if is_gpu_build() else None
    return found.gpus if found is not None else ()


def ask_for_devices() -> Devices | None:
    """What llama.cpp can compute with, listed by a child process. Blocks for up to seconds. None where it fails."""
    command = child_process.command("core.engine.worker.gpus", OPTION)
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=_ANSWERS_WITHIN,
            check=True,
            env=child_process.environment(),
            creationflags=child_process.background_flags(),
        )
        # llama.cpp may print other lines first; the answer is the last line.
        answer = json.loads(done.stdout.splitlines()[-1])
        return Devices(
            tuple(map(str, answer["backends"])),
            str(answer["processor"]),
            tuple(map(str, answer["instructions"])),
            tuple(Gpu(**each) for each in answer["gpus"]),
        )
    except (OSError, subprocess.SubprocessError, ValueError, TypeError, KeyError, IndexError):
        return None
