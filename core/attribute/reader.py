"""Reading texts for a derivation, in batches, each at most once however often it is stopped."""

from __future__ import annotations

from collections.abc import Sequence

from core.attribute.samples import Sample, SampleStore
from core.attribute.source import Messages, Progress, StateSource, in_batches
from core.engine.protocol import SteeringVector, TextStates


class Reader:
    """Reads through a source, and keeps what was read in a store."""

    def __init__(self, source: StateSource, store: SampleStore, progress: Progress) -> None:
        self.source = source
        self.store = store
        self.progress = progress

    async def read(
        self, texts: Sequence[str], context: str, stage: str, prompts: Sequence[Messages] = ()
    ) -> list[TextStates]:
        """States of raw texts read as ``context`` says or, with ``prompts``, of each as the answer to its own."""
        asked = list(prompts) or [()] * len(texts)
        keys = [("read", context, *(turn.content for turn in asked[i]), text) for i, text in enumerate(texts)]
        found: dict[int, TextStates] = {}
        for batch in in_batches(range(len(texts)), self.source.batch_size):
            missing = []
            for i in batch:
                sample = self.store.get(*keys[i])
                if sample is None:
                    missing.append(i)
                else:
                    found[i] = sample.states
            if missing:
                wanted = [texts[i] for i in missing]
                states = await self.source.states(wanted, [asked[i] for i in missing], context)
                for i, each in zip(missing, states, strict=True):
                    found[i] = each
                    self.store.put(Sample(texts[i], each), *keys[i])
            self.progress(stage, len(found), len(texts))
        return [found[i] for i in range(len(texts))]

    async def cosines(self, texts: Sequence[str], vector: SteeringVector, stage: str) -> list[float]:
        """Mean per-token cosine of each text under the vector's recipe, whatever its minimum of tokens."""
        values: list[float] = []
        for batch in in_batches(texts, self.source.batch_size):
            values += [score.cosine or 0.0 for score in await self.source.token_cosines(batch, vector)]
            self.progress(stage, len(values), len(texts))
        return values
