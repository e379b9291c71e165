"""Compute an attribute from hidden states, in plain numpy; the same for llama.cpp and torch.

The attribute is creative minus boring by definition; its sign is never changed to fit data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from core.array_types import Floats
from core.attribute.report import HeldOut, LayerRow
from core.engine.protocol import SteeringVector, TextStates
from core.stats.separation import Figure, auroc_figure, concordance, correlation, pairwise_figure


@dataclass(frozen=True, eq=False)
class Chosen:
    """Directions and norms, the selected layer and readout, and the figures they were selected by.

    ``directions`` has shape ``(n_layer, n_embd)``; ``norms`` is mean ‖h_l‖, shape ``(n_layer,)``. Row 0 and layers that
    were not read are zeros. ``split_half`` is the cosine between attributes from two halves of the texts, at the
    selected layer; ``report`` is None where nothing was held out.
    """

    vector: SteeringVector
    directions: Floats
    norms: Floats
    layer_table: tuple[LayerRow, ...]
    split_half: float
    report: HeldOut | None
    imported: str = ""
    """Where the directions came from, if they were not derived."""


def mean_difference(creative: Sequence[TextStates], boring: Sequence[TextStates]) -> Floats:
    """The raw attribute at every layer, shape ``(n_layer, n_embd)``: each text counts once, whatever its length."""
    difference = np.mean([s.mean for s in creative], axis=0) - np.mean([s.mean for s in boring], axis=0)
    return np.asarray(difference, dtype=np.float32)


@dataclass(frozen=True, eq=False)
class ContrastStates:
    """States of stories on both sides: ``creative[i]`` and ``boring[i]`` are on the same premise."""

    creative: Sequence[TextStates]
    boring: Sequence[TextStates]

    def of(self, which: NDArray[np.intp]) -> ContrastStates:
        """Those of the premises with the indices ``which``."""
        return ContrastStates([self.creative[i] for i in which], [self.boring[i] for i in which])


def attribute_of(own: ContrastStates, others: Sequence[ContrastStates] = ()) -> Floats:
    """The attribute at every layer, shape ``(n_layer, n_embd)``.

    Without ``others`` this is the paper's definition: the raw mean difference of the model's ``own`` samples. With
    ``others`` it is the sum of the unit vectors of all mean differences, rescaled to the norm of the own one, so that λ
    keeps the paper's unit. The reason for ``others`` (reference stories and few-shot samples): a small model barely
    follows a zero-shot request to write creatively or boringly.
    """
    paper = mean_difference(own.creative, own.boring)
    if not others:
        return paper
    lengths = np.linalg.norm(paper, axis=1, keepdims=True)
    total = _units(paper)
    for states in others:
        total = total + _units(mean_difference(states.creative, states.boring))
    return np.asarray(_units(total) * lengths, dtype=np.float32)


def usual_layers(n_layer: int) -> tuple[int, ...]:
    """Layers to choose from: the first half of the blocks.

    Later ones separate the two sides better, but follow people's ratings less (measured before this program was
    written, with the starter model: best around 8 to 12 of 30), and cost more to read. The paper's is 8 of 32.
    """
    return tuple(range(1, max(2, n_layer // 2 + 1)))


def _units(directions: Floats) -> Floats:
    units: Floats = directions / np.maximum(np.linalg.norm(directions, axis=1, keepdims=True), 1e-12)
    return units


def mean_norms(samples: Sequence[TextStates]) -> Floats:
    """Mean ‖h_l‖ over the texts, shape ``(n_layer,)``."""
    return np.asarray(np.mean([s.mean_norm for s in samples], axis=0), dtype=np.float32)


def scores(directions: Floats, samples: Sequence[TextStates]) -> NDArray[np.float64]:
    """Mean per-token cosine of each text at every layer, shape ``(n_texts, n_layer)``."""
    units = _units(directions)
    return np.stack([(s.mean_unit * units).sum(axis=1) for s in samples]).astype(np.float64)


def split_half(
    own: ContrastStates, others: Sequence[ContrastStates] = (), *, draws: int = 20, seed: int = 0
) -> NDArray[np.float64]:
    """Mean cosine, per layer, between attributes from two random halves of the premises."""
    random = np.random.default_rng(seed)
    n = len(own.creative)
    cosines = []
    for _ in range(draws):
        order = random.permutation(n)
        halves = [
            attribute_of(own.of(part), [states.of(part) for states in others])
            for part in (order[: n // 2], order[n // 2 :])
        ]
        cosines.append((_units(halves[0]) * _units(halves[1])).sum(axis=1))
    return np.asarray(np.mean(cosines, axis=0), dtype=np.float64)


@dataclass(frozen=True)
class LayerFigures:
    """Figures of one layer (with one readout) on texts the attribute was not made from."""

    layer: int
    context: str
    auroc: Figure
    pairs_selection: Figure
    pairs_test: Figure
    pairs_effect: float
    """Standardised mean difference on the selection split: it still distinguishes layers where accuracy is 1."""
    order: float
    """Share of passage pairs with different intents that the score orders by intent; on the selection split."""
    length_correlation: float

    @property
    def criterion(self) -> float:
        """The figure that selects the layer: the mean of the standardised effects on premises, pairs and passages."""
        return (_effect_of_auroc(self.auroc.value) + self.pairs_effect + _effect_of_auroc(self.order)) / 3


@dataclass(frozen=True)
class HeldOutStates:
    """State summaries, with one readout, of held-out texts: samples, LLM-written pairs and reference passages.

    ``creative`` and ``boring`` hold ``samples_per_premise`` samples of the same premises: the first sample of every
    premise, then the second of every premise, and so on. ``intents[i]`` is how creative ``passages[i]`` was meant to
    be.
    """

    context: str
    creative: Sequence[TextStates]
    boring: Sequence[TextStates]
    better: Sequence[TextStates]
    worse: Sequence[TextStates]
    passages: Sequence[TextStates]
    intents: Sequence[int]
    samples_per_premise: int = 1


def layer_figures(directions: Floats, held_out: HeldOutStates, layers: Sequence[int]) -> list[LayerFigures]:
    """Figures per layer. Even-numbered pairs are the selection split, odd-numbered ones the test split."""
    creative, boring = scores(directions, held_out.creative), scores(directions, held_out.boring)
    better, worse = scores(directions, held_out.better), scores(directions, held_out.worse)
    passages = scores(directions, held_out.passages)
    lengths = [s.n_tokens for s in (*held_out.better, *held_out.worse)]
    return [
        LayerFigures(
            layer=layer,
            context=held_out.context,
            auroc=auroc_figure(
                *(side[:, layer].reshape(held_out.samples_per_premise, -1) for side in (creative, boring))
            ),
            pairs_selection=pairwise_figure(better[::2, layer], worse[::2, layer]),
            pairs_test=pairwise_figure(better[1::2, layer], worse[1::2, layer]),
            pairs_effect=standardised(better[::2, layer] - worse[::2, layer]),
            order=concordance(passages[:, layer], held_out.intents),
            length_correlation=correlation(np.concatenate([better[:, layer], worse[:, layer]]), lengths),
        )
        for layer in layers
    ]


def choose_layer(figures: Sequence[LayerFigures]) -> LayerFigures:
    """The best layer and context, by the criterion averaged with the neighbouring layers' to reduce noise."""

    def smoothed(figure: LayerFigures) -> float:
        near = [f.criterion for f in figures if f.context == figure.context and abs(f.layer - figure.layer) <= 1]
        return sum(near) / len(near)

    return max(figures, key=lambda figure: (smoothed(figure), -figure.layer))


def without_layer_zero(directions: Floats) -> Floats:
    """llama.cpp has no ``direction.0``; the attribute's row 0 is zeros."""
    result = directions.copy()
    result[0] = 0
    return result


def merged(samples: Sequence[TextStates]) -> TextStates:
    """Several samples of one premise averaged into one, each with the same weight."""
    return TextStates(
        n_tokens=sum(s.n_tokens for s in samples),
        mean=np.mean([s.mean for s in samples], axis=0, dtype=np.float32),
        mean_unit=np.mean([s.mean_unit for s in samples], axis=0, dtype=np.float32),
        mean_norm=np.mean([s.mean_norm for s in samples], axis=0, dtype=np.float32),
    )


def standardised(differences: NDArray[np.float64]) -> float:
    """Mean difference over its standard deviation; 0 where the standard deviation is (almost) 0."""
    spread = float(differences.std(ddof=1)) if len(differences) > 1 else 0.0
    return float(differences.mean()) / spread if spread > 1e-12 else 0.0


def _effect_of_auroc(value: float) -> float:
    """The standardised difference of two normal distributions with that AUROC."""
    return 2**0.5 * NormalDist().inv_cdf(min(0.99, max(0.01, value)))
