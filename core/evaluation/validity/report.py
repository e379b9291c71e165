"""Figures for the agreement of a score with people's judgements of the same texts. Pure functions.

Ratings: rank correlation with a 95 % bootstrap interval (texts are resampled), the same with length partialled out, and
within each group. Pairs: share in which the preferred text scores higher (ties half), with Wilson's interval, or, where
pairs share texts, one from resampling sets of connected pairs. Each is compared with the baselines on the same texts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.validity import confounds
from core.evaluation.validity.baselines import TextTable
from core.evaluation.validity.layer_sweep import Mask, as_json, connected, first_half, sweep
from core.evaluation.validity.variance import variance_shares
from core.stats import bootstrap
from core.stats.bootstrap import Array, Picks
from core.stats.separation import Figure, pairwise_figure, spearman, spearman_figure, spearman_without, wins

DRAWS = 2000
FEWEST = 5
"""Groups and subsets with fewer texts or pairs get no figure."""
SAME_LENGTH = 0.1
"""Pairs count as equally long up to this difference in words, as a share of the shorter text."""
_FIFTHS = 5
Indices = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Ratings:
    """Ratings of the texts at ``index`` of a table; ``rating`` has the same length. ``group`` may be empty."""

    index: Indices
    rating: Array
    group: str = ""


@dataclass(frozen=True, eq=False)
class Pairs:
    """Pairs of texts of a table: ``better`` and ``worse`` are indices, ``groups`` a label for each pair."""

    better: Indices
    worse: Indices
    groups: tuple[str, ...]


def ratings_report(table: TextTable, overall: Ratings, groups: Sequence[Ratings], own_layer: int) -> dict[str, Any]:
    """The report on ratings. ``overall`` has each text once; a text may be in several ``groups``.

    ``own_layer`` is the attribute's layer.
    """
    x, y = table.cosine[overall.index], overall.rating
    names = {int(i): each.group for each in reversed(groups) for i in each.index}
    strata = [names.get(int(i), "") for i in overall.index]
    return {
        **_rank_figures(table, overall),
        "groups": {each.group: _group_figures(table, each) for each in groups},
        "within_groups": _within(table, groups),
        "baselines": {
            name: _baseline(values[overall.index], y, table.n_words[overall.index])
            for name, values in table.baselines.items()
        },
        "over_best_baseline": _over_best(table, overall),
        "layer_sweep": _sweep_ratings(table, overall, strata, own_layer),
        "calibration_curve": _rating_curve(x, y),
        "confounds": confounds.report({"score": x, "rating": y}, _of(table, overall.index)),
        "confounds_partialled": confounds.spearman_without_all(x, y, _of(table, overall.index)),
        "variance_shares": variance_shares(
            {
                "score": np.concatenate([table.cosine[g.index] for g in groups or (overall,)]),
                "rating": np.concatenate([g.rating for g in groups or (overall,)]),
            },
            np.concatenate([table.n_words[g.index] for g in groups or (overall,)]),
            [g.group for g in groups for _ in g.index] or None,
        ),
    }


def _of(table: TextTable, index: Indices) -> dict[str, Array]:
    return {name: values[index] for name, values in confounds.measures(table).items()}


def _rank_figures(table: TextTable, ratings: Ratings) -> dict[str, Any]:
    x, y = table.cosine[ratings.index], ratings.rating
    length, tokens = table.n_words[ratings.index], table.n_tokens[ratings.index]
    drawn = bootstrap.in_blocks(len(x), DRAWS, 0, lambda picks: bootstrap.partial_spearmans(x, y, length, picks))
    return {
        **as_json(spearman_figure(x, y, draws=DRAWS), "spearman"),
        "length_partialled": round(spearman_without(x, y, length), 4),
        "length_partialled_interval": _rounded(bootstrap.interval(drawn)),
        "token_length_partialled": round(spearman_without(x, y, tokens), 4),
    }


def _group_figures(table: TextTable, group: Ratings) -> dict[str, Any]:
    if len(group.index) < FEWEST or len(set(group.rating.tolist())) < 2:
        return {"n": len(group.index), "spearman": None, "interval": None, "length_partialled": None}
    return _rank_figures(table, group)


def _within(table: TextTable, groups: Sequence[Ratings]) -> dict[str, Any] | None:
    """The mean over groups of their correlations, weighted by number of texts; texts are resampled within groups."""
    kept = [g for g in groups if len(g.index) >= FEWEST and len(set(g.rating.tolist())) > 1]
    if not kept:
        return None
    weights = np.array([len(g.index) for g in kept], dtype=np.float64)
    weights /= weights.sum()
    columns = [(table.cosine[g.index], g.rating, table.n_words[g.index]) for g in kept]

    def plain(picks: Sequence[Picks]) -> Array:
        each = [bootstrap.spearmans(x, y, p) for (x, y, _), p in zip(columns, picks, strict=True)]
        return np.asarray(weights @ np.stack(each))

    drawn = bootstrap.stratified([len(g.index) for g in kept], DRAWS, 0, plain)
    return {
        "n": sum(len(g.index) for g in kept),
        "n_groups": len(kept),
        "n_groups_left_out": len(groups) - len(kept),
        "spearman": round(float(weights @ [spearman(x, y) for x, y, _ in columns]), 4),
        "interval": _rounded(bootstrap.interval(drawn)),
        "length_partialled": round(float(weights @ [spearman_without(x, y, n) for x, y, n in columns]), 4),
    }


def _baseline(values: Array, y: Array, length: Array) -> dict[str, Any]:
    """The same figure for a baseline, on texts with a value; ``failed`` counts the others (unanswered questions)."""
    there = np.isfinite(values)
    failed = {"failed": int((~there).sum())} if not there.all() else {}
    if there.sum() < FEWEST:
        return {"n": int(there.sum()), "spearman": None, "interval": None, "length_partialled": None, **failed}
    x, y, length = values[there], y[there], length[there]
    return {
        **as_json(spearman_figure(x, y, draws=DRAWS), "spearman"),
        "length_partialled": round(spearman_without(x, y, length), 4),
        **failed,
    }


def _over_best(table: TextTable, ratings: Ratings) -> dict[str, Any]:
    """Difference between the score's figure and the best baseline's, on the same resampled texts with a value of it.

    The best baseline is selected on these same ratings, which favours it, so the difference is conservative. A baseline
    that failed for some texts is included (a few unanswered questions must not exclude asking the model), unless it
    failed for most.
    """
    x, y = table.cosine[ratings.index], ratings.rating
    columns = {name: values[ratings.index] for name, values in table.baselines.items()}
    there = {name: np.isfinite(values) for name, values in columns.items()}
    name = max(
        (name for name, known in there.items() if 2 * known.sum() >= len(x)),
        key=lambda name: spearman(columns[name][there[name]], y[there[name]]),
    )
    x, best, y = (values[there[name]] for values in (x, columns[name], y))
    drawn = bootstrap.in_blocks(
        len(x), DRAWS, 0, lambda p: bootstrap.spearmans(x, y, p) - bootstrap.spearmans(best, y, p)
    )
    return {
        "baseline": name,
        "difference": round(spearman(x, y) - spearman(best, y), 4),
        "interval": _rounded(bootstrap.interval(drawn)),
        "n": len(x),
    }


def _sweep_ratings(table: TextTable, ratings: Ratings, strata: Sequence[str], own_layer: int) -> dict[str, Any] | None:
    cosines = table.by_layer
    if cosines is None:
        return None
    selection = first_half([(table.texts[i],) for i in ratings.index], strata)
    if min(selection.sum(), (~selection).sum()) < FEWEST:
        return None

    def figure(layer: int, units: Mask) -> Figure:
        return spearman_figure(cosines[ratings.index[units], layer], ratings.rating[units], draws=1000)

    return sweep(figure, cosines.shape[1], own_layer, selection, "spearman")


def _rating_curve(x: Array, y: Array) -> list[dict[str, Any]]:
    """The mean rating in each fifth of the score, with a bootstrap interval."""
    curve = []
    for part in np.array_split(np.argsort(x, kind="stable"), min(_FIFTHS, len(x) // 2)):
        ratings = y[part]
        drawn = bootstrap.in_blocks(len(part), DRAWS, 0, lambda picks, r=ratings: r[picks].mean(axis=1))  # type: ignore[misc]
        curve.append(
            {
                "score": _rounded((float(x[part].min()), float(x[part].max()))),
                "mean_score": round(float(x[part].mean()), 4),
                "mean_rating": round(float(ratings.mean()), 4),
                "interval": _rounded(bootstrap.interval(drawn)),
                "n": len(part),
            }
        )
    return curve


def pairs_report(table: TextTable, pairs: Pairs, own_layer: int) -> dict[str, Any]:
    """The report on pairs. ``length_partialled`` is the accuracy on pairs of about equal length.

    ``own_layer`` is the attribute's layer.
    """
    words = np.stack([table.n_words[pairs.better], table.n_words[pairs.worse]])
    change = (words[0] - words[1]) / np.maximum(words.min(axis=0), 1)
    subsets = {
        "same_length": np.abs(change) <= SAME_LENGTH,
        "better_is_longer": change > SAME_LENGTH,
        "better_is_shorter": change < -SAME_LENGTH,
    }
    accuracy = _Accuracy(table, pairs)
    labels = sorted(set(pairs.groups) - {""})
    members = {label: np.array([g == label for g in pairs.groups]) for label in labels}
    by_group = {
        label: accuracy.with_length(table.cosine, kept, subsets["same_length"]) for label, kept in members.items()
    }
    both = np.concatenate([pairs.better, pairs.worse])
    n = len(pairs.better)
    return {
        **accuracy.with_length(table.cosine, np.ones(n, dtype=bool), subsets["same_length"]),
        "by_length": {name: accuracy.json(table.cosine, kept) for name, kept in subsets.items()},
        "groups": by_group,
        "within_groups": _mean_accuracy(list(by_group.values())),
        "baselines": {name: accuracy.baseline(values) for name, values in table.baselines.items()},
        "over_best_baseline": accuracy.over_best(),
        "layer_sweep": _sweep_pairs(table, pairs, accuracy, own_layer),
        "calibration_curve": _difference_curve(table.cosine[pairs.better] - table.cosine[pairs.worse]),
        "confounds": confounds.report(
            {"score": table.cosine[both], "preferred": np.repeat([1.0, 0.0], n)}, _of(table, both)
        ),
        "variance_shares": variance_shares(
            {"score": table.cosine[both], "preferred": np.repeat([1.0, 0.0], n)},
            table.n_words[both],
            [str(c) for c in connected([(table.texts[b], table.texts[w]) for b, w in _both(pairs)])] * 2,
        ),
    }


def _both(pairs: Pairs) -> list[tuple[int, int]]:
    return list(zip(pairs.better.tolist(), pairs.worse.tolist(), strict=True))


class _Accuracy:
    """Shares of pairs ordered correctly, with intervals that account for pairs that share texts."""

    def __init__(self, table: TextTable, pairs: Pairs) -> None:
        self._table = table
        self._pairs = pairs
        self._clusters = np.array(connected([(table.texts[b], table.texts[w]) for b, w in _both(pairs)]))

    def figure(self, values: Array, kept: Mask) -> Figure:
        """Share of the pairs ``kept`` in which the better text's value is higher, ties half."""
        up, down = values[self._pairs.better[kept]], values[self._pairs.worse[kept]]
        figure = pairwise_figure(up, down)
        _, members = np.unique(self._clusters[kept], return_inverse=True)
        n_clusters = int(members.max()) + 1
        if n_clusters == len(up) or n_clusters < FEWEST:
            return figure
        right = wins(up, down)
        sums, sizes = np.bincount(members, weights=right), np.bincount(members)
        drawn = bootstrap.in_blocks(n_clusters, DRAWS, 0, lambda p: sums[p].sum(axis=1) / sizes[p].sum(axis=1))
        return Figure(figure.value, *bootstrap.interval(drawn), figure.n)

    def json(self, values: Array, kept: Mask) -> dict[str, Any]:
        """The figure as JSON; nulls where too few pairs are left."""
        if kept.sum() < FEWEST:
            return {"n": int(kept.sum()), "accuracy": None, "interval": None}
        return as_json(self.figure(values, kept), "accuracy")

    def with_length(self, values: Array, kept: Mask, same_length: Mask) -> dict[str, Any]:
        """The figure, and the figure of those of the pairs that are about equally long."""
        matched = self.json(values, kept & same_length)
        return {
            **self.json(values, kept),
            "length_partialled": matched["accuracy"],
            "length_partialled_interval": matched["interval"],
            "n_length_partialled": matched["n"],
        }

    def baseline(self, values: Array) -> dict[str, Any]:
        """The same figures for a baseline, on the pairs in which both texts have a value."""
        there = self._there(values)
        return self.json(values, there) | ({} if there.all() else {"failed": int((~there).sum())})

    def over_best(self) -> dict[str, Any]:
        """Difference between the score's figure and the best baseline's, on the same resampled sets of pairs.

        Only pairs with a value of the baseline count. As with ratings, baselines that failed for most pairs are left
        out.
        """
        columns = {name: (values, self._there(values)) for name, values in self._table.baselines.items()}
        name = max(
            (name for name, (_, there) in columns.items() if 2 * there.sum() >= len(there)),
            key=lambda name: self.figure(*columns[name]).value,
        )
        best, there = columns[name]
        up, down = self._pairs.better[there], self._pairs.worse[there]
        gain = wins(self._table.cosine[up], self._table.cosine[down]) - wins(best[up], best[down])
        _, members = np.unique(self._clusters[there], return_inverse=True)
        sums, sizes = np.bincount(members, weights=gain), np.bincount(members)
        drawn = bootstrap.in_blocks(len(sums), DRAWS, 0, lambda p: sums[p].sum(axis=1) / sizes[p].sum(axis=1))
        return {
            "baseline": name,
            "difference": round(float(gain.mean()), 4),
            "interval": _rounded(bootstrap.interval(drawn)),
            "n": len(gain),
        }

    def _there(self, values: Array) -> Mask:
        return np.isfinite(values[self._pairs.better]) & np.isfinite(values[self._pairs.worse])


def _sweep_pairs(table: TextTable, pairs: Pairs, accuracy: _Accuracy, own_layer: int) -> dict[str, Any] | None:
    cosines = table.by_layer
    if cosines is None:
        return None
    selection = first_half([(table.texts[b], table.texts[w]) for b, w in _both(pairs)], pairs.groups)
    if min(selection.sum(), (~selection).sum()) < FEWEST:
        return None
    return sweep(
        lambda layer, units: accuracy.figure(cosines[:, layer], units),
        cosines.shape[1],
        own_layer,
        selection,
        "accuracy",
    )


def _mean_accuracy(groups: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The mean over groups, weighted by their pairs; the interval takes the groups as independent."""
    kept = [g for g in groups if g["accuracy"] is not None]
    if not kept:
        return None
    n = sum(g["n"] for g in kept)
    mean = sum(g["n"] * g["accuracy"] for g in kept) / n
    half = math.sqrt(sum((g["n"] / n * (g["interval"][1] - g["interval"][0]) / 2) ** 2 for g in kept))
    matched = [g for g in kept if g["length_partialled"] is not None]
    n_matched = sum(g["n_length_partialled"] for g in matched)
    return {
        "n": n,
        "n_groups": len(kept),
        "n_groups_left_out": len(groups) - len(kept),
        "accuracy": round(mean, 4),
        "interval": _rounded((max(0.0, mean - half), min(1.0, mean + half))),
        "length_partialled": round(
            sum(g["n_length_partialled"] * g["length_partialled"] for g in matched) / n_matched, 4
        )
        if matched
        else None,
    }


def _difference_curve(difference: Array) -> list[dict[str, Any]]:
    """In each fifth of the difference between the two scores: how often the preferred text has the higher score."""
    curve = []
    size = np.abs(difference)
    for part in np.array_split(np.argsort(size, kind="stable"), min(_FIFTHS, len(size) // 2)):
        figure = pairwise_figure(difference[part], np.zeros(len(part)))
        bounds = _rounded((float(size[part].min()), float(size[part].max())))
        curve.append({"score_difference": bounds, **as_json(figure, "accuracy")})
    return curve


def _rounded(bounds: tuple[float, float]) -> list[float]:
    return [round(bounds[0], 4), round(bounds[1], 4)]
