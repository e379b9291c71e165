"""Runs rewrites of one passage at a time and keeps every attempt. Only :meth:`accept` changes the document."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.engine.protocol import Engine
from core.errors import InkglowError
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, Retrying, RewriteEvent, RewriteOrder, Writing
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS
from core.rewrite.run import mode_for
from core.rewrite.run import rewrite as core_rewrite
from desktop.common import messages
from desktop.common.translation import worded
from desktop.editor.text_edit import ManuscriptEditor, Passage, PassageAnchor
from desktop.rewrite.attempt import Attempt, RewriteState, Steering
from desktop.rewrite.attempts import Attempts
from desktop.rewrite.batch import Batch, Growing, none_is_livelier
from desktop.rewrite.history import History
from desktop.rewrite.live_score import LiveScore
from desktop.rewrite.orders import SEVERAL, order_for, with_ladder
from desktop.rewrite.words import none_livelier

_log = logging.getLogger(__name__)

Rewrite = Callable[[Engine, RewriteOrder], AsyncGenerator[RewriteEvent, None]]


class RewriteController(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop (qasync)."""

    changed = Signal()
    """State, attempts, the attempt shown, or whether the passage was edited meanwhile."""
    streamed = Signal(str)
    """The text of the attempt being written, so far."""
    accepting = Signal()
    """A rewrite is about to be put into the document."""
    accepted = Signal()
    """The rewrite is in the document now; one undo removes it."""
    taken = Signal(object)
    """The :class:`~core.record.entries.Entry` of the rewrite that was accepted, for the record."""
    closed = Signal()
    """No passage is being rewritten any more."""
    forgotten = Signal()
    """Another document is being opened: what was chosen for this one no longer applies."""

    def __init__(
        self,
        engine: Engine,
        editor: ManuscriptEditor,
        *,
        rewrite: Rewrite = core_rewrite,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._editor = editor
        self._rewrite = rewrite
        self.live = LiveScore(engine, self)
        """What the attempt that is shown scores while it is written anew."""
        self.ladder = True
        """Whether a passage written anew comes at several strengths at once."""
        self._steering: Steering | None = None
        self._state = RewriteState.IDLE
        self._sentence = ""
        self._anchor: PassageAnchor | None = None
        self._attempts = Attempts()
        self._batch: Batch | None = None
        self._bolder: float | None = None
        self._history = History()
        self._task: asyncio.Task[None] | None = None
        self._ending: set[asyncio.Task[None]] = set()

    # -- state

    @property
    def steering(self) -> Steering | None:
        """The attribute that steers; None while there is no model."""
        return self._steering

    @property
    def state(self) -> RewriteState:
        """State of the newest attempt."""
        return self._state

    @property
    def sentence(self) -> str:
        """A sentence for the writer about the state; may be empty."""
        return self._sentence

    @property
    def passage(self) -> Passage | None:
        """The passage as it was picked; None where nothing is being rewritten."""
        return self._anchor.passage if self._anchor is not None else None

    @property
    def span(self) -> tuple[int, int] | None:
        """Where the passage is in the document now (UTF-16 positions)."""
        return self._anchor.span if self._anchor is not None else None

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        """All attempts at this passage, earlier ones first."""
        return self._attempts.all

    @property
    def index(self) -> int:
        """Index of the attempt shown; −1 while a new one is being written, or if it gave no text."""
        return -1 if self._state.is_running else self._attempts.index

    @property
    def has_earlier(self) -> bool:
        """Whether :meth:`step` back shows an attempt."""
        return not self._state.is_running and self._attempts.place > 0

    @property
    def has_later(self) -> bool:
        """Whether :meth:`step` forward shows an attempt."""
        return not self._state.is_running and self._attempts.place < len(self.attempts) - 1

    @property
    def current(self) -> Attempt | None:
        """The attempt shown."""
        return self.attempts[self.index] if self.index >= 0 else None

    @property
    def partial(self) -> str:
        """The text so far of the attempt that is shown while it is written."""
        return self._batch.text if self._batch is not None else ""

    @property
    def growing(self) -> tuple[Growing, ...]:
        """The attempts being written, which come after :attr:`attempts`."""
        return self._batch.growing if self._batch is not None else ()

    @property
    def growing_shown(self) -> int:
        """Index in :attr:`growing` of the one that is shown."""
        return self._batch.shown if self._batch is not None else -1

    @property
    def enriching(self) -> bool:
        """Whether the attempt being written keeps the passage's words and adds to them."""
        return self._batch is not None and self._batch.enriching

    @property
    def bolder(self) -> float | None:
        """A higher λ to try, where none of the newest attempts is livelier; else None."""
        return None if self._state.is_running or self.index >= 0 else self._bolder

    @property
    def model_is_small(self) -> bool:
        """Whether the model is too small to write passages anew reliably."""
        model = self._engine.model
        return model is not None and model.n_params < SMALL_MODEL_PARAMETERS

    @property
    def can_accept(self) -> bool:
        """Whether the attempt shown can be accepted as it is."""
        current = self.current
        return current is not None and current.can_be_accepted and not self.edited_meanwhile

    @property
    def edited_meanwhile(self) -> bool:
        """Whether the passage in the document is no longer the one that was sent to the model."""
        return self._anchor is not None and self._anchor.edited

    @property
    def base_text(self) -> str:
        """The text that an attempt is compared with: the passage as it is in the document now."""
        return self._anchor.current_text() if self._anchor is not None else ""

    def mode(self, options: RewriteOptions) -> Mode:
        """How an attempt at the passage with ``options`` would be made; AUTO where there is no passage."""
        if self._anchor is None or self._steering is None:
            return options.mode
        return mode_for(order_for(self._anchor.passage, self._steering, options, ()), self._engine.model)

    # -- commands

    def set_steering(self, steering: Steering | None) -> None:
        """A model and attribute are ready, or gone."""
        self._steering = steering
        if steering is None and self._state.is_running:
            self.stop()
        self.changed.emit()

    def begin(self, passage: Passage, options: RewriteOptions) -> None:
        """Rewrite ``passage``. The passage before it is closed, and its attempts are remembered."""
        self._put_away()
        self._anchor = self._editor.anchor(passage)
        self._anchor.edited_changed.connect(self._on_edited)
        self._attempts = Attempts(self._history.take(passage.text))
        self._editor.highlight_passage(self._anchor)
        self._start(options)

    def try_again(self, options: RewriteOptions) -> None:
        """Make one more attempt at the same passage, as it is in the document now."""
        if self._anchor is None or self._state.is_running:
            return
        if self._anchor.edited and (text := self._anchor.current_text()).strip():
            start, end = self._anchor.span
            passage = replace(self._anchor.passage, text=text, start=start, end=end)
            kept = self._attempts.kept_for_other_words
            self._put_away()
            self._history.put(passage.text, kept)
            self.begin(passage, options)
            return
        self._start(options)

    def try_several(self, options: RewriteOptions, n: int = SEVERAL) -> None:
        """Make ``n`` more attempts in one batch, which takes little longer than two; the first is shown as it grows."""
        if self._anchor is not None and not self._anchor.edited and not self._state.is_running:
            self._start(options, n)

    def stop(self) -> None:
        """Stop computing at once; each text so far becomes an attempt, up to its last whole word."""
        batch = self._batch
        if batch is None:
            return
        self._cancel()
        found, shown = batch.stopped()
        if found:
            self._attempts.add(found, shown)
            self._set(RewriteState.STOPPED, messages.STOPPED)
        else:
            self._show_none(RewriteState.STOPPED, messages.STOPPED_EMPTY)

    def step(self, by: int) -> None:
        """Show an earlier (−1) or later (1) attempt; if none is shown, the first step back shows the last one."""
        self.show(self._attempts.place + by)

    def show(self, index: int) -> None:
        """Show another attempt; while some are written, another of those."""
        if self._batch is not None:
            growing = index - len(self.attempts)
            if 0 <= growing < len(self._batch.growing):
                self._batch.shown = growing
                self.changed.emit()
        elif 0 <= index < len(self.attempts):
            self._attempts.index = index
            self._set(RewriteState.DONE)

    def edit(self, text: str) -> None:
        """The writer changed the attempt shown, in the card."""
        current = self.current
        if current is not None and current.text != text and self._attempts.edit(text):
            self.changed.emit()

    def take(self, taken: frozenset[int]) -> None:
        """Take these additions of the attempt shown, by their indices, and leave the others."""
        current = self.current
        if current is not None and current.has_choice and current.taken != taken:
            self._attempts.take(taken)
            self.changed.emit()

    def accept(self, *, replace_edited: bool = False) -> bool:
        """Put the attempt shown into the document, as one undo step.

        Refused (False) if no addition is taken, or if the passage has been edited meanwhile, unless ``replace_edited``
        is set.
        """
        current = self.current
        if self._anchor is None or current is None or not current.can_be_accepted:
            return False
        if self._anchor.edited and not replace_edited:
            return False
        entry = current.entry(self._anchor.current_text())
        self.accepting.emit()
        self._editor.replace(self._anchor, current.text)
        self.accepted.emit()
        self.taken.emit(entry)
        self.dismiss()
        return True

    def dismiss(self) -> None:
        """Close without touching the document. The attempts come back when the same passage is rewritten again."""
        if self._anchor is not None:
            self._put_away()
            self._set(RewriteState.IDLE)
            self.closed.emit()

    def forget(self) -> None:
        """Close, and forget the attempts at passages of this document, because another is being opened."""
        self.dismiss()
        self._history.clear()
        self.forgotten.emit()

    async def close(self) -> None:
        """Stop, and wait until nothing runs."""
        self.dismiss()
        await self.live.close()
        if self._ending:
            await asyncio.wait(self._ending)

    # -- inside

    def _start(self, options: RewriteOptions, n: int = 1) -> None:
        assert self._anchor is not None
        steering, passage = self._steering, self._anchor.passage
        if steering is None:
            return
        if problem := steering.problem(options):
            self._set(RewriteState.FAILED, problem)
            return
        wanted = replace(options, variants=n, seed=self._attempts.next_seed, together=n > 1)
        order = order_for(passage, steering, wanted, self.attempts)
        if self.ladder:
            order = with_ladder(order, self._engine.model)
        self._attempts.next_seed += order.options.variants
        self._bolder = None
        model = self._engine.model
        enriching = mode_for(order, model) is Mode.ENRICH
        self._batch = Batch(order, options, steering, steering.source(model), enriching=enriching)
        self._task = asyncio.get_running_loop().create_task(self._write(order, self._batch))
        self._set(RewriteState.READING, messages.SEEKING if self.enriching else messages.READING)

    async def _write(self, order: RewriteOrder, batch: Batch) -> None:
        try:
            async with aclosing(self._rewrite(self._engine, order)) as events:
                async for event in events:
                    if batch is self._batch:
                        self._take(batch, event)
            if batch is self._batch:
                self._conclude(batch, order.options)
        except InkglowError as error:
            self._fail(batch, worded(error))
        except Exception:
            _log.exception("A rewrite failed")
            self._fail(batch, messages.FAILED_UNEXPECTEDLY)

    def _take(self, batch: Batch, event: RewriteEvent) -> None:
        match event:
            case Writing(index=index, text=text):
                batch.write(index, text)
                if self._state is not RewriteState.WRITING:
                    self._set(RewriteState.WRITING, messages.SEEKING if batch.enriching else messages.WRITING)
            case Retrying(index=index):
                batch.write(index, "")
                if index == batch.shown:
                    self._set(RewriteState.READING, messages.RETRYING)
            case Finished(index=index, variant=variant):
                batch.finish(index, variant)
        self.streamed.emit(batch.text)
        if not batch.enriching and self._steering is not None:
            self.live.follow(batch.text, self._steering)

    def _conclude(self, batch: Batch, options: RewriteOptions) -> None:
        """Show the best of the new attempts, or say why there is none, or none to offer."""
        self._batch = None
        found = batch.attempts()
        if none_is_livelier(found, options):
            self._bolder = self._steering.bolder(options) if self._steering is not None else None
            first = len(self.attempts) + 1
            self._attempts.add(found, shown=-1)
            self._set(RewriteState.DONE, none_livelier(len(found), first))
        elif found:
            self._attempts.add(found, shown=0)
            self._set(RewriteState.DONE, batch.missing(len(found)))
        else:
            state = RewriteState.DONE if batch.found_nothing else RewriteState.FAILED
            self._show_none(state, batch.why_none())

    def _fail(self, batch: Batch, sentence: str) -> None:
        if batch is self._batch:
            self._batch = None
            self._attempts.add(batch.attempts(), shown=-1)
            self._show_none(RewriteState.FAILED, sentence)

    def _show_none(self, state: RewriteState, sentence: str) -> None:
        """Show no attempt, because the writer could take an earlier one for the new one and accept it."""
        self._attempts.index = -1
        self._set(state, f"{sentence} {messages.EARLIER_KEPT}" if self.attempts else sentence)

    def _cancel(self) -> None:
        task, self._task, self._batch = self._task, None, None
        if task is not None and not task.done():
            task.cancel()
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _put_away(self) -> None:
        self.stop()
        anchor, self._anchor = self._anchor, None
        if anchor is None:
            return
        if self._attempts.next_seed:
            self._history.put(anchor.passage.text, self._attempts.kept)
        self._attempts = Attempts()
        self._editor.highlight_passage(None)
        anchor.edited_changed.disconnect(self._on_edited)
        anchor.release()

    def _set(self, state: RewriteState, sentence: str = "") -> None:
        self._state, self._sentence = state, sentence
        if not state.is_running:
            self.live.stop()
        self.changed.emit()

    def _on_edited(self, _edited: bool) -> None:
        self.changed.emit()
