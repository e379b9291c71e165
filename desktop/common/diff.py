"""Word-by-word difference of two texts: a pure function that returns segments."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

_PIECE = re.compile(r"\w+(?:['’-]\w+)*|\s+|[^\w\s]")
_WORD = re.compile(r"\w")
_LONGEST_ISLAND = 3
"""Unchanged letters between two changes: up to this many count as part of the change."""


class Change(Enum):
    """Whether a segment was kept, added or removed."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Segment:
    """A run of text with one :class:`Change`. Kept and removed joined give the old text, kept and added the new one."""

    change: Change
    text: str


def word_diff(before: str, after: str) -> tuple[Segment, ...]:
    """The segments from ``before`` to ``after``; within a change, removed text comes before added text.

    Short words or commas that are equal in both texts but lie between two changes count as part of the change, because
    a sentence with every second word struck through is hard to read.
    """
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    steps = [
        _Step(tag == "equal", "".join(old[i1:i2]), "".join(new[j1:j2])) for tag, i1, i2, j1, j2 in matcher.get_opcodes()
    ]
    return tuple(_segments(_without_islands(steps)))


@dataclass(frozen=True)
class _Step:
    same: bool
    old: str
    new: str

    def followed_by(self, other: _Step) -> _Step:
        return _Step(False, self.old + other.old, self.new + other.new)


def _without_islands(steps: list[_Step]) -> list[_Step]:
    tidy: list[_Step] = []
    for index, step in enumerate(steps):
        between = 0 < index < len(steps) - 1
        island = step.same and between and len(_WORD.findall(step.old)) <= _LONGEST_ISLAND
        if tidy and not tidy[-1].same and (island or not step.same):
            tidy[-1] = tidy[-1].followed_by(step)
        else:
            tidy.append(step)
    return tidy


def _segments(steps: Iterable[_Step]) -> Iterator[Segment]:
    for step in steps:
        if step.same:
            yield Segment(Change.KEPT, step.old)
            continue
        head = _common_space(step.old, step.new)
        tail = _common_space(step.old[head:][::-1], step.new[head:][::-1])
        old, new = step.old[head : len(step.old) - tail], step.new[head : len(step.new) - tail]
        if head:
            yield Segment(Change.KEPT, step.old[:head])
        if old:
            yield Segment(Change.REMOVED, old)
        if new:
            yield Segment(Change.ADDED, new)
        if tail:
            yield Segment(Change.KEPT, step.old[len(step.old) - tail :])


def _common_space(one: str, other: str) -> int:
    """Length of the blank space that both begin with."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count] and one[count].isspace():
        count += 1
    return count
