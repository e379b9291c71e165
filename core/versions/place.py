"""Where the database of versions lies: never in a folder that a program synchronises with other computers.

Such a program copies the file while it is being written, and puts older states back: SQLite's databases do not survive
that. Nothing is asked of those programs: they are known by the names of their folders and by the files that they leave.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core.sentences import Sentence
from core.versions.store import FILE_NAME

_BY_NAME = (
    (re.compile(r"dropbox\b.*", re.IGNORECASE), "Dropbox"),
    (re.compile(r"onedrive\b.*", re.IGNORECASE), "OneDrive"),
    (re.compile(r"(icloud ?drive|mobile documents|com~apple~clouddocs)", re.IGNORECASE), "iCloud"),
    (re.compile(r"nextcloud\b.*", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"owncloud\b.*", re.IGNORECASE), "ownCloud"),
    (re.compile(r"google ?drive\b.*", re.IGNORECASE), "Google Drive"),
)
_BY_MARKER = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".stfolder", "Syncthing"),
    (".sync_*.db", "Nextcloud"),
    ("._sync_*.db", "Nextcloud"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
)
_BY_VARIABLE = (("OneDrive", "OneDrive"), ("OneDriveConsumer", "OneDrive"), ("OneDriveCommercial", "OneDrive"))


@dataclass(frozen=True)
class VersionPlace:
    """The folder for versions and locks; ``notice`` is a sentence for the writer, shown when they are first there."""

    folder: Path
    notice: str = ""


def synced_by(folder: Path, environment: Mapping[str, str] = os.environ) -> str:
    """Name of the program that synchronises ``folder``; empty where none is known to. Blocks."""
    full = folder.resolve()
    for variable, program in _BY_VARIABLE:
        if (root := environment.get(variable)) and full.is_relative_to(Path(root).resolve()):
            return program
    for each in (full, *full.parents):
        for pattern, program in _BY_NAME:
            if pattern.fullmatch(each.name):
                return program
        for marker, program in _BY_MARKER:
            if _has(each, marker):
                return program
    return ""


def place_for(data: Path, local: Path, environment: Mapping[str, str] = os.environ) -> VersionPlace:
    """``data``, the folder of the writer's data, or ``local`` where that one is synchronised and this one is not."""
    program = synced_by(data, environment)
    if not program:
        return VersionPlace(data)
    if synced_by(local, environment):
        return VersionPlace(
            data,
            Sentence(
                "{program} synchronises the folder of Inkglow’s data, {data}, which can damage the versions kept "
                "there. Please exclude it from being synchronised.",
                program=program,
                data=data,
            ),
        )
    return VersionPlace(
        local,
        Sentence(
            "{program} synchronises the folder of Inkglow’s data, which would damage the versions of your texts; "
            "they are kept in {local} instead, on this computer only.",
            program=program,
            local=local,
        ),
    )


def settled_place(data: Path, local: Path, environment: Mapping[str, str] = os.environ) -> VersionPlace:
    """:func:`place_for`; versions that are still in ``data`` are moved there. Blocks; raises nothing."""
    place = place_for(data, local, environment)
    old, new = data / FILE_NAME, place.folder / FILE_NAME
    if old == new or not old.exists() or new.exists():
        return place
    try:
        new.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(old, new)
    except OSError:
        return VersionPlace(data)
    return place


def _has(folder: Path, marker: str) -> bool:
    try:
        if marker == ".dropbox":
            return (folder / marker).is_file()  # as a folder it holds Dropbox's settings, in the user's home
        return next(folder.glob(marker), None) is not None
    except OSError:
        return False
