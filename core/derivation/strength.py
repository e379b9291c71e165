"""Measure from which strength on steering a rewrite has an effect, for each way of rewriting.

Plain reference passages are rewritten at λ = 0 and at several λ from the same seeds. The effect of a λ is the gain of
the unsteered score over that of λ = 0, passage by passage.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.attribute.calibration import Calibration
from core.attribute.file import Attribute
from core.attribute.report import StrengthGain, StrengthReport
from core.derivation.cache import SampleStore
from core.derivation.premises import Passage
from core.derivation.stages import Progress, Stage, Step
from core.derivation.state_source import in_batches
from core.engine.protocol import MOST_ROWS, Continuation, Engine
from core.errors import EngineProblem, UsageProblem
from core.rewrite.cleaning import clean
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, RewriteOrder
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS
from core.rewrite.rewriter import request_for, token_budget
from core.rewrite.run import rewrite
from core.stats import bootstrap
from core.stats.separation import Figure

N_PASSAGES = 24
LEAST_EFFECT = 0.25
"""Standard deviations of the reference passages' cosines that the lower bound of an effect must reach."""
_LENGTHS = range(20, 41)
"""Words of a passage that is rewritten."""
_SEED = 1000
_DRAWS = 4000
MODES = (Mode.REWRITE, Mode.ENRICH)
_EVERY = {Mode.REWRITE: 1, Mode.ENRICH: 2}
"""Enriching takes some ten times as long, so it is measured at every second λ."""


def passages_to_rewrite(passages: Sequence[Passage]) -> tuple[str, ...]:
    """The first 24 short plain passages without speech."""
    found = (
        passage.text
        for passage in passages
        if passage.intent <= 1 and len(passage.text.split()) in _LENGTHS and not re.search('[“”"]', passage.text)
    )
    return tuple(found)[:N_PASSAGES]


def lams_to_measure(attribute: Attribute, mode: Mode) -> tuple[float, ...]:
    """The positive λ of the zones' grid at which text stays fluent; for enriching every second of them."""
    fluent = sorted(lam for lam, _ in attribute.zones.measured if 0 < lam <= attribute.zones.vivid)
    every = _EVERY[mode]
    return tuple(fluent[every - 1 :: every])


def with_strengths(attribute: Attribute, measured: dict[str, StrengthReport]) -> Attribute:
    """``attribute`` with these reports by way of rewriting, in addition to those it has."""
    strengths = {**attribute.report.strengths, **measured}
    return replace(attribute, report=replace(attribute.report, strengths=strengths))


class StrengthMeasure:
    """One measurement; ``store`` holds what is finished, so that a stopped run can be resumed.

    Uses the engine as a rewrite does; asyncio thread.
    """

    def __init__(
        self, engine: Engine, attribute: Attribute, passages: Sequence[str], store: SampleStore, progress: Progress
    ) -> None:
        self._engine = engine
        self._attribute = attribute
        self._passages = passages
        self._store = store
        self._progress = progress
        readout = replace(attribute.readout, min_tokens=1)
        self._vector = replace(attribute.vector, readout=readout)
        self._named = hashlib.sha256(attribute.vector.direction.tobytes()).hexdigest()

    async def run(self, modes: Sequence[Mode] = MODES) -> dict[str, StrengthReport]:
        """Measure each of ``modes`` (not AUTO). Raises what the engine raises, OSError from the store.

        UsageProblem where the zones of λ were not measured, which say what is fluent.
        """
        if not all(lams_to_measure(self._attribute, mode) for mode in modes):
            raise UsageProblem("The zones of λ have not been measured for this attribute; derive it without --quick.")
        return {mode.value: await self._measure(mode) for mode in modes}

    async def _measure(self, mode: Mode) -> StrengthReport:
        lams = (0.0, *lams_to_measure(self._attribute, mode))
        rows: list[list[float]] = []
        step = Step(Stage.MEASURE_STRENGTH, detail=mode.value)
        for number, passage in enumerate(self._passages):
            keys = [("strength", mode.value, self._named, f"{lam:g}", passage) for lam in lams]
            known = await self._store.numbers(keys)
            self._progress(step, number, len(self._passages))
            missing = [i for i in range(len(lams)) if i not in known]
            for group in in_batches(missing, 1 if mode is Mode.ENRICH else MOST_ROWS):
                cosines = await self._cosines(mode, passage, [lams[i] for i in group], _SEED + number)
                for i, cosine in zip(group, cosines, strict=True):
                    known[i] = cosine
                    await self._store.keep_number(cosine, *keys[i])
            rows.append([known[i] for i in range(len(lams))])
        self._progress(step, len(self._passages), len(self._passages))
        return await asyncio.to_thread(self._report, lams[1:], np.array(rows))

    def _report(self, lams: Sequence[float], cosines: bootstrap.Array) -> StrengthReport:
        deviation = reference_deviation(self._attribute.calibration)
        gains = tuple(StrengthGain(lam, _mean(cosines[:, i] - cosines[:, 0])) for i, lam in enumerate(lams, start=1))
        enough = [each.lam for each in gains if each.gain.low >= LEAST_EFFECT * deviation]
        return StrengthReport(round(deviation, 5), gains, min(enough, default=None))

    async def _cosines(self, mode: Mode, passage: str, lams: Sequence[float], seed: int) -> list[float]:
        """Score of the passage rewritten at each of ``lams`` from one seed; the passage's own where nothing came."""
        if mode is Mode.ENRICH:
            texts = [await self._enriched(passage, lam, seed) for lam in lams]
        else:
            texts = await self._rewritten(passage, lams, seed)
        scores = {text: await self._engine.score(text, self._vector, fresh=True) for text in dict.fromkeys(texts)}
        return [scores[text].cosine or 0.0 for text in texts]

    async def _rewritten(self, passage: str, lams: Sequence[float], seed: int) -> list[str]:
        """First attempts, all λ in one batch."""
        model = self._engine.model
        order = RewriteOrder(passage, (self._attribute,))
        n_tokens = (await self._engine.score(passage, self._vector)).n_tokens
        requests = [
            request_for(
                order,
                (lam,),
                seed,
                small_model=model is not None and model.n_params < SMALL_MODEL_PARAMETERS,
                max_tokens=token_budget(n_tokens),
            )
            for lam in lams
        ]
        newest: tuple[Continuation, ...] = ()
        async for so_far in self._engine.generate_together(requests, (self._vector,)):
            newest = so_far
        cleaned = [clean(each.text, passage, style=passage, finished=True) for each in newest]
        return [each.text if each.is_prose and each.text.strip() else passage for each in cleaned]

    async def _enriched(self, passage: str, lam: float, seed: int) -> str:
        order = RewriteOrder(passage, (self._attribute,), RewriteOptions(lam=lam, seed=seed, mode=Mode.ENRICH))
        async for event in rewrite(self._engine, order):
            if isinstance(event, Finished):
                return event.variant.text
        raise EngineProblem("The model ended before the passage was rewritten.")


def reference_deviation(calibration: Calibration) -> float:
    """Standard deviation of the cosines of reference passages, from the quantiles of the longest texts."""
    return float(np.std(calibration.quantiles[-1]))


def _mean(values: bootstrap.Array) -> Figure:
    low, high = bootstrap.interval(
        bootstrap.in_blocks(len(values), _DRAWS, 0, lambda picks: np.asarray(values[picks].mean(axis=1)))
    )
    return Figure(float(values.mean()), low, high, len(values))
