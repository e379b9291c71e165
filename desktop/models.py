"""What the Model menu does: another model, learning its attribute, and remembering which one is used."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from core.attribute.plan import CREATIVITY
from core.engine.protocol import ModelInfo
from core.errors import InkglowError
from core.manuscript.paragraphs import Kind
from desktop import messages
from desktop.dialogs.learn import LearnDialog
from desktop.documents import Documents
from desktop.editor.text_edit import ManuscriptEditor
from desktop.learning import LearningController, LearningState
from desktop.model import ModelLoader
from desktop.panels.notice import Answer
from desktop.preferences import Preferences
from desktop.tasks import Tasks

SHORTEST_PREVIEW = 80
"""Characters from which the writer's own paragraph serves for the preview."""


class Models(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop."""

    def __init__(
        self,
        loader: ModelLoader,
        learning: LearningController,
        editor: ManuscriptEditor,
        documents: Documents,
        preferences: Preferences,
        tasks: Tasks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.loader = loader
        self.learning = learning
        self._editor = editor
        self._documents = documents
        self._preferences = preferences
        self._tasks = tasks
        self._window: QWidget | None = None
        self._dialog: LearnDialog | None = None
        loader.attribute_missing.connect(self._on_missing)
        learning.learned.connect(lambda: tasks.start(self._use_learned()))

    def set_window(self, window: QWidget) -> None:
        """Whose dialogs they are."""
        self._window = window

    async def load_first(self, model: Path | None, attribute: str) -> None:
        """What was asked for on the command line, else the model used last, else the starter model."""
        name = self._preferences.value.model
        remembered = Path(name) if name else None
        if model is None and remembered is not None and not await asyncio.to_thread(remembered.is_file):
            self._preferences.change(model="")
            self.loader.told.emit(messages.model_gone(remembered.name))
            remembered = None
        await self.loader.load(model or remembered, attribute or self._preferences.value.attribute)

    async def use(self, path: Path) -> None:
        """Load another model in place, and start with it from now on once it works."""
        self.learning.withdraw()
        if await self.loader.load(path, self._preferences.value.attribute):
            self._preferences.change(model=str(path))

    async def choose_file(self) -> None:
        """Let the writer pick a GGUF."""
        remembered = self._preferences.value.model
        path = await self._documents.questions.model_path(Path(remembered).parent if remembered else Path.home())
        if path is not None:
            await self.use(path)

    def fill_attributes(self, menu: QMenu) -> None:
        """List the attributes of the model in use, the one that the glow shows marked."""
        menu.clear()
        ready = self.loader.ready
        group = QActionGroup(menu)
        for each in ready.available if ready is not None else ():
            action = QAction(messages.attribute_words(each.name), menu, checkable=True)
            action.setChecked(ready is not None and each.name == ready.attribute.name)
            action.triggered.connect(partial(self._show_attribute_soon, each.name))
            group.addAction(action)
            menu.addAction(action)
        if menu.isEmpty():
            menu.addAction("Nothing yet").setEnabled(False)

    def _show_attribute_soon(self, name: str, _checked: bool = False) -> None:
        self._tasks.start(self.show_attribute(name))

    async def show_attribute(self, name: str) -> None:
        """Let the glow show another attribute, from now on. Raises AttributeProblem."""
        await self.loader.show_attribute(name)
        self._preferences.change(attribute="" if name == CREATIVITY else name)

    def show_learning(self) -> None:
        """The dialog about learning, where there is something to learn."""
        if self.learning.now.state is LearningState.NOTHING:
            self.loader.told.emit(messages.NOTHING_TO_LEARN)
            return
        if self._dialog is None:
            self._dialog = LearnDialog(self.learning, self._window)
            self._dialog.finished.connect(self._forget_dialog)
            self._tasks.start(self._measure(self._dialog))
        self._dialog.show()
        self._dialog.raise_()

    @property
    def words(self) -> str:
        """Model and learning, for the status bar."""
        ready, now = self.loader.ready, self.learning.now
        parts = [self.loader.words]
        if ready is not None and ready.attribute.name != CREATIVITY:
            parts.append(ready.attribute.name)
        if now.state is LearningState.RUNNING:
            parts.append(f"learning {now.fraction:.0%}")
        elif now.state is LearningState.PAUSED:
            parts.append("learning paused")
        return " · ".join(parts)

    @property
    def dialog(self) -> LearnDialog | None:
        """The dialog about learning while it is open."""
        return self._dialog

    def _forget_dialog(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None

    async def _measure(self, dialog: LearnDialog) -> None:
        try:
            await self.learning.estimate()
        except InkglowError:
            dialog.measuring_failed()

    def _on_missing(self, model: ModelInfo) -> None:
        self.learning.offer(model)

    async def _use_learned(self) -> None:
        model = self.learning.now.model
        if model is None or not await self.loader.load(model.path):
            return
        ready = self.loader.ready
        if self._dialog is None or ready is None:
            return
        zones = ready.attribute.zones
        lams = (0.0, ready.attribute.default_lam, round(max(zones.vivid, ready.attribute.default_lam), 1))
        dialog, theme = self._dialog, self._editor.theme
        dialog.preview.begin(zones, lams, theme)
        dialog.refresh()
        await self.learning.preview(lams, dialog.preview.show_text, self._passage())

    def _passage(self) -> str:
        view = self._editor.paragraph(self._editor.current_id())
        if view is not None and view.kind is Kind.PROSE and len(view.text) >= SHORTEST_PREVIEW:
            return view.text
        return messages.PREVIEW_PASSAGE


def offer(models: Models) -> tuple[str, Answer]:
    """What the notice bar says of a model that has no attribute."""
    now = models.learning.now
    assert now.model is not None
    return messages.no_attribute(now.model.name, now.has_begun), ("Learn it…", models.show_learning)
