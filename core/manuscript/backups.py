"""Dated backups in the data folder: of a file before it is saved over, and of discarded unsaved text.

The latest copies are kept, older ones are removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from datetime import datetime, timedelta
from pathlib import Path

from core.errors import FileProblem
from core.files import write_atomically

KEPT = 30
NOT_OFTENER_THAN = timedelta(minutes=10)
_STAMP = "%Y-%m-%d %H.%M.%S"
_UNSAVED = "(unsaved)"


def keep(path: Path, folder: Path, now: datetime, *, always: bool = False) -> Path | None:
    """Copy the file at ``path`` into its own folder below ``folder``; None where the last copy is recent enough.

    With ``always`` a copy is made even then: for a file that another program has changed. Raises nothing, because a
    failed backup must not prevent saving.
    """
    with contextlib.suppress(OSError):
        own = folder_of(path, folder)
        own.mkdir(parents=True, exist_ok=True)
        copies = [copy for copy in kept_copies(path, folder) if _UNSAVED not in copy.name]
        recent = bool(copies) and now - _moment(copies[-1]) < NOT_OFTENER_THAN
        if not path.exists() or (recent and not always):
            return None
        copy = _free(own, f"{now.strftime(_STAMP)} {path.name}")
        shutil.copy2(path, copy)
        for old in kept_copies(path, folder)[:-KEPT]:
            old.unlink()
        return copy
    return None


def keep_unsaved(text: str, path: Path, folder: Path, now: datetime) -> Path:
    """Keep ``text``, which was never saved to ``path``, in the folder of its copies. Raises FileProblem."""
    own = folder_of(path, folder)
    try:
        own.mkdir(parents=True, exist_ok=True)
        copy = _free(own, f"{now.strftime(_STAMP)} {path.stem} {_UNSAVED}{path.suffix}")
        write_atomically(copy, text.encode("utf-8", "surrogatepass"))
    except (OSError, FileProblem):
        raise FileProblem(
            "No copy of your unsaved text could be kept; the disk may be full. Your text is unchanged."
        ) from None
    return copy


def kept_copies(path: Path, folder: Path) -> list[Path]:
    """The copies of ``path``, oldest first."""
    return sorted(file for file in folder_of(path, folder).glob("*") if _is_copy(file))


def folder_of(path: Path, folder: Path) -> Path:
    """Folder of the copies of ``path``; its name has the file's name, and a hash of the full path to be unique."""
    full = path.resolve()
    return folder / f"{full.stem[:40]} {hashlib.sha256(str(full).encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def _free(folder: Path, name: str) -> Path:
    """A path in ``folder`` that does not exist: ``name``, with a number before its suffix where needed."""
    path, number = folder / name, 2
    while path.exists():
        path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        number += 1
    return path


def _moment(copy: Path) -> datetime:
    return datetime.strptime(copy.name[:19], _STAMP)


def _is_copy(file: Path) -> bool:
    try:
        _moment(file)
    except ValueError:
        return False
    return True
