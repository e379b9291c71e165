"""From states to an attribute: plain numpy, whichever program read the states.

The attribute is creative minus boring by definition; its sign is never changed to suit data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.attribute.validity import Figure, auroc_figure, correlation, pairwise_figure
from core.engine.protocol import Floats, SteeringVector, TextStates


@dataclass(frozen=True, eq=False)
class Chosen:
    """Directions and norms at every layer, and the layer and recipe chosen, with the figures behind the choice.

    ``directions`` has shape ``(n_layer, n_embd)``, row 0 zeros; ``norms`` is mean ‖h_l‖, shape ``(n_layer,)``;
    ``split_half`` the cosine between attributes from halves of the material, at the chosen layer.
    """

    vector: SteeringVector
    directions: Floats
    norms: Floats
    layer_table: list[dict[str, Any]]
    split_half: float
    report: dict[str, Any]
    imported: str = ""
    """Where the directions came from, if they were not derived."""


def mean_difference(creative: Sequence[TextStates], boring: Sequence[TextStates]) -> Floats:
    """The raw attribute at every layer, shape ``(n_layer, n_embd)``: each text counts once, whatever its length."""
    difference = np.mean([s.mean for s in creative], axis=0) - np.mean([s.mean for s in boring], axis=0)
    return np.asarray(difference, dtype=np.float32)


def mean_norms(samples: Sequence[TextStates]) -> Floats:
    """Mean ‖h_l‖ over the texts, shape ``(n_layer,)``."""
    return np.asarray(np.mean([s.mean_norm for s in samples], axis=0), dtype=np.float32)


def scores(directions: Floats, samples: Sequence[TextStates]) -> NDArray[np.float64]:
    """Mean per-token cosine of each text at every layer, shape ``(n_texts, n_layer)``."""
    units = directions / np.maximum(np.linalg.norm(directions, axis=1, keepdims=True), 1e-12)
    return np.stack([(s.mean_unit * units).sum(axis=1) for s in samples]).astype(np.float64)


def split_half(
    creative: Sequence[TextStates], boring: Sequence[TextStates], *, draws: int = 20, seed: int = 0
) -> NDArray[np.float64]:
    """Mean cosine, per layer, between attributes from two random halves of the premises."""
    random = np.random.default_rng(seed)
    n = len(creative)
    cosines = []
    for _ in range(draws):
        order = random.permutation(n)
        halves = [
            mean_difference([creative[i] for i in part], [boring[i] for i in part])
            for part in (order[: n // 2], order[n // 2 :])
        ]
        norms = np.linalg.norm(halves[0], axis=1) * np.linalg.norm(halves[1], axis=1)
        cosines.append((halves[0] * halves[1]).sum(axis=1) / np.maximum(norms, 1e-12))
    return np.asarray(np.mean(cosines, axis=0), dtype=np.float64)


@dataclass(frozen=True)
class LayerFigures:
    """What one layer (under one recipe) achieves on texts the attribute was not made from."""

    layer: int
    context: str
    auroc: Figure
    pairs_choosing: Figure
    pairs_reported: Figure
    pairs_effect: float
    """Mean difference over its standard deviation on the choosing half: goes on telling where accuracy is at 1."""
    length_correlation: float

    @property
    def criterion(self) -> float:
        """What layers are chosen by: the standardised effects on held-out premises and on the pairs, equally."""
        return (_effect_of_auroc(self.auroc.value) + self.pairs_effect) / 2


@dataclass(frozen=True)
class HeldOut:
    """Summaries, under one recipe, of texts kept for checking: generated ones and written pairs."""

    context: str
    creative: Sequence[TextStates]
    boring: Sequence[TextStates]
    better: Sequence[TextStates]
    worse: Sequence[TextStates]


def layer_figures(directions: Floats, held_out: HeldOut, layers: Sequence[int]) -> list[LayerFigures]:
    """Figures per layer. Even-numbered pairs choose, odd-numbered ones are only reported."""
    creative, boring = scores(directions, held_out.creative), scores(directions, held_out.boring)
    better, worse = scores(directions, held_out.better), scores(directions, held_out.worse)
    lengths = [s.n_tokens for s in (*held_out.better, *held_out.worse)]
    return [
        LayerFigures(
            layer=layer,
            context=held_out.context,
            auroc=auroc_figure(creative[:, layer], boring[:, layer]),
            pairs_choosing=pairwise_figure(better[::2, layer], worse[::2, layer]),
            pairs_reported=pairwise_figure(better[1::2, layer], worse[1::2, layer]),
            pairs_effect=standardised(better[::2, layer] - worse[::2, layer]),
            length_correlation=correlation(np.concatenate([better[:, layer], worse[:, layer]]), lengths),
        )
        for layer in layers
    ]


def choose_layer(figures: Sequence[LayerFigures]) -> LayerFigures:
    """The layer with the best criterion, averaged with its neighbours'; the neutral context only where it pays.

    Averaging keeps one lucky layer from winning. The neutral context reads a prompt before every passage and leans on
    the model's template, so it must beat the bare one by more than a standard error of the effect over the pairs.
    """
    best = {
        context: max(
            (f for f in figures if f.context == context), key=lambda f: (_smoothed(f, figures), -f.layer), default=None
        )
        for context in ("bare", "neutral")
    }
    bare, neutral = best["bare"], best["neutral"]
    if bare is None or neutral is None:
        chosen = bare or neutral
        assert chosen is not None
        return chosen
    gain = _smoothed(neutral, figures) - _smoothed(bare, figures)
    n, effect = neutral.pairs_choosing.n, neutral.pairs_effect
    return neutral if gain > (1 / n + effect**2 / (2 * n)) ** 0.5 / 2 else bare


def _smoothed(figure: LayerFigures, figures: Sequence[LayerFigures]) -> float:
    near = [f.criterion for f in figures if f.context == figure.context and abs(f.layer - figure.layer) <= 1]
    return sum(near) / len(near)


def without_layer_zero(directions: Floats) -> Floats:
    """llama.cpp has no ``direction.0``; the attribute's row 0 is zeros."""
    result = directions.copy()
    result[0] = 0
    return result


def merged(tellings: Sequence[TextStates]) -> TextStates:
    """Several texts of one premise as one, each counting alike."""
    return TextStates(
        n_tokens=sum(t.n_tokens for t in tellings),
        mean=np.mean([t.mean for t in tellings], axis=0, dtype=np.float32),
        mean_unit=np.mean([t.mean_unit for t in tellings], axis=0, dtype=np.float32),
        mean_norm=np.mean([t.mean_norm for t in tellings], axis=0, dtype=np.float32),
    )


def standardised(differences: NDArray[np.float64]) -> float:
    """Mean difference over its standard deviation; 0 where there is no spread to speak of."""
    spread = float(differences.std(ddof=1)) if len(differences) > 1 else 0.0
    return float(differences.mean()) / spread if spread > 1e-12 else 0.0


def _effect_of_auroc(value: float) -> float:
    """The standardised difference of two normal distributions with that AUROC."""
    return 2**0.5 * NormalDist().inv_cdf(min(0.99, max(0.01, value)))
