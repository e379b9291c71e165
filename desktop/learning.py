"""Learning an attribute in the background: started, paused and gone on with; the writer writes meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from core import learning
from core.attribute.gguf_file import Attribute
from core.attribute.llama_source import LlamaSource
from core.attribute.plan import Plan
from core.attribute.source import StateSource
from core.attribute.workload import Overall, estimate_seconds
from core.engine.protocol import Engine, ModelInfo
from core.errors import InkglowError
from core.rewriting import Finished, RewriteOrder, Writing, rewrite
from desktop import messages
from desktop.tasks import Tasks

METHOD = "learned in the window, through llama.cpp"


class LearningState(Enum):
    """Where it stands."""

    NOTHING = "nothing"
    OFFERED = "offered"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True)
class Learning:
    """What is shown of it. ``seconds_left`` is None while nothing can be said; ``problem`` says why it stopped."""

    state: LearningState = LearningState.NOTHING
    model: ModelInfo | None = None
    has_begun: bool = False
    stage: str = ""
    fraction: float = 0.0
    seconds_left: float | None = None
    problem: str = ""
    attribute: Attribute | None = None
    file: Path | None = None


class Planner(Protocol):
    """What to derive from, for a model; handed in so that tests can make it short."""

    def __call__(self, model: ModelInfo) -> Plan: ...


class Show(Protocol):
    """Takes a preview's text as it grows."""

    def __call__(self, column: int, text: str, *, finished: bool) -> None: ...


class LearningController(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    changed = Signal()
    """What :attr:`now` says."""
    learned = Signal()
    """An attribute has been written; load the model again to use it."""

    def __init__(
        self,
        engine: Engine,
        tasks: Tasks,
        folder: Path,
        plan: Planner = learning.window_plan,
        parent: QObject | None = None,
    ) -> None:
        """``folder`` is where attributes of the writer's own go."""
        super().__init__(parent)
        self._folder = folder
        self._engine = engine
        self._tasks = tasks
        self._plan = plan
        self._task: asyncio.Task[None] | None = None
        self.now = Learning()

    @property
    def n_premises(self) -> int:
        """Stories that are told twice."""
        return len(self._plan(self.now.model).contrast.of("derive")) if self.now.model is not None else 0

    def offer(self, model: ModelInfo) -> None:
        """``model`` is loaded and has no attribute."""
        file = learning.place_for(model, self._folder)
        has_begun = learning.partial_folder(file).is_dir()
        self._show(Learning(LearningState.OFFERED, model, has_begun=has_begun, file=file))

    def withdraw(self) -> None:
        """Another model, or none, is in use now."""
        self.pause()
        self._show(Learning())

    async def estimate(self) -> None:
        """Measure how long it would take here. Raises EngineProblem."""
        if self.now.model is not None and self.now.state is LearningState.OFFERED:
            seconds = await estimate_seconds(self._source(self.now.model), self._plan(self.now.model))
            self._change(seconds_left=seconds)

    def start(self) -> None:
        """Begin, or go on where it was."""
        if self.now.model is not None and self.now.state in (LearningState.OFFERED, LearningState.PAUSED):
            self._change(state=LearningState.RUNNING, problem="")
            self._task = self._tasks.start(self._run(self.now.model))

    def pause(self) -> None:
        """Stop computing; what is finished is kept."""
        if self._task is not None:
            self._task.cancel()
        if self.now.state is LearningState.RUNNING:
            self._change(state=LearningState.PAUSED, has_begun=True)

    async def preview(self, lams: Sequence[float], show: Show, passage: str) -> None:
        """Rewrite ``passage`` at each λ with the same seed, and show each as it is written."""
        for column, lam in enumerate(lams):
            async for event in rewrite(self._engine, RewriteOrder(passage, lam=lam)):
                if isinstance(event, Writing):
                    show(column, event.text, finished=False)
                elif isinstance(event, Finished):
                    show(column, event.variant.text or messages.NO_PROSE, finished=True)

    async def close(self) -> None:
        """Stop, and wait until it has stopped."""
        self.pause()
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self, model: ModelInfo) -> None:
        plan, source, file = self._plan(model), self._source(model), self.now.file
        assert file is not None
        overall = Overall(plan)

        def progress(stage: str, done: int, total: int) -> None:
            fraction, left = overall.update(stage, done, total)
            self._change(stage=stage, fraction=fraction, seconds_left=left)

        try:
            attribute = await learning.derive_to(
                file, source, plan, scope="llama.cpp", method=METHOD, progress=progress
            )
            self._change(state=LearningState.DONE, attribute=attribute, fraction=1.0, seconds_left=0.0)
        except InkglowError as error:
            self._change(problem=str(error))
        finally:
            if self.now.state is LearningState.RUNNING:
                self._change(state=LearningState.PAUSED, has_begun=True)
        if self.now.state is LearningState.DONE:
            self.learned.emit()

    def _source(self, model: ModelInfo) -> StateSource:
        return LlamaSource(self._engine, model)

    def _change(self, **values: Any) -> None:
        self._show(replace(self.now, **values))

    def _show(self, now: Learning) -> None:
        self.now = now
        self.changed.emit()
