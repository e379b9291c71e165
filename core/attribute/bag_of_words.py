"""The baseline that an attribute from texts stands beside: logistic regression on word counts of the same texts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\w\s]")
_FEWEST_TEXTS = 3
_PENALTY = 1e-3
_STEPS = 400


def train(better: Sequence[str], worse: Sequence[str]) -> Mapping[str, float]:
    """Weight per word, from the differences between the sides' relative counts.

    ``better[i]`` is set against ``worse[i]``; where one side has more texts the other is cycled. Words of fewer than
    three texts are left out; L2 penalty; Nesterov's accelerated gradient.
    """
    n = max(len(better), len(worse))
    pairs = [(_shares(better[i % len(better)]), _shares(worse[i % len(worse)])) for i in range(n)]
    texts = Counter(word for pair in pairs for side in pair for word in side)
    words = sorted(word for word, count in texts.items() if count >= _FEWEST_TEXTS)
    column = {word: i for i, word in enumerate(words)}
    x = np.zeros((n, len(words)))
    for row, (up, down) in enumerate(pairs):
        for sign, side in ((1.0, up), (-1.0, down)):
            for word, share in side.items():
                if word in column:
                    x[row, column[word]] += sign * share
    scale = np.maximum(x.std(axis=0), 1e-9)
    weights = _logistic(x / scale) / scale
    return dict(zip(words, weights.tolist(), strict=True))


def score(weights: Mapping[str, float], text: str) -> float:
    """Higher is taken for better."""
    return sum(weights.get(word, 0.0) * share for word, share in _shares(text).items())


def _shares(text: str) -> dict[str, float]:
    counts = Counter(_TOKEN.findall(text.lower()))
    total = max(1, sum(counts.values()))
    return {word: count / total for word, count in counts.items()}


def _logistic(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights that make ``x @ w`` positive, by the logistic loss."""
    n, width = x.shape
    if not width:
        return np.zeros(0)
    steepness = np.linalg.norm(x, 2) ** 2 / (4 * n) + _PENALTY
    weights = ahead = np.zeros(width)
    for step in range(1, _STEPS + 1):
        gradient = -x.T @ (1 / (1 + np.exp(np.clip(x @ ahead, -50, 50)))) / n + _PENALTY * ahead
        following = ahead - gradient / steepness
        ahead = following + (step - 1) / (step + 2) * (following - weights)
        weights = following
    return weights
