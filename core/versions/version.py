"""What a version is: a text of a document as it was at one moment, and why it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

_UNTITLED = "untitled:"
_BACKUP = "backup:"


class Cause(Enum):
    """Why a version was kept; the values are stored."""

    NAMED = "named"
    OPENED = "opened"
    """The text before the first change after it was opened."""
    INTERVAL = "interval"
    """Some minutes of change."""
    CLOSED = "closed"
    BEFORE_REWRITE = "before rewrite"
    BEFORE_RELOAD = "before reload"
    """Unsaved text, before its file was read again."""
    BEFORE_RESTORE = "before restore"
    REPLACED = "replaced"
    """A file on disk with a text that was not in the window, before a save replaced it."""
    BACKUP = "backup"
    """A dated copy that an earlier Inkglow made of the file."""


@dataclass(frozen=True)
class Version:
    """One version. ``at`` is an aware local time; ``words`` leaves names of files out.

    ``number`` identifies the version for as long as it exists. ``document`` is the key of its document. ``digest`` is
    the SHA-256 of its content. ``is_file``: the content is that of a file as it was on disk, in its own encoding, else
    a text in UTF-8.
    """

    number: int
    document: str
    at: datetime
    cause: Cause
    words: int
    name: str
    digest: bytes
    is_file: bool


@dataclass(frozen=True)
class Document:
    """A document that has versions; ``newest`` is when the last of its ``count`` versions was kept."""

    key: str
    name: str
    count: int
    newest: datetime

    @property
    def path(self) -> Path | None:
        """The file or folder; None where it never had a name, or its folder is not known."""
        return path_of(self.key)


def key_of(path: Path) -> str:
    """The key of the document at ``path``: its full path, links followed."""
    return str(path.resolve())


def untitled_key(identifier: str) -> str:
    """The key of a document that has no file yet."""
    return f"{_UNTITLED}{identifier}"


def backup_key(folder_name: str) -> str:
    """The key of a document of which only the folder of its dated copies is known."""
    return f"{_BACKUP}{folder_name}"


def is_untitled(key: str) -> bool:
    """Whether the document of that key has no file yet."""
    return key.startswith(_UNTITLED)


def path_of(key: str) -> Path | None:
    """The file or folder of a key; None where it has none, or it is not known."""
    return None if key.startswith((_UNTITLED, _BACKUP)) else Path(key)
