"""Read a manuscript, whether it is a file or a folder."""

from __future__ import annotations

from pathlib import Path

from core.manuscript import document, folder
from core.manuscript.stored import Stored, StoredFile


def load(path: Path) -> Stored:
    """The manuscript at ``path``. Raises FileProblem. Blocks."""
    return folder.load(path) if is_folder(path) else StoredFile(document.load(path))


def is_folder(path: Path) -> bool:
    """Whether there is a folder at ``path``; False where that cannot be found out. Blocks."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False
