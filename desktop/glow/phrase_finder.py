"""Finds out, when asked, which phrases of a paragraph lift its score and which lower it.

Results are kept under the paragraph's text and the attribute's cache key (model, attribute and readout), and looked up
by what these are now: a result of another text, model or attribute is never shown.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from core.engine.protocol import Engine, Priority
from core.errors import InkglowError
from core.score.phrase_effects import PhraseEffect, phrase_effects
from core.score.scoring import Score
from desktop.editor.text_edit import ManuscriptEditor
from desktop.glow.controller import GlowController, ShownAttribute

_Key = tuple[str, str]
"""A paragraph's text, and the cache key of the attribute."""
_REMEMBERED = 64
"""Paragraphs whose phrases are remembered."""


@dataclass(frozen=True)
class FoundPhrases:
    """What is known about a paragraph's phrases so far. ``failed`` where the model could not go on."""

    effects: tuple[PhraseEffect, ...] = ()
    complete: bool = False
    failed: bool = False


class PhraseFinder(QObject):
    """Looks at one paragraph at a time; asking about another stops that. GUI thread, with asyncio's loop running."""

    changed = Signal(int)
    """Id of a paragraph about whose phrases more is known, or was given up."""

    def __init__(
        self, engine: Engine, editor: ManuscriptEditor, glow: GlowController, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._engine = engine
        self._editor = editor
        self._glow = glow
        self._found: OrderedDict[_Key, FoundPhrases] = OrderedDict()
        self._task: asyncio.Task[None] | None = None
        self._looking_at: _Key | None = None
        self._next: Callable[[], Coroutine[Any, Any, None]] | None = None
        self._start = QTimer(self, singleShot=True, interval=0)  # its slot runs inside the loop, whoever asked
        self._start.timeout.connect(self._begin)
        editor.text_leaving.connect(self.stop)

    def found(self, paragraph_id: int) -> FoundPhrases | None:
        """What is known about the paragraph's present text by the present attribute; None if it was not asked."""
        key = self._key(paragraph_id)
        return None if key is None else self._found.get(key)

    def is_looking_at(self, paragraph_id: int) -> bool:
        """Whether the paragraph's present text is being looked at now."""
        return self._looking_at is not None and self._looking_at == self._key(paragraph_id)

    def find(self, paragraph_id: int) -> None:
        """Look at the paragraph's phrases, unless they are known or it has no glow; stop what is looked at now."""
        key, shown, glow = self._key(paragraph_id), self._glow.shown, self._glow.glow_of(paragraph_id)
        if key is not None and key == self._looking_at:
            return
        self.stop()
        if key is None or shown is None or glow is None or glow.stale or glow.score.cosine is None:
            return
        if (known := self._found.get(key)) is None or not known.complete:
            self._found.pop(key, None)
            self._looking_at = key
            self._next = lambda: self._look(paragraph_id, key, glow.score, shown)
            self._start.start()

    def stop(self) -> None:
        """Stop looking; what is incomplete is forgotten."""
        self._start.stop()
        key, self._looking_at = self._looking_at, None
        if self._task is not None:
            self._task.cancel()
        if key is not None:
            self._found.pop(key, None)

    async def close(self) -> None:
        """Stop, and wait until nothing runs any more."""
        task = self._task
        self.stop()
        if task is not None:
            await asyncio.wait([task])

    def _begin(self) -> None:
        if self._next is not None:
            self._task = asyncio.get_running_loop().create_task(self._next())

    async def _look(self, paragraph_id: int, key: _Key, score: Score, shown: ShownAttribute) -> None:
        effects: list[PhraseEffect] = []
        failed = False
        try:
            stream = phrase_effects(self._engine, key[0], score, shown.vector, priority=Priority.VISIBLE)
            async with contextlib.aclosing(stream):
                async for effect in stream:
                    effects.append(effect)
                    self._remember(paragraph_id, key, FoundPhrases(tuple(effects)))
        except InkglowError:
            failed = True
        self._looking_at = None
        self._remember(paragraph_id, key, FoundPhrases(tuple(effects), not failed, failed))

    def _remember(self, paragraph_id: int, key: _Key, found: FoundPhrases) -> None:
        self._found[key] = found
        while len(self._found) > _REMEMBERED:
            self._found.popitem(last=False)
        self.changed.emit(paragraph_id)

    def _key(self, paragraph_id: int) -> _Key | None:
        view, shown = self._editor.paragraph(paragraph_id), self._glow.shown
        return None if view is None or shown is None else (view.text, shown.cache_key)
