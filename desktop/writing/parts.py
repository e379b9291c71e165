"""Counts, goals and the days' words, and the dialog that shows them. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.writing.log import WritingLog
from desktop.common.notice import Notifier
from desktop.common.preferences import Preferences
from desktop.common.tasks import Tasks
from desktop.document.session import Session
from desktop.editor.text_edit import ManuscriptEditor
from desktop.editor.word_count import WordCount
from desktop.writing.dialog import WordsDialog
from desktop.writing.goals import Progress
from desktop.writing.tally import Tally


class WritingParts(QObject):
    """Opens the dialog, at most once, on the editor's window. Make it before others that count words."""

    def __init__(
        self,
        editor: ManuscriptEditor,
        session: Session,
        log: WritingLog,
        preferences: Preferences,
        notifier: Notifier,
        tasks: Tasks,
    ) -> None:
        super().__init__(editor)
        self._editor, self._preferences, self._tasks = editor, preferences, tasks
        self.count = WordCount(editor)
        self.tally = Tally(editor, self.count, session, log, notifier, tasks)
        self.progress = Progress(self.tally, preferences)
        self.dialog: WordsDialog | None = None
        """The dialog while it is open."""

    def show(self) -> None:
        """Show counts, goals and the last days."""
        if self.dialog is None:
            self.dialog = WordsDialog(
                self._editor, self.count, self.tally, self._preferences, self._tasks, self._editor.window()
            )
            self.dialog.finished.connect(self._forget)
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _forget(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None
