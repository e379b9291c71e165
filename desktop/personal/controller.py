"""Controls an attribute of the writer's own: choosing its texts, learning it, keeping or discarding it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from core.attribute.selection import InstalledAttribute
from core.derivation import resumable
from core.derivation.pairs import FEWEST_PAIRS, from_groups, from_pairs
from core.derivation.plan import Plan, TextContrast
from core.engine.protocol import Engine
from core.errors import InkglowError, UsageProblem
from core.personal import own_attribute
from desktop.common.questions import Questions
from desktop.common.tasks import Tasks
from desktop.engine.loader import ModelLoader
from desktop.learning.learner import Learner, Learning, LearningJob, LearningState
from desktop.personal import words as own_words
from desktop.personal.marking import Marking


class Material(Enum):
    """The texts that the attribute is learned from."""

    MARKED = "marked"
    VERSIONS = "versions"


@dataclass(frozen=True)
class Versions:
    """Two versions of a file; ``pairs`` (later, earlier) is None until both have been read."""

    before: Path | None = None
    after: Path | None = None
    pairs: tuple[tuple[str, str], ...] | None = None


class OwnPlanner(Protocol):
    """Makes the plan from the texts and the attributes to compare with; passed in so that tests can shorten it."""

    def __call__(self, texts: TextContrast, installed: tuple[InstalledAttribute, ...]) -> Plan: ...


class OwnAttributes(Learner):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    kept = Signal(str)
    """The name of an attribute that was kept and is now listed with the others."""
    unfinished = Signal(str)
    """The name of an attribute whose learning was interrupted and can be resumed."""

    def __init__(
        self,
        engine: Engine,
        tasks: Tasks,
        loader: ModelLoader,
        marking: Marking,
        questions: Questions,
        folder: Path,
        plan: OwnPlanner = own_attribute.plan_for,
        parent: QObject | None = None,
    ) -> None:
        """``folder`` is where attributes of the writer's own are saved when they are kept."""
        super().__init__(engine, tasks, parent)
        self._loader = loader
        self._questions = questions
        self._folder = folder
        self._plan = plan
        self._found: Path | None = None
        self._asked = 0
        self._beginning = False
        self.marking = marking
        self.material = Material.MARKED
        self.versions = Versions()
        self.time_unknown = False
        """Whether the time could not be measured."""

    @property
    def is_open(self) -> bool:
        """Whether the texts may still be chosen."""
        return self.now.state in (LearningState.NOTHING, LearningState.OFFERED)

    # -- the texts to learn from

    async def restore(self) -> None:
        """Read the marks, and find an attribute that was learned earlier and neither kept nor discarded."""
        await self.marking.load()
        model = self._loader.model
        if model is not None and self.is_open:
            trial = await asyncio.to_thread(own_attribute.undecided, self._folder, model.fingerprint)
            if trial is not None and self.is_open:
                self._found = trial.file
                self._show(Learning(LearningState.DONE, model, fraction=1.0, attribute=trial.attribute))
        await self.find_unfinished()
        await self.prepare()

    async def find_unfinished(self) -> None:
        """Find interrupted learning for the model in use, and show it as paused."""
        ready = self._loader.ready
        if ready is None or not self.is_open:
            return
        found = await asyncio.to_thread(own_attribute.unfinished, self._folder, ready.model.fingerprint)
        if found is None:
            return
        file, begun = found
        others = own_attribute.general(ready.available, self._folder)
        plan = await asyncio.to_thread(self._plan, begun.texts, others)
        if self.is_open and self._loader.model == ready.model:
            job = LearningJob(plan, file, begun.name)
            self._show(Learning(LearningState.PAUSED, ready.model, job, has_begun=True))
            self.unfinished.emit(begun.name)

    async def choose(self, material: Material) -> None:
        """Choose the texts to learn from."""
        if self.is_open and material is not self.material:
            self.material = material
            await self.prepare()

    async def choose_version(self, *, later: bool) -> None:
        """Let the writer pick one of the two versions. Raises FileProblem."""
        now = self.versions
        known = now.before or now.after
        folder = known.parent if known is not None else Path.home()
        path = await self._questions.version_path(folder, later=later)
        if path is not None and self.is_open:
            self.material = Material.VERSIONS
            await self.compare(*((now.before, path) if later else (path, now.after)))

    async def compare(self, before: Path | None, after: Path | None) -> None:
        """Take two versions of a file, and find what was revised. Raises FileProblem."""
        known, chosen = self.versions, Versions(before, after)
        self.versions = chosen
        await self.prepare()
        if before is None or after is None:
            return
        found = known
        try:
            pairs = await asyncio.to_thread(own_attribute.revised_passages, before, after)
            found = replace(chosen, pairs=pairs)
        finally:
            if self.versions is chosen:
                self.versions = found
                await self.prepare()

    async def prepare(self) -> None:
        """Offer to learn from the chosen texts if there are enough, and estimate the time."""
        self._asked += 1
        asked, ready, texts = self._asked, self._loader.ready, self._texts()
        if not self.is_open or self._beginning:  # else a click on Start would be lost
            return
        self.time_unknown = False
        self._show(Learning())
        if ready is None or texts is None:
            return
        others = own_attribute.general(ready.available, self._folder)
        plan = await asyncio.to_thread(self._plan, texts, others)
        if asked != self._asked or not self.is_open or self._beginning:
            return
        file = self._trial_file(own_attribute.DEFAULT_NAME)
        self._show(Learning(LearningState.OFFERED, ready.model, LearningJob(plan, file)))
        try:
            await self.estimate()
        except InkglowError:
            self.time_unknown = True
            self.changed.emit()

    def _texts(self) -> TextContrast | None:
        marks = self.marking.marks
        if self.material is Material.MARKED:
            if not marks.is_enough:
                return None
            return from_groups(own_attribute.spread(marks.alive), own_attribute.spread(marks.flat))
        pairs = self.versions.pairs or ()
        return from_pairs(own_attribute.spread(pairs)) if len(pairs) >= FEWEST_PAIRS else None

    # -- learning and deciding

    async def begin(self, name: str, job: LearningJob | None = None) -> None:
        """Learn the attribute under ``name``. Raises UsageProblem for a name that cannot be used.

        ``job`` is what was offered when the writer clicked; a preparation that began meanwhile does not withdraw it.
        """
        name, ready, job = name.strip(), self._loader.ready, job or self.now.job
        if ready is None or job is None or not self.is_open or self._beginning:
            return
        self._beginning = True
        chosen = None
        try:
            replaced = own_attribute.checked_name(name, ready.available, self._folder)
            if replaced is None or await self._questions.replace_attribute(replaced.name):
                texts, chosen = job.plan.texts, replace(job, name=name, file=self._trial_file(name))
                assert texts is not None
                begun = own_attribute.Begun(name, ready.model.fingerprint, texts)
                await asyncio.to_thread(own_attribute.remember, chosen.file, begun)
        finally:
            self._beginning = False
            if chosen is None and self.now.job is None:
                await self.prepare()  # one that came meanwhile was skipped
        if chosen is None:
            return
        if self.is_open and self._loader.ready is ready:
            if self.now.job is job:
                self._change(job=chosen)
            else:
                self._show(Learning(LearningState.OFFERED, ready.model, chosen))
            self.start()
        elif self.now.file != chosen.file:
            await asyncio.to_thread(own_attribute.forget, chosen.file)

    async def keep(self) -> None:
        """Add the learned attribute to those of the model in use. Raises FileProblem."""
        ready, attribute, trial = self._loader.ready, self.now.attribute, self._trial
        if ready is None or attribute is None or trial is None or self.now.state is not LearningState.DONE:
            return
        same = own_attribute.checked_name(attribute.name, ready.available, self._folder)
        place = same.file if same else resumable.place_for(ready.model, self._folder, attribute.name)
        await asyncio.to_thread(own_attribute.keep, trial, place)
        await self._forget_trials()
        await self._loader.refresh_attributes()
        self.kept.emit(attribute.name)
        await self.prepare()

    async def discard(self) -> None:
        """Discard what was learned, finished or not, if the writer agrees; the texts stay. Raises FileProblem."""
        job = self.now.job
        if job is not None and not await self._questions.discard_learned(job.name):
            return
        self.pause()
        await self._stopped()
        await self._forget_trials()
        await self.prepare()

    def withdraw(self) -> None:
        """Pause, because another model is in use now; unfinished work for this one stays on disk."""
        self._found = None
        super().withdraw()

    @property
    def _trial(self) -> Path | None:
        return self.now.file or self._found

    def _trial_file(self, name: str) -> Path:
        ready = self._loader.ready
        if ready is None:
            raise UsageProblem(own_words.OWN_LATER)
        return resumable.place_for(ready.model, own_attribute.trial_folder(self._folder), name)

    async def _forget_trials(self) -> None:
        model = self.now.model
        if model is not None:
            await asyncio.to_thread(own_attribute.clear_trials, self._folder, model.fingerprint)
        self._found = None
        self._show(Learning())
