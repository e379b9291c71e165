"""Whether the text after a passage still follows from its rewrite, as far as the unsteered model can tell."""

from __future__ import annotations

from core.engine.protocol import Engine
from core.rewrite.checks import Flag, sense_flags
from core.rewrite.order import RewriteOrder

_BEFORE, _END, _AFTER = 240, 600, 160
"""Characters read of the text before, of the end of the passage, and of the text after."""


class SenseCheck:
    """Compares how likely the text after the passage is after the passage and after a rewrite of it."""

    def __init__(self, engine: Engine, order: RewriteOrder) -> None:
        self._engine, self._order = engine, order
        self._after = " ".join(order.after.split())[:_AFTER].rsplit(" ", 1)[0]
        self._of_passage: float | None = None

    async def flags(self, text: str) -> list[Flag]:
        """SENSE where what follows becomes clearly less likely; nothing where nothing follows."""
        return sense_flags(await self.lost(text)) if self._after else []

    async def lost(self, text: str) -> float:
        """Nats per token by which what follows is less likely after ``text`` than after the passage."""
        wanted = [text] if self._of_passage is not None else [self._order.passage, text]
        before = " ".join(self._order.before.split())[-_BEFORE:].partition(" ")[2]
        figures = await self._engine.continuations(
            before,
            [f" {' '.join(each.split())[-_END:]}" for each in wanted],
            self._order.attributes[0].vector,
            after=f" {self._after}",
        )
        if self._of_passage is None:
            self._of_passage = figures[0].following
        return figures[-1].following - self._of_passage
