"""The Model menu's actions: choose a model or an attribute, and remember the choice."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from core.attribute.names import CREATIVITY
from core.derivation.refining import Part
from core.engine.protocol import ModelInfo
from core.models.catalogue import Entry
from core.models.local import FoundModel
from core.models.memory import Fit, Gpu
from core.models.summary import ModelSummary
from desktop.common import messages
from desktop.common.attribute_names import attribute_name
from desktop.common.formats import percent
from desktop.common.labels import literal
from desktop.common.notice import Notifier
from desktop.common.preferences import Preferences
from desktop.common.questions import Questions
from desktop.common.tasks import Tasks
from desktop.common.translation import tr, worded
from desktop.engine.loader import ModelLoader
from desktop.learning.controller import LearningController
from desktop.learning.learner import Learner, LearningState
from desktop.personal.controller import OwnAttributes


class ModelFinder(Protocol):
    """Finds models and reads their headers (:class:`core.models.library.ModelLibrary`). Only ``fit`` does not block."""

    def catalogue(self) -> tuple[Entry, ...]: ...

    def found(self, used: list[Path]) -> tuple[FoundModel, ...]: ...

    def inspect(self, path: Path) -> ModelSummary: ...

    def gpus(self) -> tuple[Gpu, ...]: ...

    def fit(self, model: ModelSummary | Entry, freed: ModelSummary | None, gpus: tuple[Gpu, ...]) -> Fit: ...


class Models(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    def __init__(
        self,
        loader: ModelLoader,
        learning: LearningController,
        own: OwnAttributes,
        library: ModelFinder,
        questions: Questions,
        notifier: Notifier,
        preferences: Preferences,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.loader = loader
        self.learning = learning
        self.own = own
        self.library = library
        self._questions = questions
        self._notifier = notifier
        self._preferences = preferences
        self._tasks = tasks
        self._in_use: ModelSummary | None = None
        self._gpus: tuple[Gpu, ...] | None = None
        loader.attribute_missing.connect(self._on_missing)
        loader.loaded.connect(self._on_loaded)

    async def load_first(self, model: Path | None, attribute: str, *, without_model: bool = False) -> None:
        """Load ``model`` (from the command line), else the model used last, else the starter model.

        None ``without_model``, or where the writer chose none last and ``model`` is not given.
        """
        if without_model or (model is None and self._preferences.value.no_model):
            await self.loader.unload()
        else:
            await self._load_first(model, attribute)

    async def use_none(self, wanted: bool) -> None:
        """Write without a model, which later starts do too; or use the model used last again."""
        if wanted is self.loader.without_model:
            return
        if wanted:
            self.learning.withdraw()
            self.own.withdraw()
            self._in_use = None
            self._preferences.change(no_model=True)
            await self.loader.unload()
        else:
            await self._load_first(None, "")
            if self.loader.model is not None:
                self._preferences.change(no_model=False)

    async def _load_first(self, model: Path | None, attribute: str) -> None:
        name = self._preferences.value.model
        remembered = Path(name) if name else None
        if model is None and remembered is not None and not await asyncio.to_thread(remembered.is_file):
            self._preferences.change(model="")
            self._notifier.tell(messages.model_gone(remembered.name))
            remembered = None
        if await self.loader.load(model or remembered, attribute or self._preferences.value.attribute):
            await self._detect()
            await self.own.find_unfinished()

    async def use(self, path: Path) -> None:
        """Load another model where its file lies; if that works, later starts use it too.

        The header is read first, so that a file that is no model, or does not fit, is reported before the model in use
        is unloaded. Raises ModelProblem.
        """
        summary = await asyncio.to_thread(self.library.inspect, path)
        await self.find_gpus()
        fit = self.fit(summary)
        if not fit.fits and not await self._questions.load_anyway(path.name, worded(fit.sentence)):
            return
        self.learning.withdraw()
        self.own.withdraw()
        if await self.loader.load(path, self._preferences.value.attribute):
            self._in_use = summary
            self._preferences.change(model=str(path), no_model=False)

    async def choose_file(self) -> None:
        """Let the writer pick a GGUF."""
        remembered = self._preferences.value.model
        path = await self._questions.model_path(Path(remembered).parent if remembered else Path.home())
        if path is not None:
            await self.use(path)

    def fit(self, model: ModelSummary | Entry) -> Fit:
        """Whether ``model`` fits into memory once the model in use is unloaded."""
        return self.library.fit(model, self._in_use, self._gpus or ())

    @property
    def file_in_use(self) -> Path | None:
        """The file of the model that is loaded."""
        loaded = self.loader.model
        return loaded.path if loaded is not None else None

    def used_files(self) -> list[Path]:
        """The model in use and the one used last, listed among the models of this machine wherever they are."""
        remembered = self._preferences.value.model
        return [path for path in (self.file_in_use, Path(remembered) if remembered else None) if path is not None]

    # -- attributes

    def fill_attributes(self, menu: QMenu) -> None:
        """List the attributes of the model in use; the one that the glow shows is checked."""
        menu.clear()
        ready = self.loader.ready
        group = QActionGroup(menu)
        for each in ready.available if ready is not None else ():
            action = QAction(literal(messages.attribute_words(each.name)), menu, checkable=True)
            action.setChecked(ready is not None and each.name == ready.attribute.name)
            action.triggered.connect(partial(self._show_attribute_soon, each.name))
            group.addAction(action)
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction(tr("No model is in use") if self.loader.without_model else tr("Nothing yet")).setEnabled(
                False
            )

    def _show_attribute_soon(self, name: str, _checked: bool = False) -> None:
        self._tasks.start(self.show_attribute(name))

    async def show_attribute(self, name: str) -> None:
        """Show another attribute in the glow, and remember it. Raises AttributeProblem."""
        await self.loader.show_attribute(name)
        self._preferences.change(attribute="" if name == CREATIVITY else name)

    @property
    def words(self) -> str:
        """Model, attribute and learning, for the status bar."""
        ready = self.loader.ready
        parts = [self.loader.words]
        if ready is not None and ready.attribute.name != CREATIVITY:
            parts.append(attribute_name(ready.attribute.name))
        if ready is not None and ready.attribute.provisional:
            parts.append(messages.PROVISIONAL)
        parts += [words for learner in (self.learning, self.own) if (words := _learning_words(learner))]
        return " · ".join(parts)

    def _on_missing(self, model: ModelInfo) -> None:
        now = self.learning.now
        if now.model != model or now.state not in (LearningState.RUNNING, LearningState.PAUSED):
            self.learning.offer(model)
            if self.loader.ready is None:  # without any glow; else learning anew is only offered
                self.learning.start()

    def _on_loaded(self) -> None:
        """Go on learning what an earlier run of the program left provisional."""
        ready, now = self.loader.ready, self.learning.now
        if ready is not None and now.state in (LearningState.NOTHING, LearningState.OFFERED):
            self.learning.resume(ready)

    async def find_gpus(self) -> None:
        """Detect the graphics cards, which ``fit`` needs; at the first call only."""
        if self._gpus is None:
            self._gpus = await asyncio.to_thread(self.library.gpus)

    async def _detect(self) -> None:
        """Detect what ``fit`` needs: the graphics cards, and the header of the model in use."""
        await self.find_gpus()
        if self.file_in_use is not None:
            self._in_use = await asyncio.to_thread(self.library.inspect, self.file_in_use)


def _learning_words(learner: Learner) -> str:
    if learner.now.state is LearningState.RUNNING:
        said = tr("learning {share}") if learner.now.part in (None, Part.QUICK) else tr("refining {share}")
        return said.format(share=percent(learner.now.fraction))
    return tr("learning paused") if learner.now.state is LearningState.PAUSED else ""
