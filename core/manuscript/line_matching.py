"""Find the lines of an old text again in a new one, in time that grows with the number of lines. Pure functions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

_COMPARED = 250_000
"""Product of two numbers of lines, none of them unique, up to which they are compared pair by pair."""


def matches(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """For each new line the index of an equal old line, −1 where it has none; indices rise.

    Equal lines at both ends are matched first, then lines that either text has once, then what lies between those.
    """
    found = [-1] * len(new)
    open_ranges = [(0, len(old), 0, len(new))]
    while open_ranges:
        old_start, old_end, start, end = open_ranges.pop()
        while old_start < old_end and start < end and old[old_start] == new[start]:
            found[start] = old_start
            old_start, start = old_start + 1, start + 1
        while old_start < old_end and start < end and old[old_end - 1] == new[end - 1]:
            old_end, end = old_end - 1, end - 1
            found[end] = old_end
        if old_start == old_end or start == end:
            continue
        anchors = _unique(old, old_start, old_end, new, start, end)
        if anchors:
            for old_index, index in [*anchors, (old_end, end)]:
                open_ranges.append((old_start, old_index, start, index))
                old_start, start = old_index, index
        elif (old_end - old_start) * (end - start) <= _COMPARED:
            for i, j, size in _blocks(old[old_start:old_end], new[start:end]):
                found[start + j : start + j + size] = range(old_start + i, old_start + i + size)
    return found


def n_equal(one: Sequence[str], other: Sequence[str]) -> int:
    """How many leading items (lines or characters) are equal in both."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def gaps(found: Sequence[int], n_old: int) -> Iterator[tuple[range, range]]:
    """The runs of old lines without a match, each with the new lines in their place; one of the two may be empty."""
    old_start = start = 0
    for index, old_index in enumerate([*found, n_old]):
        if old_index < 0:
            continue
        if old_start < old_index or start < index:
            yield range(old_start, old_index), range(start, index)
        old_start, start = old_index + 1, index + 1


def _unique(
    old: Sequence[str], old_start: int, old_end: int, new: Sequence[str], start: int, end: int
) -> list[tuple[int, int]]:
    """Pairs of equal lines that either range has once, in the longest order that rises in both."""
    where: dict[str, int] = {}
    for index in range(old_start, old_end):
        where[old[index]] = -1 if old[index] in where else index
    times: dict[str, int] = {}
    for index in range(start, end):
        times[new[index]] = times.get(new[index], 0) + 1
    pairs = [
        (where[new[index]], index)
        for index in range(start, end)
        if times[new[index]] == 1 and where.get(new[index], -1) >= 0
    ]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence whose first members rise."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, (value, _) in enumerate(pairs):
        length = bisect_left(ends, value)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1] = [value]
        at[length : length + 1] = [index]
    chosen: list[tuple[int, int]] = []
    index = at[-1] if at else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _blocks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    yield from SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
