"""Opens the dialog about versions, and saves a version under a name."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.versions.version import Cause
from desktop.versions import words
from desktop.versions.dialog import VersionsDialog
from desktop.versions.parts import VersionParts


class VersionDialogs(QObject):
    """Opens the dialog, at most once, on the editor's window, and saves a version under a name. GUI thread."""

    def __init__(self, parts: VersionParts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.parts = parts
        self.dialog: VersionsDialog | None = None
        """The dialog while it is open."""

    def show(self) -> None:
        """Show the versions of the open document."""
        if self.dialog is None:
            self.dialog = VersionsDialog(self.parts, self.parts.editor.window())
            self.dialog.finished.connect(self._forget)
        else:
            self.dialog.apply()
            self.dialog.refresh()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    async def save_version(self) -> None:
        """Keep the text as it is now as a version with a name that the writer gives. Raises FileProblem."""
        parts = self.parts
        if not parts.editor.text().strip():
            parts.notifier.tell(words.NOTHING_TO_KEEP)
            return
        name = await parts.questions.version_name("")
        if name is not None and name.strip() and await parts.keeper.keep_now(Cause.NAMED, name.strip()) is not None:
            parts.notifier.tell(words.kept(name.strip()))

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
