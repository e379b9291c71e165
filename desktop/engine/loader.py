"""Loads the model and its attribute for the window, and reports their state."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.attribute import selection
from core.attribute.selection import AttributeSelection, LoadedModel
from core.engine.protocol import Engine, EngineStatus, ModelInfo
from core.errors import InkglowError, NoAttribute, Superseded
from core.rewrite.options import Mode
from desktop.common import messages
from desktop.common.notice import MODEL, SILENCE, Notifier
from desktop.common.translation import tr, worded
from desktop.glow.controller import GlowController, ShownAttribute
from desktop.rewrite.attempt import BlendAttribute, Steering
from desktop.rewrite.controller import RewriteController

_SAID_FOR_MS = 10_000
"""How long the status bar shows that the model was restarted."""


class ModelLoader(QObject):
    """Loads a model, then configures glow and rewriting with it. GUI thread, inside a running asyncio loop."""

    changed = Signal()
    """:attr:`words` has changed."""
    loaded = Signal()
    """A model and its attribute are ready."""
    attribute_missing = Signal(object)
    """The ModelInfo of a loaded model that has no attribute, or no *creativity* any more; it can be learned."""
    stopped = Signal()
    """The model's process ended so often that it is no longer restarted automatically; :meth:`restart` restarts it."""

    silent = Signal()
    """The model's process does not answer; :meth:`restart` replaces it. :attr:`is_silent` says when that is over."""

    def __init__(
        self,
        engine: Engine,
        glow: GlowController,
        rewriting: RewriteController,
        attributes: Path,
        notifier: Notifier,
        parent: QObject | None = None,
    ) -> None:
        """``attributes`` is the folder of the writer's own attributes."""
        super().__init__(parent)
        self._attributes = attributes
        self._notifier = notifier
        self._engine = engine
        self._glow = glow
        self._rewriting = rewriting
        self._status = messages.NO_MODEL
        self._later = QTimer(self, singleShot=True, interval=_SAID_FOR_MS)
        self._later.timeout.connect(self._say_what_is_loaded)
        self._loaded: tuple[Path | None, str] | None = None
        self._newest = 0
        self.has_stopped = False
        """Whether automatic restarts of the model's process have ended."""
        self.is_silent = False
        """Whether the model's process does not answer."""
        self.ready: LoadedModel | None = None
        self.reason = ""
        """Why no model is loaded; empty if one is."""
        self.without_model = False
        """Whether the writer has chosen to write without a model."""
        engine.subscribe(self._on_status)

    @property
    def model(self) -> ModelInfo | None:
        """The model that is loaded, with or without an attribute; None if there is none."""
        return self._engine.model

    @property
    def words(self) -> str:
        """The state of the model, for the status bar."""
        return self._status

    async def load(self, model: Path | None, attribute: str = "", *, keep_glow: bool = False) -> bool:
        """Load a model. Returns whether it worked; a failure is notified, and the previous model stays in use.

        ``attribute`` is the name or file of the one to show; creativity where it is empty or the model has none of that
        name. Everything that needs no model keeps working meanwhile; ``keep_glow`` keeps the existing scores. A later
        call supersedes one under way, which returns False without a notification.
        """
        mine = self._begin()
        before, was_without, self.without_model = self._loaded, self.without_model, False
        self.has_stopped = False
        self._notifier.withdraw_about(MODEL)  # what it offers is under way
        self._switch_off(keep_glow=keep_glow)
        try:
            await self._load(model, attribute, mine)
        except Superseded:
            return False
        except NoAttribute as error:
            if mine != self._newest or self._engine.model is None:
                return False
            self.reason = worded(error)
            self._say(self._engine.model.name)
            self.attribute_missing.emit(self._engine.model)
        except InkglowError as error:
            if mine == self._newest:
                self.without_model = was_without
                await self._go_back(before, worded(error), mine)
            return False
        self._loaded = model, attribute
        return True

    async def unload(self) -> None:
        """Use no model, as the writer chose: end its process, and switch glow and rewriting off until one is loaded."""
        mine = self._begin()
        self._loaded, self.without_model, self.has_stopped = None, True, False
        self.reason = messages.NO_MODEL_CHOSEN
        self._switch_off(keep_glow=False)
        self._notifier.withdraw_about(MODEL)
        self._end_silence()
        await self._engine.unload()
        if mine == self._newest:
            self._later.stop()
            self._say(messages.NO_MODEL)

    async def restart(self) -> bool:
        """Load the model in use again after automatic restarts have ended. The glow stays as it is meanwhile.

        A process that does not answer is replaced, and what is pending is repeated.
        """
        if self.is_silent:
            self._engine.renew()
            return True
        if self._loaded is None:
            return False
        model, attribute = self._loaded
        if self.ready is not None and self.ready.attribute.name in {each.name for each in self.ready.available}:
            attribute = self.ready.attribute.name
        return await self.load(model, attribute, keep_glow=True)

    def close(self) -> None:
        """Discard the result of any load still under way."""
        self._begin()

    async def show_attribute(self, name: str) -> None:
        """Let the glow show another attribute of the model in use. Raises AttributeProblem."""
        if self.ready is not None and name != self.ready.attribute.name:
            mine = self._begin()
            self._take(await self._with_all_others(self.ready, name), mine)

    async def refresh_attributes(self) -> None:
        """Read the attributes installed for the model in use again. Raises AttributeProblem."""
        if self.ready is not None:
            mine, shown = self._begin(), self.ready.attribute.name
            found = await asyncio.to_thread(selection.choose, self.ready, AttributeSelection(shown), self._attributes)
            self._take(await self._with_all_others(found, shown), mine)

    async def use_learned(self, *, keep_glow: bool) -> bool:
        """Use what has been learned for the model in use by now, without loading it again. Raises AttributeProblem.

        ``keep_glow`` keeps the existing scores until the new ones are there. False where another model or attribute was
        chosen meanwhile.
        """
        model, ready = self._engine.model, self.ready
        if model is None:
            return False
        mine = self._begin()
        shown = ready.attribute.name if ready is not None and not ready.lacks_creativity else ""
        found = await asyncio.to_thread(selection.choose_for, model, AttributeSelection(shown), self._attributes)
        if ready is not None:
            found = replace(found, notice=ready.notice)
        try:
            self._take(await self._with_all_others(found, shown), mine, keep_glow=keep_glow)
        except Superseded:
            return False
        return True

    def _begin(self) -> int:
        """Start a new operation that supersedes any under way; returns its number."""
        self._newest += 1
        return self._newest

    async def _load(self, model: Path | None, attribute: str, mine: int) -> None:
        self._say(messages.LOADING_MODEL)
        wanted = AttributeSelection(attribute if attribute.endswith(".gguf") else "")
        ready = await selection.load(self._engine, model, wanted, self._attributes)
        names = {each.name for each in ready.available}
        ready = await self._with_all_others(ready, attribute if attribute in names else wanted.shown)
        self._take(ready, mine)
        if ready.notice:
            self._notifier.tell(ready.notice)
        if ready.lacks_creativity:
            self.attribute_missing.emit(ready.model)

    async def _with_all_others(self, ready: LoadedModel, shown: str) -> LoadedModel:
        """Add every other attribute of the model as one that can be blended in."""
        shown_name = shown or ready.attribute.name
        others = tuple(each.name for each in ready.available if each.name != shown_name)
        return await asyncio.to_thread(selection.choose, ready, AttributeSelection(shown, others), self._attributes)

    def _take(self, ready: LoadedModel, mine: int, *, keep_glow: bool = False) -> None:
        """Use ``ready``, unless a newer operation has begun. Raises Superseded."""
        if mine != self._newest:
            raise Superseded("Another attribute was chosen meanwhile.")
        self.reason = ""
        self.ready = ready
        self.has_stopped = False
        a = ready.attribute
        shown = ShownAttribute(a.name, a.vector, a.calibration, _cache_key(ready), a.provisional)
        self._glow.set_attribute(shown, keep_glow=keep_glow)
        blend = tuple(BlendAttribute(each.name, each.zones, each.vector) for each in ready.blend)
        without_effect = frozenset(mode for mode in Mode if a.lacks_effect(mode))
        self._rewriting.set_steering(
            Steering(a.name, a.calibration, a.zones, a.vector, a.default_lam, blend, without_effect)
        )
        self._say(ready.model.name)
        self._notifier.withdraw_about(MODEL)
        self.loaded.emit()

    async def _go_back(self, before: tuple[Path | None, str] | None, reason: str, mine: int) -> None:
        if before is not None:
            try:
                await self._load(*before, mine)
            except Superseded:
                return
            except InkglowError as error:
                reason = f"{reason} {worded(error)}"
            else:
                assert self.ready is not None
                self._notifier.tell(messages.kept_model(reason, self.ready.model.name))
                return
        self.reason = reason
        self._say(messages.NO_MODEL)
        self._notifier.tell(messages.why_no_model(reason))

    def _switch_off(self, *, keep_glow: bool) -> None:
        self.ready = None
        if not keep_glow:
            self._glow.set_attribute(None, why_not=messages.NO_MODEL_CHOSEN if self.without_model else "")
        self._rewriting.set_steering(None)

    def _say(self, words: str) -> None:
        self._status = words
        self.changed.emit()

    def _say_what_is_loaded(self) -> None:
        self._say(self._engine.model.name if self._engine.model is not None else messages.NO_MODEL)

    def _end_silence(self) -> None:
        if self.is_silent:
            self.is_silent = False
            self._notifier.withdraw_about(SILENCE)

    def _on_status(self, status: EngineStatus, sentence: str) -> None:
        if status is not EngineStatus.SILENT:
            self._end_silence()
        model = self._engine.model
        if status is EngineStatus.SILENT:
            self.is_silent = True
            self._later.stop()
            self._say(tr("The model does not answer"))
            self.silent.emit()
        elif status is EngineStatus.READY and model is not None and self._loaded is not None:
            self._say(worded(sentence) or model.name)
            self._later.start()
        elif status is EngineStatus.FAILED and model is not None and self._loaded is not None:
            self.has_stopped = True
            self._later.stop()
            self._say(messages.MODEL_STOPPED)
            self.stopped.emit()
        elif status in (EngineStatus.LOADING, EngineStatus.RESTARTING, EngineStatus.FAILED) and sentence:
            self._say(worded(sentence))


def _cache_key(ready: LoadedModel) -> str:
    """Identifies model, attribute and readout together: scores under one key are comparable."""
    vector = ready.attribute.vector
    return f"{ready.model.path} {ready.model.fingerprint} {vector.id}"
