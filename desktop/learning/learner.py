"""Learns one attribute in the background: start, pause, resume. The writer can go on writing meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.attribute.file import Attribute
from core.attribute.names import CREATIVITY
from core.derivation import refining, resumable
from core.derivation.engine_source import LlamaSource
from core.derivation.plan import Plan
from core.derivation.progress import Overall, PlannedStep, Tokens, measure_speeds, seconds_of
from core.derivation.refining import Part
from core.derivation.stages import Progress, Stage, Step
from core.derivation.state_source import StateSource
from core.engine.protocol import Engine, ModelInfo
from core.errors import InkglowError
from desktop.common.tasks import Tasks
from desktop.common.translation import worded

COMMAND = "learned in the window, through llama.cpp"
SCOPE = "llama.cpp"
_TICK_MS = 1000
"""Interval at which bar and time are updated between two progress reports."""


class LearningState(Enum):
    """State of learning."""

    NOTHING = "nothing"
    OFFERED = "offered"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"


@dataclass(frozen=True)
class LearningJob:
    """The plan to learn from, the attribute's name, and the file to write.

    ``in_parts``: a provisional attribute first (:mod:`core.derivation.refining`); only for *creativity*.
    """

    plan: Plan
    file: Path
    name: str = CREATIVITY
    in_parts: bool = False


@dataclass(frozen=True)
class Learning:
    """Progress to be shown. ``seconds_left`` is None while unknown; ``problem`` says why learning stopped.

    ``part`` is the part under way, or the one to resume with, of a job in parts; ``fraction`` is that of the part.
    """

    state: LearningState = LearningState.NOTHING
    model: ModelInfo | None = None
    job: LearningJob | None = None
    has_begun: bool = False
    part: Part | None = None
    step: Step | None = None
    fraction: float = 0.0
    seconds_left: float | None = None
    problem: str = ""
    attribute: Attribute | None = None

    @property
    def file(self) -> Path | None:
        """The file that the attribute goes to."""
        return self.job.file if self.job is not None else None


class Learner(QObject):
    """Learns one thing at a time. Belongs to the GUI thread, inside a running asyncio loop."""

    changed = Signal()
    """:attr:`now` has changed."""
    learned = Signal()
    """The attribute, or a part of it, has been written to its file; :attr:`latest` says which part."""

    def __init__(self, engine: Engine, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._tasks = tasks
        self._task: asyncio.Task[None] | None = None
        self._measuring = asyncio.Lock()
        self._speeds: tuple[ModelInfo, Tokens] | None = None
        self._overall: Overall | None = None
        self._zones_wanted = False
        self.latest: Part | None = None
        """The part that was learned last; None for an attribute that is not learned in parts."""
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._show_time)
        self.now = Learning()

    def withdraw(self) -> None:
        """Pause and forget the job, because another model, or none, is in use now."""
        self.pause()
        self._zones_wanted = False
        self._show(Learning())

    async def estimate(self) -> None:
        """Measure how long it would take here. Raises EngineProblem."""
        model, job = self.now.model, self.now.job
        if model is not None and job is not None and self.now.state is LearningState.OFFERED:
            speeds = await self._speeds_of(model)
            if self.now.job is job and self.now.state is LearningState.OFFERED:
                self._change(seconds_left=seconds_of(job.plan, speeds))

    def want_zones(self) -> None:
        """A rewrite needs to know how strong λ may be: measure a bracket before anything else is learned."""
        now = self.now
        if now.state is not LearningState.RUNNING or self._zones_wanted or now.part is not Part.WHOLE:
            return
        self._zones_wanted = True
        if now.model is not None and now.job is not None and self._task is not None:
            self._task.cancel()
            self._task = self._tasks.start(self._run(now.model, now.job, self._task))

    def start(self) -> None:
        """Start, or resume."""
        model, job = self.now.model, self.now.job
        if model is None or job is None or self.now.state not in (LearningState.OFFERED, LearningState.PAUSED):
            return
        task = self._tasks.start_where_possible(lambda: self._run(model, job, self._task))
        if task is not None:
            self._task = task
            self._change(state=LearningState.RUNNING, problem="")

    def pause(self) -> None:
        """Stop computing; finished work is kept."""
        if self._task is not None:
            self._task.cancel()
        if self.now.state is LearningState.RUNNING:
            self._change(state=LearningState.PAUSED, has_begun=True)

    async def close(self) -> None:
        """Stop, and wait until it has stopped."""
        self.pause()
        await self._stopped()

    async def _stopped(self) -> None:
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self, model: ModelInfo, job: LearningJob, before: asyncio.Task[None] | None) -> None:
        """``before`` is the paused run, which may still be writing its finished work."""
        if before is not None:
            await asyncio.wait([before])
            if self.now.state is not LearningState.RUNNING:  # it failed meanwhile and has reported why
                return
        try:
            if job.in_parts:
                await self._learn_in_parts(model, job)
            else:
                overall = await self._begin(model, job.plan)
                attribute = await resumable.derive_to(
                    job.file,
                    self._source(model),
                    job.plan,
                    scope=SCOPE,
                    command=COMMAND,
                    progress=self._reporting(overall),
                    name=job.name,
                )
                self._change(state=LearningState.DONE, attribute=attribute, fraction=1.0, seconds_left=0.0)
        except InkglowError as error:
            self._stop(job, worded(error))
        except Exception:
            self._stop(job, "")
            raise
        finally:
            self._overall = None
            self._tick.stop()
        if self.now.state is LearningState.DONE and self.now.job is job:
            self.learned.emit()

    async def _learn_in_parts(self, model: ModelInfo, job: LearningJob) -> None:
        """Learn what is still to be learned, part by part; the last one ends with the state DONE."""
        attribute = await asyncio.to_thread(refining.so_far, job.file)
        part = refining.next_part(attribute, zones_wanted=self._zones_wanted)
        while part is not None:
            fraction = self.now.fraction if part is self.now.part else 0.0  # resumed where it was, or new
            self._change(part=part, fraction=fraction, seconds_left=None, step=None, attribute=attribute)
            overall = await self._begin(model, refining.steps_of(part, job.plan), measure=part is not Part.QUICK)
            attribute = await refining.learn(
                part,
                job.file,
                self._source(model),
                job.plan,
                scope=SCOPE,
                command=COMMAND,
                progress=self._reporting(overall),
            )
            self._zones_wanted = self._zones_wanted and part is not Part.BRACKET
            self.latest, part = part, refining.next_part(attribute, zones_wanted=self._zones_wanted)
            self._overall = None  # that of the part which is done
            if part is not None:
                self._change(part=part, attribute=attribute, fraction=0.0)
                self.learned.emit()
        self._change(state=LearningState.DONE, part=None, attribute=attribute, fraction=1.0, seconds_left=0.0)

    def _reporting(self, overall: Overall) -> Progress:
        def progress(step: Step, done: float, total: int) -> None:
            fraction, left = overall.update(step, done, total)
            now = self.now
            if step != now.step or round(1000 * fraction) != round(1000 * now.fraction):
                self._change(step=step, fraction=fraction, seconds_left=left)

        return progress

    def _stop(self, job: LearningJob, problem: str) -> None:
        if self.now.job is job:
            self._change(state=LearningState.PAUSED, has_begun=True, problem=problem)

    async def _begin(self, model: ModelInfo, plan: Plan | Sequence[PlannedStep], *, measure: bool = True) -> Overall:
        """Set up the estimate of the time left, from this machine's speeds: measured first, if ``measure``."""
        speeds = self._speeds[1] if self._speeds is not None and self._speeds[0] == model else None
        if measure and speeds is None:
            self._change(step=Step(Stage.MEASURE_SPEED))
            speeds = await self._speeds_of(model)
        self._overall = overall = await asyncio.to_thread(Overall, plan, speeds, self.now.fraction)
        self._tick.start()
        return overall

    async def _speeds_of(self, model: ModelInfo) -> Tokens:
        """Seconds per token on this machine, measured once; concurrent callers share the measurement."""
        async with self._measuring:
            if self._speeds is None or self._speeds[0] != model:
                self._speeds = model, await measure_speeds(self._source(model))
            return self._speeds[1]

    def _show_time(self) -> None:
        """Advance bar and time between two progress reports, which are far apart on a slow machine."""
        if self._overall is not None and self.now.state is LearningState.RUNNING:
            fraction, left = self._overall.at()
            self._change(fraction=fraction, seconds_left=left)

    def _source(self, model: ModelInfo) -> StateSource:
        return LlamaSource(self._engine, model)

    def _change(self, **values: Any) -> None:
        self._show(replace(self.now, **values))

    def _show(self, now: Learning) -> None:
        self.now = now
        self.changed.emit()
