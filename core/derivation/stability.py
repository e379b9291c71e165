"""Select the layer of *creativity* by the agreement between halves of its samples (METHOD, What Inkglow does).

The halves share neither premise nor wording of the request. No text that a person or a larger model wrote for us takes
part in the selection.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.array_types import Floats
from core.attribute.report import LayerRow
from core.engine.protocol import TextStates
from core.stats.separation import spearman

CONTEXT = "neutral"
"""The directions are differences between answers in the chat template, so a passage is read as an answer too."""
SHALLOWEST, DEEPEST = 0.25, 0.45
"""Relative depth (l + 1) / n_layer of the candidates."""
MIDDLE = (SHALLOWEST + DEEPEST) / 2
EQUAL = 0.02
"""Figures that differ by no more count as equal."""
DRAWS = 20


def candidate_layers(n_layer: int) -> tuple[int, ...]:
    """The layers (0-based) to select from; on 32 blocks 7 to 13. A model of few blocks has at least one."""
    found = tuple(layer for layer in range(1, n_layer) if SHALLOWEST <= (layer + 1) / n_layer <= DEEPEST)
    return found or (max(1, round(MIDDLE * n_layer) - 1),)


def middle(layers: Sequence[int], n_layer: int) -> int:
    """The one of ``layers`` nearest to the middle of the candidates' depth; of two equally near the earlier."""
    return min(layers, key=lambda layer: (round(abs((layer + 1) / n_layer - MIDDLE), 6), layer))


@dataclass(frozen=True, eq=False)
class ContrastSamples:
    """The model's samples on both sides, as mean states at the candidate layers: ``(n_samples, n_candidates, n_embd)``.

    Sample ``k`` of both sides is on the premise ``premises[k]``, requested in the wording ``wordings[k]``.
    """

    creative: Floats
    boring: Floats
    premises: NDArray[np.intp]
    wordings: NDArray[np.intp]


def agreement(
    samples: ContrastSamples,
    layers: Sequence[int],
    own_texts: Sequence[TextStates],
    prose: Sequence[TextStates] = (),
    seed: int = 0,
) -> tuple[LayerRow, ...]:
    """The agreement between the attributes of two halves, for each of ``layers``, averaged over random divisions.

    ``own_texts`` are the model's samples on premises that take no part, ``prose`` are published paragraphs; both read
    in :data:`CONTEXT`. The figures are ``directions`` (cosine), ``own_texts`` and ``prose`` (rank correlation of the
    scores); the criterion is their mean.
    """
    groups = {"own_texts": own_texts, "prose": prose}
    texts = {name: _units_of(group, layers) for name, group in groups.items() if group}
    names = ("directions", *texts)
    found: list[list[list[float]]] = []
    for one, other in _halves(samples, seed):
        directions = [_direction(samples, half) for half in (one, other)]
        cosines = (directions[0] * directions[1]).sum(axis=1)
        scores = {name: [np.einsum("tle,le->tl", units, d) for d in directions] for name, units in texts.items()}
        found.append(
            [
                [float(cosines[at]), *(spearman(first[:, at], second[:, at]) for first, second in scores.values())]
                for at in range(len(layers))
            ]
        )
    means = np.mean(found, axis=0)
    return tuple(
        LayerRow(
            layer,
            CONTEXT,
            round(float(figures.mean()), 4),
            {name: round(float(value), 4) for name, value in zip(names, figures, strict=True)},
        )
        for layer, figures in zip(layers, means, strict=True)
    )


def select(rows: Sequence[LayerRow], n_layer: int) -> LayerRow:
    """The row nearest to the middle of the candidates' depth among those whose criterion is as good as the best."""
    best = max(row.criterion for row in rows)
    equal = {row.layer: row for row in rows if row.criterion >= best - EQUAL}
    return equal[middle(tuple(equal), n_layer)]


def _halves(samples: ContrastSamples, seed: int) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    """Masks of two halves that share neither premise nor wording; only no premise where the samples are too few."""
    random = np.random.default_rng(seed)
    premises, wordings = np.unique(samples.premises), np.unique(samples.wordings)
    for _ in range(DRAWS):
        by_premise = np.isin(samples.premises, random.permutation(premises)[: len(premises) // 2])
        by_wording = np.isin(samples.wordings, random.permutation(wordings)[: len(wordings) // 2])
        one, other = by_premise & by_wording, ~by_premise & ~by_wording
        yield (one, other) if one.any() and other.any() else (by_premise, ~by_premise)


def _direction(samples: ContrastSamples, half: NDArray[np.bool_]) -> Floats:
    return _unit(samples.creative[half].mean(axis=0) - samples.boring[half].mean(axis=0))


def _unit(directions: Floats) -> Floats:
    units: Floats = directions / np.maximum(np.linalg.norm(directions, axis=-1, keepdims=True), 1e-12)
    return units


def _units_of(texts: Sequence[TextStates], layers: Sequence[int]) -> Floats:
    return np.stack([text.mean_unit[list(layers)] for text in texts])
