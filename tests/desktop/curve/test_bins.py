"""Paragraphs on rows of pixels."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.curve.bins import EMPTY, Bins


@settings(max_examples=30)
@given(st.lists(st.integers(1, 5000), min_size=1, max_size=40), st.integers(1, 100))
def test_every_paragraph_has_a_row_and_every_row_a_paragraph(weights: list[int], height: int) -> None:
    bins = Bins(weights, height)
    assert {row for index in range(len(weights)) for row in bins.rows_of(index)} == set(range(height))
    for index in range(len(weights)):
        start, end = bins.span(index)
        assert bins.index_at((start + end) / 2) == index
    every = [bins.row(y, lambda index: (index * 100 / len(weights), False)) for y in range(height)]
    assert all(row.percentile is not None and 0 <= row.percentile < 100 for row in every)
    for y in range(height):
        assert set(every[y : bins.alike_until(y)]) == {every[y]}
    means = [row.percentile or 0.0 for row in every]
    assert all(after >= before - 1e-9 for before, after in pairwise(means))
    assert sum(bins.row(y, lambda _: (50.0, False)).n for y in range(height)) >= len(weights)


def test_a_row_is_the_mean_of_what_is_on_it_by_length() -> None:
    bins = Bins([30, 10, 40], 2)
    scores = {0: (10.0, False), 1: (50.0, True)}
    row = bins.row(0, scores.get)
    assert (row.percentile, row.n, row.stale) == (20.0, 2, True)
    assert bins.row(1, scores.get) == EMPTY
    assert Bins([], 5).row(0, scores.get) == EMPTY and Bins([], 5).index_at(3) == -1
    assert Bins([], 5).alike_until(3) == 5 and Bins([30], 5).alike_until(1) == 5
