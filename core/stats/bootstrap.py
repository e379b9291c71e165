"""Bootstrap intervals and rank correlations, vectorised over the bootstrap samples.

A sample draws units with replacement; ``picks`` has shape ``(draws, n)``, each row the units of one sample.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Picks = NDArray[np.int64]

_MOST_AT_ONCE = 1_000_000
"""Most ranks in memory at a time: 8 MB for each array."""


def in_blocks(n: int, draws: int, seed: int, statistic: Callable[[Picks], Array]) -> Array:
    """``statistic`` of ``draws`` bootstrap samples of ``n`` units, a block of samples at a time: shape ``(draws,)``."""
    random = np.random.default_rng(seed)
    rows = max(1, min(draws, _MOST_AT_ONCE // max(1, n)))
    sizes = [min(rows, draws - start) for start in range(0, draws, rows)]
    return np.concatenate([statistic(random.integers(0, n, size=(size, n))) for size in sizes])


def stratified(sizes: Sequence[int], draws: int, seed: int, statistic: Callable[[Sequence[Picks]], Array]) -> Array:
    """As :func:`in_blocks`, with each stratum resampled separately; ``statistic`` gets the picks of each stratum."""
    random = np.random.default_rng(seed)
    rows = max(1, min(draws, _MOST_AT_ONCE // max(1, sum(sizes))))
    blocks = [min(rows, draws - start) for start in range(0, draws, rows)]
    return np.concatenate([statistic([random.integers(0, n, size=(b, n)) for n in sizes]) for b in blocks])


def ranks_of(values: Array, picks: Picks) -> Array:
    """Ranks from 1 within each sample, ties sharing their mean rank: shape of ``picks``."""
    _, codes = np.unique(values, return_inverse=True)
    n_codes = int(codes.max()) + 1
    drawn = codes[picks]
    rows = np.arange(len(picks))[:, None]
    counts = np.bincount((drawn + rows * n_codes).ravel(), minlength=len(picks) * n_codes).reshape(-1, n_codes)
    mean_ranks = counts.cumsum(axis=1) - (counts - 1) / 2
    ranks: Array = np.take_along_axis(mean_ranks, drawn, axis=1)
    return ranks


def correlations(x: Array, y: Array) -> Array:
    """Pearson correlation of each row of ``x`` with that of ``y``; 0 where either does not vary."""
    x = x - x.mean(axis=1, keepdims=True)
    y = y - y.mean(axis=1, keepdims=True)
    scale = np.sqrt((x * x).sum(axis=1) * (y * y).sum(axis=1))
    return np.where(scale > 0, (x * y).sum(axis=1) / np.where(scale > 0, scale, 1), 0.0)


def spearmans(x: Array, y: Array, picks: Picks) -> Array:
    """Rank correlation in each sample."""
    return correlations(ranks_of(x, picks), ranks_of(y, picks))


def partial_spearmans(x: Array, y: Array, confound: Array, picks: Picks) -> Array:
    """Rank correlation in each sample, the ranks of ``confound`` partialled out of both; 0 where nothing is left."""
    a, b, c = (ranks_of(each, picks) for each in (x, y, confound))
    return without(correlations(a, b), correlations(a, c), correlations(b, c))


def without(xy: Array, xc: Array, yc: Array) -> Array:
    """Partial correlations of x and y without c, from the three pairwise ones; 0 where nothing is left."""
    scale = np.sqrt(np.clip((1 - xc * xc) * (1 - yc * yc), 0, None))
    return np.where(scale > 1e-12, (xy - xc * yc) / np.where(scale > 1e-12, scale, 1), 0.0)


def aurocs(positive: Array, negative: Array, picks: Picks, others: Picks) -> Array:
    """AUROC in each sample, ties counting half: ``picks`` draw from ``positive``, ``others`` from ``negative``."""
    n_pos, n_neg = picks.shape[1], others.shape[1]
    rows = max(1, _MOST_AT_ONCE // (n_pos + n_neg))
    joined, drawn = np.concatenate([positive, negative]), np.hstack([picks, others + len(positive)])
    blocks = [drawn[start : start + rows] for start in range(0, len(drawn), rows)]
    sums = np.concatenate([ranks_of(joined, block)[:, :n_pos].sum(axis=1) for block in blocks])
    found: Array = (sums - n_pos * (n_pos + 1) / 2) / (n_pos * n_neg)
    return found


def interval(values: Array) -> tuple[float, float]:
    """The 2.5 % and 97.5 % quantiles."""
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
