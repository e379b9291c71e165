"""What else a score or a rating follows: the share of its variance that length, speech and other things explain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from core.evaluation.validity.baselines import CONCRETENESS, SURPRISAL, TextTable
from core.evaluation.validity.layer_sweep import Mask
from core.manuscript.speech import spoken_share
from core.stats.bootstrap import Array
from core.stats.separation import correlation, ranks

LENGTH, SPEECH = "length", "speech"
ALL = "all of them"


def measures(table: TextTable) -> dict[str, Array]:
    """The confounds of each text of a table: the logarithm of its words, the share that is spoken (where that varies),
    and those of mean surprisal and concreteness that were measured."""
    found = {LENGTH: np.log(np.maximum(table.n_words, 1))}
    speech = np.array([spoken_share(text) for text in table.texts])
    if np.ptp(speech) > 0:
        found[SPEECH] = speech
    return found | {name: table.baselines[name] for name in (SURPRISAL, CONCRETENESS) if name in table.baselines}


def shares(y: Array, confounds: Mapping[str, Array]) -> dict[str, float]:
    """R² of ``y`` by each confound alone and by :data:`ALL` together, 0–1; texts without a value are left out."""
    there = _there(confounds)
    rows = {name: values[there] for name, values in confounds.items()}
    alone = {name: round(correlation(values, y[there]) ** 2, 4) for name, values in rows.items()}
    residual, total = _residual(y[there], rows), y[there] - y[there].mean()
    square = float(total @ total)
    return {**alone, ALL: round(1 - float(residual @ residual) / square, 4) if square > 0 else 0.0}


def spearman_without_all(x: Array, y: Array, confounds: Mapping[str, Array]) -> float | None:
    """Rank correlation with the ranks of all confounds partialled out; None for too few texts."""
    there = _there(confounds)
    if there.sum() < len(confounds) + 3:
        return None
    rows = {name: ranks(values[there]) for name, values in confounds.items()}
    return round(correlation(_residual(ranks(x[there]), rows), _residual(ranks(y[there]), rows)), 4)


def report(columns: Mapping[str, Array], confounds: Mapping[str, Array]) -> dict[str, Any]:
    """Shares of the variance of each column."""
    return {name: shares(values, confounds) for name, values in columns.items()}


def _there(confounds: Mapping[str, Array]) -> Mask:
    there: Mask = np.isfinite(np.stack(list(confounds.values()))).min(axis=0)
    return there


def _residual(y: Array, rows: Mapping[str, Array]) -> Array:
    terms = np.stack([np.ones_like(y), *rows.values()], axis=1)
    fitted: Array = y - terms @ np.linalg.lstsq(terms, y, rcond=None)[0]
    return fitted
