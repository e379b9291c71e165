"""What the dialog about versions shows: read from the store, and compared with the text. For threads."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.manuscript.boundaries import BOUNDARY, as_one_text, parted
from core.versions import takeover
from core.versions.store import VersionStore
from core.versions.version import Document, Version
from desktop.common.diff import Segment
from desktop.document.words import with_names
from desktop.editor.text_changes import ChangedPassage, TextChange, changed_passages


@dataclass(frozen=True)
class Listed:
    """The documents that have versions, and those of one of them."""

    documents: tuple[Document, ...]
    gone: frozenset[str]
    """Keys of documents whose files no longer exist."""
    open_key: str
    key: str
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Compared:
    """How a version differs from the text that the window had at ``stamp``; ``changes`` turn that into the version."""

    stamp: tuple[object, int]
    version: Version
    text: str
    passages: tuple[ChangedPassage, ...]
    changes: tuple[TextChange, ...]
    inseparable: frozenset[int]
    """Indices of passages that add, move or remove files of a folder; one alone would leave a file twice, or not at
    all."""
    lacking: tuple[str, ...]
    """The files of a folder that the window had and the version lacks."""


def read(store: VersionStore, open_key: str, key: str, path: Path | None) -> Listed:
    """What the lists show. Blocks. Raises FileProblem."""
    if path is not None:
        takeover.adopt(path, store)
    documents = store.documents()
    gone = frozenset(each.key for each in documents if each.path is not None and not each.path.exists())
    return Listed(documents, gone, open_key, key, store.versions(key))


def compare(stamp: tuple[object, int], version: Version, present: str, text: str) -> Compared:
    """How a version with ``text`` differs from the ``present`` text. Blocks."""
    found, changes = changed_passages(present, text)
    passages = tuple(ChangedPassage(each.change, tuple(map(_readable, each.segments))) for each in found)
    inseparable = frozenset(index for index, each in enumerate(found) if _has_boundary(each))
    names = {name for name, _ in parted(text)}
    lacking = tuple(name for name, _ in parted(present) if name not in names)
    return Compared(stamp, version, with_names(text), passages, changes, inseparable, lacking)


def _has_boundary(passage: ChangedPassage) -> bool:
    return any(BOUNDARY in segment.text for segment in passage.segments)


def _readable(segment: Segment) -> Segment:
    return Segment(segment.change, with_names(segment.text))


def content(store: VersionStore, version: Version) -> bytes:
    """A version as one file; the texts of a folder stand in it one below the other. Blocks. Raises FileProblem."""
    if version.is_file:
        return store.data(version)
    return as_one_text(store.text(version)).encode("utf-8", "surrogatepass")
