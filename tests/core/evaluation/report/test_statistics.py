"""Means, differences and shares against scipy and against results whose effects are known."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
import scipy  # its parts are loaded when they are used

from core.evaluation.report import statistics
from core.evaluation.report.statistics import Preference, mean_figure, paired_difference, ratio_figure, share_figure
from core.evaluation.results import Arm, Choice, Picked, Rating, Results
from core.stats import bootstrap
from tests.core.evaluation import synthetic

SAMPLE = np.random.default_rng(11).gamma(2.0, 1.5, 80)


PICKED_FIRST: tuple[Picked, Picked] = ("first", "first")
PICKED_ARM: tuple[Picked, Picked] = ("first", "second")


def asked(*answers: tuple[Picked | None, Picked | None]) -> Preference:
    """A model's preference for induced, from its two answers on each premise."""
    choices = [c for i, pair in enumerate(answers) for c in synthetic.both_orders("self", f"p{i}", "induced", pair)]
    return statistics.preference(Results(synthetic.SETUP, {}, (), (), tuple(choices)), "self", "induced")


def test_the_mean_and_its_interval_are_scipys() -> None:
    found = mean_figure(SAMPLE)
    expected = scipy.stats.bootstrap(
        (SAMPLE,), np.mean, n_resamples=20_000, method="percentile", rng=3
    ).confidence_interval
    assert found is not None and found.n == 80
    assert found.value == pytest.approx(SAMPLE.mean())
    width = expected.high - expected.low
    assert found.low == pytest.approx(expected.low, abs=0.04 * width)
    assert found.high == pytest.approx(expected.high, abs=0.04 * width)


def test_a_ratios_interval_is_scipys_for_paired_data() -> None:
    weights = np.random.default_rng(4).integers(1, 4, 80).astype(float)
    found = ratio_figure(SAMPLE * weights, weights)
    expected = scipy.stats.bootstrap(
        (SAMPLE * weights, weights),
        lambda top, bottom, axis: top.sum(axis=axis) / bottom.sum(axis=axis),
        paired=True,
        n_resamples=20_000,
        method="percentile",
        rng=3,
    ).confidence_interval
    assert found is not None
    width = expected.high - expected.low
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.04 * width)


def test_resampling_in_blocks_gives_what_one_block_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = mean_figure(SAMPLE)
    monkeypatch.setattr(bootstrap, "_MOST_AT_ONCE", 777)
    assert mean_figure(SAMPLE) == whole


def test_the_interval_holds_the_true_mean_about_as_often_as_it_says() -> None:
    random = np.random.default_rng(0)
    samples = random.normal(1.0, 2.0, (300, 60))
    found = [mean_figure(sample, draws=500) for sample in samples]
    held = sum(figure is not None and figure.low <= 1.0 <= figure.high for figure in found)
    assert 0.90 <= held / 300 <= 0.98


def test_a_share_that_does_not_vary_gets_wilsons_interval() -> None:
    found = share_figure([1.0] * 12)
    expected = scipy.stats.binomtest(12, 12).proportion_ci(method="wilson")
    assert found is not None and (found.value, found.n) == (1.0, 12)
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=1e-6)
    assert found.low < 0.8


def test_a_share_that_varies_agrees_roughly_with_the_binomials_interval() -> None:
    found = share_figure([1.0] * 70 + [0.0] * 30)
    expected = scipy.stats.binomtest(70, 100).proportion_ci(method="wilson")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((expected.low, expected.high), abs=0.02)


def test_no_values_no_figure_and_one_value_no_interval() -> None:
    assert mean_figure([]) is None and share_figure([]) is None and ratio_figure([0.0, 0.0], [0.0, 0.0]) is None
    one = mean_figure([4.0])
    assert one is not None and one.value == 4.0 and math.isnan(one.low) and math.isnan(one.high)
    alike = mean_figure([1.0] * 5)
    assert alike is not None and (alike.value, alike.n) == (1.0, 5) and math.isnan(alike.low)
    assert not statistics.excludes(one, 0) and not statistics.excludes(alike, 0)


def test_differences_are_taken_premise_by_premise() -> None:
    random = np.random.default_rng(2)
    base = {f"p{i}": float(10 * random.normal()) for i in range(40)}
    lifted = {premise: value + 0.5 + 0.1 * float(random.normal()) for premise, value in base.items()}
    found = paired_difference(lifted | {"only here": 99.0}, base)
    assert found is not None and found.n == 40
    test = scipy.stats.ttest_rel([lifted[p] for p in base], list(base.values()))
    assert test.pvalue < 1e-6 and found.low > 0.4 and found.high < 0.6  # unpaired, ±4 would hide it
    assert found.value == pytest.approx(np.mean([lifted[p] - base[p] for p in base]))


def test_known_effects_are_found_in_the_cosines() -> None:
    results = synthetic.full()
    for arm in statistics.COMPARED:
        shift = statistics.cosine_shift(results, "without", arm).difference
        assert shift is not None and shift.low < synthetic.LIFT[arm] < shift.high and shift.n == 64
    added = statistics.cosine_shift(results, "with", "induced").difference
    bare = statistics.cosine_shift(results, "without", "induced").difference
    assert added is not None and bare is not None and added.value - bare.value == pytest.approx(0.09)
    found = statistics.scored(results, "without", "creative")
    pairs = [list(statistics.cosines(results, "without", arm).values()) for arm in ("creative", "baseline")]
    u = scipy.stats.mannwhitneyu(*pairs).statistic
    assert found.above_baseline is not None and found.above_baseline.value == pytest.approx(u / 64**2)


def test_a_story_without_a_cosine_is_left_out() -> None:
    results = synthetic.full(4)
    empty = tuple(replace(s, cosine=math.nan, n_tokens=0) if s.premise == "p00" else s for s in results.stories)
    found = statistics.scored(replace(results, stories=empty), "without", "induced")
    assert len(found.values) == 3 and found.mean is not None and math.isfinite(found.mean.value)


def test_failures_are_counted_and_left_out_of_the_mean() -> None:
    answers = (Rating("self", "a", "baseline", 4, "4"), Rating("self", "b", "baseline", None, "no"))
    results = Results(synthetic.SETUP, {"a": "A", "b": "B"}, (), answers)
    found = statistics.rated(results, "self", "baseline")
    assert (found.asked, found.failed) == (2, 1) and found.mean is not None
    assert (found.mean.value, found.mean.n) == (4.0, 1)
    assert statistics.rated(results, "frontier", "baseline").mean is None


def test_a_model_wins_only_by_the_same_text_in_both_orders() -> None:
    found = asked(("first", "second"), ("second", "first"), ("first", "first"), ("tie", "second"), ("first", None))
    assert (found.wins, found.ties, found.losses, found.unreadable, found.flipped) == (1, 2, 1, 1, 1)
    assert found.asked == 5 and found.share is not None
    assert (found.share.value, found.share.n) == (0.5, 4)


def test_one_order_alone_is_no_verdict_of_a_model_but_is_a_persons() -> None:
    once: tuple[Arm, Arm] = ("induced", "baseline")
    choices = (Choice("self", "a", *once, "first"), Choice("human", "a", *once, "first", rater="ann"))
    results = Results(synthetic.SETUP, {"a": "A"}, (), (), choices)
    assert statistics.preference(results, "self", "induced").unreadable == 1
    assert statistics.preference(results, "human", "induced").wins == 1


def test_position_bias_is_how_often_the_first_shown_is_picked() -> None:
    always = asked(*[PICKED_FIRST] * 20)
    assert always.first is not None and (always.first.value, always.first.n) == (1.0, 40)
    assert always.share is not None and always.share.value == 0.5 and always.flipped == 20
    never = asked(*[PICKED_ARM] * 20)
    assert never.first is not None and never.first.value == 0.5


def test_several_people_weigh_one_premise_together() -> None:
    choices = [Choice("human", "a", "induced", "baseline", "first", rater=name) for name in ("ann", "ben", "cy")]
    choices.append(Choice("human", "b", "induced", "baseline", "second", rater="ann"))
    found = statistics.preference(Results(synthetic.SETUP, {}, (), (), tuple(choices)), "human", "induced")
    assert (found.wins, found.losses, found.raters) == (3, 1, 3)
    assert found.share is not None and (found.share.value, found.share.n) == (0.5, 2)


def test_one_person_under_two_spellings_is_one() -> None:
    choices = (
        Choice("human", "a", "induced", "baseline", "first", rater="Ann"),
        Choice("human", "a", "baseline", "induced", "first", rater=" ann"),
    )
    found = statistics.preference(Results(synthetic.SETUP, {}, (), (), choices), "human", "induced")
    assert (found.wins, found.ties, found.losses, found.raters) == (0, 1, 0, 1)


def test_agreement_with_a_reference_is_by_premise() -> None:
    results = synthetic.full()
    itself = statistics.verdict_agreement(results, "frontier", "frontier", "induced").share
    assert itself is not None and itself.value == 1.0 and itself.low < 1.0
    other = statistics.verdict_agreement(results, "self", "frontier", "induced").share
    assert other is not None and other.value < 0.7 and other.n == 60
    assert statistics.verdict_agreement(synthetic.unasked(), "self", "human", "induced").share is None
