"""Derive *creativity* as the paper defines it: the model's own samples, creative minus boring."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

import numpy as np

from core.derivation import from_states, stability
from core.derivation.cache import Sample
from core.derivation.from_states import Chosen
from core.derivation.held_out import prompts_report
from core.derivation.plan import Plan
from core.derivation.premises import ContrastSide, Premise
from core.derivation.samples import Samples
from core.derivation.stages import Stage, Step
from core.derivation.text_reader import Reader
from core.engine.protocol import Readout, SteeringVector, TextStates

SAMPLES: Mapping[ContrastSide, Stage] = {"creative": Stage.CREATIVE_SAMPLES, "boring": Stage.BORING_SAMPLES}
HELD_OUT: Mapping[ContrastSide, Stage] = {"creative": Stage.CREATIVE_HELD_OUT, "boring": Stage.BORING_HELD_OUT}


class Paper:
    """Derives directions and selects the layer for one plan whose method is *paper*."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan
        self._samples = Samples(reader, plan)

    async def choose(self) -> Chosen:
        """Directions from the ``derive`` premises; the layer by agreement between halves of their samples."""
        plan, reader = self._plan, self._reader
        premises, held = plan.contrast.of("derive", plan.n_premises), plan.contrast.of("held_out")
        creative = await self._samples.zero_shot(premises, "creative", SAMPLES["creative"])
        boring = await self._samples.zero_shot(premises, "boring", SAMPLES["boring"])
        own = await asyncio.to_thread(by_premise, creative, boring, len(premises))
        directions = await asyncio.to_thread(from_states.attribute_of, own)
        held_creative = await self._samples.zero_shot(held, "creative", HELD_OUT["creative"])
        held_boring = await self._samples.zero_shot(held, "boring", HELD_OUT["boring"])
        texts = [s.text for s in (*held_creative, *held_boring)]
        own_texts = await reader.read(texts, stability.CONTEXT, Step(Stage.CHECK_SAMPLES, stability.CONTEXT))
        prose: list[TextStates] = []
        if plan.prose:
            prose = await reader.read(plan.prose, stability.CONTEXT, Step(Stage.CHECK_PROSE))
        n_layer = reader.source.info.n_layer
        layers = plan.layers or stability.candidate_layers(n_layer)
        halved = await asyncio.to_thread(self._contrast_samples, premises, creative, boring, layers)
        table = await asyncio.to_thread(stability.agreement, halved, layers, own_texts, prose)
        layer = stability.select(table, n_layer).layer
        vector = SteeringVector(layer, directions[layer], Readout(context="neutral", min_tokens=1))
        halves = await asyncio.to_thread(from_states.split_half, own)
        return Chosen(
            vector=vector,
            directions=from_states.without_layer_zero(directions),
            norms=await asyncio.to_thread(from_states.mean_norms, [*own.creative, *own.boring]),
            layer_table=table,
            split_half=float(halves[layer]),
            report=await prompts_report(reader, plan, vector, held_creative, held_boring),
        )

    def _contrast_samples(
        self, premises: Sequence[Premise], creative: Sequence[Sample], boring: Sequence[Sample], layers: Sequence[int]
    ) -> stability.ContrastSamples:
        n, contrast = len(premises), self._plan.contrast
        return stability.ContrastSamples(
            creative=np.stack([s.states.mean[list(layers)] for s in creative]),
            boring=np.stack([s.states.mean[list(layers)] for s in boring]),
            premises=np.array([k % n for k in range(len(creative))]),
            wordings=np.array([contrast.wording(premises[k % n], k // n) for k in range(len(creative))]),
        )


def by_premise(creative: Sequence[Sample], boring: Sequence[Sample], n_premises: int) -> from_states.ContrastStates:
    """Mean states per premise, over its samples, which stand as :meth:`Samples.zero_shot` gives them."""
    sides = (
        [from_states.merged([s.states for s in samples[i::n_premises]]) for i in range(n_premises)]
        for samples in (creative, boring)
    )
    return from_states.ContrastStates(*sides)
