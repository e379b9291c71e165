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
from core.rewrite.checks import Flag
from core.rewrite.cleaning import whole_words
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, Retrying, RewriteEvent, RewriteOrder, Variant, Writing
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS
from core.rewrite.run import mode_for
from core.rewrite.run import rewrite as core_rewrite
from desktop.common import messages
from desktop.editor.text_edit import ManuscriptEditor, Passage, PassageAnchor
from desktop.rewrite.attempt import Attempt, RewriteState, Steering, added
from desktop.rewrite.history import History, Kept

SEVERAL = 3
"""Attempts requested at once; with the existing one there are four to choose from."""
_log = logging.getLogger(__name__)

Rewrite = Callable[[Engine, RewriteOrder], AsyncGenerator[RewriteEvent, None]]


class RewriteController(QObject):
    """Belongs to the GUI thread, inside a running asyncio loop (qasync)."""

    changed = Signal()
    """State, attempts, the attempt shown, or whether the passage was edited meanwhile."""
    streamed = Signal(str)
    """The text of the attempt being written, so far."""
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
        self._steering: Steering | None = None
        self._state = RewriteState.IDLE
        self._sentence = ""
        self._anchor: PassageAnchor | None = None
        self._attempts: list[Attempt] = []
        self._index = -1
        self._partial = ""
        self._n_before = 0
        self._next_seed = 0
        self._n_repeated = self._n_nothing = 0
        self._enriching = False
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
    def attempts(self) -> tuple[Attempt, ...]:
        """All attempts at this passage, earlier ones first."""
        return tuple(self._attempts)

    @property
    def index(self) -> int:
        """Index of the attempt shown; −1 while a new one is being written, or if it gave no text."""
        return -1 if self._state.is_running else self._index

    @property
    def has_earlier(self) -> bool:
        """Whether :meth:`step` back shows an attempt."""
        return not self._state.is_running and self._place > 0

    @property
    def has_later(self) -> bool:
        """Whether :meth:`step` forward shows an attempt."""
        return not self._state.is_running and self._place < len(self._attempts) - 1

    @property
    def current(self) -> Attempt | None:
        """The attempt shown."""
        return self._attempts[self.index] if self.index >= 0 else None

    @property
    def partial(self) -> str:
        """The text so far of the attempt being written."""
        return self._partial

    @property
    def enriching(self) -> bool:
        """Whether the attempt being written keeps the passage's words and adds to them."""
        return self._enriching and self._state.is_running

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
        return mode_for(self._order(self._anchor.passage, self._steering, options), self._engine.model)

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
        kept = self._history.take(passage.text)
        self._attempts, self._next_seed = list(kept.attempts), kept.next_seed
        self._editor.highlight_passage(self._anchor)
        self._start(options)

    def try_again(self, options: RewriteOptions) -> None:
        """Make one more attempt at the same passage, as it is in the document now."""
        if self._anchor is None or self._state.is_running:
            return
        if self._anchor.edited and (text := self._anchor.current_text()).strip():
            start, end = self._anchor.span
            passage = replace(self._anchor.passage, text=text, start=start, end=end)
            # additions belong to the words that they were found for
            kept = Kept(tuple(each for each in self._attempts if not each.additions), self._next_seed)
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
        """Stop computing at once; the text so far becomes an attempt, up to its last whole word."""
        if not self._state.is_running:
            return
        self._cancel()
        if len(self._attempts) > self._n_before:  # of several, the first is complete
            self._index = self._n_before
            self._set(RewriteState.STOPPED, messages.STOPPED)
        elif written := self._written_so_far():
            self._attempts.append(written)
            self._index = len(self._attempts) - 1
            self._set(RewriteState.STOPPED, messages.STOPPED)
        else:
            self._show_none(RewriteState.STOPPED, messages.STOPPED_EMPTY)

    def step(self, by: int) -> None:
        """Show an earlier (−1) or later (1) attempt; if none is shown, the first step back shows the last one."""
        self.show(self._place + by)

    def show(self, index: int) -> None:
        """Show another attempt."""
        if not self._state.is_running and 0 <= index < len(self._attempts):
            self._index = index
            self._set(RewriteState.DONE)

    def edit(self, text: str) -> None:
        """The writer changed the attempt shown, in the card."""
        current = self.current
        if current is not None and current.text != text:
            was_by_hand = current.edited_by_hand
            self._attempts[self._index] = replace(current, text=text)
            if self._attempts[self._index].edited_by_hand is not was_by_hand:
                self.changed.emit()

    def take(self, taken: frozenset[int]) -> None:
        """Take these additions of the attempt shown, by their indices, and leave the others."""
        current = self.current
        if current is not None and current.has_choice and current.taken != taken:
            self._attempts[self._index] = current.with_taken(taken)
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
        if self._ending:
            await asyncio.wait(self._ending)

    # -- inside

    def _start(self, options: RewriteOptions, n: int = 1) -> None:
        assert self._anchor is not None
        steering, passage = self._steering, self._anchor.passage
        if steering is None:
            return
        self._written_by = steering
        self._source = steering.source(self._engine.model)
        if problem := steering.problem(options):
            self._set(RewriteState.FAILED, problem)
            return
        self._options = options
        self._partial = ""
        self._n_before, self._n_repeated, self._n_nothing = len(self._attempts), 0, 0
        order = self._order(passage, steering, replace(options, variants=n, seed=self._next_seed, together=n > 1))
        self._enriching = mode_for(order, self._engine.model) is Mode.ENRICH
        self._next_seed += n
        self._task = asyncio.get_running_loop().create_task(self._write(order))
        self._set(RewriteState.READING, messages.SEEKING if self._enriching else messages.READING)

    def _order(self, passage: Passage, steering: Steering, options: RewriteOptions) -> RewriteOrder:
        return RewriteOrder(
            passage.text,
            steering.attributes,
            options,
            passage.before,
            passage.after,
            known=tuple(text for attempt in self._attempts for text in attempt.texts),
        )

    async def _write(self, order: RewriteOrder) -> None:
        me = asyncio.current_task()
        try:
            async with aclosing(self._rewrite(self._engine, order)) as events:
                async for event in events:
                    if me is self._task:
                        self._take(event)
            if me is self._task:
                self._conclude()
        except InkglowError as error:
            self._fail(me, f"{error}")
        except Exception:
            _log.exception("A rewrite failed")
            self._fail(me, messages.FAILED_UNEXPECTEDLY)

    def _take(self, event: RewriteEvent) -> None:
        match event:
            case Writing(index=index) | Retrying(index=index) if index:
                pass  # only the first of several is shown while it is written
            case Writing(text=text):
                self._partial = text
                self.streamed.emit(text)
                if self._state is not RewriteState.WRITING:
                    self._set(RewriteState.WRITING, messages.SEEKING if self._enriching else messages.WRITING)
            case Retrying():
                self._partial = ""
                self.streamed.emit("")
                self._set(RewriteState.READING, messages.RETRYING)
            case Finished(variant=variant):
                self._keep(variant)

    def _keep(self, variant: Variant) -> None:
        """Add an attempt, unless it is empty, its text already exists, or nothing was found to add."""
        assert self._anchor is not None
        if Flag.REPEATED in variant.flags:
            self._n_repeated += 1
        if Flag.NOTHING_BETTER in variant.flags:
            self._n_nothing += 1
        if not variant.text or {Flag.REPEATED, Flag.NOTHING_BETTER}.intersection(variant.flags):
            return
        passage = self._anchor.passage.text
        text = passage if variant.hunks else variant.text
        before = self._written_by.band(variant.cosine_before, variant.n_tokens_before)
        after = self._written_by.band(variant.cosine_after, variant.n_tokens_after)
        additions = variant.hunks or ()
        self._attempts.append(
            Attempt(text, self._options, variant, before, after, passage, additions, source=self._source)
        )

    def _conclude(self) -> None:
        """Show the first of the new attempts, or say why there is none."""
        n_new = len(self._attempts) - self._n_before
        if n_new:
            self._index = self._n_before
            self._set(RewriteState.DONE, self._words_for_missing(n_new))
        elif self._n_nothing:
            self._show_none(RewriteState.DONE, messages.NOTHING_BETTER)
        else:
            self._show_none(RewriteState.FAILED, messages.NOTHING_NEW if self._n_repeated else messages.NO_PROSE)

    def _words_for_missing(self, n_new: int) -> str:
        if self._n_repeated:
            return messages.some_repeated(n_new, self._n_repeated)
        return messages.some_without(n_new, self._n_nothing) if self._n_nothing else ""

    def _fail(self, task: asyncio.Task[None] | None, sentence: str) -> None:
        if task is self._task:
            self._show_none(RewriteState.FAILED, sentence)

    def _show_none(self, state: RewriteState, sentence: str) -> None:
        """Show no attempt, because the writer could take an earlier one for the new one and accept it."""
        self._index = -1
        self._set(state, f"{sentence} {messages.EARLIER_KEPT}" if self._attempts else sentence)

    @property
    def _place(self) -> int:
        """Index of the attempt shown, or the number of attempts if none is shown."""
        return self._index if self._index >= 0 else len(self._attempts)

    def _cancel(self) -> None:
        task, self._task = self._task, None
        if task is not None and not task.done():
            task.cancel()
            self._ending.add(task)
            task.add_done_callback(self._ending.discard)

    def _put_away(self) -> None:
        self.stop()
        anchor, self._anchor = self._anchor, None
        if anchor is None:
            return
        if self._next_seed:
            self._history.put(anchor.passage.text, Kept(tuple(self._attempts), self._next_seed))
        self._attempts, self._index, self._partial = [], -1, ""
        self._editor.highlight_passage(None)
        anchor.edited_changed.disconnect(self._on_edited)
        anchor.release()

    def _written_so_far(self) -> Attempt | None:
        """The attempt that was stopped, if there is anything of it."""
        if self._enriching and self._partial and self._anchor is not None:
            passage = self._anchor.passage.text
            found = added(passage, self._partial)
            return Attempt(passage, self._options, passage=passage, additions=found, source=self._source)
        text = whole_words(self._partial)
        return Attempt(text, self._options, source=self._source) if text else None

    def _set(self, state: RewriteState, sentence: str = "") -> None:
        self._state, self._sentence = state, sentence
        self.changed.emit()

    def _on_edited(self, _edited: bool) -> None:
        self.changed.emit()
