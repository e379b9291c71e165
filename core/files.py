"""Write files atomically: at every moment the file holds either the complete old or the complete new content."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from core.errors import FileProblem


def write_atomically(path: Path, data: bytes, *, private: bool = False) -> None:
    """Replace the content of ``path`` by ``data`` atomically, flushed to disk. Raises FileProblem.

    A ``private`` file can be read and written by its owner alone; else the file's mode is kept.
    """
    target = path.resolve()  # a link is kept; its target is replaced
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".tmp")
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if not private:  # a temporary file is its owner's alone
            mode = target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask()
            Path(temporary).chmod(mode)
        Path(temporary).replace(target)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise FileProblem(
            f"{path.name} could not be saved: {error.strerror or error}."
            f"{' The file on disk is unchanged.' if target.exists() else ''}"
        ) from None
    _sync_folder(target.parent)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _sync_folder(folder: Path) -> None:
    """Make the rename itself durable, where the system supports it."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
