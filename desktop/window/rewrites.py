"""Begins rewrites with the card's options, and remembers the strength chosen for each attribute."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from core.rewrite.options import Mode
from core.settings import lam_key
from desktop.common import messages
from desktop.common.notice import CURSOR, MODEL, Notifier
from desktop.common.preferences import Preferences
from desktop.editor.text_edit import ManuscriptEditor
from desktop.engine.loader import ModelLoader
from desktop.rewrite.card import RewriteCard
from desktop.rewrite.controller import RewriteController
from desktop.rewrite.scene import SceneReview
from desktop.rewrite.varying import Varying
from desktop.rewrite.words import NO_SCENE, scene_ended
from desktop.writing.words import DRAFTING, LEAVE_DRAFTING


class Rewrites(QObject):
    """The commands that begin a rewrite. GUI thread, inside a running asyncio loop."""

    begun = Signal()
    """A passage is being rewritten, after :meth:`more_creative` or as the next of a scene."""

    def __init__(
        self,
        card: RewriteCard,
        rewriting: RewriteController,
        varying: Varying,
        editor: ManuscriptEditor,
        model: ModelLoader,
        preferences: Preferences,
        notifier: Notifier,
        offer_model: Callable[[], None],
        parent: QObject | None = None,
    ) -> None:
        """``offer_model`` tells the writer that no model is in use: none is chosen, or its process has ended."""
        super().__init__(parent)
        self._card = card
        self._rewriting = rewriting
        self._varying = varying
        self._editor = editor
        self._model = model
        self._preferences = preferences
        self._notifier = notifier
        self._offer_model = offer_model
        self._lam_key = ""
        self._wanted_text = ""
        self.scene = SceneReview(rewriting, editor, lambda: card.options, self)
        """The review of a scene, paragraph by paragraph."""
        self.scene.begun.connect(self.begun)
        self.scene.changed.connect(lambda: card.show_scene(*self.scene.place))
        self.scene.ended.connect(self._on_scene_ended)
        card.skip_wanted.connect(self.scene.skip)
        model.loaded.connect(self._on_model)
        card.again_wanted.connect(self.try_again)
        card.several_wanted.connect(self.try_several)
        card.slider.lam_changed.connect(self._remember_lam)
        card.modes.changed.connect(self._set_strength)

    def more_creative(self) -> None:
        """Rewrite the selection or the paragraph at the cursor; one more attempt if its card is already open."""
        passage, rewriting = self._editor.passage(), self._rewriting
        if not self._has_model(passage.text if passage is not None else ""):
            return
        if passage is None:
            self._notifier.tell(messages.NOTHING_TO_REWRITE, about=CURSOR)
        elif passage.too_little:
            self._notifier.tell(messages.TOO_LITTLE, about=CURSOR)
        else:
            same = rewriting.passage is not None and passage.text == rewriting.base_text
            if same and not rewriting.state.is_running:
                self.try_again()
            else:
                rewriting.begin(passage, self._card.options)
            self.begun.emit()

    def rewrite_sentence(self) -> None:
        """Rewrite the sentence at the cursor, which is selected for it."""
        self._editor.select_sentence()
        self.more_creative()

    def rewrite_scene(self) -> None:
        """Go through the paragraphs of the scene around the cursor, one rewrite after the other."""
        if self._has_model("") and not self.scene.start():
            self._notifier.tell(NO_SCENE, about=CURSOR)

    def _has_model(self, wanted: str) -> bool:
        """Whether there is a model to rewrite with; if not, say so, and begin with ``wanted`` once there is one."""
        if self._preferences.value.drafting:
            self.tell_drafting()
            return False
        if self._model.has_stopped or self._model.without_model:
            self._offer_model()
            return False
        if self._rewriting.steering is None:
            self._notifier.tell(messages.why_no_model(self._model.reason), about=MODEL)
            self._wanted_text = wanted
            return False
        return True

    def tell_drafting(self) -> None:
        """Say that nothing is scored or rewritten now, and offer to end that."""
        leave = LEAVE_DRAFTING, lambda: self._preferences.change(drafting=False)
        self._notifier.tell(DRAFTING, leave, about=CURSOR)

    def _on_scene_ended(self, n_changed: int, of: int) -> None:
        self._notifier.tell(scene_ended(n_changed, of), about=CURSOR)

    def vary(self) -> None:
        """Show other words for the one at the cursor, or for the selection."""
        if self._has_model("") and self._rewriting.steering is not None:
            self._varying.begin(self._rewriting.steering)

    def try_again(self) -> None:
        """One more attempt at the same passage."""
        self._rewriting.try_again(self._card.options)

    def try_several(self) -> None:
        """Several more attempts at once."""
        self._rewriting.try_several(self._card.options)

    def close_within(self, start: int, end: int) -> None:
        """Close a rewrite of a passage between these positions, which is about to be moved; its attempts are kept."""
        span = self._rewriting.span
        if span is not None and span[0] < end and span[1] > start:
            self._rewriting.dismiss()

    def _on_model(self) -> None:
        """Set the slider, and begin the rewrite that was asked for meanwhile."""
        self._set_strength()
        self._begin_wanted()

    def _set_strength(self) -> None:
        """Set the slider to the strength chosen for the attribute, else to its usual one in the card's mode."""
        ready = self._model.ready
        if ready is None:
            return
        zones, key = ready.attribute.zones, lam_key(ready.model.fingerprint, ready.attribute.name)
        remembered = self._preferences.value.lams.get(key)
        self._lam_key = ""  # the slider's changes while it is set up are not the writer's choice
        self._card.slider.set_zones(zones)
        usable = remembered is not None and zones.allows(remembered)
        usual = ready.attribute.usual_lam(self._mode())
        self._card.slider.set_lam(remembered if usable and remembered is not None else usual)
        self._lam_key = key

    def _mode(self) -> Mode:
        """How the next attempt will be made; without a passage, how the model usually does."""
        mode = self._rewriting.mode(self._card.options)
        if mode is not Mode.AUTO:
            return mode
        return Mode.ENRICH if self._rewriting.model_is_small else Mode.REWRITE

    def _begin_wanted(self) -> None:
        """Begin the rewrite that was asked for while the model was loading, if the cursor is still at that passage."""
        wanted, self._wanted_text = self._wanted_text, ""
        passage = self._editor.passage() if wanted else None
        if passage is not None and passage.text == wanted and self._rewriting.steering is not None:
            self.more_creative()

    def _remember_lam(self, lam: float) -> None:
        ready, preferences = self._model.ready, self._preferences
        if ready is None or not self._card.isVisible():
            return
        if self._lam_key == lam_key(ready.model.fingerprint, ready.attribute.name):
            preferences.change(lams=preferences.value.with_lam(self._lam_key, lam))
