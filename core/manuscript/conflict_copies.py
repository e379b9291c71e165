"""Recognise the copies that sync programs lay beside a file when it was changed in two places."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path

_DATE = r"\d{4}-\d\d-\d\d"
_WORDS = r"(?:conflict|konflikt|conflit|conflicto|conflitto|conflitante)"
_FORMS = (
    rf" \([^()]*{_WORDS}[^()]*{_DATE}[^()]*\)",  # Dropbox, Nextcloud: “novel (Ann's conflicted copy 2024-05-01).md”
    r" \([^()]*Case Conflict(?: \d+)?\)",  # Dropbox: “novel (Case Conflict).md”
    rf" \(SFConflict [^()]*{_DATE}[^()]*\)",  # Seafile
    r"\.sync-conflict-\d{8}-\d{6}(?:-[A-Z0-9]{7})?",  # Syncthing
    r"_conflict-\d{8}-\d{6}",  # ownCloud, and Nextcloud of earlier years
)


def conflict_copies(path: Path, machine: str | None = None) -> tuple[Path, ...]:
    """The copies of ``path`` in its folder that sync programs made of it, by their names; newest first.

    OneDrive only adds a machine's name (“novel-LAPTOP.md”), so of its copies only those of ``machine`` are known, this
    one if not given. Empty where the folder cannot be read. Blocks.
    """
    name = _pattern(path, platform.node() if machine is None else machine)
    try:
        with os.scandir(path.parent) as entries:
            found = [(entry.stat().st_mtime, entry.name) for entry in entries if name.fullmatch(entry.name)]
    except OSError:
        return ()
    return tuple(path.with_name(each) for _, each in sorted(found, reverse=True))


def is_conflict_copy(path: Path) -> bool:
    """Whether the name is that of a conflict copy, of whatever file. A machine's name alone does not count."""
    return re.search(rf"(?:{'|'.join(_FORMS)})$", path.stem, re.IGNORECASE) is not None


def _pattern(path: Path, machine: str) -> re.Pattern[str]:
    """Matches the whole names of the copies of ``path``."""
    forms = "|".join((*_FORMS, rf"-{re.escape(machine)}(?:-\d+)?") if machine else _FORMS)
    return re.compile(rf"{re.escape(path.stem)}(?:{forms}){re.escape(path.suffix)}", re.IGNORECASE)
