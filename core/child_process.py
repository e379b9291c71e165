"""Command line, environment and flags for child processes of this program, frozen or not; their end with its end."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_PARENT = "INKGLOW_PARENT_PID"
_PR_SET_PDEATHSIG = 1
NOT_STARTED = 127
"""Exit status of a command of :func:`ending_with_parent` whose program could not be started."""
_ENDS_WITH_PARENT = f"""
import ctypes, os, sys
ctypes.CDLL(None).prctl({_PR_SET_PDEATHSIG}, 9)
if os.getppid() == int(sys.argv[1]):
    try:
        os.execv(sys.argv[2], sys.argv[2:])
    except OSError:
        pass
os._exit({NOT_STARTED})
"""
"""Runs another program in its own place; what is asked of Linux here outlives the change of program."""


def command(module: str, frozen_option: str) -> list[str]:
    """The command line that runs ``module`` in a child process; the frozen program takes ``frozen_option`` instead."""
    if getattr(sys, "frozen", False):
        return [str(_with_pipes(Path(sys.executable))), frozen_option]
    return [sys.executable, "-m", module]


def _with_pipes(program: Path) -> Path:
    """On Windows the program of the command line, beside the window's, which is started without input and output."""
    console = program.with_name("inkglow.exe")
    return console if sys.platform == "win32" and console.exists() else program


def environment(base: Mapping[str, str] = os.environ) -> dict[str, str]:
    """``base`` with what the child needs to find this program's packages, and to know its parent."""
    path = os.pathsep.join(filter(None, [str(_ROOT), base.get("PYTHONPATH", "")]))
    return {**base, "PYTHONPATH": path, "PYTHONUNBUFFERED": "1", _PARENT: str(os.getpid())}


def end_with_parent(environment: Mapping[str, str] = os.environ) -> None:
    """In a child: be killed by the system when the program that started it ends, in whatever way; also while stopped.

    Linux only; elsewhere a child notices that its stdin is closed. Linux means the thread that started the child, so
    that one has to live as long as the child may.
    """
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
    parent = environment.get(_PARENT)
    if parent and os.getppid() != int(parent):  # it ended before that was asked for
        os._exit(1)


def ending_with_parent(command: Sequence[str]) -> list[str]:
    """``command``, another program's, ending as :func:`end_with_parent` says; unchanged where that is impossible."""
    if not sys.platform.startswith("linux") or getattr(sys, "frozen", False):
        return list(command)
    return [sys.executable, "-I", "-S", "-c", _ENDS_WITH_PARENT, str(os.getpid()), *command]


def background_flags() -> int:
    """Windows creation flags for a background process: low priority, no console window. 0 on POSIX."""
    return getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
