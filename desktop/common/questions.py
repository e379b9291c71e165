"""The questions that the program asks the writer. Each is awaited, so the event loop, glow and rewrites keep running.

The rest of the program uses the protocol :class:`Questions`; tests and the tour implement it with fixed answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol

from core.exchange.exporting import ExportOptions
from core.exchange.formats import Format
from desktop.common.diff import Segment


class Unsaved(Enum):
    """What to do with changes that are not saved."""

    SAVE = "save"
    DISCARD = "discard"
    CANCEL = "cancel"


class Reload(Enum):
    """What to do with unsaved text when its file is to be read again."""

    KEEP_COPY = "keep a copy and reload"
    COMPARE = "compare"
    SAVE_AS = "save as"
    CANCEL = "cancel"


class Elsewhere(Enum):
    """What to do with a document that another window has open."""

    COPY = "open a copy"
    ANYWAY = "open anyway"
    CANCEL = "cancel"


@dataclass(frozen=True)
class ExportChoice:
    """How to export: the format, and what the export says besides the text."""

    wanted: Format
    options: ExportOptions


class Questions(Protocol):
    """Every question of the program. A path is None where the writer cancelled."""

    async def unsaved(self, name: str) -> Unsaved:
        """The document is about to be closed with changes."""
        ...

    async def open_path(self, folder: Path) -> Path | None:
        """Which text to open."""
        ...

    async def folder_path(self, folder: Path) -> Path | None:
        """Which folder of texts to open."""
        ...

    async def file_name(self, folder: str) -> str | None:
        """The name of a file to add to the manuscript in ``folder``."""
        ...

    async def save_path(self, suggestion: Path) -> Path | None:
        """Where to save; if the file exists, the writer has agreed to replace it."""
        ...

    async def model_path(self, folder: Path) -> Path | None:
        """Which GGUF to use."""
        ...

    async def attribute_path(self, folder: Path) -> Path | None:
        """Which attribute to import."""
        ...

    async def export_path(self, suggestion: Path) -> Path | None:
        """Where to export an attribute; if the file exists, the writer has agreed to replace it."""
        ...

    async def replace_by_import(self, name: str) -> bool:
        """The model in use has an attribute of that name: whether the imported one may take its place."""
        ...

    async def results_path(self, folder: Path) -> Path | None:
        """Which results of an evaluation to compare."""
        ...

    async def version_path(self, folder: Path, *, later: bool) -> Path | None:
        """Which file is the earlier, or the ``later``, version of a text."""
        ...

    async def replace_attribute(self, name: str) -> bool:
        """An attribute of the writer's own has that name already: whether a new one may replace it."""
        ...

    async def discard_learned(self, name: str) -> bool:
        """Whether to discard what has been learned for the writer's own attribute ``name``."""
        ...

    async def overwrite_changed(self, name: str) -> bool:
        """Another program changed the file: whether to save over it."""
        ...

    async def open_elsewhere(self, name: str, where: str) -> Elsewhere:
        """The document ``name`` is open ``where``: whether to open it here too."""
        ...

    async def replace_file(self, name: str) -> bool:
        """The text is to be saved under that name, which the writer did not type, and such a file exists."""
        ...

    async def reload(self, name: str) -> Reload:
        """The file is to be read again while there is unsaved text."""
        ...

    async def show_differences(self, name: str, found: tuple[Segment, ...]) -> None:
        """Show what differs between the text here (removed) and the file on disk (added), until it is closed."""
        ...

    async def delete_record(self, name: str) -> bool:
        """Whether to delete the record of what the model wrote in the document ``name``."""
        ...

    async def version_name(self, name: str) -> str | None:
        """A name for a version; ``name`` is the one it has, empty for a new version. None where cancelled."""
        ...

    async def delete_version(self, moment: str) -> bool:
        """Whether to delete the version of that moment."""
        ...

    async def thin_out_versions(self) -> bool:
        """Whether to remove most of the older versions of all documents."""
        ...

    async def import_source(self, folder: Path) -> Path | None:
        """Which file of another format to import."""
        ...

    async def import_instead(self, name: str, *, may_open: bool) -> bool:
        """A file to be opened is of another format: whether to import it. ``may_open``: it can be opened as text."""
        ...

    async def export_choice(self, shown: ExportChoice) -> ExportChoice | None:
        """How to export the text; ``shown`` is what to begin with. None where cancelled."""
        ...

    async def export_to(self, suggestion: Path, wanted: Format) -> Path | None:
        """Where to export the text; if the file exists, the writer has agreed to replace it."""
        ...

    async def scores_path(self, suggestion: Path) -> Path | None:
        """Where to save the scores as a table or a picture, by its ending; an existing file may be replaced."""
        ...

    async def keep_unfaithful(self, name: str, sentence: str) -> bool:
        """An export differs from the text, as ``sentence`` says: whether to write it all the same."""
        ...

    async def load_anyway(self, name: str, sentence: str) -> bool:
        """The model does not fit into memory, as ``sentence`` says: whether to load it all the same."""
        ...
