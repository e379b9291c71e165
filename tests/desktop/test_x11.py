"""Runs the tests of x11_window.py in a real X11 window: Xvfb's, with a window manager where there is one.

A QApplication has one platform for the life of its process, so they run in a process of their own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.common import qt_environment

ROOT = Path(__file__).parents[2]


@pytest.fixture
def display() -> Iterator[str]:
    """The name of an X11 display of 1366 × 768 pixels that nobody else uses."""
    for program in ("Xvfb", "xdotool"):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed, so nothing is tried in a real X11 window")
    if sentence := qt_environment.missing_libraries({"DISPLAY": ":0"}):
        pytest.skip(sentence)
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    started = [subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)]
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        if shutil.which("openbox") is not None:
            environment = os.environ | {"DISPLAY": f":{number}"}
            started.append(subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL))
        yield f":{number}"
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def test_the_window_in_x11(display: str) -> None:
    environment = os.environ | {"DISPLAY": display, "INKGLOW_TEST_PLATFORM": "xcb"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--tb=short", "-p", "no:cacheprovider", "tests/desktop/x11_window.py"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
