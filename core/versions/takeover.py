"""Takes over the dated copies that Inkglow kept before it had versions: a folder of files for each document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from core.errors import FileProblem
from core.manuscript.data_names import data_name
from core.versions.store import VersionStore
from core.versions.version import Cause, backup_key, key_of

FOLDER_NAME = "backups"
_STAMP = "%Y-%m-%d %H.%M.%S"
_UNSAVED = " (unsaved)"
"""In the name of a copy of text that was never saved."""
_STAMP_LENGTH = len("2026-11-26 14.05.00")


def take_over(backups: Path, store: VersionStore, known: Iterable[Path]) -> int:
    """Make versions of all copies below ``backups``; returns of how many. Blocks.

    A document's folder is removed once all its copies were read back from ``store`` and are equal; what is no copy, and
    what could not be read, stays. ``known`` are files whose copies may be there: the folders' names do not tell.
    Raises FileProblem where the versions cannot be kept. May be run again at any time.
    """
    if not backups.is_dir():
        return 0
    paths = {data_name(path): path for path in known}
    count = 0
    for folder in sorted(each for each in backups.iterdir() if each.is_dir()):
        path = paths.get(folder.name)
        key = key_of(path) if path is not None else backup_key(folder.name)
        copies = [(moment, file) for file in sorted(folder.iterdir()) if (moment := _moment(file)) is not None]
        taken = [file for moment, file in copies if _take(file, moment, key, store)]
        count += len(taken)
        if len(taken) == len(copies):
            for file in taken:
                file.unlink()
        with suppress(OSError):  # something else is in it
            folder.rmdir()
    with suppress(OSError):
        backups.rmdir()
    return count


def adopt(path: Path, store: VersionStore) -> None:
    """Give the document at ``path`` the copies that were taken over before its path was known. Raises FileProblem."""
    key = backup_key(data_name(path))
    if any(each.key == key for each in store.documents()):
        store.rename(key, key_of(path))


def _take(file: Path, moment: datetime, key: str, store: VersionStore) -> bool:
    """Whether a copy is among the versions now, byte for byte. Raises FileProblem."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    if not data:
        return True
    title = file.name[_STAMP_LENGTH + 1 :].replace(_UNSAVED, "")
    store.keep_bytes(key, title, data, Cause.BACKUP, moment)
    digest = hashlib.sha256(data).digest()
    kept = next((version for version in store.versions(key) if version.digest == digest), None)
    with suppress(FileProblem):
        return kept is not None and store.data(kept) == data
    return False


def _moment(file: Path) -> datetime | None:
    try:
        return datetime.strptime(file.name[:_STAMP_LENGTH], _STAMP).astimezone()
    except ValueError:
        return None
