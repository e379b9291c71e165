"""Rank correlations of whole bootstraps against scipy, sample by sample."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from core.stats import bootstrap
from core.stats.separation import spearman, spearman_figure, spearman_without


def data(n: int = 40) -> tuple[bootstrap.Array, bootstrap.Array, bootstrap.Array]:
    draw = np.random.default_rng(2)
    length = np.round(draw.lognormal(5, 0.4, n))
    x = np.round(0.02 * length + draw.normal(size=n), 1)  # ties
    return x, np.round(x + draw.normal(size=n)), length


def partial(x: bootstrap.Array, y: bootstrap.Array, c: bootstrap.Array) -> float:
    """Correlation of what a straight line through the ranks of ``c`` leaves of the ranks of ``x`` and ``y``."""
    a, b, ranks = (stats.rankdata(each) for each in (x, y, c))
    left = [r - np.polyval(np.polyfit(ranks, r, 1), ranks) for r in (a, b)]
    return float(stats.pearsonr(*left).statistic)


def test_every_sample_is_what_scipy_makes_of_it() -> None:
    x, y, c = data()
    picks = np.random.default_rng(0).integers(0, 40, size=(25, 40))
    assert bootstrap.spearmans(x, y, picks) == pytest.approx([stats.spearmanr(x[p], y[p]).statistic for p in picks])
    assert bootstrap.partial_spearmans(x, y, c, picks) == pytest.approx([partial(x[p], y[p], c[p]) for p in picks])
    assert bootstrap.ranks_of(x, picks) == pytest.approx(np.stack([stats.rankdata(x[p]) for p in picks]))


def test_the_plain_figures_are_scipys_too() -> None:
    x, y, c = data()
    assert spearman(x, y) == pytest.approx(stats.spearmanr(x, y).statistic)
    assert spearman_without(x, y, c) == pytest.approx(partial(x, y, c))


def test_the_interval_is_that_of_scipys_bootstrap() -> None:
    x, y, _ = data(120)
    figure = spearman_figure(x, y, draws=4000)
    other = stats.bootstrap(
        (x, y),
        lambda a, b: stats.spearmanr(a, b).statistic,
        paired=True,
        vectorized=False,
        n_resamples=1500,
        method="percentile",
        rng=np.random.default_rng(1),
    ).confidence_interval
    assert (figure.low, figure.high) == pytest.approx((other.low, other.high), abs=0.02)


def test_samples_without_variation_are_zero_and_blocks_fit_together() -> None:
    same = np.ones(5)
    picks = np.zeros((3, 5), dtype=np.int64)
    assert bootstrap.spearmans(same, np.arange(5.0), picks).tolist() == [0, 0, 0]
    drawn = bootstrap.in_blocks(600_000, 3, 0, lambda p: p.sum(axis=1).astype(np.float64))
    assert drawn.shape == (3,) and len(set(drawn.tolist())) == 3
    sizes = bootstrap.stratified([3, 5], 7, 0, lambda each: np.array([p.max() for p in each[0]], dtype=np.float64))
    assert sizes.shape == (7,) and sizes.max() <= 2
