"""Measure the zones of λ: the perplexity of steered text under the unsteered model, on premises used for nothing else.

Where they are not measured yet, :func:`unmeasured` gives bounds around the paper's λ.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Sequence

import numpy as np

from core.attribute.calibration import REFUSED_RATIO, Zones, zones_from
from core.derivation.plan import Plan
from core.derivation.premises import Premise
from core.derivation.stages import Stage, Step
from core.derivation.state_source import NO_TEXT, WRITING_SHARE, in_batches
from core.derivation.text_reader import Reader, part_of
from core.engine.protocol import SteeringVector

LAM_GRID = (-15.0, -10.0, -5.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0)
"""Multiples of an attribute's unit of λ at which steered text is measured."""
COARSE_GRID = (-10.0, 0.0, 5.0, 10.0, 15.0)
COARSE_PREMISES, COARSE_TOKENS = 4, 40
"""A bracket of the zones, for a rewrite that is asked for before they are measured."""
PAPER_LAM = 3.0
_UNMEASURED_MILD, _UNMEASURED_VIVID, _UNMEASURED_MAX = PAPER_LAM, 5.0, 8.0
"""Bounds until λ is measured: the paper's λ counts as mild, and λ far above it is refused."""


def unmeasured(unit: float = 1.0) -> Zones:
    """Bounds on λ, in multiples of ``unit``, for an attribute whose zones have not been measured."""
    return Zones(_UNMEASURED_MILD * unit, _UNMEASURED_VIVID * unit, _UNMEASURED_MAX * unit)


async def measure(reader: Reader, plan: Plan, vector: SteeringVector, unit: float, *, coarse: bool = False) -> Zones:
    """The zones of ``vector``; what was measured is kept, so that a stopped run resumes.

    λ rises from 0 on either side and stops where it is refused anyway. ``coarse``: a bracket from a few λ and short
    texts. Raises what the reader's source raises.
    """
    store, progress = reader.store, reader.progress
    grid, n_tokens = (COARSE_GRID, COARSE_TOKENS) if coarse else (LAM_GRID, plan.n_zone_tokens)
    premises = plan.contrast.of("zones", COARSE_PREMISES if coarse else plan.n_zone_premises)
    texts = _SteeredTexts(reader, plan, vector, premises, n_tokens, len(grid))
    named = hashlib.sha256(vector.direction.tobytes()).hexdigest()
    lams = sorted((unit * step for step in grid), key=lambda lam: (lam < 0, abs(lam)))
    keys = [("zones", named, f"{len(premises)} {n_tokens}", f"{lam:g}") for lam in lams]
    kept = await store.numbers(keys)
    curve: list[tuple[float, float]] = []
    unsteered = 0.0
    step = Step(Stage.MEASURE_ZONES)
    for i, lam in enumerate(lams):
        progress(step, i, len(lams))
        if any(ratio >= REFUSED_RATIO and other * lam > 0 for other, ratio in curve):
            continue
        nats = kept[i] if i in kept else await texts.nats(lam, i)
        await store.keep_number(nats, *keys[i])
        unsteered = nats if lam == 0 else unsteered
        curve.append((lam, math.exp(nats - unsteered)))
    progress(step, len(lams), len(lams))
    return zones_from(sorted(curve))


class _SteeredTexts:
    """Generates texts at one λ after another, and measures them under the unsteered model."""

    def __init__(
        self, reader: Reader, plan: Plan, vector: SteeringVector, premises: Sequence[Premise], n_tokens: int, of: int
    ) -> None:
        """``of``: how many λ there are, for the progress."""
        self._source, self._progress, self._vector = reader.source, reader.progress, vector
        self._prompts = [plan.contrast.prompt(premise, "neutral") for premise in premises]
        self._seed, self._n_tokens, self._of = plan.seed, n_tokens, of

    async def nats(self, lam: float, done: int) -> float:
        """Mean surprisal per token of the texts at ``lam``; ``done`` λ are measured already."""
        losses: list[float] = []
        n, step = len(self._prompts), Step(Stage.MEASURE_ZONES)
        for batch in in_batches(range(n), self._source.most_together(self._n_tokens)):
            before, share = done + len(losses) / n, len(batch) / n
            chosen, seeds = [self._prompts[j] for j in batch], [self._seed + j for j in batch]
            within = part_of(self._progress, step, before, share * WRITING_SHARE, self._of)
            texts = await self._source.generate(chosen, seeds, self._n_tokens, self._vector, lam, within)
            texts = [text.strip() or NO_TEXT for text in texts]
            before += share * WRITING_SHARE
            within = part_of(self._progress, step, before, share * (1 - WRITING_SHARE), self._of)
            losses += await self._source.surprisal(texts, chosen, within)
        return float(np.mean(losses))
