"""A scripted engine of a small model, so that the real enricher adds to a passage what the script says."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path

from core.engine.fake import ScriptedEngine
from core.engine.protocol import (
    Continuation,
    ContinuationFigures,
    GenerateRequest,
    ModelInfo,
    Priority,
    SteeringVector,
)

PASSAGE = (
    "The lamp in the hall was on when she came in. She put her bag on the table and sat down by the door for a bit. "
    "Then he went to the shop on the hill, and she went to bed in the room at the back of it."
)
TEXT = f"# A chapter\n\n{PASSAGE}\n\nAnother paragraph stands below it, so that there is something to leave alone.\n"
ONE, TWO = " glittering unbelievably everywhere", " magnificently shimmering harbours"
THREE, FOUR = " extraordinarily luminous weathervanes", " phosphorescent architectural catastrophes"


class EnrichingEngine(ScriptedEngine):
    """Every continuation is an entry of the script, ends in a full stop, and fits PASSAGE better than another text."""

    async def load(self, model: Path) -> ModelInfo:
        self.model = replace(await super().load(model), n_params=134_515_008)
        return self.model

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        self.requests += requests
        if self._gate is not None:
            await self._gate.wait()
        yield tuple(Continuation(self.script[i % len(self.script)], ended=True, stop=".") for i in range(len(requests)))

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        found = await super().continuations(before, texts, vector, after=after)
        fits = not before or before.split()[-1] in PASSAGE
        return tuple(replace(each, nats=2.0 if fits else 4.0) for each in found)
