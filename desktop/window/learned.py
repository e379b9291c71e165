"""Puts what has been learned to use, part by part, and tells the writer what has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.attribute.reliability import CHANCE, trust
from core.derivation.refining import Part
from desktop.common import messages
from desktop.common.notice import MODEL, Notifier
from desktop.common.tasks import Tasks
from desktop.common.translation import tr
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.changes import BandChanges
from desktop.glow.controller import GlowController
from desktop.learning.learner import LearningState
from desktop.models.controller import Models
from desktop.rewrite.controller import RewriteController
from desktop.window.dialogs import ModelDialogs


class LearnedAttribute(QObject):
    """Shows the provisional glow, then the refined one. GUI thread, inside a running asyncio loop."""

    def __init__(
        self,
        models: Models,
        dialogs: ModelDialogs,
        glow: GlowController,
        editor: ManuscriptEditor,
        rewriting: RewriteController,
        notifier: Notifier,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._models, self._dialogs = models, dialogs
        self._glow, self._editor, self._rewriting = glow, editor, rewriting
        self._notifier, self._tasks = notifier, tasks
        models.learning.learned.connect(self._on_learned)
        rewriting.changed.connect(self._on_rewriting)

    def _on_learned(self) -> None:
        learning = self._models.learning
        self._tasks.start(self._use(learning.latest, is_last=learning.now.state is LearningState.DONE))

    async def _use(self, part: Part | None, *, is_last: bool) -> None:
        """Use the attribute as it is in its file after ``part``. Raises AttributeProblem."""
        learning, loader = self._models.learning, self._models.loader
        model = learning.now.model
        if model is None or loader.model != model:
            return
        was_provisional = self._glow.is_provisional
        changes = BandChanges(self._glow, self._editor, self._tell_refined, self)
        if not await loader.use_learned(keep_glow=part is not Part.QUICK):
            changes.deleteLater()
            return
        if part is Part.QUICK:
            answer = (tr("Show…"), self._dialogs.show_learning)
            self._notifier.tell(messages.provisional_glow(model.name), answer, about=MODEL)
        if was_provisional and not self._glow.is_provisional:
            changes.wait()
        else:
            changes.deleteLater()
        if is_last:
            await self._dialogs.show_preview()

    def _tell_refined(self, changed: int, total: int) -> None:
        ready = self._models.loader.ready
        may_be_chance = ready is not None and trust(ready.attribute.report).word == CHANCE
        self._notifier.tell(messages.refined_glow(changed, total, may_be_chance=may_be_chance))

    def _on_rewriting(self) -> None:
        """A rewrite by an attribute whose λ was not measured: that is measured first of what is left to learn."""
        ready = self._models.loader.ready
        if self._rewriting.state.is_running and ready is not None and not ready.attribute.zones.measured:
            self._models.learning.want_zones()
