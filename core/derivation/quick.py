"""Derive a provisional *creativity* within minutes: the paper's definition on a few short samples.

Every text is read up to one layer only, the middle of the candidates (METHOD, Quick attribute). It says nothing about
premises that it was not made from: the whole derivation replaces it.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

import numpy as np

from core.derivation import from_states, stability
from core.derivation.cache import Sample
from core.derivation.from_states import Chosen, ContrastStates
from core.derivation.plan import Plan
from core.derivation.premises import ContrastSide, Passage
from core.derivation.stages import Stage, Step
from core.derivation.state_source import in_batches
from core.derivation.text_reader import Reader, part_of
from core.engine.protocol import Readout, SteeringVector

N_PREMISES = 12
"""The first ones: each wording of the request stands twice among them. Directions from one wording agree far less."""
SAMPLES_PER_PREMISE = 6
"""Samples per premise and side, all in one wording: the model reads each request once."""
N_TOKENS = 16
"""The two requests differ most in how a text begins; longer samples in the same time, so fewer, agreed less with the
whole derivation (docs/evaluation.md)."""
OPENINGS = 0.5
"""‖a‖ of samples of 120 tokens over that of samples of 16, whose beginnings weigh more (starter: 2.9 and 6.0)."""
LEAST_AGREEMENT = 0.1
"""Least cosine of two halves that the length is estimated from."""
N_PASSAGES = 48
"""Reference passages, spread evenly over intents and lengths, that the score is calibrated on."""


def quick_plan(plan: Plan) -> Plan:
    """``plan``, one from prompts by the method *paper*, cut down to a provisional attribute."""
    return replace(
        plan,
        quick=True,
        n_premises=N_PREMISES,
        samples_per_premise=SAMPLES_PER_PREMISE,
        n_tokens=N_TOKENS,
        passages=spread(plan.passages, N_PASSAGES),
    )


def spread(passages: Sequence[Passage], n: int) -> tuple[Passage, ...]:
    """``n`` of the passages, or all if they are fewer, evenly spaced in the order of intent and then length."""
    ordered = sorted(passages, key=lambda passage: (passage.intent, len(passage.text)))
    n = min(n, len(ordered))
    return tuple(ordered[(2 * i + 1) * len(ordered) // (2 * n)] for i in range(n))


class Quick:
    """Derives the direction of one layer for one plan that is ``quick``.

    Its length is reduced to what the whole derivation would give, so that λ means about the same.
    """

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan

    async def choose(self) -> Chosen:
        """The direction at the middle of the candidate layers, from samples of some ``derive`` premises."""
        plan = self._plan
        n_layer = self._reader.source.info.n_layer
        layer = stability.middle(plan.layers or stability.candidate_layers(n_layer), n_layer)
        samples = await self._samples()
        return await asyncio.to_thread(self._chosen, samples, layer)

    async def _samples(self) -> list[Sample]:
        """All samples of every premise: first the creative ones, then the boring ones, then those of the next."""
        plan, source, store, progress = self._plan, self._reader.source, self._reader.store, self._reader.progress
        wanted = [
            (plan.contrast.prompt(premise, side), plan.seed + 1000 * at + k)
            for at, premise in enumerate(plan.contrast.of("derive", plan.n_premises))
            for side in get_args(ContrastSide)
            for k in range(plan.samples_per_premise)
        ]
        keys = [("quick", *self._reader.layers_key, str(seed), request[0].content) for request, seed in wanted]
        found = await store.load(keys)
        step, n = Step(Stage.QUICK_SAMPLES), len(wanted)
        progress(step, len(found), n)
        for batch in in_batches([i for i in range(n) if i not in found], source.most_together(plan.n_tokens)):
            requests, seeds = zip(*(wanted[i] for i in batch), strict=True)
            within = part_of(progress, step, len(found), len(batch), n)
            texts = await source.samples(requests, seeds, plan.n_tokens, within, last_layer=self._reader.last_layer)
            found |= {i: Sample(*each) for i, each in zip(batch, texts, strict=True)}
            await store.keep([(found[i], keys[i]) for i in batch])
            progress(step, len(found), n)
        return [found[i] for i in range(n)]

    def _chosen(self, samples: Sequence[Sample], layer: int) -> Chosen:
        k = self._plan.samples_per_premise
        means = [from_states.merged([s.states for s in samples[i : i + k]]) for i in range(0, len(samples), k)]
        own = ContrastStates(means[::2], means[1::2])
        halves = float(from_states.split_half(own)[layer])
        directions = from_states.attribute_of(own) * np.float32(OPENINGS * share_of_length(halves))
        return Chosen(
            vector=SteeringVector(layer, directions[layer], Readout(context="neutral", min_tokens=1)),
            directions=from_states.without_layer_zero(directions),
            norms=from_states.mean_norms(means),
            layer_table=(),
            split_half=halves,
            report=None,
        )


def share_of_length(halves: float) -> float:
    """The share of ‖a‖ that is not chance, from the cosine between the attributes of two ``halves`` of the premises.

    Chance lengthens a mean difference of few samples, and λ multiplies its length.
    """
    cosine = max(LEAST_AGREEMENT, halves)
    return math.sqrt(2 * cosine / (1 + cosine))
