"""Check whether an attribute is fit for release: against its model, and by the figures in its own report."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from core.attribute.file import Attribute
from core.attribute.report import DerivationReport, PromptsReport
from core.attribute.selection import SAME_MODEL
from core.derivation.premises import Pair
from core.derivation.state_source import StateSource
from core.stats.separation import Figure, pairwise_figure

SPLIT_HALF_REQUIRED = 0.5
"""Cosine between attributes from two halves of the premises; unrelated directions have 0."""


@dataclass(frozen=True)
class Finding:
    """The result of one check; ``reason`` says, if it failed, why the attribute should not be shipped."""

    name: str
    value: str
    passes: bool
    reason: str = ""


def check_file(attribute: Attribute, fingerprint: str, bundled: Collection[str]) -> list[Finding]:
    """The checks that need no loaded model: fingerprint, premises, and the figures measured at derivation.

    ``bundled`` are the plan digests that are allowed for a bundled attribute.
    """
    same = attribute.fingerprint == fingerprint
    split_half = attribute.report.split_half_cosine
    source, separation = _separation(attribute.report)
    lam_max = attribute.zones.lam_max
    return [
        Finding(
            "fingerprint",
            attribute.fingerprint[:12],
            same,
            f"it was made for {attribute.model_name or 'another model'}, and this model's fingerprint is "
            f"{fingerprint[:12]}",
        ),
        Finding(
            "premises",
            attribute.premises_hash[:12],
            attribute.premises_hash in bundled,
            "it was not derived from the bundled premises",
        ),
        Finding(
            "split-half cosine",
            f"{split_half:.3f}",
            split_half >= SPLIT_HALF_REQUIRED,
            f"two halves of the premises agree by {split_half:.2f} only, {SPLIT_HALF_REQUIRED} is required",
        ),
        Finding(
            f"creative above boring on held-out premises, {source}",
            _formatted(separation),
            separation.low > 0.5,
            "on held-out premises, creative stories do not score above boring ones beyond chance",
        ),
        Finding(
            "λ",
            f"default {attribute.default_lam:g}, at most {lam_max:g}",
            0 < attribute.default_lam <= lam_max,
            f"its default λ of {attribute.default_lam:g} is outside the allowed range, 0 to {lam_max:g}",
        ),
    ]


async def check_states(attribute: Attribute, source: StateSource, pairs: Sequence[Pair]) -> list[Finding]:
    """The checks that need the model: the probe text's states, and the score on the pairs of the test split."""
    return [await _probe(attribute, source), await _sign(attribute, source, pairs[1::2])]


async def _probe(attribute: Attribute, source: StateSource) -> Finding:
    probe, layer = attribute.probe, attribute.layer
    if probe is None:
        return Finding("probe text", "none", False, "it has no probe text for the fine-tune check")
    if source.info.n_layer <= layer or source.info.n_embd != probe.mean_state.size:
        return Finding("probe text", "other shape", False, "its states have another shape than this model's")
    state = (await source.states([probe.text], [()], "bare"))[0].mean[layer]
    cosine = float(state @ probe.mean_state) / float(np.linalg.norm(state) * np.linalg.norm(probe.mean_state))
    reason = f"this model's states of the probe text differ from those recorded at derivation (cosine {cosine:.3f})"
    return Finding("probe text's states (cosine)", f"{cosine:.5f}", cosine >= SAME_MODEL, reason)


async def _sign(attribute: Attribute, source: StateSource, pairs: Sequence[Pair]) -> Finding:
    name = "vivid above plain, LLM-written pairs (share)"
    if source.info.n_embd != attribute.directions.shape[1]:
        return Finding(name, "other shape", False, "its directions have another width than this model's states")
    size = source.batch_size
    values: list[list[float]] = []
    for texts in ([p.better for p in pairs], [p.worse for p in pairs]):
        batches = [texts[i : i + size] for i in range(0, len(texts), size)]
        scores = [s for batch in batches for s in await source.token_cosines(batch, attribute.vector)]
        values.append([score.cosine or 0.0 for score in scores])
    figure = pairwise_figure(*values)
    reason = "on LLM-written pairs, the vivid texts do not score above the plain ones beyond chance"
    return Finding(name, _formatted(figure), figure.low > 0.5, reason)


def _separation(report: DerivationReport) -> tuple[str, Figure]:
    """The figure that separates creative from boring stories on held-out premises, and what it was measured on.

    The stories are of the same kind as those of the derivation: reference stories, or the model's own samples. A figure
    that is missing is zero, with which the check fails.
    """
    held = report.held_out if isinstance(report.held_out, PromptsReport) else None
    missing = Figure(0.0, 0.0, 0.0, 0)
    if report.method == "imagery":
        stories = held.reference_stories if held is not None else None
        return "LLM-written stories (share)", stories.accuracy if stories is not None else missing
    return "the model's samples (AUROC)", held.auroc_held_out_premises if held is not None else missing


def _formatted(figure: Figure) -> str:
    return f"{figure.value:.3f} ({figure.low:.3f}–{figure.high:.3f}, n = {figure.n})"
