"""Opens the dialogs about models, learning an attribute, the writer's own attribute, and the blind comparison."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from core.errors import InkglowError
from core.manuscript.paragraphs import Kind
from desktop.common import messages
from desktop.common.notice import Notifier
from desktop.common.tasks import Tasks
from desktop.comparison.controller import Comparing
from desktop.comparison.dialog import BlindDialog
from desktop.editor.text_edit import ManuscriptEditor
from desktop.learning.dialog import LearnDialog
from desktop.learning.learner import LearningState
from desktop.models.controller import Models
from desktop.models.dialog import ModelsDialog
from desktop.models.downloads import DownloadsController
from desktop.personal import words as own_words
from desktop.personal.dialog import OwnAttributeDialog

SHORTEST_PREVIEW = 80
"""Characters that the writer's own paragraph needs to be used for the preview."""


class ModelDialogs(QObject):
    """Opens at most one dialog of each kind on the editor's window; deletes it when closed.

    GUI thread, inside a running asyncio loop.
    """

    def __init__(
        self,
        models: Models,
        downloads: DownloadsController,
        comparing: Comparing,
        editor: ManuscriptEditor,
        notifier: Notifier,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.models = models
        self.downloads = downloads
        self.comparing = comparing
        self._editor = editor
        self._notifier = notifier
        self._tasks = tasks
        self.learn: LearnDialog | None = None
        """The dialog about learning while it is open."""
        self.choice: ModelsDialog | None = None
        """The dialog about models while it is open."""
        self.own: OwnAttributeDialog | None = None
        """The dialog about an attribute of the writer's own while it is open."""
        self.blind: BlindDialog | None = None
        """The blind comparison while it is open."""

    def show_models(self) -> None:
        """Show the models on this machine and those to download."""
        if self.choice is None:
            self.choice = ModelsDialog(self.models, self.downloads, self._tasks, self._editor.window())
            self.choice.file_wanted.connect(lambda: self._tasks.start(self.models.choose_file()))
            self.choice.finished.connect(self._forget_choice)
            self._tasks.start(self.choice.find_models())
        _show(self.choice)

    def show_learning(self) -> None:
        """Show the dialog about learning, or a notice if there is nothing to learn."""
        if self.models.learning.now.state is LearningState.NOTHING:
            self._notifier.tell(messages.NOTHING_TO_LEARN)
            return
        if self.learn is None:
            self.learn = LearnDialog(self.models.learning, self._editor.window())
            self.learn.finished.connect(self._forget_learn)
            self._tasks.start(self._measure(self.learn))
        _show(self.learn)

    def show_own(self) -> None:
        """Show the dialog about the writer's own attribute, or a notice if the model has none to compare it with."""
        models = self.models
        if models.loader.ready is None:
            waiting = models.learning.now.state is not LearningState.NOTHING
            self._notifier.tell(own_words.OWN_LATER if waiting else messages.why_no_model(models.loader.reason))
            return
        if self.own is None:
            self.own = OwnAttributeDialog(models.own, self._tasks, self._editor.window())
            self.own.finished.connect(self._forget_own)
            self._tasks.start(models.own.restore())
        _show(self.own)

    def show_comparison(self) -> None:
        """Show the blind comparison of an evaluation's texts; it needs no model."""
        if self.blind is None:
            self.blind = BlindDialog(self.comparing, self._tasks, self._editor.window())
            self.blind.finished.connect(self._forget_blind)
            self._tasks.start(self.comparing.read_last())
        _show(self.blind)

    def _forget_learn(self) -> None:
        if self.learn is not None:
            self.learn.deleteLater()
            self.learn = None

    def _forget_own(self) -> None:
        if self.own is not None:
            self.own.deleteLater()
            self.own = None

    def _forget_blind(self) -> None:
        self.comparing.stop()
        if self.blind is not None:
            self.blind.deleteLater()
            self.blind = None

    def _forget_choice(self) -> None:
        if self.choice is not None:
            self.choice.deleteLater()
            self.choice = None

    async def _measure(self, dialog: LearnDialog) -> None:
        try:
            await self.models.learning.estimate()
        except InkglowError:
            dialog.measuring_failed()

    async def show_preview(self) -> None:
        """Rewrite a passage by what was learned, if the dialog is open."""
        models, ready = self.models, self.models.loader.ready
        if self.learn is None or ready is None:
            return
        zones = ready.attribute.zones
        usual = min(ready.attribute.default_lam, zones.lam_max)
        strong = min(round(max(zones.vivid, usual), 1), zones.lam_max)
        lams = (0.0, usual if usual < strong else round(strong / 2, 1), strong)
        dialog, theme = self.learn, self._editor.theme
        dialog.preview.begin(zones, lams, theme)
        dialog.refresh()
        await models.learning.preview(ready.attribute, lams, dialog.preview.show_text, self._passage())

    def _passage(self) -> str:
        view = self._editor.paragraph(self._editor.current_id())
        if view is not None and view.kind is Kind.PROSE and len(view.text) >= SHORTEST_PREVIEW:
            return view.text
        return messages.PREVIEW_PASSAGE


def _show(dialog: QWidget) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
