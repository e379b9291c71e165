"""What Inkglow keeps on this computer: which kinds of files there are, where, and which of them hold manuscript text.

Every file in the user's folders belongs to one kind; all are readable by their owner alone. ``inkglow privacy`` prints
the list and deletes from it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from core import paths, settings
from core.errors import FileProblem, os_reason
from core.manuscript import journal
from core.personal import marks
from core.private_log import LOG_NAME
from core.record import store as record
from core.score import cache as scores
from core.spelling import choices
from core.versions import store as versions
from core.versions import takeover
from core.versions.place import place_for
from core.writing import log as writing


class Holds(Enum):
    """What a kind of file can say about a manuscript."""

    TEXT = "text"
    """Words of the manuscript."""
    NAMES = "names"
    """Where documents lie, and single words that the writer has added to the dictionary."""
    NOTHING = "nothing"
    """Neither words nor names of documents, apart from messages of the system in the log."""


class Folder(Enum):
    """Which of the user's folders."""

    CONFIG = "config"
    DATA = "data"
    LOCAL = "local"
    """As DATA, unless that one is synchronised with other computers."""
    CACHE = "cache"
    LOG = "log"


@dataclass(frozen=True)
class Kind:
    """A kind of files. ``patterns`` are those of :meth:`pathlib.Path.glob` in its folder, for files and folders."""

    name: str
    what: str
    holds: Holds
    folder: Folder
    patterns: tuple[str, ...]


def _beside(name: str) -> tuple[str, ...]:
    """A database, what SQLite keeps beside it, and the damaged ones that were replaced."""
    path = Path(name)
    return name, f"{name}-*", f"{path.stem}.damaged-*"


KINDS = (
    Kind("unsaved", "text that is not saved yet, kept for after a crash", Holds.TEXT, Folder.DATA, ("journals/*",)),
    Kind("versions", "earlier versions of your texts", Holds.TEXT, Folder.LOCAL, _beside(versions.FILE_NAME)),
    Kind("backups", "copies that earlier releases made", Holds.TEXT, Folder.DATA, (f"{takeover.FOLDER_NAME}/*",)),
    Kind("record", "what the model wrote into your texts", Holds.TEXT, Folder.DATA, (f"{record.FOLDER_NAME}/*",)),
    Kind("marks", "passages that you marked", Holds.TEXT, Folder.DATA, (marks.FILE_NAME,)),
    Kind(
        "learning",
        "texts that an attribute is being made from",
        Holds.TEXT,
        Folder.DATA,
        ("attributes/on trial/*", "attributes/*.partial"),
    ),
    Kind(
        "attributes",
        "attributes of your own: figures",
        Holds.NOTHING,
        Folder.DATA,
        ("attributes/*.gguf", "attributes/*.json"),
    ),
    Kind(
        "words",
        "words that you added to the dictionary",
        Holds.NAMES,
        Folder.DATA,
        (choices.WORDS_NAME, choices.DOCUMENTS_NAME),
    ),
    Kind("writing", "how many words you wrote on each day", Holds.NAMES, Folder.LOCAL, _beside(writing.FILE_NAME)),
    Kind("locks", "which documents are open", Holds.NAMES, Folder.LOCAL, ("locks/*",)),
    Kind("window", "that a window is open, and where", Holds.NOTHING, Folder.DATA, (paths.WINDOW_LOCK,)),
    Kind("settings", "settings, with the names of documents", Holds.NAMES, Folder.CONFIG, (f"{settings.FILE_NAME}*",)),
    Kind("downloads", "which downloads are unfinished", Holds.NOTHING, Folder.DATA, ("downloads/*",)),
    Kind("scores", "scores, by a hash of the text", Holds.NOTHING, Folder.CACHE, _beside(scores.FILE_NAME)),
    Kind("log", "what went wrong, and where in the program", Holds.NOTHING, Folder.LOG, (f"{LOG_NAME}*",)),
)
"""What there can be. A file that an unfinished write has left (``.name.….tmp``) belongs to the kind of its name."""


def folders() -> dict[Folder, Path]:
    """The user's folders."""
    data = paths.data_folder()
    return {
        Folder.CONFIG: paths.config_folder(),
        Folder.DATA: data,
        Folder.LOCAL: place_for(data, paths.usual_data_folder()).folder,
        Folder.CACHE: paths.cache_folder(),
        Folder.LOG: paths.log_folder(),
    }


def found(kind: Kind, where: dict[Folder, Path]) -> list[Path]:
    """The files of a kind, those in its folders included. Blocks."""
    return sorted({file for path in _roots(kind, where) for file in _files_in(path)})


def others(where: dict[Folder, Path]) -> list[Path]:
    """Files in Inkglow's folders that belong to no kind: the writer's own, or another program's. Blocks."""
    known = {file for kind in KINDS for file in found(kind, where)}
    everything = {file for folder in set(where.values()) for file in _files_in(folder)}
    return sorted(everything - known)


def purge(kinds: Iterable[Kind], where: dict[Folder, Path]) -> list[Path]:
    """Delete all files of ``kinds``; returns them. Blocks.

    Raises FileProblem, before anything is deleted where a window is open, and where a file cannot be deleted.
    """
    if is_window_open(where):
        raise FileProblem("Inkglow is open and still uses these files; close it first. Nothing was deleted.")
    deleted = []
    for kind in kinds:
        files = found(kind, where)
        for path in _roots(kind, where):
            try:
                shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
            except OSError as error:
                raise FileProblem(
                    "{file} cannot be deleted: {reason}.", file=str(path), reason=os_reason(error)
                ) from None
        deleted += files
    return deleted


def is_window_open(where: dict[Folder, Path]) -> bool:
    """Whether a window of the program is open. Blocks."""
    return journal.is_any_in_use(where[Folder.DATA] / "journals")


def _roots(kind: Kind, where: dict[Folder, Path]) -> Iterator[Path]:
    """Files and folders that the patterns of ``kind`` name, with what unfinished writes have left of them."""
    folder = where[kind.folder]
    for pattern in kind.patterns:
        yield from folder.glob(pattern)
        parent, _, name = pattern.rpartition("/")
        if name != "*":
            yield from folder.glob(f"{parent}/.{name}.*.tmp".lstrip("/"))


def _files_in(path: Path) -> Iterator[Path]:
    if path.is_symlink() or path.is_file():
        yield path
    elif path.is_dir():
        for each in path.iterdir():
            yield from _files_in(each)
