"""Derive *imagery*: the sum of the paper's attribute and two more contrasts on the same premises.

These are LLM-written reference stories, and the model's own few-shot samples after some of them. The ``derive``
premises make the directions; held-out premises, LLM-written pairs and reference passages select layer and context.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from core.attribute.report import LayerRow
from core.derivation import from_states
from core.derivation.from_states import Chosen
from core.derivation.held_out import prompts_report
from core.derivation.paper import HELD_OUT, SAMPLES, by_premise
from core.derivation.plan import CONTEXTS, Plan
from core.derivation.premises import ContrastSide, Premise
from core.derivation.samples import Samples
from core.derivation.stages import Stage, Step
from core.derivation.text_reader import Reader
from core.engine.protocol import Readout, SteeringVector, TextStates

FEW_SHOT: Mapping[ContrastSide, Stage] = {"creative": Stage.CREATIVE_FEW_SHOT, "boring": Stage.BORING_FEW_SHOT}
STORIES: Mapping[ContrastSide, Stage] = {"creative": Stage.CREATIVE_STORIES, "boring": Stage.BORING_STORIES}


class Imagery:
    """Derives directions and selects layer and readout for one plan whose method is *imagery*."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan
        self._samples = Samples(reader, plan)

    async def choose(self) -> Chosen:
        """Directions from the ``derive`` premises; layer and readout selected on texts not used for the directions."""
        plan, reader = self._plan, self._reader
        premises, held = plan.contrast.of("derive", plan.n_premises), plan.contrast.of("held_out")
        creative = await self._samples.zero_shot(premises, "creative", SAMPLES["creative"])
        boring = await self._samples.zero_shot(premises, "boring", SAMPLES["boring"])
        own = await asyncio.to_thread(by_premise, creative, boring, len(premises))
        others = await self._reference_states(premises)
        directions = await asyncio.to_thread(from_states.attribute_of, own, others)
        norms = await asyncio.to_thread(from_states.mean_norms, [*own.creative, *own.boring])
        held_creative = await self._samples.zero_shot(held, "creative", HELD_OUT["creative"])
        held_boring = await self._samples.zero_shot(held, "boring", HELD_OUT["boring"])
        layers = plan.layers or from_states.usual_layers(reader.source.info.n_layer)
        table: list[from_states.LayerFigures] = []
        generated = [s.text for s in held_creative], [s.text for s in held_boring]
        pairs = [p.better for p in plan.pairs], [p.worse for p in plan.pairs]
        passages = [p.text for p in plan.selection_passages]
        for context in CONTEXTS:
            held_out = from_states.HeldOutStates(
                context,
                *await reader.read_sides(generated, context, Step(Stage.CHECK_SAMPLES, context)),
                *await reader.read_sides(pairs, context, Step(Stage.CHECK_PAIRS, context)),
                await reader.read(passages, context, Step(Stage.CHECK_PASSAGES, context)),
                [passage.intent for passage in plan.selection_passages],
                plan.samples_per_premise,
            )
            table += await asyncio.to_thread(from_states.layer_figures, directions, held_out, layers)
        chosen = from_states.choose_layer(table)
        halves = await asyncio.to_thread(from_states.split_half, own, others)
        readout = Readout(context="neutral" if chosen.context == "neutral" else "bare", min_tokens=1)
        vector = SteeringVector(chosen.layer, directions[chosen.layer], readout)
        return Chosen(
            vector=vector,
            directions=from_states.without_layer_zero(directions),
            norms=norms,
            layer_table=tuple(map(_layer_row, table)),
            split_half=float(halves[chosen.layer]),
            report=await prompts_report(reader, plan, vector, held_creative, held_boring),
        )

    async def _reference_states(self, premises: Sequence[Premise]) -> list[from_states.ContrastStates]:
        """States of few-shot samples and of the reference stories, read as answers."""
        plan = self._plan
        by_premise = {story.premise: story for story in plan.reference_stories}
        stories = [by_premise[premise.id] for premise in premises]

        async def few_shot(side: ContrastSide) -> list[TextStates]:
            requests = [plan.few_shot_request(premise, side) for premise in premises]
            return [s.states for s in await self._samples.answers(premises, requests, Step(FEW_SHOT[side]))]

        async def read(side: ContrastSide, texts: Sequence[str]) -> list[TextStates]:
            requests = [plan.contrast.prompt(premise, side) for premise in premises]
            return await self._reader.read(texts, "bare", Step(STORIES[side]), requests)

        samples = from_states.ContrastStates(await few_shot("creative"), await few_shot("boring"))
        creative = await read("creative", [story.creative for story in stories])
        boring = await read("boring", [story.boring for story in stories])
        return [samples, from_states.ContrastStates(creative, boring)]


def _layer_row(figures: from_states.LayerFigures) -> LayerRow:
    values = {
        "pairs_effect": figures.pairs_effect,
        "auroc": figures.auroc.value,
        "passages_order": figures.order,
        "pairs_selection": figures.pairs_selection.value,
        "pairs_test": figures.pairs_test.value,
        "length_correlation": figures.length_correlation,
    }
    rounded = {name: round(value, 4) for name, value in values.items()}
    return LayerRow(figures.layer, figures.context, round(figures.criterion, 4), rounded)
