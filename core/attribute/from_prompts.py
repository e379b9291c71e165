"""An attribute from prompts: premises told creatively and boringly, by the model itself and, beside it, by a writer.

Premises make the directions; other premises and written pairs choose layer and reading. The model's own tellings alone
are the paper's definition (:data:`core.attribute.plan.RecipeName`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from core.attribute import derive, validity
from core.attribute.contrast import Premise, Side, WrittenTelling
from core.attribute.derive import Chosen
from core.attribute.plan import CONTEXTS, Plan
from core.attribute.reader import Reader
from core.attribute.samples import Sample
from core.attribute.source import in_batches
from core.engine.protocol import Recipe, SteeringVector, TextStates

WRITTEN_REPORT = "Report, held-out premises told by a writer"


class FromPrompts:
    """Directions, layer and recipe of one plan."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan

    async def choose(self) -> Chosen:
        """Directions from the ``derive`` premises; layer and recipe from texts they were not made of."""
        contrast = self._plan.contrast
        derive_premises = contrast.of("derive", self._plan.n_premises)
        own = derive.Told(
            await self._told_often(derive_premises, "creative", "Premises told creatively"),
            await self._told_often(derive_premises, "boring", "Premises told boringly"),
        )
        written = await self._written(derive_premises)
        directions = derive.attribute_of(own, written)
        norms = derive.mean_norms([*own.creative, *own.boring])
        held = contrast.of("held_out")
        held_creative = await self._each_told(held, "creative", "Held-out premises, creative")
        held_boring = await self._each_told(held, "boring", "Held-out premises, boring")
        layers = self._plan.layers or derive.usual_layers(self._reader.source.info.n_layer)
        table: list[derive.LayerFigures] = []
        for context in CONTEXTS:
            held_out = derive.HeldOut(
                context,
                await self._reader.read([s.text for s in held_creative], context, f"Checking, {context}"),
                await self._reader.read([s.text for s in held_boring], context, f"Checking, {context}"),
                await self._reader.read([p.better for p in self._plan.pairs], context, f"Checking pairs, {context}"),
                await self._reader.read([p.worse for p in self._plan.pairs], context, f"Checking pairs, {context}"),
                self._plan.tellings,
            )
            table += await asyncio.to_thread(derive.layer_figures, directions, held_out, layers)
        chosen = derive.choose_layer(table)
        halves = await asyncio.to_thread(derive.split_half, own, written)
        recipe = Recipe(context="neutral" if chosen.context == "neutral" else "bare", min_tokens=1)
        vector = SteeringVector(chosen.layer, directions[chosen.layer], recipe)
        report = await self._held_out_report(chosen, vector, held_creative, held_boring)
        return Chosen(
            vector=vector,
            directions=derive.without_layer_zero(directions),
            norms=norms,
            layer_table=[_layer_json(figures) for figures in table],
            split_half=float(halves[chosen.layer]),
            report=report,
        )

    async def _told_often(self, premises: Sequence[Premise], side: Side, stage: str) -> list[TextStates]:
        """Per premise the mean states of its tellings."""
        samples = await self._each_told(premises, side, stage)
        n = len(premises)
        return [derive.merged([sample.states for sample in samples[i::n]]) for i in range(n)]

    async def _each_told(self, premises: Sequence[Premise], side: Side, stage: str) -> list[Sample]:
        """Every telling: one of all premises after the other."""
        n = self._plan.tellings
        tellings = [
            await self._told(premises, side, stage if n == 1 else f"{stage}, {telling + 1} of {n}", telling)
            for telling in range(n)
        ]
        return [sample for telling in tellings for sample in telling]

    async def _written(self, premises: Sequence[Premise]) -> derive.Told | None:
        """States of the written tellings, each read as the answer to the request that asks for it."""
        if not self._plan.written:
            return None
        by_premise = {telling.premise: telling for telling in self._plan.written}
        told = [by_premise[premise.id] for premise in premises]

        async def read(side: Side, texts: Sequence[str]) -> list[TextStates]:
            prompts = [self._plan.contrast.prompt(premise, side) for premise in premises]
            return await self._reader.read(texts, "bare", f"Written tellings, {side}", prompts)

        return derive.Told(
            await read("creative", [telling.creative for telling in told]),
            await read("boring", [telling.boring for telling in told]),
        )

    async def _told(self, premises: Sequence[Premise], side: Side, stage: str, telling: int = 0) -> list[Sample]:
        """A text per premise and side, with the states of its generated tokens under the prompt that asked for it."""
        source, plan = self._reader.source, self._plan
        samples: dict[str, Sample] = {}
        for batch in in_batches(premises, source.batch_size):
            missing: list[Premise] = []
            for premise in batch:
                if (stored := self._reader.store.get("told", side, premise.id, str(telling))) is None:
                    missing.append(premise)
                else:
                    samples[premise.id] = stored
            if missing:
                prompts = [plan.contrast.prompt(p, side, telling) for p in missing]
                seeds = [plan.seed + plan.contrast.premises.index(p) + 10_000 * telling for p in missing]
                texts = await source.generate(prompts, seeds, plan.n_tokens, None, 0.0)
                texts = [text.strip() or "…" for text in texts]
                for premise, text, states in zip(
                    missing, texts, await source.states(texts, prompts, "bare"), strict=True
                ):
                    samples[premise.id] = Sample(text, states)
                    self._reader.store.put(samples[premise.id], "told", side, premise.id, str(telling))
            self._reader.progress(stage, len(samples), len(premises))
        return [samples[premise.id] for premise in premises]

    async def _held_out_report(
        self,
        chosen: derive.LayerFigures,
        vector: SteeringVector,
        creative: Sequence[Sample],
        boring: Sequence[Sample],
    ) -> dict[str, Any]:
        pairs = self._plan.pairs[1::2]
        held = [s.text for s in creative], [s.text for s in boring]
        states = (
            await self._reader.read(held[0], chosen.context, "Report"),
            await self._reader.read(held[1], chosen.context, "Report"),
        )
        better = await self._reader.read([p.better for p in pairs], chosen.context, "Report")
        worse = await self._reader.read([p.worse for p in pairs], chosen.context, "Report")
        figures = await asyncio.to_thread(self._held_out_figures, chosen, held, (*states, better, worse))
        if self._plan.written_held_out:
            figures["written_held_out"] = await written_report(self._reader, self._plan.written_held_out, vector)
        return figures

    def _held_out_figures(
        self, chosen: derive.LayerFigures, held: Sequence[Sequence[str]], read: Sequence[Sequence[TextStates]]
    ) -> dict[str, Any]:
        """Figures of held-out premises (creative, boring) and of pairs (better, worse), beside what costs nothing."""
        pairs = self._plan.pairs[1::2]
        units = [np.stack([s.mean_unit[chosen.layer] for s in group]).astype(np.float64) for group in read]
        n_embd = self._reader.source.info.n_embd
        return {
            "auroc_held_out_premises": chosen.auroc.to_json(),
            "auroc_baselines": validity.baseline_aurocs(held[0], held[1], self._plan.tellings),
            "auroc_random_direction": validity.random_directions(
                lambda d: validity.auroc(units[0] @ d, units[1] @ d), n_embd
            ).to_json(),
            "pairs_accuracy": chosen.pairs_reported.to_json(),
            "pairs_baselines": validity.baseline_accuracies([p.better for p in pairs], [p.worse for p in pairs]),
            "pairs_random_direction": validity.random_directions(
                lambda d: validity.pairwise_figure(units[2] @ d, units[3] @ d).value, n_embd
            ).to_json(),
            "correlation_with_length": round(chosen.length_correlation, 4),
        }


async def written_report(reader: Reader, tellings: Sequence[WrittenTelling], vector: SteeringVector) -> dict[str, Any]:
    """How often a creative telling lies above the boring one of its premise, beside what costs nothing."""
    texts = [told.creative for told in tellings], [told.boring for told in tellings]
    values = [await reader.cosines(side, vector, WRITTEN_REPORT) for side in texts]
    return {
        "accuracy": validity.pairwise_figure(*values).to_json(),
        "baselines": validity.baseline_accuracies(*texts),
    }


def _layer_json(figures: derive.LayerFigures) -> dict[str, Any]:
    values = asdict(figures)
    return {
        "layer": figures.layer,
        "context": figures.context,
        "criterion": round(figures.criterion, 4),
        "pairs_effect": round(figures.pairs_effect, 4),
        "auroc": round(figures.auroc.value, 4),
        "pairs_choosing": round(figures.pairs_choosing.value, 4),
        "pairs_reported": round(figures.pairs_reported.value, 4),
        "length_correlation": round(values["length_correlation"], 4),
    }
