"""Compare the frozen program with the source tree in one run: time to the first window, memory, size.

Both show a window on a screen of their own (Xvfb), by turns, without a model, with settings of their own.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from tools.package.common import BUILD, ROOT, TREE, PackageProblem, folder_size, need

RUNS = 5
LARGEST_RATIO = 2.0
_LONGEST_S = 60.0
_BETWEEN_LOOKS_S = 0.02


def compare() -> None:
    """Print the figures and write them as JSON. Raises PackageProblem where the frozen program is too slow."""
    frozen, source = TREE / "inkglow", ROOT / ".venv" / "bin" / "python"
    if not frozen.exists():
        raise PackageProblem("There is no frozen tree; run `make package` first.")
    need("Xvfb", "xvfb")
    need("xdotool", "xdotool")
    commands: dict[str, Sequence[str]] = {
        "source tree": [str(source), "-m", "desktop", "open", "--model", "none"],
        "frozen": [str(frozen), "open", "--model", "none"],
    }
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    memory: dict[str, list[int]] = {name: [] for name in commands}
    with _screen() as display:
        for run_number in range(RUNS + 1):
            for name, command in commands.items():
                taken, held = _first_window(command, display)
                if run_number:  # the first run reads files from the disk
                    seconds[name].append(taken)
                    memory[name].append(held)
    figures: dict[str, float] = {"frozen_mb": round(folder_size(TREE) / 1e6)}
    for name in commands:
        figures[f"{name}: first window, s (median of {RUNS})"] = round(median(seconds[name]), 2)
        figures[f"{name}: memory without a model, MB"] = round(median(memory[name]) / 1e6)
    ratio = median(seconds["frozen"]) / median(seconds["source tree"])
    figures["ratio of times"] = round(ratio, 2)
    (BUILD / "package" / "measure.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    for name, value in figures.items():
        print(f"{value:8}  {name}", flush=True)
    if ratio > LARGEST_RATIO:
        raise PackageProblem(f"The frozen program takes {ratio:.1f} times as long to its first window.")


@contextmanager
def _screen() -> Iterator[str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise PackageProblem("Xvfb did not start.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def _first_window(command: Sequence[str], display: str) -> tuple[float, int]:
    """Seconds until the window is there, and the bytes of memory that the program holds then."""
    home = tempfile.mkdtemp(prefix="inkglow-measure-")
    shown = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "INKGLOW_HOME": home}
    began = time.monotonic()
    program = subprocess.Popen(command, cwd=ROOT, env=shown, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        search = ["xdotool", "search", "--onlyvisible", "--name", "Inkglow"]
        while subprocess.run(search, env=shown, capture_output=True, check=False).returncode:
            if program.poll() is not None or time.monotonic() - began > _LONGEST_S:
                raise PackageProblem(f"No window appeared: {' '.join(command)}")
            time.sleep(_BETWEEN_LOOKS_S)
        return time.monotonic() - began, _memory(program.pid)
    finally:
        program.kill()
        program.wait()
        shutil.rmtree(home, ignore_errors=True)


def _memory(process: int) -> int:
    """Bytes; pages shared with other processes count in part (PSS)."""
    text = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8")
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0
