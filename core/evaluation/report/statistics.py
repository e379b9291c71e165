"""The numbers behind the report: means, paired differences and shares of choices, each with a 95 % interval.

Intervals are percentile bootstraps (Efron 1979) that resample *premises*, because the texts of one premise are not
independent and the figures should generalise to other premises. Fixed seeds give the same numbers for the same results.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from core.evaluation.blind.people import name_key
from core.evaluation.results import ARMS, Arm, Choice, JudgeKey, Results
from core.stats import bootstrap
from core.stats.bootstrap import Array, Picks
from core.stats.separation import Figure, Values, auroc_figure, pairwise_figure, spearman_figure

Reading = Literal["without", "with"]
"""A story's cosine without the vector's own contribution, or with λ·a added to the states."""

Verdict = Literal["win", "tie", "loss"]

COMPARED: tuple[Arm, ...] = tuple(arm for arm in ARMS if arm != "baseline")
"""The arms that are compared with baseline."""

_WORTH: Mapping[Verdict, float] = {"win": 1.0, "tie": 0.5, "loss": 0.0}


@dataclass(frozen=True)
class Rated:
    """A judge's ratings (0–9) of one arm: the mean over premises, None without any; ``failed`` of ``asked`` answers
    held no number and are left out of the mean."""

    judge: JudgeKey
    arm: Arm
    mean: Figure | None
    asked: int
    failed: int


@dataclass(frozen=True)
class Shift:
    """The mean of ``arm`` minus baseline over the premises that have both; None where there is none.

    ``what`` is a judge (ratings, 0–9) or a reading (cosines).
    """

    what: JudgeKey | Reading
    arm: Arm
    difference: Figure | None


@dataclass(frozen=True)
class Scored:
    """The cosines of one arm: one value per story, in the premises' order, and their mean.

    ``above_baseline`` is the probability (AUROC, paired by premise) that a story of this arm exceeds one of baseline;
    None for baseline itself.
    """

    reading: Reading
    arm: Arm
    values: tuple[float, ...]
    mean: Figure | None
    above_baseline: Figure | None


@dataclass(frozen=True)
class Preference:
    """How often a judge picked ``arm`` over ``reference``.

    One verdict per premise and rater, from both orders together: a judge that picks by position gives a tie, which
    counts half. ``unreadable`` counts verdicts for which an answer, or one of a model's two orders, is missing: they
    are left out of ``share``. ``flipped`` counts the ties that came from picking the other text in the other order.
    ``first`` is how often the text shown first was picked, of the answers that picked either (n): 0.5 is fair.
    """

    judge: JudgeKey
    arm: Arm
    reference: Arm
    share: Figure | None
    wins: int
    ties: int
    losses: int
    unreadable: int
    flipped: int
    first: Figure | None
    raters: int

    @property
    def asked(self) -> int:
        """Number of verdicts requested, readable or not."""
        return self.wins + self.ties + self.losses + self.unreadable


@dataclass(frozen=True)
class Agreement:
    """Share of premises on which ``judge`` and ``reference`` came to the same verdict on ``arm`` against baseline."""

    judge: JudgeKey
    reference: JudgeKey
    arm: Arm
    share: Figure | None


def mean_figure(values: Values, *, draws: int = 10_000, seed: int = 0) -> Figure | None:
    """Mean of one value per premise with its bootstrap interval; None without values.

    The interval is NaN for a single value or all equal values, for which resampling would give a width of 0.
    """
    data = np.asarray(values, dtype=np.float64)
    if not len(data):
        return None
    if np.all(data == data[0]):
        return Figure(float(data[0]), math.nan, math.nan, len(data))
    return ratio_figure(data, np.ones(len(data)), draws=draws, seed=seed)


def ratio_figure(numerators: Values, denominators: Values, *, draws: int = 10_000, seed: int = 0) -> Figure | None:
    """Sum of ``numerators`` over sum of ``denominators``, premises resampled; ``n`` is the number of premises.

    None where all denominators are 0. Draws in which they are all 0 are skipped.
    """
    top, bottom = np.asarray(numerators, dtype=np.float64), np.asarray(denominators, dtype=np.float64)
    n = len(top)
    if not n or not bottom.sum():
        return None
    value = float(top.sum() / bottom.sum())
    if n == 1:
        return Figure(value, math.nan, math.nan, 1)

    def ratios(picks: Picks) -> Array:
        above, below = top[picks].sum(axis=1), bottom[picks].sum(axis=1)
        return np.asarray(np.divide(above, below, out=np.full(len(picks), np.nan), where=below > 0))

    drawn = bootstrap.in_blocks(n, draws, seed, ratios)
    return Figure(value, *bootstrap.interval(drawn[~np.isnan(drawn)]), n)


def share_figure(shares: Values) -> Figure | None:
    """Mean of one share (0–1) per premise with its interval.

    Where all shares are equal, a bootstrap interval would have a width of 0; Wilson's interval is used instead.
    """
    data = np.asarray(shares, dtype=np.float64)
    if len(data) and np.all(data == data[0]):
        return pairwise_figure(data, np.full(len(data), 0.5)) if data[0] in (0.0, 0.5, 1.0) else mean_figure(data)
    return mean_figure(data)


def paired_difference(values: Mapping[str, float], reference: Mapping[str, float]) -> Figure | None:
    """Mean of ``values − reference`` over the premises in both; None where none is."""
    return mean_figure([value - reference[premise] for premise, value in values.items() if premise in reference])


def excludes(figure: Figure, nothing: float) -> bool:
    """Whether the interval lies wholly above or below ``nothing``; False without an interval."""
    return figure.low > nothing or figure.high < nothing


def judges_of_ratings(results: Results) -> tuple[JudgeKey, ...]:
    """The judges that rated anything, in the paper's order."""
    return _in_order(rating.judge for rating in results.ratings)


def judges_of_choices(results: Results) -> tuple[JudgeKey, ...]:
    """The judges that chose between any stories, in the paper's order."""
    return _in_order(choice.judge for choice in results.choices)


def rated(results: Results, judge: JudgeKey, arm: Arm) -> Rated:
    """Mean rating of an arm by a judge; several ratings of one story count as their mean."""
    answers = [r for r in results.ratings if r.judge == judge and r.arm == arm]
    mean = mean_figure(list(_ratings_by_premise(results, judge, arm).values()))
    return Rated(judge, arm, mean, len(answers), sum(r.value is None for r in answers))


def rating_shift(results: Results, judge: JudgeKey, arm: Arm) -> Shift:
    """Mean rating of ``arm`` minus that of baseline, same premises."""
    by_premise = [_ratings_by_premise(results, judge, each) for each in (arm, "baseline")]
    return Shift(judge, arm, paired_difference(*by_premise))


def cosines(results: Results, reading: Reading, arm: Arm) -> dict[str, float]:
    """Cosine by premise, in the premises' order; a story without one (no tokens, so not a number) is left out."""
    stories = results.of(arm)
    found = {
        premise: stories[premise].cosine if reading == "without" else stories[premise].cosine_with_vector
        for premise in results.premises
        if premise in stories
    }
    return {premise: value for premise, value in found.items() if math.isfinite(value)}


def scored(results: Results, reading: Reading, arm: Arm) -> Scored:
    """Cosines of an arm, compared with those of baseline."""
    mine, baseline = cosines(results, reading, arm), cosines(results, reading, "baseline")
    both = [premise for premise in mine if premise in baseline]
    above = None
    if arm != "baseline" and len(both) > 1:
        above = auroc_figure([mine[p] for p in both], [baseline[p] for p in both])
    values = tuple(mine.values())
    return Scored(reading, arm, values, mean_figure(values), above)


def cosine_shift(results: Results, reading: Reading, arm: Arm) -> Shift:
    """Mean cosine of ``arm`` minus that of baseline, same premises."""
    return Shift(reading, arm, paired_difference(cosines(results, reading, arm), cosines(results, reading, "baseline")))


def lengths(results: Results, arm: Arm) -> Figure | None:
    """Mean number of tokens of an arm's stories."""
    return mean_figure([story.n_tokens for story in results.of(arm).values()])


def length_correlation(results: Results) -> Figure | None:
    """Spearman correlation of cosine and length over all stories; None where fewer than three or all of one length."""
    stories = [story for story in results.stories if math.isfinite(story.cosine)]
    if len(stories) < 3 or len({story.n_tokens for story in stories}) == 1:
        return None
    return spearman_figure([s.cosine for s in stories], [s.n_tokens for s in stories])


def preference(results: Results, judge: JudgeKey, arm: Arm, reference: Arm = "baseline") -> Preference:
    """How often ``judge`` picked ``arm`` over ``reference``."""
    groups = _asked(results, judge, arm, reference)
    verdicts = {unit: _verdict(choices, arm, unit[1]) for unit, choices in groups.items()}
    by_premise: dict[str, list[float]] = defaultdict(list)
    for (premise, _), verdict in verdicts.items():
        if verdict:
            by_premise[premise].append(_WORTH[verdict])
    found = list(verdicts.values())
    return Preference(
        judge,
        arm,
        reference,
        share_figure([float(np.mean(worths)) for worths in by_premise.values()]),
        found.count("win"),
        found.count("tie"),
        found.count("loss"),
        found.count(None),
        sum({"first", "second"} >= {c.picked for c in cs} and verdicts[unit] == "tie" for unit, cs in groups.items()),
        _first(groups),
        len({rater for _, rater in groups}),
    )


def verdict_agreement(results: Results, judge: JudgeKey, reference: JudgeKey, arm: Arm) -> Agreement:
    """How often two judges agree on a premise; several raters count by majority."""
    mine, theirs = (_sides(results, each, arm) for each in (judge, reference))
    same = [float(mine[premise] == theirs[premise]) for premise in mine if premise in theirs]
    return Agreement(judge, reference, arm, share_figure(same))


def _in_order(judges: Iterable[JudgeKey]) -> tuple[JudgeKey, ...]:
    found = set(judges)
    order: tuple[JudgeKey, ...] = ("self", "frontier", "human")
    return tuple(judge for judge in order if judge in found)


def _ratings_by_premise(results: Results, judge: JudgeKey, arm: Arm) -> dict[str, float]:
    found: dict[str, list[int]] = defaultdict(list)
    for rating in results.ratings:
        if rating.judge == judge and rating.arm == arm and rating.value is not None:
            found[rating.premise].append(rating.value)
    return {premise: float(np.mean(values)) for premise, values in found.items()}


def _asked(results: Results, judge: JudgeKey, arm: Arm, reference: Arm) -> dict[tuple[str, str], list[Choice]]:
    """The choices between two arms by (premise, rater)."""
    found: dict[tuple[str, str], list[Choice]] = defaultdict(list)
    for choice in results.choices:
        if choice.judge == judge and {choice.first, choice.second} == {arm, reference}:
            found[choice.premise, name_key(choice.rater)].append(choice)
    return found


def _verdict(choices: Sequence[Choice], arm: Arm, rater: str) -> Verdict | None:
    """The verdict of a rater's answers on one pair: win or loss only where all answers agree, else a tie.

    A model (no ``rater``) must have answered in both orders; a person sees a pair once.
    """
    if any(choice.picked is None for choice in choices) or (not rater and len({c.first for c in choices}) < 2):
        return None
    picked = {_picked(choice) for choice in choices}
    if len(picked) > 1 or None in picked:
        return "tie"
    return "win" if arm in picked else "loss"


def _picked(choice: Choice) -> Arm | None:
    return {"first": choice.first, "second": choice.second}.get(choice.picked or "")


def _first(groups: Mapping[tuple[str, str], Sequence[Choice]]) -> Figure | None:
    """How often the first shown was picked, premises resampled; ``n`` counts the answers that picked either."""
    firsts: dict[str, int] = defaultdict(int)
    decided: dict[str, int] = defaultdict(int)
    for (premise, _), choices in groups.items():
        firsts[premise] += sum(choice.picked == "first" for choice in choices)
        decided[premise] += sum(choice.picked in ("first", "second") for choice in choices)
    premises = [premise for premise, n in decided.items() if n]
    n = sum(decided.values())
    shares = [firsts[premise] / decided[premise] for premise in premises]
    if shares and len(set(shares)) == 1 and shares[0] in (0.0, 1.0):
        figure = share_figure(shares)
    else:
        figure = ratio_figure([firsts[p] for p in premises], [decided[p] for p in premises])
    return Figure(figure.value, figure.low, figure.high, n) if figure else None


def _sides(results: Results, judge: JudgeKey, arm: Arm) -> dict[str, Verdict]:
    by_premise: dict[str, list[float]] = defaultdict(list)
    for (premise, rater), choices in _asked(results, judge, arm, "baseline").items():
        if verdict := _verdict(choices, arm, rater):
            by_premise[premise].append(_WORTH[verdict])
    means = {premise: float(np.mean(worths)) for premise, worths in by_premise.items()}
    return {p: "win" if mean > 0.5 else "loss" if mean < 0.5 else "tie" for p, mean in means.items()}
