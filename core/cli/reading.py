"""Read what a command is given: the paragraphs of a file, or of the files of a folder in order."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors import FileProblem
from core.manuscript import document, opening
from core.manuscript.paragraphs import Paragraph, Syntax
from core.manuscript.paragraphs_as_read import paragraphs_as_read


@dataclass(frozen=True)
class Manuscript:
    """Paragraphs, each with the name of its file in the folder; that name is empty where a single file was read.

    Indexes and offsets are those in the file. ``notice`` says what of a folder was left out,
    and how a file was read that is not certain UTF-8.
    """

    paragraphs: tuple[tuple[str, Paragraph], ...]
    notice: str = ""
    plain: frozenset[str] = frozenset()
    """Names of the files that are plain text."""


def read_paragraphs(file: Path) -> list[Paragraph]:
    """The paragraphs of a file, offsets in code points of the text as read. Raises FileProblem."""
    loaded = document.load(file)
    if not loaded.text_as_read.strip():
        raise _nothing_in(file)
    return paragraphs_as_read(loaded)


def read_manuscript(path: Path) -> Manuscript:
    """The paragraphs of a file, or of each file of a folder, as :func:`read_paragraphs`. Raises FileProblem."""
    stored = opening.load(path)
    single = stored.single is not None
    found = [
        ("" if single else name, paragraph) for name, loaded in stored.files for paragraph in paragraphs_as_read(loaded)
    ]
    if not found:
        raise _nothing_in(path)
    plain = frozenset("" if single else name for name, loaded in stored.files if loaded.syntax is Syntax.PLAIN)
    return Manuscript(tuple(found), stored.notice, plain)


def _nothing_in(path: Path) -> FileProblem:
    return FileProblem(f"{path.name} is empty; there is nothing to score.")
