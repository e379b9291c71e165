"""The model's own samples for a derivation: generated, read, and kept in the cache."""

from __future__ import annotations

from collections.abc import Sequence

from core.derivation.cache import Sample
from core.derivation.plan import Plan
from core.derivation.premises import ContrastSide, Premise
from core.derivation.stages import Stage, Step
from core.derivation.state_source import Messages, in_batches
from core.derivation.text_reader import Reader, part_of


class Samples:
    """Generates and reads samples for one plan from prompts."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan

    async def zero_shot(self, premises: Sequence[Premise], side: ContrastSide, stage: Stage) -> list[Sample]:
        """All samples: the first of every premise, then the second of every premise, and so on."""
        samples: list[Sample] = []
        for number in range(self._plan.samples_per_premise):
            requests = [self._plan.contrast.prompt(premise, side, number) for premise in premises]
            step = Step(stage, number=number, of=self._plan.samples_per_premise)
            samples += await self.answers(premises, requests, step)
        return samples

    async def answers(self, premises: Sequence[Premise], requests: Sequence[Messages], step: Step) -> list[Sample]:
        """One sample per request, from the cache or generated and read; ``step`` numbers a premise's samples."""
        source, store, plan = self._reader.source, self._reader.store, self._plan
        told = ("told", *self._reader.layers_key, str(step.number))
        keys = [(*told, *(turn.content for turn in request)) for request in requests]
        progress, n = self._reader.progress, len(premises)
        found = await store.load(keys)
        progress(step, len(found), n)
        for batch in in_batches([i for i in range(n) if i not in found], source.most_together(plan.n_tokens)):
            asked = [requests[i] for i in batch]
            seeds = [plan.seed + plan.contrast.premises.index(premises[i]) + 10_000 * step.number for i in batch]
            within = part_of(progress, step, len(found), len(batch), n)
            texts = await source.samples(asked, seeds, plan.n_tokens, within, last_layer=self._reader.last_layer)
            found |= {i: Sample(*each) for i, each in zip(batch, texts, strict=True)}
            await store.keep([(found[i], keys[i]) for i in batch])
            progress(step, len(found), n)
        return [found[i] for i in range(n)]
