"""Caveats of the report as sentences, each computed from the numbers it concerns."""

from __future__ import annotations

import math
from collections import Counter

from core.evaluation.report import statistics
from core.evaluation.report.numerals import interval, number
from core.evaluation.results import Arm, JudgeKey, Results
from core.stats.separation import Figure

FEW = 20
"""Below this many premises, percentile bootstrap intervals are known to be too narrow."""

_MANY_FLIPS = 0.25
_NEARLY_ALL = 0.8
"""A judge whose answers agree, or whose picks have one position, in more than this share gives little information."""


def caveats(results: Results) -> tuple[str, ...]:
    """Limits of what the figures show, one sentence or two each."""
    found = [
        _finding("cosine", statistics.cosine_shift(results, "without", arm).difference, 0, arm)
        for arm in statistics.COMPARED
    ]
    found += _circularity(results)
    found += _lengths(results)
    for judge in statistics.judges_of_ratings(results):
        found += _one_rating(results, judge)
        for arm in statistics.COMPARED:
            difference = statistics.rating_shift(results, judge, arm).difference
            found.append(_finding(f"rating by {judge}", difference, 0, arm))
    for judge in statistics.judges_of_choices(results):
        found += _one_place(results, judge)
        for arm in statistics.COMPARED:
            found += _choosing(statistics.preference(results, judge, arm))
    if "self" in (*statistics.judges_of_ratings(results), *statistics.judges_of_choices(results)):
        found.append(
            "Self is the model judging its own stories: the paper found its 8B model a poor judge of creativity, which "
            "is why the score reads the states and does not ask the model. Self's ratings and choices are shown for "
            "comparison, not as evidence."
        )
    n = len({story.premise for story in results.stories})
    if n < FEW:
        premises = "one premise" if n == 1 else f"{n} premises"
        found.append(f"This rests on {premises} only: intervals from so few, where there are any, are too narrow.")
    return tuple(found)


def missing(results: Results) -> tuple[str, ...]:
    """Questions left open, because a judge was not asked or none of its answers could be parsed."""
    raters, choosers = statistics.judges_of_ratings(results), statistics.judges_of_choices(results)
    found = []
    for judge, who in _WHO.items():
        rated, chose = judge in raters, judge in choosers
        if not rated and not chose:
            found.append(f"{who} not asked, so it is not known {_LACK[judge]}.")
            continue
        if not rated and judge != "human":
            found.append(f"{who} not asked for ratings.")
        if not chose:
            found.append(f"{who} not asked to choose between stories.")
    for judge in raters:
        if all(statistics.rated(results, judge, arm).mean is None for arm in ("baseline", "induced", "creative")):
            found.append(f"None of the ratings by {judge} could be parsed, so they show nothing.")
    for judge in choosers:
        for arm in statistics.COMPARED:
            choice = statistics.preference(results, judge, arm)
            if choice.asked and choice.share is None:
                found.append(f"None of the choices by {judge} between {arm} and baseline could be parsed.")
            elif not choice.asked:
                found.append(f"No choice between {arm} and baseline by {judge} was asked for.")
    return tuple(found)


_WHO: dict[JudgeKey, str] = {
    "self": "The model itself was",
    "frontier": "A frontier model was",
    "human": "People were",
}
_LACK: dict[JudgeKey, str] = {
    "self": "how the model judges its own stories",
    "frontier": "how a stronger model judges the stories",
    "human": "whether people find the steered stories more creative",
}


def _finding(what: str, difference: Figure | None, nothing: float, arm: Arm) -> str:
    """A sentence on whether the interval of a difference excludes 0 (``nothing``)."""
    if difference is None:
        return f"{what.capitalize()}, {arm} against baseline: there is no premise with both."
    if difference.n == 1:
        return f"{what.capitalize()}, {arm} against baseline: one premise has no interval, so nothing is shown."
    if math.isnan(difference.low):
        return (
            f"{what.capitalize()}, {arm} against baseline: all {difference.n} differences are alike, which gives no "
            "interval, so nothing is shown."
        )
    if statistics.excludes(difference, nothing):
        side = "above" if difference.value > nothing else "below"
        return f"{what.capitalize()}: {arm} lies {side} baseline; the interval excludes no effect (n = {difference.n})."
    return (
        f"{what.capitalize()}, {arm} against baseline: the interval includes no effect, so none is shown "
        f"(n = {difference.n})."
    )


def _circularity(results: Results) -> list[str]:
    bare = statistics.cosine_shift(results, "without", "induced").difference
    added = statistics.cosine_shift(results, "with", "induced").difference
    if bare is None or added is None:
        return []
    own = added.value - bare.value
    return [
        "The induced stories' cosine is circular: the attribute that scores them is the one that steered them. Of the "
        f"difference to baseline with the vector ({_signed(added.value)}), {_signed(own)} is the vector's own "
        f"contribution. What is left without it ({_signed(bare.value)}) is not independent either: the text was "
        "generated under the vector. It can show that steering has the intended effect on the states, not "
        "that the stories are more creative."
    ]


def _lengths(results: Results) -> list[str]:
    found = []
    lengths = {
        arm: {p: float(s.n_tokens) for p, s in results.of(arm).items()} for arm in ("baseline", *statistics.COMPARED)
    }
    for arm in statistics.COMPARED:
        difference = statistics.paired_difference(lengths[arm], lengths["baseline"])
        if difference and statistics.excludes(difference, 0):
            longer = "longer" if difference.value > 0 else "shorter"
            found.append(
                f"Stories of {arm} are {longer} than baseline's by {abs(difference.value):.0f} tokens on average: "
                "judges may be influenced by length."
            )
    if correlation := statistics.length_correlation(results):
        found.append(
            "Over all stories the cosine and the length correlate at "
            f"{interval(correlation, 2, signed=True)} (Spearman, n = {correlation.n})."
        )
    return found


def _one_rating(results: Results, judge: JudgeKey) -> list[str]:
    """Caveat about a judge that gives nearly every story the same rating."""
    values = Counter(r.value for r in results.ratings if r.judge == judge and r.value is not None)
    if values.total() < 2:
        return []
    [(value, times)] = values.most_common(1)
    if times <= _NEARLY_ALL * values.total():
        return []
    return [
        f"Ratings by {judge} carry little information: {times} of {values.total()} readable ones are {value}, "
        "whatever the text."
    ]


def _one_place(results: Results, judge: JudgeKey) -> list[str]:
    """Caveat about a judge that picks by position."""
    places = Counter(c.picked for c in results.choices if c.judge == judge and c.picked in ("first", "second"))
    if places.total() < 2:
        return []
    [(place, times)] = places.most_common(1)
    if times <= _NEARLY_ALL * places.total():
        return []
    return [
        f"Choices by {judge} carry little information: {times} of {places.total()} that picked a text picked the one "
        f"shown {place}."
    ]


def _choosing(choice: statistics.Preference) -> list[str]:
    if choice.share is None:
        return []
    found = []
    pair = f"Choices by {choice.judge}, {choice.arm} over {choice.reference}"
    if math.isnan(choice.share.low):
        found.append(f"{pair}: the shares of all {choice.share.n} premises are alike, which gives no interval.")
    elif statistics.excludes(choice.share, 0.5):
        picked = choice.arm if choice.share.value > 0.5 else choice.reference
        found.append(f"{pair}: {picked} is picked more often; the interval excludes 50 % (n = {choice.share.n}).")
    else:
        found.append(f"{pair}: the interval includes 50 %, so no preference is shown (n = {choice.share.n}).")
    readable = choice.wins + choice.ties + choice.losses
    if choice.first and statistics.excludes(choice.first, 0.5) and choice.flipped >= _MANY_FLIPS * readable:
        place = "first" if choice.first.value > 0.5 else "second"
        found.append(
            f"{pair}: {choice.flipped} of {readable} pairs went by position, mostly to the text shown {place}. They "
            "count as ties, which pulls the share towards 50 %."
        )
    return found


def _signed(value: float) -> str:
    return number(value, 4, signed=True)
