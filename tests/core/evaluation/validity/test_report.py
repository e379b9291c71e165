"""The figures of a validity report, on data made so that the answer is known, against scipy and closed forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
import scipy  # its parts are loaded when they are used

from core.evaluation.validity.baselines import ASKED, TextTable
from core.evaluation.validity.layer_sweep import connected, first_half
from core.evaluation.validity.report import Pairs, Ratings, pairs_report, ratings_report
from core.evaluation.validity.variance import variance_shares
from core.evaluation.validity.words import in_words, left_out
from core.stats.bootstrap import Array

N = 80


def table(cosine: Array, words: Array, asked: Array | None = None, by_layer: Array | None = None) -> TextTable:
    baselines = {"length": words, "shorter": -words, ASKED: words * 0 if asked is None else asked}
    texts = tuple(f"text {i}" for i in range(len(cosine)))
    return TextTable(texts, words * 1.3, words, cosine, baselines, by_layer)


def rated(seed: int = 0) -> tuple[Array, Array, Array]:
    """Score, rating, words: the rating follows the score, and length follows both."""
    draw = np.random.default_rng(seed)
    quality = draw.normal(size=N)
    return (
        quality + draw.normal(size=N),
        quality + draw.normal(size=N),
        np.round(np.exp(4 + 0.2 * quality)).astype(np.float64),
    )


def whole(y: Array) -> Ratings:
    return Ratings(np.arange(len(y)), y)


def test_ratings_groups_and_baselines_are_scipys() -> None:
    x, y, words = rated()
    asked = np.where(np.arange(N) < 10, np.nan, words)
    topics = np.arange(N) % 3
    groups = [Ratings(np.flatnonzero(topics == t), y[topics == t], f"topic {t}") for t in range(3)]
    groups.append(Ratings(np.array([0, 1]), y[:2], "tiny"))
    report = ratings_report(table(x, words, asked), whole(y), groups, own_layer=2)
    assert report["n"] == N
    assert report["spearman"] == pytest.approx(scipy.stats.spearmanr(x, y).statistic, abs=1e-4)
    low, high = report["interval"]
    assert low < report["spearman"] < high
    each = [scipy.stats.spearmanr(x[topics == t], y[topics == t]).statistic for t in range(3)]
    assert [report["groups"][f"topic {t}"]["spearman"] for t in range(3)] == pytest.approx(each, abs=1e-4)
    assert report["groups"]["tiny"] == {"n": 2, "spearman": None, "interval": None, "length_partialled": None}
    sizes = [int((topics == t).sum()) for t in range(3)]
    within = report["within_groups"]
    assert within["spearman"] == pytest.approx(np.average(each, weights=sizes), abs=1e-4)
    assert within["interval"][0] < within["spearman"] < within["interval"][1]
    assert (within["n_groups"], within["n_groups_left_out"]) == (3, 1)
    baseline = report["baselines"]["length"]["spearman"]
    assert baseline == pytest.approx(scipy.stats.spearmanr(words, y).statistic, abs=1e-4)
    assert report["baselines"]["shorter"]["spearman"] == -baseline
    assert report["baselines"][ASKED] | {"failed": 10, "n": 70} == report["baselines"][ASKED]


@pytest.mark.parametrize(("unanswered", "best"), [(0, ASKED), (10, ASKED), (60, "length")])
def test_a_better_baseline_counts_though_it_failed_for_some(unanswered: int, best: str) -> None:
    x, y, words = rated()
    known = np.arange(N) >= unanswered
    asked = np.where(known, y, np.nan)
    report = ratings_report(table(x, words, asked), whole(y), [], own_layer=1)
    over = report["over_best_baseline"]
    there, values = (known, asked) if best == ASKED else (np.full(N, True), words)
    expected = (
        scipy.stats.spearmanr(x[there], y[there]).statistic - scipy.stats.spearmanr(values[there], y[there]).statistic
    )
    assert (over["baseline"], over["n"]) == (best, there.sum())
    assert over["difference"] == pytest.approx(expected, abs=1e-4)
    if best == ASKED:
        assert over["interval"][1] < 0 and "Asking the model alone does better (1.00)." in in_words(report)


def test_of_pairs_too_a_better_baseline_counts_though_it_failed_for_some() -> None:
    x, y, words = rated()
    one, other = np.arange(0, N, 2), np.arange(1, N, 2)
    better, worse = np.where(y[one] > y[other], one, other), np.where(y[one] > y[other], other, one)
    asked = np.where(np.arange(N) < 10, np.nan, y)
    over = pairs_report(table(x, words, asked), Pairs(better, worse, ("",) * len(one)), own_layer=1)[
        "over_best_baseline"
    ]
    share = (x[better[5:]] > x[worse[5:]]).mean()
    assert (over["baseline"], over["n"]) == (ASKED, len(one) - 5)
    assert over["difference"] == pytest.approx(share - 1, abs=1e-4)
    assert over["interval"][1] <= 0


def test_a_score_that_is_nothing_but_length_is_found_out() -> None:
    draw = np.random.default_rng(1)
    words = np.round(np.exp(draw.normal(5, 0.5, N))).astype(np.float64)
    x, y = np.log(words) + 1e-3 * draw.normal(size=N), np.log(words) + 0.5 * draw.normal(size=N)
    report = ratings_report(table(x, words), whole(y), [], own_layer=1)
    assert report["spearman"] > 0.5
    assert abs(report["length_partialled"]) < 0.25
    low, high = report["length_partialled_interval"]
    assert low < 0 < high
    assert report["variance_shares"]["score"]["length"] > 0.99
    assert report["variance_shares"]["score"]["group"] is None and "note" in report["variance_shares"]
    assert "Length (longer is better) alone does about as well" in in_words(report)


def test_fifths_of_the_score_have_their_mean_ratings() -> None:
    x, y, words = rated()
    curve = ratings_report(table(x, words), whole(y), [], own_layer=1)["calibration_curve"]
    order = np.argsort(x)
    means = [y[order[i : i + 16]].mean() for i in range(0, N, 16)]
    assert [row["mean_rating"] for row in curve] == pytest.approx(means, abs=1e-4)
    assert [row["n"] for row in curve] == [16] * 5
    assert all(row["interval"][0] <= row["mean_rating"] <= row["interval"][1] for row in curve)
    assert curve[0]["score"][1] <= curve[1]["score"][0]


def test_the_layer_is_selected_on_one_half_and_reported_on_the_other() -> None:
    """Thirty layers of noise: the best on its own half looks good, and does not on the other."""
    draw = np.random.default_rng(3)
    noise, y = draw.normal(size=(N, 30)), draw.normal(size=N)
    noise[:, 0] = 0
    sweep = ratings_report(table(noise[:, 9], np.full(N, 90.0), by_layer=noise), whole(y), [], own_layer=9)[
        "layer_sweep"
    ]
    chosen = sweep["chosen"]
    assert (
        chosen["selection_split"]["spearman"]
        == max(row["selection_split"]["spearman"] for row in sweep["layers"])
        > 0.2
    )
    assert chosen["test_split"]["interval"][0] < 0
    half = first_half([(f"text {i}",) for i in range(N)], [""] * N)
    assert (sweep["n_selection_split"], sweep["n_test_split"]) == (40, 40)
    there = scipy.stats.spearmanr(noise[~half, 9], y[~half]).statistic
    assert sweep["in_use"]["layer"] == 9 and len(sweep["layers"]) == 29
    assert sweep["in_use"]["test_split"]["spearman"] == pytest.approx(there, abs=1e-4)
    noise[:, 17] = y  # a layer that is right everywhere is found, whatever the seed
    sweep = ratings_report(table(noise[:, 9], np.full(N, 90.0), by_layer=noise), whole(y), [], own_layer=9)[
        "layer_sweep"
    ]
    assert (sweep["chosen"]["layer"], sweep["chosen"]["test_split"]["spearman"]) == (17, 1.0)


def test_halves_follow_the_words_keep_linked_units_together_and_share_each_group() -> None:
    keys = [*((f"a{i}", f"b{i}") for i in range(40)), ("b0", "c"), ("c", "d")]
    strata = ["x" if i % 4 else "y" for i in range(40)] + ["x", "x"]
    half = first_half(keys, strata)
    assert half[0] == half[40] == half[41]
    order = np.random.default_rng(0).permutation(42)
    again = first_half([keys[i] for i in order], [strata[i] for i in order])
    assert again.tolist() == half[order].tolist()
    for label, size in (("x", 32), ("y", 10)):
        assert abs(int(half[[s == label for s in strata]].sum()) - size / 2) <= 3
    assert connected([("a", "b"), ("c", "d"), ("b", "e"), ("e", "d"), ("f", "g")]) == [0, 0, 0, 0, 1]


def made_pairs(right: float, n: int = 100, groups: Sequence[str] | None = None) -> tuple[TextTable, Pairs]:
    """``right`` of ``n`` pairs ranked right by the score; the better text is the longer in the first half of them."""
    draw = np.random.default_rng(4)
    difference = np.where(np.arange(n) % 10 < 10 * right, 1.0, -1.0) * draw.uniform(0.5, 2, n)
    worse = draw.normal(size=n)
    words = np.full(2 * n, 100.0)
    words[: n // 2] = 150
    t = table(np.concatenate([worse + difference, worse]), words)
    return t, Pairs(np.arange(n), np.arange(n, 2 * n), tuple(groups or [""] * n))


def test_pairs_have_wilsons_interval_and_subsets_by_length() -> None:
    t, pairs = made_pairs(0.7, groups=["a", "b"] * 50)
    report = pairs_report(t, pairs, own_layer=1)
    wilson = scipy.stats.binomtest(70, 100).proportion_ci(method="wilson")
    assert report["accuracy"] == 0.7 and report["interval"] == pytest.approx([wilson.low, wilson.high], abs=1e-4)
    assert report["by_length"]["same_length"]["n"] == report["by_length"]["better_is_longer"]["n"] == 50
    assert report["by_length"]["better_is_shorter"] == {"n": 0, "accuracy": None, "interval": None}
    assert report["length_partialled"] == report["by_length"]["same_length"]["accuracy"]
    assert report["baselines"]["length"]["accuracy"] == 0.75  # longer in half of them, ties half
    assert report["baselines"]["shorter"]["accuracy"] == 0.25
    assert report["groups"]["a"]["n"] == 50
    mean = (report["groups"]["a"]["accuracy"] + report["groups"]["b"]["accuracy"]) / 2
    assert report["within_groups"]["accuracy"] == pytest.approx(mean, abs=1e-4)
    assert [row["n"] for row in report["calibration_curve"]] == [20] * 5
    assert sum(row["accuracy"] * row["n"] for row in report["calibration_curve"]) == pytest.approx(70)
    assert "70 times in 100 (95 % 60 to 78)." in in_words(report)


def test_pairs_that_share_texts_are_not_counted_as_if_they_did_not() -> None:
    """Each pair ten times over says no more than once."""
    t, pairs = made_pairs(0.7, n=40)
    once = pairs_report(t, pairs, own_layer=1)
    often = pairs_report(t, Pairs(np.tile(pairs.better, 10), np.tile(pairs.worse, 10), pairs.groups * 10), own_layer=1)
    width = [r["interval"][1] - r["interval"][0] for r in (once, often)]
    assert often["n"] == 400 and often["accuracy"] == once["accuracy"]
    assert width[1] > 0.8 * width[0]


def test_shares_of_variance_are_those_of_least_squares() -> None:
    draw = np.random.default_rng(5)
    words, labels = np.exp(draw.normal(5, 0.4, 60)), np.arange(60) % 4
    y = np.log(words) + labels + draw.normal(size=60)
    found = variance_shares({"y": y}, words, [str(label) for label in labels])["y"]

    def r2(*columns: Array) -> float:
        x = np.column_stack([np.ones(60), *columns])
        left = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
        return float(1 - (left @ left) / ((y - y.mean()) @ (y - y.mean())))

    dummies = [(labels == i).astype(float) for i in range(1, 4)]
    assert found["length"] == pytest.approx(r2(np.log(words)), abs=1e-4)
    assert found["group"] == pytest.approx(r2(*dummies), abs=1e-4)
    assert found["both"] == pytest.approx(r2(np.log(words), *dummies), abs=1e-4)
    assert found["adjusted"]["both"] == pytest.approx(1 - (1 - r2(np.log(words), *dummies)) * 59 / 55, abs=1e-4)
    flat = variance_shares({"y": np.ones(60)}, words, None)["y"]
    assert flat["length"] == 0.0 and flat["group"] is None


@pytest.mark.parametrize(
    ("spearman", "interval", "difference", "said"),
    [
        (0.21, [0.08, 0.34], [-0.2, -0.01], ["weakly (ρ 0.21, 95 % 0.08 to 0.34)", "better) alone does better (0.30)"]),
        (0.05, [-0.08, 0.18], [-0.2, 0.1], ["not certain", "alone does about as well"]),
        (-0.4, [-0.5, -0.3], [-0.8, -0.5], ["runs moderately against", "ρ −0.40"]),
        (0.61, [0.5, 0.7], [0.1, 0.4], ["strongly", "better than every baseline", "(0.30)"]),
    ],
)  # fmt: skip
def test_the_sentence_says_what_the_figures_say(
    spearman: float, interval: list[float], difference: list[float], said: list[str]
) -> None:
    report: dict[str, Any] = {
        "n": 200,
        "spearman": spearman,
        "interval": interval,
        "length_partialled": spearman,
        "within_groups": None,
        "over_best_baseline": {"baseline": "length", "interval": difference},
        "baselines": {"length": {"spearman": 0.3}},
        "layer_sweep": None,
        "confounds": {"score": {"length": 0.1, "all of them": 0.1}},
        "confounds_partialled": spearman,
    }
    sentence = in_words(report)
    assert all(words in sentence for words in said), sentence
    assert left_out({"rows without a text": 2, "texts of fewer than 4 tokens": 1}) == (
        "Left out: rows without a text (2), texts of fewer than 4 tokens (1)."
    )
