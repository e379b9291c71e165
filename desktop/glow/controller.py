"""Keeps every paragraph's score up to date without blocking the GUI thread.

Typing marks paragraphs stale; after a pause they are scored by awaiting the engine in the GUI thread's asyncio loop
(the engine works in another process). Two tasks send requests, each for one paragraph at a time: one for paragraphs
just typed, which never waits for the other, and one for paragraphs in view and then the rest. Every request carries the
attribute that the glow shows; a reply whose paragraph or attribute has changed meanwhile is dropped; a text scored
before, in an earlier session too, is never scored again.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from hashlib import blake2b

from PySide6.QtCore import QObject, QTimer, Signal

from core.attribute.calibration import Calibration
from core.attribute.names import CREATIVITY
from core.engine.protocol import Engine, EngineStatus, PassageScore, Priority, SteeringVector
from core.errors import EngineDied, InkglowError
from core.manuscript.paragraphs import Kind
from core.score.cache import ScoreStore
from core.score.scoring import Score, to_score, unscored
from desktop.editor.text_edit import ManuscriptEditor, ParagraphChanges, ParagraphView
from desktop.glow.queue import ScoringQueue

TYPING_PAUSE_MS = 900
CACHED_TEXTS = 8192
_AT_ONCE = 20
"""Paragraphs answered from the cache in one go before the event loop gets its turn."""
_RETRY_S = 5.0
"""Seconds to wait for a restarted engine before trying again anyway."""


@dataclass(frozen=True)
class ParagraphGlow:
    """One paragraph's score; ``stale`` while its text is newer than its score."""

    score: Score
    stale: bool


@dataclass(frozen=True, eq=False)
class ShownAttribute:
    """The attribute shown. Scores with the same ``cache_key`` (model, attribute and readout) are comparable."""

    name: str
    vector: SteeringVector
    calibration: Calibration
    cache_key: str
    provisional: bool = False
    """Whether the attribute is."""


_Candidates = Callable[[tuple[int, ...]], Iterator[tuple[int, Priority]]]
"""From the ids in view to the paragraphs to score next, each with its priority."""


class GlowController(QObject):
    """Belongs to the GUI thread, which must run an asyncio loop (qasync). ``shown`` None switches scoring off."""

    score_changed = Signal(int)
    """Id of a paragraph whose glow is new, stale, gone or dismissed."""
    busy_changed = Signal(bool)

    def __init__(
        self,
        engine: Engine,
        editor: ManuscriptEditor,
        shown: ShownAttribute | None = None,
        *,
        store: ScoreStore | None = None,
        pause_ms: int = TYPING_PAUSE_MS,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._editor = editor
        self._shown = shown
        self.why_not = ""
        """Why there is no attribute to show, as a sentence; empty where there is one, or where one is being loaded."""
        self._store = store
        self._cache: OrderedDict[bytes, PassageScore] = OrderedDict()
        self._glow: dict[int, ParagraphGlow] = {}
        self._queue = ScoringQueue()
        self._being_scored: set[tuple[int, int]] = set()
        self._dismissed: set[int] = set()
        self._enabled = True
        self._saving = False
        self._closed = False
        self._busy = False
        self._times_ready = 0
        self._status = EngineStatus.READY
        self._status_changed = asyncio.Event()
        self._tasks: dict[_Candidates, asyncio.Task[None]] = {}
        self._pause = QTimer(self, singleShot=True, interval=pause_ms)
        self._pause.timeout.connect(self._typing_paused)
        self._start = QTimer(self, singleShot=True, interval=0)
        self._start.timeout.connect(self._ensure_running)
        editor.paragraphs_changed.connect(self._on_paragraphs_changed)
        editor.visible_changed.connect(lambda: self._wake() if self._saving else None)
        engine.subscribe(self._on_status)
        self._queue_all()

    # -- state

    @property
    def attribute(self) -> str:
        """Name of the attribute that the glow shows."""
        return self._shown.name if self._shown is not None else CREATIVITY

    @property
    def shown(self) -> ShownAttribute | None:
        """The attribute that the glow shows, with its vector; None while there is none."""
        return self._shown

    @property
    def is_provisional(self) -> bool:
        """Whether the attribute shown is provisional, so that scores will still change."""
        return self._shown is not None and self._shown.provisional

    def glow_of(self, paragraph_id: int) -> ParagraphGlow | None:
        """The paragraph's glow; None where it has none yet, is dismissed, or scoring is off."""
        if not self._enabled or paragraph_id in self._dismissed:
            return None
        return self._glow.get(paragraph_id)

    def is_dismissed(self, paragraph_id: int) -> bool:
        """Whether the writer has dismissed this paragraph's glow."""
        return paragraph_id in self._dismissed

    @property
    def is_enabled(self) -> bool:
        """Whether scoring is switched on."""
        return self._enabled

    @property
    def unread(self) -> int:
        """How many paragraphs are still to be scored."""
        return len(self._queue)

    def chapter_cosines(self, paragraph_id: int | None = None) -> tuple[float, ...]:
        """Cosines of the paragraphs of one chapter that have a band, for comparison.

        It is the chapter of that paragraph, by default of the current one (see :meth:`ParagraphTracker.chapter_of`).
        """
        ids = self._editor.chapter_ids(self._editor.current_id() if paragraph_id is None else paragraph_id)
        glows = (self._glow.get(each) for each in ids)
        scores = (glow.score for glow in glows if glow is not None and glow.score.band is not None)
        return tuple(score.cosine for score in scores if score.cosine is not None)

    @property
    def is_paused(self) -> bool:
        """Whether paragraphs out of view wait until power need not be saved."""
        return self._saving and not self._busy and self._may_score() and len(self._queue) > 0

    @property
    def busy(self) -> bool:
        """Whether a paragraph is being scored or is about to be."""
        return self._busy

    # -- commands

    def set_attribute(self, shown: ShownAttribute | None, *, keep_glow: bool = False, why_not: str = "") -> None:
        """Show another attribute; None switches scoring off, ``why_not`` being the reason in a sentence.

        With the same cache key nothing is scored again.
        ``keep_glow``: the present scores stay, as stale ones, until the new ones replace them.
        """
        key = self._shown.cache_key if self._shown is not None else ""
        if keep_glow and shown is not None:
            for paragraph_id, glow in self._glow.items():
                self._glow[paragraph_id] = replace(glow, stale=True)
        elif shown is None or shown.cache_key != key:
            gone = tuple(self._glow)
            self._glow.clear()
            for paragraph_id in gone:
                self.score_changed.emit(paragraph_id)
        self._shown, self.why_not = shown, why_not
        self._queue_all()

    def set_enabled(self, enabled: bool) -> None:
        """Switch scoring off (no requests, no glow) or on again."""
        if enabled is self._enabled:
            return
        self._enabled = enabled
        for paragraph_id in tuple(self._glow):
            self.score_changed.emit(paragraph_id)
        self._wake()

    def save_power(self, saving: bool) -> None:
        """Compute scores of what is typed and in view only; those known from earlier are shown everywhere."""
        if saving is not self._saving:
            self._saving = saving
            self._queue.resume()
            self._wake()
            self.busy_changed.emit(self._busy)

    def dismiss(self, paragraph_id: int) -> None:
        """No glow for this paragraph until it is edited."""
        self._dismissed.add(paragraph_id)
        self.score_changed.emit(paragraph_id)

    def show_again(self, paragraph_id: int) -> None:
        """Show the glow of a dismissed paragraph again."""
        self._dismissed.discard(paragraph_id)
        self.score_changed.emit(paragraph_id)

    async def close(self) -> None:
        """Stop permanently: cancel requests under way and close the store."""
        self._closed = True
        self._pause.stop()
        self._start.stop()
        for task in self._tasks.values():
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks.values())
        if self._store is not None:
            self._store.close()

    # -- inside: what needs scoring

    def _on_paragraphs_changed(self, changes: ParagraphChanges) -> None:
        for paragraph_id in changes.removed:
            self._glow.pop(paragraph_id, None)
            self._queue.remove(paragraph_id)
            self._dismissed.discard(paragraph_id)
        typed_in = self._editor.current_id()
        for paragraph_id in changes.changed:
            self._mark(paragraph_id, held=paragraph_id == typed_in)
        self._wake()

    def _mark(self, paragraph_id: int, *, held: bool) -> None:
        was_dismissed = paragraph_id in self._dismissed
        self._dismissed.discard(paragraph_id)
        glow = self._glow.get(paragraph_id)
        if self._editor.kind_of(paragraph_id) is not Kind.PROSE:
            self._queue.remove(paragraph_id)
            if self._glow.pop(paragraph_id, None) is not None:
                self.score_changed.emit(paragraph_id)
            return
        self._queue.add(paragraph_id)
        if held:
            self._queue.hold(paragraph_id)
            self._pause.start()
        if glow is not None and not glow.stale:
            self._glow[paragraph_id] = replace(glow, stale=True)
        if glow is not None and (was_dismissed or not glow.stale):
            self.score_changed.emit(paragraph_id)

    def _queue_all(self) -> None:
        for paragraph_id in self._editor.paragraph_ids():
            if self._editor.kind_of(paragraph_id) is Kind.PROSE:
                self._queue.add(paragraph_id)
        self._wake()

    def _typing_paused(self) -> None:
        self._queue.release()
        self._wake()

    # -- inside: the two tasks

    def _wake(self) -> None:
        if not self._closed and not self._start.isActive():
            self._start.start()

    def _ensure_running(self) -> None:
        """A timer's slot, so that it runs inside the loop even where the controller was built before the loop ran."""
        for candidates in (self._queue.just_typed, self._queue.others) if self._has_ready() else ():
            task = self._tasks.get(candidates)
            if (task is None or task.done()) and self._next(candidates) is not None:
                self._tasks[candidates] = asyncio.get_running_loop().create_task(self._work(candidates))
        self._sync_busy()

    async def _work(self, candidates: _Candidates) -> None:
        done = 0
        while self._shown is not None and (found := self._next(candidates)) is not None:
            view, priority = found
            job = (view.id, view.revision)
            self._being_scored.add(job)
            self._sync_busy()
            try:
                await self._score(view, priority, self._shown)
            finally:
                self._being_scored.discard(job)
            done += 1
            if done % _AT_ONCE == 0:
                await asyncio.sleep(0)
        self._sync_busy()

    async def _score(self, view: ParagraphView, priority: Priority, shown: ShownAttribute) -> None:
        if (score := unscored(view.text)) is not None:
            self._show(view, score)
            return
        digest = _digest(view.text, shown.cache_key)
        raw = await self._seen_before(digest)
        if raw is not None:
            self._apply(view, raw, shown)
        elif self._saving and priority is Priority.REST:
            self._queue.put_off(view.id)
        elif (raw := await self._ask(view, priority, shown)) is not None:
            self._remember(digest, raw)
            self._apply(view, raw, shown)
            if self._store is not None:
                await asyncio.to_thread(self._store.put, digest, raw)

    async def _seen_before(self, digest: bytes) -> PassageScore | None:
        if digest in self._cache or self._store is None:
            return self._cache.get(digest)
        stored = await asyncio.to_thread(self._store.get, digest)
        if stored is not None:
            self._remember(digest, stored)
        return stored

    def _remember(self, digest: bytes, raw: PassageScore) -> None:
        """Remember it without its tokens, which would take most of the memory; who shows phrases asks anew."""
        self._cache[digest] = replace(raw, tokens=())
        while len(self._cache) > CACHED_TEXTS:
            self._cache.popitem(last=False)

    async def _ask(self, view: ParagraphView, priority: Priority, shown: ShownAttribute) -> PassageScore | None:
        times_ready = self._times_ready
        try:
            return await self._engine.score(view.text, shown.vector, revision=view.revision, priority=priority)
        except EngineDied:
            await self._engine_back(times_ready)
        except InkglowError:
            if shown is self._shown:
                self._give_up(view)
        return None

    def _apply(self, view: ParagraphView, raw: PassageScore, shown: ShownAttribute) -> None:
        now = self._editor.paragraph(view.id)
        if now is None or now.revision != view.revision or self._shown is None:
            return
        if shown.cache_key != self._shown.cache_key:
            return
        self._show(view, to_score(replace(raw, tokens=()), view.text, self._shown.calibration))

    def _show(self, view: ParagraphView, score: Score) -> None:
        self._queue.remove(view.id)
        self._glow[view.id] = ParagraphGlow(score, stale=False)
        self.score_changed.emit(view.id)

    def _give_up(self, view: ParagraphView) -> None:
        """The engine cannot score this text: leave it without glow until it is edited."""
        now = self._editor.paragraph(view.id)
        if now is not None and now.revision == view.revision:
            self._queue.remove(view.id)
            if self._glow.pop(view.id, None) is not None:
                self.score_changed.emit(view.id)

    def _next(self, candidates: _Candidates) -> tuple[ParagraphView, Priority] | None:
        """The next paragraph to score that no other request is for already."""
        if not self._may_score():
            return None
        for paragraph_id, priority in candidates(self._editor.visible_ids()):
            view = self._editor.paragraph(paragraph_id)
            if view is not None and (view.id, view.revision) not in self._being_scored:
                return view, priority
        return None

    def _may_score(self) -> bool:
        return self._enabled and not self._closed and self._shown is not None and self._engine.model is not None

    def _has_ready(self) -> bool:
        return self._queue.has_ready(self._editor.visible_ids() if self._saving else ())

    def _sync_busy(self) -> None:
        """Update :attr:`busy`: something is being scored, or is ready to be."""
        busy = bool(self._being_scored) or (self._may_score() and self._has_ready())
        if busy is not self._busy:
            self._busy = busy
            self.busy_changed.emit(busy)

    # -- inside: the engine's health

    def _on_status(self, status: EngineStatus, _sentence: str) -> None:
        self._status = status
        if status is EngineStatus.READY:
            self._times_ready += 1
            self._wake()
        self._status_changed.set()

    async def _engine_back(self, times_ready: int) -> None:
        """Wait until the engine has become ready since ``times_ready`` was read, or until the timeout."""
        while not self._closed and self._times_ready == times_ready:
            self._status_changed.clear()
            try:
                await asyncio.wait_for(self._status_changed.wait(), _RETRY_S)
            except TimeoutError:
                if self._status is EngineStatus.READY:
                    return


def _digest(text: str, cache_key: str) -> bytes:
    return blake2b(f"{cache_key}\0{text}".encode(errors="surrogatepass"), digest_size=16).digest()
