"""The whole derivation, from premises to an attribute with its figures; the same for llama.cpp and torch.

Whoever can generate text and read states is a :class:`StateSource`. Premises make the directions; other premises and
written pairs choose layer and recipe; reference passages calibrate; a third set of premises measures the λ zones.
"""

from __future__ import annotations

import hashlib
import math
import platform
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from core.attribute import derive, validity
from core.attribute.calibration import LENGTH_CLASS_STARTS, Calibration, Zones, calibrate, zones_from
from core.attribute.contrast import Contrast, Pair, Passage, Premise, Side, load, load_pairs, load_passages
from core.attribute.gguf_file import CONVENTION, Attribute, Probe
from core.attribute.reading import intent_report, sentence_cuts, shortest_scored
from core.attribute.samples import Sample, SampleStore
from core.engine.protocol import ChatMessage, Floats, PassageScore, Recipe, SteeringVector, TextStates

T = TypeVar("T")
Messages = tuple[ChatMessage, ...]
CONTEXTS: tuple[str, ...] = ("bare", "neutral")
LAM_GRID = (-15.0, -10.0, -5.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 15.0, 20.0)
ZONE_TOKENS = 80
PAPER_LAM = 3.0
PROBE_TEXT = "The lamp had been burning all night, and nobody in the house could say who had lit it."
"""Read at derivation and again after loading: tells the model itself from a relative with the same norms."""


@dataclass(frozen=True)
class SourceInfo:
    """What a state source is made of."""

    model_name: str
    n_layer: int
    n_embd: int
    fingerprint: str
    route: str
    architecture: str = "llama"


class StateSource(Protocol):
    """A model that generates and shows its states. Lists in, lists out, so that a source may work in batches."""

    info: SourceInfo
    batch_size: int

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
    ) -> list[str]:
        """One sampled continuation (temperature 0.8) per prompt; steered where ``lam`` is not 0."""
        ...

    async def states(self, texts: Sequence[str], prompts: Sequence[Messages], context: str) -> list[TextStates]:
        """States of each text as the answer to its prompt, or (empty prompt) read as ``context`` says."""
        ...

    async def token_cosines(self, texts: Sequence[str], vector: SteeringVector) -> list[PassageScore]:
        """Per-token cosines of each text under the vector's recipe, whatever its minimum of tokens."""
        ...

    async def surprisal(self, texts: Sequence[str], prompts: Sequence[Messages]) -> list[float]:
        """Mean nats per token of each text after its prompt, unsteered."""
        ...


@dataclass(frozen=True)
class Plan:
    """What to derive from, and how much of it."""

    contrast: Contrast
    pairs: tuple[Pair, ...]
    passages: tuple[Passage, ...]
    n_tokens: int = 120
    n_premises: int | None = None
    tellings: int = 2
    """Texts per ``derive`` premise and side, each under another wording."""
    layers: tuple[int, ...] | None = None
    seed: int = 0
    extra_pairs: tuple[tuple[str, tuple[Pair, ...]], ...] = ()
    """Pairs of others, by name: reported, never used to choose."""


Progress = Callable[[str, int, int], None]
"""``progress(stage, done, total)``, in pieces of work of about equal cost."""


@dataclass(frozen=True, eq=False)
class _Chosen:
    vector: SteeringVector
    figures: derive.LayerFigures
    directions: Floats
    norms: Floats
    layer_table: list[derive.LayerFigures]
    split_half: float
    report: dict[str, Any]


class Derivation:
    """One run; ``store`` holds what is done already, so that a run can be stopped and repeated."""

    def __init__(self, source: StateSource, plan: Plan, store: SampleStore, progress: Progress) -> None:
        self._source = source
        self._plan = plan
        self._store = store
        self._progress = progress
        self._began = time.monotonic()

    async def run(self, name: str, method: str) -> Attribute:
        """Everything, in order. Raises what the source raises."""
        chosen = await self._choose()
        calibration, reading = await self._calibrate(chosen.vector)
        min_tokens = reading["shortest_paragraph"]["min_tokens"]
        recipe = replace(chosen.vector.recipe, min_tokens=min_tokens)
        vector = replace(chosen.vector, recipe=recipe)
        zones = await self._zones(vector)
        extra = {label: await self._pair_report(vector, pairs) for label, pairs in self._plan.extra_pairs}
        probe = (await self._source.states([PROBE_TEXT], [()], "bare"))[0]
        layer = vector.layer
        lam = min(PAPER_LAM, zones.vivid)
        norm = float(np.linalg.norm(vector.direction))
        mean_norm = float(chosen.norms[layer])
        report = {
            "name": name,
            "model": self._source.info.model_name,
            "route": self._source.info.route,
            "method": method,
            "python": platform.python_version(),
            "seconds": round(time.monotonic() - self._began),
            "convention": CONVENTION,
            "layer": layer,
            "context": recipe.context,
            "norm_a": round(norm, 4),
            "mean_norm_h": round(mean_norm, 3),
            "dose_at_lambda_3": round(3 * norm / mean_norm, 4),
            "split_half_cosine": round(chosen.split_half, 4),
            "default_lambda": lam,
            "zones": {"mild": zones.mild, "vivid": zones.vivid, "lam_max": zones.lam_max},
            "perplexity_ratio_by_lambda": [[lam, round(ratio, 3)] for lam, ratio in zones.measured],
            "calibration": reading,
            "held_out": chosen.report,
            "other_pairs": extra,
            "layers": [_layer_json(figures) for figures in chosen.layer_table],
        }
        return Attribute(
            name=name,
            directions=chosen.directions,
            layer=layer,
            default_lam=lam,
            recipe=recipe,
            fingerprint=self._source.info.fingerprint,
            calibration=calibration,
            zones=zones,
            model_name=self._source.info.model_name,
            architecture=self._source.info.architecture,
            method=method,
            premises_hash=self._plan.contrast.digest,
            mean_norms=chosen.norms,
            probe=Probe(PROBE_TEXT, np.ascontiguousarray(probe.mean[layer])),
            report=report,
        )

    async def _choose(self) -> _Chosen:
        """Directions from the ``derive`` premises; layer and recipe from texts they were not made of."""
        contrast = self._plan.contrast
        derive_premises = contrast.of("derive", self._plan.n_premises)
        creative = await self._told_often(derive_premises, "creative", "Premises told creatively")
        boring = await self._told_often(derive_premises, "boring", "Premises told boringly")
        directions = derive.mean_difference(creative, boring)
        norms = derive.mean_norms([*creative, *boring])
        held = contrast.of("held_out")
        held_creative = await self._told(held, "creative", "Held-out premises, creative")
        held_boring = await self._told(held, "boring", "Held-out premises, boring")
        layers = self._plan.layers or tuple(range(1, self._source.info.n_layer - 1))
        table: list[derive.LayerFigures] = []
        for context in CONTEXTS:
            held_out = derive.HeldOut(
                context,
                await self._read([s.text for s in held_creative], context, f"Checking, {context}"),
                await self._read([s.text for s in held_boring], context, f"Checking, {context}"),
                await self._read([p.better for p in self._plan.pairs], context, f"Checking pairs, {context}"),
                await self._read([p.worse for p in self._plan.pairs], context, f"Checking pairs, {context}"),
            )
            table += derive.layer_figures(directions, held_out, layers)
        chosen = derive.choose_layer(table)
        halves = derive.split_half(creative, boring)
        recipe = Recipe(context="neutral" if chosen.context == "neutral" else "bare", min_tokens=1)
        report = await self._held_out_report(chosen, held_creative, held_boring)
        return _Chosen(
            vector=SteeringVector(chosen.layer, directions[chosen.layer], recipe),
            figures=chosen,
            directions=_without_layer_zero(directions),
            norms=norms,
            layer_table=table,
            split_half=float(halves[chosen.layer]),
            report=report,
        )

    async def _told_often(self, premises: Sequence[Premise], side: Side, stage: str) -> list[TextStates]:
        """Per premise the mean states of its tellings."""
        n = self._plan.tellings
        tellings = [
            await self._told(premises, side, stage if n == 1 else f"{stage}, {telling + 1} of {n}", telling)
            for telling in range(n)
        ]
        return [derive.merged([sample.states for sample in same]) for same in zip(*tellings, strict=True)]

    async def _told(self, premises: Sequence[Premise], side: Side, stage: str, telling: int = 0) -> list[Sample]:
        """A text per premise and side, with the states of its generated tokens under the prompt that asked for it."""
        source, plan = self._source, self._plan
        samples: dict[str, Sample] = {}
        for batch in _batches(premises, source.batch_size):
            missing: list[Premise] = []
            for premise in batch:
                if (stored := self._store.get("told", side, premise.id, str(telling))) is None:
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
                    self._store.put(samples[premise.id], "told", side, premise.id, str(telling))
            self._progress(stage, len(samples), len(premises))
        return [samples[premise.id] for premise in premises]

    async def _read(self, texts: Sequence[str], context: str, stage: str) -> list[TextStates]:
        """States of raw texts under a recipe."""
        found: dict[int, TextStates] = {}
        for batch in _batches(range(len(texts)), self._source.batch_size):
            missing = []
            for i in batch:
                sample = self._store.get("read", context, texts[i])
                if sample is None:
                    missing.append(i)
                else:
                    found[i] = sample.states
            if missing:
                wanted = [texts[i] for i in missing]
                states = await self._source.states(wanted, [()] * len(wanted), context)
                for i, each in zip(missing, states, strict=True):
                    found[i] = each
                    self._store.put(Sample(texts[i], each), "read", context, texts[i])
            self._progress(stage, len(found), len(texts))
        return [found[i] for i in range(len(texts))]

    async def _calibrate(self, vector: SteeringVector) -> tuple[Calibration, dict[str, Any]]:
        """Quantiles over the reference passages and their openings, and how short a paragraph may be to get a score."""
        passages = [passage.text for passage in self._plan.passages]
        scored: list[PassageScore] = []
        for batch in _batches(passages, self._source.batch_size):
            scored += await self._source.token_cosines(batch, vector)
            self._progress("Calibrating on reference passages", len(scored), len(passages))
        cuts = [cut for text, score in zip(passages, scored, strict=True) for cut in sentence_cuts(text, score)]
        report = {
            "n_passages": len(passages),
            "length_starts": list(LENGTH_CLASS_STARTS),
            "shortest_paragraph": shortest_scored(scored),
            "agreement_with_intent": intent_report(self._plan.passages, scored),
        }
        return calibrate(cuts, len(passages)), report

    async def _zones(self, vector: SteeringVector) -> Zones:
        """Perplexity of steered text under the unsteered model, against λ, over premises used for nothing else."""
        contrast = self._plan.contrast
        premises = contrast.of("zones")
        prompts = [contrast.prompt(premise, "neutral") for premise in premises]
        seeds = [self._plan.seed + i for i in range(len(prompts))]
        nats: dict[float, float] = {}
        named = hashlib.sha256(vector.direction.tobytes()).hexdigest()
        for lam in LAM_GRID:
            if (known := self._store.number("zones", named, f"{lam:g}")) is not None:
                nats[lam] = known
                continue
            losses: list[float] = []
            for batch in _batches(range(len(prompts)), self._source.batch_size):
                chosen = [prompts[i] for i in batch]
                texts = await self._source.generate(chosen, [seeds[i] for i in batch], ZONE_TOKENS, vector, lam)
                losses += await self._source.surprisal([text.strip() or "…" for text in texts], chosen)
            nats[lam] = float(np.mean(losses))
            self._store.put_number(nats[lam], "zones", named, f"{lam:g}")
            self._progress("Measuring how strong λ may be", len(nats), len(LAM_GRID))
        return zones_from([(lam, math.exp(loss - nats[0.0])) for lam, loss in nats.items()])

    async def _held_out_report(
        self, chosen: derive.LayerFigures, creative: Sequence[Sample], boring: Sequence[Sample]
    ) -> dict[str, Any]:
        pairs = self._plan.pairs[1::2]
        held = [s.text for s in creative], [s.text for s in boring]
        states = (
            await self._read(held[0], chosen.context, "Report"),
            await self._read(held[1], chosen.context, "Report"),
        )
        better = await self._read([p.better for p in pairs], chosen.context, "Report")
        worse = await self._read([p.worse for p in pairs], chosen.context, "Report")
        layer = chosen.layer
        units = [np.stack([s.mean_unit[layer] for s in group]).astype(np.float64) for group in (*states, better, worse)]
        n_embd = self._source.info.n_embd
        return {
            "auroc_held_out_premises": chosen.auroc.to_json(),
            "auroc_baselines": validity.baseline_aurocs(*held),
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

    async def _pair_report(self, vector: SteeringVector, pairs: Sequence[Pair]) -> dict[str, Any]:
        texts = [p.better for p in pairs], [p.worse for p in pairs]
        values: list[list[float]] = []
        for side in texts:
            scored: list[PassageScore] = []
            for batch in _batches(side, self._source.batch_size):
                scored += await self._source.token_cosines(batch, vector)
                self._progress("Reporting on others' pairs", len(scored), len(side))
            values.append([s.cosine or 0.0 for s in scored])
        return {
            "accuracy": validity.pairwise_figure(*values).to_json(),
            "baselines": validity.baseline_accuracies(*texts),
        }


def _batches(items: Sequence[T], size: int) -> list[Sequence[T]]:
    return [items[i : i + size] for i in range(0, len(items), size)]


def _without_layer_zero(directions: Floats) -> Floats:
    """llama.cpp has no ``direction.0``; the attribute's row 0 is zeros."""
    result = directions.copy()
    result[0] = 0
    return result


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


def plan_from_resources(resources: Path, **options: Any) -> Plan:
    """A plan on the shipped premises, pairs and passages."""
    return Plan(
        contrast=load(resources / "contrast"),
        pairs=load_pairs(resources / "reference" / "pairs.jsonl"),
        passages=load_passages(resources / "reference" / "passages.jsonl"),
        **options,
    )
