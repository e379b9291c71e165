"""Figures of an attribute from prompts on premises, pairs and reference stories that did not make it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.attribute.report import PairsReport, PromptsReport
from core.derivation.cache import Sample
from core.derivation.plan import Plan
from core.derivation.premises import ReferenceStory
from core.derivation.stages import Stage, Step
from core.derivation.text_reader import Reader
from core.engine.protocol import SteeringVector, TextStates
from core.stats import separation


async def prompts_report(
    reader: Reader, plan: Plan, vector: SteeringVector, creative: Sequence[Sample], boring: Sequence[Sample]
) -> PromptsReport:
    """Figures of ``vector``, each with trivial baselines.

    ``creative`` and ``boring`` are the samples of the held-out premises: the first of every premise, then the second of
    every premise, and so on. Of the vivid and plain pairs, the odd-numbered ones are reported on.
    """
    context = vector.readout.context
    pairs = plan.pairs[1::2]
    texts = [s.text for s in creative], [s.text for s in boring]
    sides = [p.better for p in pairs], [p.worse for p in pairs]
    of_samples = await reader.read_sides(texts, context, Step(Stage.REPORT_SAMPLES))
    of_pairs = await reader.read_sides(sides, context, Step(Stage.REPORT_PAIRS))
    report = await asyncio.to_thread(_figures, vector, plan.samples_per_premise, texts, of_samples, sides, of_pairs)
    if not plan.held_out_stories:
        return report
    return replace(report, reference_stories=await stories_report(reader, plan.held_out_stories, vector))


def _figures(
    vector: SteeringVector,
    samples_per_premise: int,
    texts: tuple[Sequence[str], Sequence[str]],
    of_samples: tuple[Sequence[TextStates], Sequence[TextStates]],
    sides: tuple[Sequence[str], Sequence[str]],
    of_pairs: tuple[Sequence[TextStates], Sequence[TextStates]],
) -> PromptsReport:
    layer, direction = vector.layer, vector.direction / max(float(np.linalg.norm(vector.direction)), 1e-12)
    units = [
        np.stack([s.mean_unit[layer] for s in group]).astype(np.float64) for group in (*of_samples, *of_pairs) if group
    ]
    creative, boring = (states @ direction for states in units[:2])
    better, worse = (states @ direction for states in units[2:]) if sides[0] else (np.empty(0), np.empty(0))
    lengths = [s.n_tokens for group in of_pairs for s in group]
    by_sample = (side.reshape(samples_per_premise, -1) for side in (creative, boring))
    return PromptsReport(
        auroc_held_out_premises=separation.auroc_figure(*by_sample),
        auroc_baselines=separation.baseline_aurocs(*texts, samples_per_premise),
        auroc_random_direction=separation.random_directions(
            lambda d: separation.auroc(units[0] @ d, units[1] @ d), direction.size
        ),
        pairs_accuracy=separation.pairwise_figure(better, worse),
        pairs_baselines=separation.baseline_accuracies(*sides),
        pairs_random_direction=separation.random_directions(
            lambda d: separation.pairwise_figure(units[2] @ d, units[3] @ d).value if sides[0] else 0.5, direction.size
        ),
        correlation_with_length=round(separation.correlation(np.concatenate([better, worse]), lengths), 4)
        if lengths
        else 0.0,
    )


async def stories_report(reader: Reader, stories: Sequence[ReferenceStory], vector: SteeringVector) -> PairsReport:
    """How often the creative story scores above the boring one of its premise, with trivial baselines."""
    texts = [story.creative for story in stories], [story.boring for story in stories]
    values = await reader.cosines_of_sides(texts, vector, Step(Stage.REPORT_STORIES))
    return PairsReport(separation.pairwise_figure(*values), separation.baseline_accuracies(*texts))
