"""Share of variance of a score, and of people's ratings, explained by length and topic: R² of least squares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.stats.bootstrap import Array

Codes = NDArray[np.int64]

NO_GROUPS = "Without a group column the share of the topic is unknown."


def variance_shares(columns: Mapping[str, Array], n_words: Array, groups: Sequence[str] | None) -> dict[str, Any]:
    """For each column the share of its variance that length, group and both explain, plain and adjusted.

    Length is the logarithm of the number of words. Adjusted R² subtracts what the same number of
    random groups would explain. ``note`` says what is missing.
    """
    log_length = np.log(np.maximum(n_words, 1))
    labels = None if groups is None else np.unique(list(groups), return_inverse=True)[1].astype(np.int64)
    shares: dict[str, Any] = {name: _shares(values, log_length, labels) for name, values in columns.items()}
    return {**shares, "note": NO_GROUPS} if labels is None else shares


def _shares(y: Array, x: Array, labels: Codes | None) -> dict[str, Any]:
    n = len(y)
    total = float(((y - y.mean()) ** 2).sum())
    found: dict[str, tuple[float, int]] = {"length": (_explained(y - y.mean(), x - x.mean()), 1)}
    if labels is not None:
        n_groups = int(labels.max()) + 1
        inside, x_inside = y - _means(y, labels), x - _means(x, labels)
        between = total - float((inside**2).sum())
        found["group"] = (between, n_groups - 1)
        # Frisch–Waugh–Lovell: regressing the residuals of y on the residuals of x (both on groups) gives the joint fit.
        found["both"] = (between + _explained(inside, x_inside), n_groups)
    shares: dict[str, Any] = {"length": None, "group": None, "both": None, "adjusted": {}}
    for name, (explained, n_terms) in found.items():
        share = explained / total if total > 1e-18 else 0.0
        shares[name] = round(share, 4)
        left = n - n_terms - 1
        shares["adjusted"][name] = round(1 - (1 - share) * (n - 1) / left, 4) if left > 0 else None
    return shares


def _explained(y: Array, x: Array) -> float:
    """Sum of squares of centred ``y`` that centred ``x`` explains."""
    square = float((x * x).sum())
    return float((x * y).sum()) ** 2 / square if square > 1e-12 else 0.0


def _means(values: Array, labels: Codes) -> Array:
    sums: Array = np.bincount(labels, weights=values) / np.bincount(labels)
    return sums[labels]
