"""Records on disk: one file of JSON lines for each document, in the user's data folder, for its owner alone.

A record's file is named after its document. That of a document without a name is named after its journal. The first
line says which document it belongs to; every other line is an entry.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path

from core.errors import FileProblem, os_reason
from core.files import write_atomically
from core.json_text import parse
from core.manuscript.data_names import data_name
from core.manuscript.journal import SUFFIXES as JOURNAL_SUFFIXES
from core.record.entries import Entry, from_line, to_line

FOLDER_NAME = "record"
_SUFFIX = ".jsonl"
_UNSAVED = "unsaved "
_PATH = "document"


def file_for(path: Path, folder: Path) -> Path:
    """The file of the record of the document at ``path``."""
    return folder / f"{data_name(path)}{_SUFFIX}"


def file_for_unsaved(journal: str, folder: Path) -> Path:
    """The file of the record of a document without a name, by the name of its journal."""
    return folder / f"{_UNSAVED}{journal}{_SUFFIX}"


def read(file: Path) -> tuple[Entry, ...]:
    """The entries in ``file``, oldest first; damaged lines are left out. None where there is no record. Blocks."""
    return tuple(entry for line in _lines(file) if (entry := from_line(line)) is not None)


def append(file: Path, entry: Entry, document: Path | None) -> None:
    """Add an entry to the record in ``file``, which is made where it does not exist. Blocks. Raises FileProblem."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        head = "" if file.exists() else _head(document) + "\n"
        descriptor = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "ab") as out:
            torn = "" if _ends_a_line(file) else "\n"  # else the entry would be lost with the line that it is added to
            out.write(f"{head}{torn}{to_line(entry)}\n".encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise FileProblem(
            "The record of what the model wrote could not be kept: {reason}. Your text is unchanged.",
            reason=os_reason(error),
        ) from None


def carry(source: Path, target: Path, document: Path | None, *, keep: bool) -> None:
    """Make ``target`` the record of ``document``, as ``source`` is; ``source`` stays if ``keep``.

    ``target`` is replaced: the text that it belonged to has been replaced too. Blocks. Raises FileProblem.
    """
    if source == target:
        return
    lines = [line for line in _lines(source) if _is_entry(line)]
    if lines:
        text = "\n".join([_head(document), *lines, ""])
        write_atomically(target, text.encode("utf-8", "surrogatepass"), private=True)
    else:
        delete(target)
    if not keep:
        delete(source)


def delete(file: Path) -> None:
    """Remove a record. Blocks. Raises FileProblem."""
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        raise FileProblem("The record could not be deleted: {reason}.", reason=os_reason(error)) from None


def adopt(path: Path, folder: Path, belongs: Callable[[Sequence[Entry]], bool]) -> bool:
    """Give the document at ``path``, which has no record, that of a file which no longer exists, as it was renamed.

    ``belongs`` decides by the entries whether a record is that of this text. Returns whether one was found. Blocks.
    Raises FileProblem.
    """
    own = file_for(path, folder)
    if own.exists():
        return False
    for file in sorted(folder.glob(f"*{_SUFFIX}")):
        before = _document(file)
        if before is not None and not before.exists() and belongs(read(file)):
            carry(file, own, path, keep=False)
            return True
    return False


def remove_stale(folder: Path, journals: Path) -> None:
    """Remove the records of documents that were discarded without a name: neither journal nor lock exists. Blocks."""
    for file in folder.glob(f"{_UNSAVED}*{_SUFFIX}"):
        name = file.stem.removeprefix(_UNSAVED)
        if not any((journals / f"{name}{ending}").exists() for ending in (*JOURNAL_SUFFIXES, ".lock")):
            with contextlib.suppress(OSError):
                file.unlink()


def _head(document: Path | None) -> str:
    return json.dumps({_PATH: str(document.resolve()) if document is not None else None}, ensure_ascii=False)


def _document(file: Path) -> Path | None:
    """The document that a record belongs to; None where it has no name, or the line is damaged."""
    try:
        path = parse(next(iter(_lines(file)), ""))[_PATH]
    except (ValueError, TypeError, KeyError):
        return None
    return Path(path) if isinstance(path, str) and path and "\0" not in path else None


def _is_entry(line: str) -> bool:
    """Whether a line is an entry, also of a newer release."""
    try:
        values = parse(line)
    except ValueError:
        return False
    return isinstance(values, dict) and _PATH not in values


def _lines(file: Path) -> list[str]:
    try:
        data = file.read_bytes()
    except OSError:
        return []
    return [_decoded(line) for line in data.split(b"\n")]


def _decoded(line: bytes) -> str:
    try:
        return line.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:  # damaged; the other lines are not
        return ""


def _ends_a_line(file: Path) -> bool:
    """Whether a file is empty or ends with a line end: a crash can leave half a line."""
    with file.open("rb") as found:
        if not found.seek(0, os.SEEK_END):
            return True
        found.seek(-1, os.SEEK_END)
        return found.read() == b"\n"
