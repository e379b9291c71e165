"""Learning what is creative, for a model that has no attribute yet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from core.attribute.names import CREATIVITY
from core.attribute.selection import LoadedModel
from core.derivation import refining, resumable
from core.derivation.plan import Plan
from core.engine.protocol import Engine, ModelInfo
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, RewriteOrder, Steered, Writing
from core.rewrite.run import rewrite
from desktop.common import messages
from desktop.common.tasks import Tasks
from desktop.learning.learner import Learner, Learning, LearningJob, LearningState


class Planner(Protocol):
    """Makes the derivation plan for a model; passed in so that tests can shorten it."""

    def __call__(self, model: ModelInfo) -> Plan: ...


class Show(Protocol):
    """Takes a preview's text as it grows."""

    def __call__(self, column: int, text: str, *, finished: bool) -> None: ...


class LearningController(Learner):
    """Learns in parts, and previews the result. GUI thread, inside a running asyncio loop."""

    def __init__(
        self,
        engine: Engine,
        tasks: Tasks,
        folder: Path,
        plan: Planner = resumable.window_plan,
        parent: QObject | None = None,
    ) -> None:
        """``folder`` is where attributes of the writer's own go."""
        super().__init__(engine, tasks, parent)
        self._folder = folder
        self._plan = plan

    @property
    def n_premises(self) -> int:
        """Number of premises; the model writes two stories for each."""
        return len(self.now.job.plan.contrast.of("derive")) if self.now.job is not None else 0

    def offer(self, model: ModelInfo) -> None:
        """``model`` is loaded and has no attribute."""
        job = LearningJob(self._plan(model), resumable.place_for(model, self._folder), in_parts=True)
        has_begun = resumable.partial_folder(job.file).is_dir()
        self._show(Learning(LearningState.OFFERED, model, job, has_begun))

    def resume(self, ready: LoadedModel) -> None:
        """Go on with what was learned for the model in use in parts, if there is anything left to learn."""
        file = resumable.place_for(ready.model, self._folder)
        learned = next((each.attribute for each in ready.available if each.file == file), None)
        if learned is None or learned.name != CREATIVITY:
            return
        if refining.next_part(learned, zones_wanted=False) is not None:
            self.offer(ready.model)
            self.start()

    async def preview(self, attribute: Steered, lams: Sequence[float], show: Show, passage: str) -> None:
        """Rewrite ``passage`` at each λ with the same seed, and show each as it is written."""
        for column, lam in enumerate(lams):
            options = RewriteOptions(lam=lam, mode=Mode.REWRITE)  # the effect of λ on whole texts is what is compared
            async for event in rewrite(self._engine, RewriteOrder(passage, (attribute,), options)):
                if isinstance(event, Writing):
                    show(column, event.text, finished=False)
                elif isinstance(event, Finished):
                    show(column, event.variant.text or messages.NO_PROSE, finished=True)
