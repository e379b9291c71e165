"""Dated copies of the file as it was before a save; the last ones are kept, outside the writer's own folders."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from datetime import datetime, timedelta
from pathlib import Path

KEPT = 30
NOT_OFTENER_THAN = timedelta(minutes=10)
_STAMP = "%Y-%m-%d %H.%M.%S"


def keep(path: Path, folder: Path, now: datetime) -> Path | None:
    """Copy ``path`` as it stands into its own folder below ``folder``; None where the last copy is recent enough.

    Nothing is raised: a backup that fails must not keep the writer from saving.
    """
    with contextlib.suppress(OSError):
        own = folder_of(path, folder)
        own.mkdir(parents=True, exist_ok=True)
        copies = kept_copies(path, folder)
        if not path.exists() or (copies and now - _moment(copies[-1]) < NOT_OFTENER_THAN):
            return None
        copy = own / f"{now.strftime(_STAMP)} {path.name}"
        shutil.copy2(path, copy)
        for old in kept_copies(path, folder)[:-KEPT]:
            old.unlink()
        return copy
    return None


def kept_copies(path: Path, folder: Path) -> list[Path]:
    """The copies of ``path``, oldest first."""
    return sorted(file for file in folder_of(path, folder).glob("*") if _is_copy(file))


def folder_of(path: Path, folder: Path) -> Path:
    """Where the copies of ``path`` are: named for people, and for the full path so that two files never mix."""
    full = path.resolve()
    return folder / f"{full.stem[:40]} {hashlib.sha256(str(full).encode()).hexdigest()[:8]}"


def _moment(copy: Path) -> datetime:
    return datetime.strptime(copy.name[:19], _STAMP)


def _is_copy(file: Path) -> bool:
    try:
        _moment(file)
    except ValueError:
        return False
    return True
