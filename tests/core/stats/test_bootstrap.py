"""Rank correlations and AUROCs of whole bootstraps against scipy, sample by sample."""

from __future__ import annotations

import numpy as np
import pytest
import scipy  # its parts are loaded when they are used

from core.stats import bootstrap
from core.stats.separation import (
    Figure,
    auroc,
    auroc_figure,
    auroc_of_groups,
    spearman,
    spearman_figure,
    spearman_without,
)


def data(n: int = 40) -> tuple[bootstrap.Array, bootstrap.Array, bootstrap.Array]:
    draw = np.random.default_rng(2)
    length = np.round(draw.lognormal(5, 0.4, n))
    x = np.round(0.02 * length + draw.normal(size=n), 1)  # ties
    return x, np.round(x + draw.normal(size=n)), length


def partial(x: bootstrap.Array, y: bootstrap.Array, c: bootstrap.Array) -> float:
    """Correlation of what a straight line through the ranks of ``c`` leaves of the ranks of ``x`` and ``y``."""
    a, b, ranks = (scipy.stats.rankdata(each) for each in (x, y, c))
    left = [r - np.polyval(np.polyfit(ranks, r, 1), ranks) for r in (a, b)]
    return float(scipy.stats.pearsonr(*left).statistic)


def test_every_sample_is_what_scipy_makes_of_it() -> None:
    x, y, c = data()
    picks = np.random.default_rng(0).integers(0, 40, size=(25, 40))
    assert bootstrap.spearmans(x, y, picks) == pytest.approx(
        [scipy.stats.spearmanr(x[p], y[p]).statistic for p in picks]
    )
    assert bootstrap.partial_spearmans(x, y, c, picks) == pytest.approx([partial(x[p], y[p], c[p]) for p in picks])
    assert bootstrap.ranks_of(x, picks) == pytest.approx(np.stack([scipy.stats.rankdata(x[p]) for p in picks]))


def test_the_plain_figures_are_scipys_too() -> None:
    x, y, c = data()
    assert spearman(x, y) == pytest.approx(scipy.stats.spearmanr(x, y).statistic)
    assert spearman_without(x, y, c) == pytest.approx(partial(x, y, c))


def test_every_auroc_is_what_mann_and_whitney_count() -> None:
    x, y, _ = data()
    draw = np.random.default_rng(0)
    picks, others = draw.integers(0, 40, size=(25, 30)), draw.integers(0, 40, size=(25, 12))
    counted = [scipy.stats.mannwhitneyu(x[p], y[q]).statistic / (30 * 12) for p, q in zip(picks, others, strict=True)]
    assert bootstrap.aurocs(x, y, picks, others) == pytest.approx(counted)


def test_the_intervals_of_an_auroc_are_those_of_one_sample_after_the_other() -> None:
    x, y, _ = data(36)
    draw = np.random.default_rng(0)
    groups = [auroc(draw.choice(x[:20], 20), draw.choice(y[:9], 9)) for _ in range(200)]
    assert auroc_of_groups(x[:20], y[:9], draws=200) == Figure(
        auroc(x[:20], y[:9]), *bootstrap.interval(np.array(groups)), 29
    )
    several, others = x.reshape(3, 12), y.reshape(3, 12)  # three samples of each of twelve premises
    picks = np.random.default_rng(0).integers(0, 12, size=(200, 12))
    premises = [auroc(several[:, pick].ravel(), others[:, pick].ravel()) for pick in picks]
    assert auroc_figure(several, others, draws=200) == Figure(auroc(x, y), *bootstrap.interval(np.array(premises)), 12)


def test_the_interval_is_that_of_scipys_bootstrap() -> None:
    x, y, _ = data(120)
    figure = spearman_figure(x, y, draws=4000)
    other = scipy.stats.bootstrap(
        (x, y),
        lambda a, b: scipy.stats.spearmanr(a, b).statistic,
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
