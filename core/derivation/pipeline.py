"""Run a whole derivation, to an attribute with its figures; the same for llama.cpp and torch.

Directions, layer and readout come from the model's own samples (:mod:`core.derivation.paper`), also from reference
stories (:mod:`core.derivation.imagery`), from given texts (:mod:`core.derivation.from_pairs`) or from an existing
vector (:mod:`core.derivation.from_vector`). Then the score is calibrated on reference passages, and the λ zones are
measured on premises used for nothing else.
"""

from __future__ import annotations

import asyncio
import math
import platform
import time
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.attribute.calibration import LENGTH_CLASS_STARTS, Calibration, calibrate
from core.attribute.file import CONVENTION, Attribute, Probe
from core.attribute.report import CalibrationReport, DerivationReport, PairsReport, ShortestParagraph, ZoneBounds
from core.derivation import from_pairs, from_states, stability, zones
from core.derivation.cache import SampleStore
from core.derivation.from_pairs import FromTexts
from core.derivation.from_states import Chosen
from core.derivation.from_vector import FromDirections
from core.derivation.imagery import Imagery
from core.derivation.paper import Paper
from core.derivation.plan import Plan
from core.derivation.premises import Pair
from core.derivation.quick import Quick
from core.derivation.reference_passages import intent_report, sentence_cuts, shortest_scored
from core.derivation.stages import Progress, Stage, Step
from core.derivation.state_source import StateSource, in_batches
from core.derivation.text_reader import Reader, part_of
from core.derivation.zones import PAPER_LAM
from core.engine.protocol import PassageScore, SteeringVector
from core.stats import separation

USUAL_DOSE = 0.07 / PAPER_LAM
"""‖a‖ / mean ‖h‖ of an attribute from prompts (starter model): one λ of it."""
USUAL_MIN_TOKENS = 8
"""The fewest tokens that get a score where the passages are too few to measure it."""
PROBE_TEXT = "The lamp had been burning all night, and nobody in the house could say who had lit it."
"""Read at derivation and again after loading: the fine-tune check, for models with the same norms (fingerprint)."""


class Derivation:
    """One derivation; ``store`` holds the finished samples, so that a stopped run can be resumed."""

    def __init__(self, source: StateSource, plan: Plan, store: SampleStore, progress: Progress) -> None:
        self._source = source
        self._plan = plan
        self._store = store
        self._progress = progress
        self._reader = Reader(source, store, progress, last_layer_read(plan, source.info.n_layer))
        self._began = time.monotonic()

    async def run(self, name: str, command: str) -> Attribute:
        """Run all stages and return the attribute; ``command`` is recorded. Raises what the source raises."""
        chosen = await self._choose()
        calibration, reading = await self._calibrate(chosen.vector)
        if self._plan.quick:
            reading = replace(reading, shortest_paragraph=ShortestParagraph(USUAL_MIN_TOKENS, {}))
        readout = replace(chosen.vector.readout, min_tokens=reading.shortest_paragraph.min_tokens)
        vector = replace(chosen.vector, readout=readout)
        norm = float(np.linalg.norm(vector.direction))
        mean_norm = float(chosen.norms[vector.layer])
        unit = 1.0 if self._plan.is_from_prompts else lam_unit(norm / mean_norm)
        bounds = zones.unmeasured(unit)
        if self._plan.measures_zones and not self._plan.quick:
            bounds = await zones.measure(self._reader, self._plan, vector, unit)
        extra = {label: await self._pair_report(vector, label, pairs) for label, pairs in self._plan.extra_pairs}
        layer = vector.layer
        probe = (await self._source.states([PROBE_TEXT], [()], "bare", last_layer=layer))[0]
        lam = min(PAPER_LAM * unit, bounds.vivid)
        report = DerivationReport(
            name=name,
            model=self._source.info.model_name,
            route=self._source.info.route,
            method=self._plan.method,
            few_shot=self._plan.method == "imagery",
            command=command,
            python=platform.python_version(),
            seconds=round(time.monotonic() - self._began),
            convention=CONVENTION,
            layer=layer,
            readout=readout,
            norm_a=round(norm, 4),
            mean_norm_h=round(mean_norm, 3),
            dose_at_lambda_3=round(3 * norm / mean_norm, 4),
            split_half_cosine=round(chosen.split_half, 4),
            default_lambda=lam,
            zones=ZoneBounds(bounds.mild, bounds.vivid, bounds.lam_max),
            perplexity_ratio_by_lambda=tuple((each, round(ratio, 3)) for each, ratio in bounds.measured),
            calibration=reading,
            held_out=chosen.report,
            other_pairs=extra,
            layers=chosen.layer_table,
            premises=self._plan.premises_used,
            imported=chosen.imported,
            provisional=self._plan.quick,
        )
        return Attribute(
            name=name,
            directions=chosen.directions,
            layer=layer,
            default_lam=lam,
            readout=readout,
            fingerprint=self._source.info.fingerprint,
            calibration=calibration,
            zones=bounds,
            model_name=self._source.info.model_name,
            architecture=self._source.info.architecture,
            command=command,
            premises_hash=self._plan.digest,
            mean_norms=chosen.norms,
            probe=Probe(PROBE_TEXT, np.ascontiguousarray(probe.mean[layer])),
            report=report,
            provisional=self._plan.quick,
        )

    async def _choose(self) -> Chosen:
        if self._plan.quick:
            return await Quick(self._reader, self._plan).choose()
        match self._plan.method:
            case "paper":
                return await Paper(self._reader, self._plan).choose()
            case "imagery":
                return await Imagery(self._reader, self._plan).choose()
            case "pairs":
                return await FromTexts(self._reader, self._plan).choose()
            case "vector":
                return await FromDirections(self._reader, self._plan).choose()

    async def _calibrate(self, vector: SteeringVector) -> tuple[Calibration, CalibrationReport]:
        """Quantiles over the reference passages and their openings, and the minimum length of a scored paragraph."""
        passages = [passage.text for passage in self._plan.passages]
        scored: list[PassageScore] = []
        step = Step(Stage.CALIBRATE)
        self._progress(step, 0, len(passages))
        for batch in in_batches(passages, self._source.batch_size):
            within = part_of(self._progress, step, len(scored), len(batch), len(passages))
            scored += await self._source.token_cosines(batch, vector, within)
            self._progress(step, len(scored), len(passages))
        return await asyncio.to_thread(self._calibrated, scored)

    def _calibrated(self, scored: Sequence[PassageScore]) -> tuple[Calibration, CalibrationReport]:
        passages = [passage.text for passage in self._plan.passages]
        cuts = [cut for text, score in zip(passages, scored, strict=True) for cut in sentence_cuts(text, score)]
        reported = self._plan.reported
        report = CalibrationReport(
            n_passages=len(passages),
            length_starts=LENGTH_CLASS_STARTS,
            shortest_paragraph=shortest_scored(scored),
            agreement_with_intent=intent_report(self._plan.passages[reported], scored[reported]),
        )
        return calibrate(cuts, len(passages)), report

    async def _pair_report(self, vector: SteeringVector, label: str, pairs: Sequence[Pair]) -> PairsReport:
        texts = [p.better for p in pairs], [p.worse for p in pairs]
        values = await self._reader.cosines_of_sides(texts, vector, Step(Stage.REPORT_OTHER_PAIRS, label))
        return PairsReport(separation.pairwise_figure(*values), separation.baseline_accuracies(*texts))


def last_layer_read(plan: Plan, n_layer: int) -> int | None:
    """The last layer whose states a derivation needs; None for all of them."""
    match plan.method:
        case "paper":
            layers = plan.layers or stability.candidate_layers(n_layer)
            return stability.middle(layers, n_layer) if plan.quick else max(layers)
        case "imagery":
            return max(plan.layers or from_states.usual_layers(n_layer))
        case "pairs":
            return max(plan.layers or from_pairs.usual_layers(n_layer))
        case "vector":
            return None


def lam_unit(dose: float) -> float:
    """The λ whose dose is nearest that of λ = 1 of an attribute from prompts: 1, 2 or 5 times a power of ten.

    λ multiplies the raw mean difference, and that of given texts may be smaller or larger than that of prompts; so the
    λ values to measure are multiples of this unit. ``dose`` is ‖a‖ / mean ‖h‖.
    """
    wanted = USUAL_DOSE / dose
    power = 10.0 ** math.floor(math.log10(wanted))
    return min((step * power for step in (1, 2, 5, 10)), key=lambda step: abs(math.log(step / wanted)))
