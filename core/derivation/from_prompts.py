"""An attribute from prompts: premises told creatively and boringly, by the model itself and, beside it, by a writer.

Premises make the directions; other premises and written pairs choose layer and reading. The model's own tellings alone
are the paper's definition (:data:`core.derivation.plan.RecipeName`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from core.derivation import from_states
from core.derivation.cache import Sample
from core.derivation.from_states import Chosen
from core.derivation.plan import CONTEXTS, Plan
from core.derivation.premises import Premise, ReferenceStory, ToldSide
from core.derivation.state_source import WRITING_SHARE, Messages, in_batches
from core.derivation.text_reader import Reader, part_of
from core.engine.protocol import Readout, SteeringVector, TextStates
from core.stats import separation

WRITTEN_REPORT = "Report, held-out premises told by a writer"


def after_examples_stage(side: ToldSide) -> str:
    """The name under which its progress is reported."""
    return f"Premises told after examples, {side}"


class FromPrompts:
    """Directions, layer and recipe of one plan."""

    def __init__(self, reader: Reader, plan: Plan) -> None:
        self._reader = reader
        self._plan = plan

    async def choose(self) -> Chosen:
        """Directions from the ``derive`` premises; layer and recipe from texts they were not made of."""
        contrast = self._plan.contrast
        derive_premises = contrast.of("derive", self._plan.n_premises)
        own = from_states.Told(
            await self._told_often(derive_premises, "creative", "Premises told creatively"),
            await self._told_often(derive_premises, "boring", "Premises told boringly"),
        )
        others = await self._by_a_writer(derive_premises) if self._plan.written else []
        directions = await asyncio.to_thread(from_states.attribute_of, own, others)
        norms = await asyncio.to_thread(from_states.mean_norms, [*own.creative, *own.boring])
        held = contrast.of("held_out")
        held_creative = await self._each_told(held, "creative", "Held-out premises, creative")
        held_boring = await self._each_told(held, "boring", "Held-out premises, boring")
        layers = self._plan.layers or from_states.usual_layers(self._reader.source.info.n_layer)
        choosing = self._plan.passages_choosing
        table: list[from_states.LayerFigures] = []
        generated = [s.text for s in held_creative], [s.text for s in held_boring]
        pairs = [p.better for p in self._plan.pairs], [p.worse for p in self._plan.pairs]
        for context in CONTEXTS:
            held_out = from_states.HeldOut(
                context,
                *await self._reader.read_sides(generated, context, f"Checking, {context}"),
                *await self._reader.read_sides(pairs, context, f"Checking pairs, {context}"),
                await self._reader.read([p.text for p in choosing], context, f"Checking passages, {context}"),
                [passage.intent for passage in choosing],
                self._plan.tellings,
            )
            table += await asyncio.to_thread(from_states.layer_figures, directions, held_out, layers)
        chosen = from_states.choose_layer(table)
        halves = await asyncio.to_thread(from_states.split_half, own, others)
        recipe = Readout(context="neutral" if chosen.context == "neutral" else "bare", min_tokens=1)
        vector = SteeringVector(chosen.layer, directions[chosen.layer], recipe)
        report = await self._held_out_report(chosen, vector, held_creative, held_boring)
        return Chosen(
            vector=vector,
            directions=from_states.without_layer_zero(directions),
            norms=norms,
            layer_table=[_layer_json(figures) for figures in table],
            split_half=float(halves[chosen.layer]),
            report=report,
        )

    async def _told_often(self, premises: Sequence[Premise], side: ToldSide, stage: str) -> list[TextStates]:
        """Per premise the mean states of its tellings."""
        samples = await self._each_told(premises, side, stage)
        n = len(premises)
        return await asyncio.to_thread(
            lambda: [from_states.merged([s.states for s in samples[i::n]]) for i in range(n)]
        )

    async def _each_told(self, premises: Sequence[Premise], side: ToldSide, stage: str) -> list[Sample]:
        """Every telling: one of all premises after the other."""
        n = self._plan.tellings
        tellings = [
            await self._told(premises, side, stage if n == 1 else f"{stage}, {telling + 1} of {n}", telling)
            for telling in range(n)
        ]
        return [sample for telling in tellings for sample in telling]

    async def _by_a_writer(self, premises: Sequence[Premise]) -> list[from_states.Told]:
        """Written tellings, read as the answers to the requests; and what the model tells after some as examples."""
        plan = self._plan
        by_premise = {telling.premise: telling for telling in plan.written}
        written = [by_premise[premise.id] for premise in premises]

        async def after_examples(side: ToldSide) -> list[TextStates]:
            requests = [plan.request_after_examples(premise, side) for premise in premises]
            return [s.states for s in await self._answered(premises, requests, after_examples_stage(side))]

        async def read(side: ToldSide, texts: Sequence[str]) -> list[TextStates]:
            requests = [plan.contrast.prompt(premise, side) for premise in premises]
            return await self._reader.read(texts, "bare", f"Written tellings, {side}", requests)

        found = []
        if plan.is_told_after_examples:
            found.append(from_states.Told(await after_examples("creative"), await after_examples("boring")))
        creative = await read("creative", [telling.creative for telling in written])
        boring = await read("boring", [telling.boring for telling in written])
        return [*found, from_states.Told(creative, boring)]

    async def _told(self, premises: Sequence[Premise], side: ToldSide, stage: str, telling: int = 0) -> list[Sample]:
        """A text per premise and side, with the states of its generated tokens under the prompt that asked for it."""
        requests = [self._plan.contrast.prompt(premise, side, telling) for premise in premises]
        return await self._answered(premises, requests, stage, telling)

    async def _answered(
        self, premises: Sequence[Premise], requests: Sequence[Messages], stage: str, telling: int = 0
    ) -> list[Sample]:
        source, store, plan = self._reader.source, self._reader.store, self._plan
        keys = [("told", str(telling), *(turn.content for turn in request)) for request in requests]
        progress, n = self._reader.progress, len(premises)
        found = await store.load(keys)
        progress(stage, len(found), n)
        for batch in in_batches([i for i in range(n) if i not in found], source.batch_size):
            asked = [requests[i] for i in batch]
            seeds = [plan.seed + plan.contrast.premises.index(premises[i]) + 10_000 * telling for i in batch]
            n_written = WRITING_SHARE * len(batch)
            within = part_of(progress, stage, len(found), n_written, n)
            texts = await source.generate(asked, seeds, plan.n_tokens, None, 0.0, within)
            texts = [text.strip() or "…" for text in texts]
            within = part_of(progress, stage, len(found) + n_written, len(batch) - n_written, n)
            states = await source.states(texts, asked, "bare", within)
            found |= {i: Sample(text, read) for i, text, read in zip(batch, texts, states, strict=True)}
            await store.keep([(found[i], keys[i]) for i in batch])
            progress(stage, len(found), n)
        return [found[i] for i in range(n)]

    async def _held_out_report(
        self,
        chosen: from_states.LayerFigures,
        vector: SteeringVector,
        creative: Sequence[Sample],
        boring: Sequence[Sample],
    ) -> dict[str, Any]:
        pairs = self._plan.pairs[1::2]
        held = [s.text for s in creative], [s.text for s in boring]
        states = await self._reader.read_sides(held, chosen.context, "Report")
        sides = [p.better for p in pairs], [p.worse for p in pairs]
        of_pairs = await self._reader.read_sides(sides, chosen.context, "Report, pairs")
        figures = await asyncio.to_thread(self._held_out_figures, chosen, held, (*states, *of_pairs))
        if self._plan.written_held_out:
            figures["written_held_out"] = await written_report(self._reader, self._plan.written_held_out, vector)
        return figures

    def _held_out_figures(
        self, chosen: from_states.LayerFigures, held: Sequence[Sequence[str]], read: Sequence[Sequence[TextStates]]
    ) -> dict[str, Any]:
        """Figures of held-out premises (creative, boring) and of pairs (better, worse), beside what costs nothing."""
        pairs = self._plan.pairs[1::2]
        units = [np.stack([s.mean_unit[chosen.layer] for s in group]).astype(np.float64) for group in read]
        n_embd = self._reader.source.info.n_embd
        return {
            "auroc_held_out_premises": chosen.auroc.to_json(),
            "auroc_baselines": separation.baseline_aurocs(held[0], held[1], self._plan.tellings),
            "auroc_random_direction": separation.random_directions(
                lambda d: separation.auroc(units[0] @ d, units[1] @ d), n_embd
            ).to_json(),
            "pairs_accuracy": chosen.pairs_reported.to_json(),
            "pairs_baselines": separation.baseline_accuracies([p.better for p in pairs], [p.worse for p in pairs]),
            "pairs_random_direction": separation.random_directions(
                lambda d: separation.pairwise_figure(units[2] @ d, units[3] @ d).value, n_embd
            ).to_json(),
            "correlation_with_length": round(chosen.length_correlation, 4),
        }


async def written_report(reader: Reader, tellings: Sequence[ReferenceStory], vector: SteeringVector) -> dict[str, Any]:
    """How often a creative telling lies above the boring one of its premise, beside what costs nothing."""
    texts = [told.creative for told in tellings], [told.boring for told in tellings]
    values = await reader.cosines_of_sides(texts, vector, WRITTEN_REPORT)
    return {
        "accuracy": separation.pairwise_figure(*values).to_json(),
        "baselines": separation.baseline_accuracies(*texts),
    }


def _layer_json(figures: from_states.LayerFigures) -> dict[str, Any]:
    values = asdict(figures)
    return {
        "layer": figures.layer,
        "context": figures.context,
        "criterion": round(figures.criterion, 4),
        "pairs_effect": round(figures.pairs_effect, 4),
        "auroc": round(figures.auroc.value, 4),
        "passages_order": round(figures.order, 4),
        "pairs_choosing": round(figures.pairs_choosing.value, 4),
        "pairs_reported": round(figures.pairs_reported.value, 4),
        "length_correlation": round(values["length_correlation"], 4),
    }
