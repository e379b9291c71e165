"""Files dropped onto the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from core.exchange.importing import IMPORTED

_OPENED = frozenset({".gguf", ".md", ".markdown", ".txt"}) | IMPORTED


def dropped_file(mime: QMimeData) -> Path | None:
    """The one file of a drop that the program can open: a manuscript, a folder or a model. None for anything else."""
    urls = mime.urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix.lower() in _OPENED or path.is_dir() else None
