"""Validity figures of a score: AUROC, accuracy and rank correlation with intervals, and trivial baselines."""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from core.stats import bootstrap

Values = Sequence[float] | NDArray[np.float64] | NDArray[np.float32]

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


@dataclass(frozen=True)
class Figure:
    """A statistic, its 95 % interval, and the number of texts or pairs behind it."""

    value: float
    low: float
    high: float
    n: int

    def to_json(self) -> dict[str, float]:
        """Rounded for a report."""
        return {key: round(value, 4) for key, value in asdict(self).items()}


def ranks(values: Values) -> NDArray[np.float64]:
    """Ranks from 1, ties sharing their mean rank."""
    _, places, counts = np.unique(np.asarray(values, dtype=np.float64), return_inverse=True, return_counts=True)
    last = counts.cumsum()
    result: NDArray[np.float64] = (last - (counts - 1) / 2)[places]
    return result


def auroc(positive: Values, negative: Values) -> float:
    """Probability that a positive exceeds a negative, ties counting half."""
    joined = ranks(np.concatenate([np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64)]))
    n_pos, n_neg = len(positive), len(negative)
    return float((joined[:n_pos].sum() - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg))


def auroc_figure(positive: Values, negative: Values, *, draws: int = 1000, seed: int = 0) -> Figure:
    """AUROC with a bootstrap interval. The two sides are paired by premise, and premises are resampled.

    Each row, if there are several, holds one sample of every premise; ``n`` counts premises.
    """
    pos, neg = (np.atleast_2d(np.asarray(values, dtype=np.float64)) for values in (positive, negative))
    n = pos.shape[1]
    random = np.random.default_rng(seed)
    premises = random.integers(0, n, size=(draws, 1, n))
    picks = (premises + n * np.arange(len(pos))[:, None]).reshape(draws, -1)
    drawn = bootstrap.aurocs(pos.ravel(), neg.ravel(), picks, picks)
    return Figure(auroc(pos.ravel(), neg.ravel()), *bootstrap.interval(drawn), n)


def auroc_of_groups(positive: Values, negative: Values, *, draws: int = 1000, seed: int = 0) -> Figure:
    """AUROC of two independent groups of any sizes, each resampled for the interval; ``n`` counts both."""
    pos, neg = np.asarray(positive, dtype=np.float64), np.asarray(negative, dtype=np.float64)
    random = np.random.default_rng(seed)
    pairs = [[random.integers(0, len(side), size=len(side)) for side in (pos, neg)] for _ in range(draws)]
    picks, others = (np.stack(side) for side in zip(*pairs, strict=True))
    drawn = bootstrap.aurocs(pos, neg, picks, others)
    return Figure(auroc(pos, neg), *bootstrap.interval(drawn), len(pos) + len(neg))


def wins(values: Values, others: Values) -> NDArray[np.float64]:
    """1 where a value is above the other, half where they are tied, 0 below; shapes are broadcast."""
    a, b = np.asarray(values, dtype=np.float64), np.asarray(others, dtype=np.float64)
    return np.asarray((a > b) + 0.5 * (a == b), dtype=np.float64)


def pairwise_figure(better: Values, worse: Values) -> Figure:
    """Share of pairs in which ``better`` scores higher (ties half), with a Wilson 95 % interval.

    Without pairs it is 0.5, with an interval from 0 to 1.
    """
    n = len(better)
    if not n:
        return Figure(0.5, 0.0, 1.0, 0)
    share = float(wins(better, worse).mean())
    z = 1.959964
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return Figure(share, centre - half, centre + half, n)


def correlation(x: Values, y: Values) -> float:
    """Pearson correlation; 0 where either side does not vary."""
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    a, b = a - a.mean(), b - b.mean()
    scale = math.sqrt(float((a * a).sum() * (b * b).sum()))
    return float((a * b).sum()) / scale if scale > 0 else 0.0


def spearman(x: Values, y: Values) -> float:
    """Rank correlation."""
    return correlation(ranks(x), ranks(y))


def spearman_figure(x: Values, y: Values, *, draws: int = 1000, seed: int = 0) -> Figure:
    """Rank correlation with a bootstrap interval."""
    a, b = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    drawn = bootstrap.in_blocks(len(a), draws, seed, lambda picks: bootstrap.spearmans(a, b, picks))
    return Figure(spearman(a, b), *bootstrap.interval(drawn), len(a))


def concordance(values: Values, levels: Values) -> float:
    """Share of pairs of texts of different ``levels`` that ``values`` order in the same way, ties counting half.

    With two levels it is the AUROC; 0.5 if all texts have the same level. Time and memory grow with the square of the
    number of texts.
    """
    a, b = np.asarray(values, dtype=np.float64), np.asarray(levels, dtype=np.float64)
    apart = b[:, None] > b[None]
    return float(wins(a[:, None], a[None])[apart].mean()) if apart.any() else 0.5


def spearman_without(x: Values, y: Values, confound: Values) -> float:
    """Rank correlation of ``x`` and ``y`` with ``confound`` partialled out of both."""
    xy, xc, yc = spearman(x, y), spearman(x, confound), spearman(y, confound)
    scale = math.sqrt((1 - xc * xc) * (1 - yc * yc))
    return (xy - xc * yc) / scale if scale > 1e-12 else 0.0


def words(text: str) -> list[str]:
    """The words of ``text`` in lower case, as the baselines count them."""
    return [word.lower() for word in _WORD.findall(text)]


def _mean_word_length(text: str) -> float:
    found = words(text)
    return sum(map(len, found)) / max(1, len(found))


def _type_token_ratio(text: str) -> float:
    found = words(text)
    return len(set(found)) / max(1, len(found))


def _compressed_size(text: str) -> float:
    data = text.encode()
    return len(zlib.compress(data, 9)) / max(1, len(data))


BASELINES: Mapping[str, Callable[[str], float]] = {
    "length": lambda text: float(len(words(text))),
    "shorter": lambda text: -float(len(words(text))),
    "commas": lambda text: text.count(",") / max(1, len(words(text))),
    "mean word length": _mean_word_length,
    "type-token ratio": _type_token_ratio,
    "gzip": _compressed_size,
}
"""Trivial baselines: scores from surface features alone; higher is taken to mean more creative."""


def baseline_accuracies(better: Sequence[str], worse: Sequence[str]) -> dict[str, Figure]:
    """Pairwise accuracy of each baseline."""
    return {
        name: pairwise_figure([measure(t) for t in better], [measure(t) for t in worse])
        for name, measure in BASELINES.items()
    }


def baseline_aurocs(
    positive: Sequence[str], negative: Sequence[str], samples_per_premise: int = 1
) -> dict[str, Figure]:
    """AUROC of each baseline; both sides hold the first sample of every premise, then the second, and so on."""

    def figure(measure: Callable[[str], float]) -> Figure:
        sides = (
            np.array([measure(text) for text in texts]).reshape(samples_per_premise, -1)
            for texts in (positive, negative)
        )
        return auroc_figure(*sides)

    return {name: figure(measure) for name, measure in BASELINES.items()}


def random_directions(
    statistic: Callable[[NDArray[np.float64]], float], n_embd: int, *, draws: int = 500, seed: int = 0
) -> Figure:
    """Mean and 95 % range of ``statistic`` over random unit directions (a cosine does not depend on the norm)."""
    random = np.random.default_rng(seed)
    directions = random.normal(size=(draws, n_embd))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    values = [statistic(direction) for direction in directions]
    low, high = np.quantile(values, [0.025, 0.975])
    return Figure(float(np.mean(values)), float(low), float(high), draws)
