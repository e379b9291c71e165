"""Folders, the version, and running other programs, for all steps of packaging."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
WHEELS = Path(os.environ.get("INKGLOW_WHEELS", BUILD / "wheels"))
"""Where the portable build of llama-cpp-python is kept from one packaging to the next."""
ENVIRONMENT = BUILD / "package" / "venv"
TREE = BUILD / "package" / "tree" / "inkglow"
"""The frozen program: one folder that runs from anywhere."""
PACKAGES = ROOT / "dist"
OF_THE_SYSTEM = re.compile(
    r"^lib(stdc\+\+|gcc_s|EGL|GL|GLX|OpenGL|GLdispatch|fontconfig|freetype|dbus-1|glib-2\.0|gobject-2\.0|gio-2\.0|gthread-2\.0|"
    r"gmodule-2\.0|X11|X11-xcb|xcb|cups)\.so"
)
"""Libraries that every Linux desktop has, and that must fit its drivers, fonts and message bus: never taken along."""


class PackageProblem(Exception):
    """Something is missing or wrong; the message is one sentence for whoever builds."""


def version() -> str:
    """The version of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def pinned(name: str) -> str:
    """``name==version`` as constraints.txt has it. Raises PackageProblem where it has none."""
    for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines():
        found, _, version_of = line.partition("==")
        if found.replace("-", "_").lower() == name.replace("-", "_").lower() and version_of:
            return f"{name}=={version_of}"
    raise PackageProblem(f"constraints.txt has no version of {name}.")


def python() -> Path:
    """The Python of the environment that is packaged."""
    return ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def need(tool: str, package: str) -> str:
    """The path of a program. Raises PackageProblem, naming Debian's package, where it is missing."""
    if (found := shutil.which(tool)) is None:
        raise PackageProblem(f"{tool} is missing; on Debian: apt install {package}.")
    return found


def run(
    command: Sequence[str | Path],
    what: str,
    environment: Mapping[str, str] | None = None,
    folder: Path = ROOT,
    timeout_s: float | None = None,
) -> str:
    """Run a program and return its output. Raises PackageProblem with the last lines where it fails."""
    try:
        done = subprocess.run(
            [str(each) for each in command],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise PackageProblem(f"{what} took longer than {timeout_s:.0f} s.") from None
    if done.returncode:
        raise PackageProblem(f"{what} failed (status {done.returncode}):\n" + "\n".join(done.stdout.splitlines()[-30:]))
    return done.stdout


def source_date() -> int:
    """Seconds since 1970 that files in packages get: the last commit's, so that one source gives the same files."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    return int(run([need("git", "git"), "log", "-1", "--format=%ct"], "Asking git for the date").strip())


def folder_size(folder: Path) -> int:
    """Bytes of all files below ``folder``; links count nothing."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink())
