"""Read texts for a derivation in batches, with a cache, so that a resumed run does not read a text again."""

from __future__ import annotations

from collections.abc import Sequence

from core.derivation.cache import Sample, SampleStore
from core.derivation.stages import Progress, Step
from core.derivation.state_source import Advance, Messages, StateSource, in_batches
from core.engine.protocol import SteeringVector, TextStates


class Reader:
    """Reads texts through a source and caches their states in a store."""

    def __init__(
        self, source: StateSource, store: SampleStore, progress: Progress, last_layer: int | None = None
    ) -> None:
        """``last_layer``: the last one that is needed of any text; None for all of them."""
        self.source = source
        self.store = store
        self.progress = progress
        self.last_layer = last_layer

    @property
    def layers_key(self) -> tuple[str, ...]:
        """The part of a key in the store that tells the layers that were read."""
        return () if self.last_layer is None else (f"to layer {self.last_layer}",)

    async def read(
        self, texts: Sequence[str], context: str, step: Step, prompts: Sequence[Messages] = ()
    ) -> list[TextStates]:
        """States of each text in ``context`` or, with ``prompts``, as the answer to its own prompt."""
        requests = list(prompts) or [()] * len(texts)
        keys = [
            ("read", *self.layers_key, context, *(turn.content for turn in requests[i]), text)
            for i, text in enumerate(texts)
        ]
        found = {i: sample.states for i, sample in (await self.store.load(keys)).items()}
        self.progress(step, len(found), len(texts))
        for batch in in_batches([i for i in range(len(texts)) if i not in found], self.source.batch_size):
            within = part_of(self.progress, step, len(found), len(batch), len(texts))
            chosen, asked = [texts[i] for i in batch], [requests[i] for i in batch]
            states = await self.source.states(chosen, asked, context, within, last_layer=self.last_layer)
            found |= zip(batch, states, strict=True)
            await self.store.keep([(Sample(texts[i], found[i]), keys[i]) for i in batch])
            self.progress(step, len(found), len(texts))
        return [found[i] for i in range(len(texts))]

    async def read_sides(
        self, sides: tuple[Sequence[str], Sequence[str]], context: str, step: Step
    ) -> tuple[list[TextStates], list[TextStates]]:
        """:meth:`read` two sides as one step, so that its progress runs from 0 to the end once."""
        states = await self.read([*sides[0], *sides[1]], context, step)
        return states[: len(sides[0])], states[len(sides[0]) :]

    async def cosines(self, texts: Sequence[str], vector: SteeringVector, step: Step) -> list[float]:
        """Mean per-token cosine of each text under the vector's readout, ignoring its minimum number of tokens."""
        values: list[float] = []
        self.progress(step, 0, len(texts))
        for batch in in_batches(texts, self.source.batch_size):
            within = part_of(self.progress, step, len(values), len(batch), len(texts))
            values += [score.cosine or 0.0 for score in await self.source.token_cosines(batch, vector, within)]
            self.progress(step, len(values), len(texts))
        return values

    async def cosines_of_sides(
        self, sides: tuple[Sequence[str], Sequence[str]], vector: SteeringVector, step: Step
    ) -> tuple[list[float], list[float]]:
        """:meth:`cosines` of two sides, reported as one step."""
        values = await self.cosines([*sides[0], *sides[1]], vector, step)
        return values[: len(sides[0])], values[len(sides[0]) :]


def part_of(progress: Progress, step: Step, done: float, n: float, total: int) -> Advance:
    """A callback for a call that does ``n`` pieces of a step, of which ``done`` are finished before it."""
    return lambda share: progress(step, done + share * n, total)
