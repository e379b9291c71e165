"""The tour's answers to the questions that the program asks the writer."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from core.exchange.formats import Format
from desktop.common.diff import Segment
from desktop.common.questions import Elsewhere, ExportChoice, Reload, Unsaved


@dataclass
class TourQuestions:
    """Answers the questions for the writer: saves to ``path``, discards changes, cancels nothing."""

    path: Path
    model: Path | None = None
    folder: Path | None = None
    asked: list[str] = field(default_factory=list)

    async def unsaved(self, name: str) -> Unsaved:
        """Discard the changes."""
        self.asked.append("unsaved")
        return Unsaved.DISCARD

    async def open_path(self, folder: Path) -> Path | None:
        """The file saved before."""
        self.asked.append("open")
        return self.path

    async def folder_path(self, folder: Path) -> Path | None:
        """The folder that the tour has made."""
        self.asked.append("open folder")
        return self.folder

    async def file_name(self, folder: str) -> str | None:
        """Never needed: the tour adds no file to its folder."""
        self.asked.append("file name")
        return None

    async def save_path(self, suggestion: Path) -> Path | None:
        """A new file in the tour's folder."""
        self.asked.append("save")
        return self.path

    async def model_path(self, folder: Path) -> Path | None:
        """The other model that the tour has made."""
        self.asked.append("model")
        return self.model

    async def attribute_path(self, folder: Path) -> Path | None:
        """Never needed: the tour imports nothing."""
        self.asked.append("import")
        return None

    async def export_path(self, suggestion: Path) -> Path | None:
        """Never needed: the tour exports nothing."""
        self.asked.append("export")
        return None

    async def replace_by_import(self, name: str) -> bool:
        """Never needed."""
        self.asked.append("replace by import")
        return False

    async def results_path(self, folder: Path) -> Path | None:
        """Never needed: the tour compares nothing blind."""
        self.asked.append("results")
        return None

    async def version_path(self, folder: Path, *, later: bool) -> Path | None:
        """Never needed: the tour makes no attribute of its own."""
        self.asked.append("version")
        return None

    async def open_elsewhere(self, name: str, where: str) -> Elsewhere:
        """Never needed: the tour has one window."""
        self.asked.append("open elsewhere")
        return Elsewhere.CANCEL

    async def replace_file(self, name: str) -> bool:
        """Never needed."""
        self.asked.append("replace file")
        return False

    async def reload(self, name: str) -> Reload:
        """Never needed: no other program writes the tour's file."""
        self.asked.append("reload")
        return Reload.CANCEL

    async def show_differences(self, name: str, found: tuple[Segment, ...]) -> None:
        """Never needed."""
        self.asked.append("differences")

    async def replace_attribute(self, name: str) -> bool:
        """Never needed."""
        self.asked.append("replace attribute")
        return False

    async def discard_learned(self, name: str) -> bool:
        return True

    async def delete_record(self, name: str) -> bool:
        """Never needed."""
        self.asked.append("delete record")
        return False

    async def version_name(self, name: str) -> str | None:
        """The name of the version that the tour saves."""
        self.asked.append("version name")
        return "Before the rewrites"

    async def delete_version(self, moment: str) -> bool:
        """Never needed."""
        self.asked.append("delete version")
        return False

    async def thin_out_versions(self) -> bool:
        """Never needed."""
        self.asked.append("thin out")
        return False

    async def import_source(self, folder: Path) -> Path | None:
        """Never needed."""
        self.asked.append("import source")
        return None

    async def import_instead(self, name: str, *, may_open: bool) -> bool:
        """Never needed."""
        self.asked.append("import instead")
        return False

    async def export_choice(self, shown: ExportChoice) -> ExportChoice | None:
        """As it is suggested."""
        self.asked.append("export choice")
        return shown

    async def export_to(self, suggestion: Path, wanted: Format) -> Path | None:
        """Beside the saved file."""
        self.asked.append("export to")
        return self.path.with_suffix(wanted.value)

    async def scores_path(self, suggestion: Path) -> Path | None:
        """The tour saves no scores."""
        self.asked.append("scores path")
        return None

    async def keep_unfaithful(self, name: str, sentence: str) -> bool:
        """An export that is not faithful fails the tour."""
        self.asked.append("keep unfaithful")
        return False

    async def load_anyway(self, name: str, sentence: str) -> bool:
        """Never needed: the tour's models are small."""
        self.asked.append("load anyway")
        return False

    async def overwrite_changed(self, name: str) -> bool:
        """Never needed: no other program writes this file."""
        self.asked.append("overwrite")
        return False
