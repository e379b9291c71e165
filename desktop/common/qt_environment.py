"""Checks whether a window can open here, because Qt would abort the process if not. Imports no Qt."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Mapping

OFFSCREEN_LIBRARIES = (
    ("libEGL.so.1", "libegl1"),
    ("libGL.so.1", "libgl1"),
    ("libfontconfig.so.1", "libfontconfig1"),
    ("libxkbcommon.so.0", "libxkbcommon0"),
    ("libdbus-1.so.3", "libdbus-1-3"),
    ("libglib-2.0.so.0", "libglib2.0-0"),
)
"""Shared library and Debian package: what Qt needs even without a screen."""
X11_LIBRARIES = (
    ("libxcb-cursor.so.0", "libxcb-cursor0"),
    ("libxcb-icccm.so.4", "libxcb-icccm4"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1"),
    ("libxcb-image.so.0", "libxcb-image0"),
    ("libxcb-render-util.so.0", "libxcb-render-util0"),
    ("libxcb-shape.so.0", "libxcb-shape0"),
    ("libxcb-xkb.so.1", "libxcb-xkb1"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
)
"""What Qt needs in addition on an X11 screen."""


def has_display(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Whether there is a screen to show a window on, or the user has set Qt's platform."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def why_no_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """One sentence where no window can open; empty where one can."""
    if has_display(environment, platform):
        return ""
    return (
        "There is no display here, so the editor cannot open. These commands work without a display: "
        "`inkglow tour --out DIR`, `inkglow score FILE`, `inkglow rewrite FILE --paragraph N`."
    )


def use_offscreen_without_display() -> None:
    """Let Qt draw into memory where there is no screen."""
    if not has_display():
        os.environ["QT_QPA_PLATFORM"] = "offscreen"


def missing_libraries(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """One sentence naming the Debian packages that are missing; empty where Qt can start."""
    if not platform.startswith("linux"):
        return ""
    wanted: tuple[tuple[str, str], ...] = OFFSCREEN_LIBRARIES
    if environment.get("DISPLAY") and not environment.get("WAYLAND_DISPLAY") and not environment.get("QT_QPA_PLATFORM"):
        wanted += X11_LIBRARIES
    packages = [package for library, package in wanted if not _loads(library)]
    if not packages:
        return ""
    return f"Qt needs system libraries that are missing here; on Debian or Ubuntu: apt install {' '.join(packages)}"


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
