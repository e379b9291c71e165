"""Shares of variance by confounds, on data made so that the answer is known."""

from __future__ import annotations

import numpy as np
import pytest

from core.evaluation.validity import confounds
from core.evaluation.validity.baselines import CONCRETENESS, SURPRISAL, TextTable
from core.evaluation.validity.concreteness import concreteness
from core.evaluation.validity.confounds import ALL, LENGTH
from core.evaluation.validity.report import Ratings, ratings_report
from core.evaluation.validity.words import in_words
from core.stats.bootstrap import Array

N = 400


def test_each_share_and_that_of_all_are_those_of_least_squares() -> None:
    draw = np.random.default_rng(0)
    a, b, rest = draw.normal(size=(3, N))
    y = 2 * a + 1 * b + rest
    found = confounds.shares(y, {LENGTH: a, SURPRISAL: b})
    assert found[LENGTH] == pytest.approx(np.corrcoef(a, y)[0, 1] ** 2, abs=1e-4)
    assert found[LENGTH] == pytest.approx(4 / 6, abs=0.08) and found[SURPRISAL] == pytest.approx(1 / 6, abs=0.08)
    assert found[ALL] == pytest.approx(5 / 6, abs=0.05)
    missing = np.where(np.arange(N) < 10, np.nan, b)
    assert confounds.shares(y, {LENGTH: a, SURPRISAL: missing}) == confounds.shares(
        y[10:], {LENGTH: a[10:], SURPRISAL: b[10:]}
    )


def test_a_score_that_is_nothing_but_concreteness_is_found_out() -> None:
    draw = np.random.default_rng(1)
    words: Array = np.round(np.exp(draw.normal(5, 0.3, N))).astype(np.float64)
    things, surprisal = draw.normal(size=N), draw.normal(size=N)
    score, rating = things + 0.05 * draw.normal(size=N), things + draw.normal(size=N)
    baselines: dict[str, Array] = {"length": words, CONCRETENESS: things, SURPRISAL: surprisal}
    texts = tuple(f"text {i}" for i in range(N))
    report = ratings_report(TextTable(texts, words, words, score, baselines), Ratings(np.arange(N), rating), [], 1)
    assert report["spearman"] > 0.5 > 0.2 > abs(report["confounds_partialled"])
    assert report["confounds"]["score"][CONCRETENESS] > 0.95 > 0.1 > report["confounds"]["score"][LENGTH]
    assert "with mean surprisal and concreteness taken out too" in in_words(report)


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The lamp stood by the boxes.", 2 / 6),
        ("the child’s feet, wolves and knives", 3 / 6),
        ("It was what he had thought of it.", 0.0),
        ("…", 0.0),
    ],
)
def test_concreteness_is_the_share_of_nouns_that_name_things(text: str, share: float) -> None:
    assert concreteness(text) == pytest.approx(share)
