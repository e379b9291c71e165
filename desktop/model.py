"""The model in the window: loading it with its attribute, and saying where it stands."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core import loading
from core.engine.protocol import Engine, EngineStatus, ModelInfo
from core.errors import InkglowError, NoAttribute
from core.loading import Ready, Wanted
from desktop import messages
from desktop.editor.glow import GlowController
from desktop.rewrite.attempt import Beside, Steering
from desktop.rewrite.controller import RewriteController

_SAID_FOR_MS = 10_000
"""How long the status bar says that the model was restarted."""


class ModelLoader(QObject):
    """Gives glow and rewriting what they need once a model is ready. GUI thread, inside a running asyncio loop."""

    changed = Signal()
    """What :attr:`words` says."""
    told = Signal(str)
    """A sentence for the writer."""
    loaded = Signal()
    """A model and its attribute are ready."""
    attribute_missing = Signal(object)
    """The ModelInfo of a model that is loaded and has no attribute: it can be learned."""

    def __init__(
        self,
        engine: Engine,
        glow: GlowController,
        rewriting: RewriteController,
        attributes: Path,
        parent: QObject | None = None,
    ) -> None:
        """``attributes`` is the folder of the writer's own attributes."""
        super().__init__(parent)
        self._attributes = attributes
        self._engine = engine
        self._glow = glow
        self._rewriting = rewriting
        self._status = messages.NO_MODEL
        self._later = QTimer(self, singleShot=True, interval=_SAID_FOR_MS)
        self._later.timeout.connect(lambda: self._say(self.ready.model.name if self.ready else messages.NO_MODEL))
        self._loaded: tuple[Path | None, str] | None = None
        self.ready: Ready | None = None
        self.reason = ""
        """Why there is no model, where there is none."""
        engine.subscribe(self._on_status)

    @property
    def model(self) -> ModelInfo | None:
        """What is loaded, with an attribute or without."""
        return self._engine.model

    @property
    def words(self) -> str:
        """Where the model stands, for the status bar."""
        return self._status

    async def load(self, model: Path | None, attribute: str = "") -> bool:
        """Load; a failure is told, and the model before stays in use. Returns whether it worked.

        ``attribute`` is the name or file of the one to show; creativity where it is empty or the model has none of that
        name. Everything that needs no model goes on meanwhile.
        """
        before = self._loaded
        self._switch_off()
        try:
            await self._load(model, attribute)
        except NoAttribute as error:
            assert self._engine.model is not None
            self.reason = str(error)
            self._say(self._engine.model.name)
            self.attribute_missing.emit(self._engine.model)
        except InkglowError as error:
            await self._go_back(before, str(error))
            return False
        self._loaded = model, attribute
        return True

    async def show_attribute(self, name: str) -> None:
        """Let the glow show another attribute of the model in use. Raises AttributeProblem."""
        if self.ready is not None and name != self.ready.attribute.name:
            self._take(await self._with_all_beside(self.ready, name))

    async def look_again(self) -> None:
        """Take in what has been installed meanwhile for the model in use. Raises AttributeProblem."""
        if self.ready is not None:
            shown = self.ready.attribute.name
            found = await loading.choose(self._engine, self.ready, Wanted(shown), self._attributes)
            self._take(await self._with_all_beside(found, shown))

    async def _load(self, model: Path | None, attribute: str) -> None:
        self._say(messages.LOADING_MODEL)
        wanted = Wanted(attribute if attribute.endswith(".gguf") else "")
        ready = await loading.load(self._engine, model, wanted, self._attributes)
        names = {each.name for each in ready.available}
        ready = await self._with_all_beside(ready, attribute if attribute in names else wanted.shown)
        self._take(ready)
        if ready.notice:
            self.told.emit(ready.notice)

    async def _with_all_beside(self, ready: Ready, shown: str) -> Ready:
        """Every other attribute of the model can be blended in."""
        shown_name = shown or ready.attribute.name
        beside = tuple(each.name for each in ready.available if each.name != shown_name)
        return await loading.choose(self._engine, ready, Wanted(shown, beside), self._attributes)

    def _take(self, ready: Ready) -> None:
        self.reason = ""
        self.ready = ready
        self._glow.set_calibration(ready.attribute.calibration, _cache_key(ready), ready.attribute.name)
        a = ready.attribute
        beside = tuple(Beside(each.name, each.zones) for each in ready.beside)
        self._rewriting.set_steering(Steering(a.name, a.calibration, a.zones, a.default_lam, beside))
        self._say(ready.model.name)
        self.loaded.emit()

    async def _go_back(self, before: tuple[Path | None, str] | None, reason: str) -> None:
        if before is not None:
            try:
                await self._load(*before)
            except InkglowError as error:
                reason = f"{reason} {error}"
            else:
                assert self.ready is not None
                self.told.emit(messages.kept_model(reason, self.ready.model.name))
                return
        self.reason = reason
        self._say(messages.NO_MODEL)
        self.told.emit(messages.why_no_model(reason))

    def _switch_off(self) -> None:
        self.ready = None
        self._glow.set_calibration(None)
        self._rewriting.set_steering(None)

    def _say(self, words: str) -> None:
        self._status = words
        self.changed.emit()

    def _on_status(self, status: EngineStatus, sentence: str) -> None:
        if status is EngineStatus.READY and self.ready is not None:
            self._say(sentence or self.ready.model.name)
            self._later.start()
        elif status in (EngineStatus.LOADING, EngineStatus.RESTARTING, EngineStatus.FAILED) and sentence:
            self._say(sentence)


def _cache_key(ready: Ready) -> str:
    """Names model, attribute and recipe together: scores under one key are comparable."""
    vector = ready.attribute.vector
    direction = hashlib.sha256(vector.direction.tobytes()).hexdigest()
    return f"{ready.model.path} {ready.model.fingerprint} {vector.layer} {vector.recipe} {direction}"
