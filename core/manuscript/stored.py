"""A manuscript as it is kept on disk: one file, or a folder of files behind the same protocol."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from core.manuscript import document
from core.manuscript.document import Loaded
from core.manuscript.paragraphs import Syntax

Keep = Callable[[Path], object]
"""Called before a file is replaced whose content is not what was last read or saved, or whose lines are joined, to keep
that content."""

Changes = Mapping[str, str]
"""The name of each file that other programs have changed, with a text that is another one for another change."""


class Stored(Protocol):
    """A manuscript as it was last read or saved. A frozen value; its methods block, and belong in a thread."""

    @property
    def path(self) -> Path:
        """The file or the folder."""
        ...

    @property
    def name(self) -> str:
        """Its name, to be shown."""
        ...

    @property
    def text(self) -> str:
        """The whole text with ``\\n`` line ends; that of a folder has boundary lines."""
        ...

    @property
    def syntax(self) -> Syntax:
        """The syntax that the text is read as."""
        ...

    @property
    def notice(self) -> str:
        """What the writer should know about reading or saving it; usually empty."""
        ...

    @property
    def files(self) -> tuple[tuple[str, Loaded], ...]:
        """The name and the content of each file, in order."""
        ...

    @property
    def single(self) -> Loaded | None:
        """The file, where it is a single one; None for a folder."""
        ...

    def reload(self) -> Stored:
        """Read it again. Raises FileProblem."""
        ...

    def save(self, text: str, keep: Keep) -> Saved:
        """Save ``text`` in its place. Raises FileProblem; nothing is changed on disk then."""
        ...

    def with_joined_lines(self) -> Stored:
        """The same to be saved with one line for each hard-wrapped paragraph."""
        ...

    def replaced(self, text: str) -> list[tuple[str, Path]]:
        """Name and place of the files that saving ``text`` would write, whether they are there or not."""
        ...

    def overwritten(self, text: str) -> str:
        """The files that another program has changed and that saving ``text`` would replace; empty if none."""
        ...

    def kept(self) -> Stored:
        """The same to be saved over all that other programs have changed."""
        ...

    def with_files_of(self, text: str) -> Stored:
        """The same with those files only that ``text`` has, as if others had been added by another program."""
        ...

    def changed_outside(self) -> Changes:
        """What other programs have changed; empty if nothing."""
        ...


@dataclass(frozen=True)
class Saved:
    """What is on disk after saving. ``problem`` is a sentence if some of it could not be saved."""

    stored: Stored
    problem: str = ""


@dataclass(frozen=True)
class StoredFile:
    """A manuscript in one file."""

    loaded: Loaded

    @property
    def path(self) -> Path:
        """The file."""
        return self.loaded.path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.loaded.path.name

    @property
    def text(self) -> str:
        """The file's text."""
        return self.loaded.text

    @property
    def syntax(self) -> Syntax:
        """The file's syntax."""
        return self.loaded.syntax

    @property
    def notice(self) -> str:
        """What the writer should know about it."""
        return self.loaded.notice

    @property
    def files(self) -> tuple[tuple[str, Loaded], ...]:
        """The one file."""
        return ((self.name, self.loaded),)

    @property
    def single(self) -> Loaded:
        """The file."""
        return self.loaded

    def reload(self) -> StoredFile:
        """Read the file again. Raises FileProblem."""
        return StoredFile(document.load(self.path))

    def save(self, text: str, keep: Keep) -> Saved:
        """Save to the file. Raises FileProblem; it is unchanged then."""
        return Saved(save_file(self.path, text, self.loaded, keep))

    def with_joined_lines(self) -> StoredFile:
        """The file to be saved with one line for each hard-wrapped paragraph."""
        return StoredFile(document.with_joined_lines(self.loaded))

    def replaced(self, text: str) -> list[tuple[str, Path]]:
        """The file if it has another text."""
        return [(self.name, self.path)] if text != self.text else []

    def overwritten(self, text: str) -> str:
        """The file's name if another program has changed it."""
        return self.name if document.changed_outside(self.loaded) else ""

    def kept(self) -> StoredFile:
        """The file, which every save writes."""
        return self

    def with_files_of(self, text: str) -> StoredFile:
        """The file."""
        return self

    def changed_outside(self) -> Changes:
        """The file with the time of the change; empty if there was none or the file is gone."""
        try:
            return {self.name: str(self.path.stat().st_mtime_ns)} if document.changed_outside(self.loaded) else {}
        except OSError:
            return {}


def save_file(path: Path, text: str, like: Loaded | None, keep: Keep) -> StoredFile:
    """Write ``text`` to one file as :func:`core.manuscript.document.save` does. Raises FileProblem. Blocks."""
    document.check_place(path)
    if like is None or like.path != path or not like.is_saved or document.changed_outside(like):
        keep(path)
    return StoredFile(document.save(path, text, like))
