"""Phrases that a model uses far too often, which enriching refuses.

One phrase a line in ``resources/overused/<model>.txt`` (counted at λ = 0, see docs/method.md), in ``english.txt``
beside it (collected by hand, for every model) and in the user's own ``overused.txt``; a line starting with # is a
comment.
"""

from __future__ import annotations

from pathlib import Path

from core import paths

OWN_FILE = "overused.txt"


def load(model_name: str) -> tuple[str, ...]:
    """The phrases for a model, each between spaces as it is searched for. Files that do not exist add nothing."""
    bundled = paths.resources() / "overused"
    files = (bundled / f"{model_name}.txt", bundled / "english.txt", paths.data_folder() / OWN_FILE)
    return tuple(dict.fromkeys(phrase for file in files for phrase in read(file)))


def read(file: Path) -> list[str]:
    """The phrases of one file."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    return [f" {line.strip().lower()} " for line in lines if line.strip() and not line.lstrip().startswith("#")]
