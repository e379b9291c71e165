"""Scores a rewrite while it is written, so that its words can be tinted."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from core.attribute.calibration import Band
from core.engine.protocol import Engine, Priority, TokenCosine
from core.errors import InkglowError
from core.rewrite.cleaning import whole_words
from desktop.rewrite.attempt import Steering

NEW_WORDS = 6
"""Words after which the text is read again: the reading takes its time from the writing."""
_AROUND = 2
"""Words on either side that a word's tint counts with it, because single words vary much."""


@dataclass(frozen=True)
class TintedWords:
    """``text[start:end]``, one or more words, and the band of each with those around it."""

    start: int
    end: int
    band: Band


class LiveScore(QObject):
    """Reads the text that is being written every few words, one reading at a time. GUI thread, in an asyncio loop."""

    read = Signal(str, object)
    """A text, as far as it was read, and a tuple of its :class:`TintedWords`."""

    def __init__(self, engine: Engine, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._task: asyncio.Task[None] | None = None
        self._last = ""

    def follow(self, text: str, steering: Steering) -> None:
        """``text`` is what is shown now; nothing happens while a reading runs or too few words are new."""
        text = whole_words(text)
        if not text.startswith(self._last):
            self._last = ""
        is_reading = self._task is not None and not self._task.done()
        if not is_reading and len(text[len(self._last) :].split()) >= NEW_WORDS:
            self._last = text
            self._task = asyncio.get_running_loop().create_task(self._read(text, steering))

    def stop(self) -> None:
        """Nothing is written any more."""
        self._last = ""
        if self._task is not None:
            self._task.cancel()

    async def close(self) -> None:
        """Stop, and wait until nothing is read."""
        self.stop()
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _read(self, text: str, steering: Steering) -> None:
        try:
            score = await self._engine.score(text, steering.vector, priority=Priority.TYPED)
        except InkglowError:
            return  # the rewrite itself says what has happened
        if self._last == text:
            self.read.emit(text, tinted_words(text, score.tokens, steering))


def tinted_words(text: str, tokens: Sequence[TokenCosine], steering: Steering) -> tuple[TintedWords, ...]:
    """The words of ``text`` with their bands; neighbours of the same band are together, and plain words left out."""
    places: list[tuple[int, int]] = []
    at = 0
    for word in text.split():
        start = text.index(word, at)
        at = start + len(word)
        places.append((start, at))
    found: list[TintedWords] = []
    for index, (start, end) in enumerate(places):
        first, last = places[max(0, index - _AROUND)][0], places[min(len(places) - 1, index + _AROUND)][1]
        cosines = [token.cosine for token in tokens if token.start < last and token.end > first]
        band = steering.band(sum(cosines) / len(cosines), len(cosines), text) if cosines else None
        if band is None or band is Band.PLAIN:
            continue
        if found and index and found[-1].band is band and found[-1].end == places[index - 1][1]:
            start = found.pop().start
        found.append(TintedWords(start, end, band))
    return tuple(found)
