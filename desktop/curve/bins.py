"""How the paragraphs of a text fall on the rows of pixels of a strip. Pure Python."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Row:
    """One row of pixels: the mean percentile of the paragraphs on it, None without any, and how many there are.

    ``stale``: one of them has been changed since.
    """

    percentile: float | None = None
    n: int = 0
    stale: bool = False


EMPTY = Row()

PercentileOf = Callable[[int], tuple[float, bool] | None]
"""From the index of a paragraph to its percentile, and whether it is stale; None without a percentile."""


class Bins:
    """``weights`` are the lengths of the paragraphs, ``height`` is the number of rows."""

    def __init__(self, weights: Sequence[int], height: int) -> None:
        self.height = height
        self._ends = list(accumulate(weights))
        self.total = self._ends[-1] if self._ends else 0
        self._scale = height / self.total if self.total else 0.0

    def span(self, index: int) -> tuple[float, float]:
        """Where a paragraph begins and ends, in rows."""
        start = self._ends[index - 1] if index else 0
        return start * self._scale, self._ends[index] * self._scale

    def rows_of(self, index: int) -> range:
        """The rows that a paragraph is drawn on, one at least."""
        start, end = self.span(index)
        first = min(int(start), self.height - 1)
        return range(first, max(first + 1, min(self.height, int(-(-end // 1)))))

    def index_at(self, y: float) -> int:
        """Index of the paragraph at that height; −1 without any."""
        if not self.total:
            return -1
        return min(bisect_right(self._ends, max(0.0, y) / self._scale), len(self._ends) - 1)

    def alike_until(self, y: int) -> int:
        """The first row after ``y`` that may look otherwise: rows within one paragraph are all alike."""
        index = self.index_at(y)
        if index < 0:
            return self.height
        start, end = self.span(index)
        return max(y + 1, int(end)) if start <= y else y + 1

    def row(self, y: int, percentile_of: PercentileOf) -> Row:
        """What is drawn on row ``y``: the mean over the paragraphs on it, by the length of each there."""
        index = self.index_at(y)
        if index < 0:
            return EMPTY
        total = weight = 0.0
        least, most = 100.0, 0.0
        n, stale = 0, False
        while index < len(self._ends):
            start, end = self.span(index)
            if start >= y + 1:
                break
            found = percentile_of(index)
            overlap = min(end, y + 1) - max(start, y)
            if found is not None and overlap > 0:
                total += found[0] * overlap
                weight += overlap
                least, most = min(least, found[0]), max(most, found[0])
                n += 1
                stale = stale or found[1]
            index += 1
        if not n:
            return EMPTY
        return Row(min(most, max(least, total / weight)), n, stale)  # rounding leads to no other band
