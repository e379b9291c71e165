"""Run the program as if on another system: ``python -m tests.package.other_system win32|darwin``.

Only ``sys.platform`` differs and the modules that are there: what chooses by them takes the other system's way.
Python's own and other people's modules are imported before; they take this system's way. Prints what was found as JSON.
"""

from __future__ import annotations

import asyncio
import importlib
import json
import pkgutil
import sys
import tempfile
import types
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path

_ABSENT = {
    "win32": {"fcntl", "pwd", "grp", "resource", "termios", "pty", "tty", "posix", "spwd", "crypt", "syslog"},
    "darwin": {"msvcrt", "winreg", "_winapi", "spwd"},
}
_NOT_STARTED = ("core.engine.worker.__main__", "desktop.__main__")


class _Absent:
    """Refuses modules that the other system lacks."""

    def __init__(self, names: set[str]) -> None:
        self._names = names

    def find_spec(self, name: str, _path: object = None, _target: object = None) -> ModuleSpec | None:
        if name in self._names:
            raise ModuleNotFoundError(f"there is no {name} on this system")
        return None


def become(platform: str) -> list[int]:
    """Let this process seem to run on another system. Returns the calls of Windows' locks, as they come."""
    for name in (
        "PySide6.QtWidgets",
        "PySide6.QtPrintSupport",
        "PySide6.QtTest",
        "qasync",
        "numpy",
        "llama_cpp",
        "psutil",
        "platformdirs",
    ):
        importlib.import_module(name)
    for name in ("typer", "rich.console", "rich.progress", "matplotlib.figure", "matplotlib.backends.backend_svg"):
        importlib.import_module(name)
    for name in ("huggingface_hub.file_download", "httpx2", "enchant", "gguf", "jinja2", "krippendorff", "pypdf"):
        try:
            importlib.import_module(name)
        except ImportError:
            assert name == "enchant", name  # its C library may be absent
    assert asyncio.get_event_loop_policy()
    locks: list[int] = []
    if platform == "win32":
        msvcrt = types.ModuleType("msvcrt")
        msvcrt.__dict__.update(LK_NBLCK=2, LK_UNLCK=0, locking=lambda _file, mode, _length: locks.append(mode))
        sys.modules["msvcrt"] = msvcrt
    for name in _ABSENT[platform]:
        sys.modules.pop(name, None)
    sys.meta_path.insert(0, _Absent(_ABSENT[platform]))
    sys.platform = platform
    return locks


def import_everything() -> list[str]:
    """Import every module that a packaged program has; their names."""
    names = []
    for package in ("core", "desktop"):
        for found in pkgutil.walk_packages([package], f"{package}."):
            if found.name not in _NOT_STARTED:
                importlib.import_module(found.name)
                names.append(found.name)
    return names


def open_window() -> bool:
    """Open the editor without a model, type into it, and close it. Whether the text arrived."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from desktop.app import Start, run
    from desktop.common.application import make_application

    application = make_application("en")
    seen: list[str] = []
    look = QTimer(interval=20)

    def type_and_close() -> None:
        from desktop.window.window import MainWindow

        for window in application.topLevelWidgets():
            if isinstance(window, MainWindow) and window.isVisible():
                look.stop()
                page = window.parts.editor
                QTest.keyClicks(page, "Dusk")
                seen.append(page.toPlainText())
                page.undo()
                window.close()

    look.timeout.connect(type_and_close)
    look.start()
    file = Path(tempfile.mkdtemp()) / "novel.md"
    file.write_text("It rained.\n", "utf-8")
    run(Start(file, None, "", True))
    return any("Dusk" in text for text in seen)


def main(arguments: Sequence[str]) -> None:
    """Print what was found."""
    locks = become(arguments[0])
    names = import_everything()
    from core import child_process
    from core.exchange import pandoc
    from desktop.common import qt_environment

    sys.frozen = True  # type: ignore[attr-defined]
    folder = Path(tempfile.mkdtemp())
    for name in ("inkglow.exe", "inkglow-window.exe", "inkglow"):
        (folder / name).touch()
    before, sys.executable = (
        sys.executable,
        str(folder / ("inkglow-window.exe" if sys.platform == "win32" else "inkglow")),
    )
    child = Path(child_process.command("core.engine.worker", "--engine-worker")[0]).name
    sys.executable = before
    del sys.frozen  # type: ignore[attr-defined]
    found = {
        "modules": len(names),
        "child": child,
        "pandoc": pandoc._installed() is not None,
        "missing": qt_environment.missing_libraries(),
        "display": qt_environment.has_display({}),
        "typed": open_window(),
        "locks": len(locks),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
