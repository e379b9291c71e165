"""Differences between two whole texts, as edits and as readable segments. Pure functions, for any thread."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.common.diff import Change, Segment, word_diff
from desktop.common.text_offsets import all_to_utf16
from desktop.common.translation import tr

_WORDS_COMPARED = 6_000
"""Characters up to which two versions of a passage are compared word by word, which takes quadratic time."""
_SHOWN = 100_000
"""Characters of differing text to show at most."""
_READ = 40_000
"""Characters of differing passages to show at most where they can be chosen; showing them takes some 50 ms."""
GAP = "\n⋯\n"
"""Stands for equal text between differing passages."""


@dataclass(frozen=True)
class TextChange:
    """Replace ``start`` to ``end`` (UTF-16 positions in the old text, ``end`` exclusive) with ``new``."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class ChangedPassage:
    """A run of lines that differ between the present text and another: ``change`` turns the present into the other.

    ``segments`` go from the other (removed) to the present text (added).
    """

    change: TextChange
    segments: tuple[Segment, ...]


def text_changes(before: str, after: str) -> tuple[TextChange, ...]:
    """The edits that turn ``before`` into ``after``, in order, found line by line; positions are in ``before``."""
    return _edits(before, _changed_lines(before, after))


def changed_passages(present: str, other: str) -> tuple[tuple[ChangedPassage, ...], tuple[TextChange, ...]]:
    """The passages in which ``other`` differs from the ``present`` text, and the changes of all of them, in order.

    The last passages are left out, and a very long one is cut short, where they are more than a writer reads.
    """
    runs = tuple(each for run in _changed_lines(present, other) for each in _line_by_line(*run))
    changes = _edits(present, runs)
    found: list[ChangedPassage] = []
    left = _READ
    for (_, mine, theirs), change in zip(runs, changes, strict=True):
        if left <= 0:
            break
        segments: list[Segment] = []
        for each in _words(theirs.strip("\n"), mine.strip("\n")):
            if left <= 0:
                segments.append(Segment(Change.KEPT, GAP))
                break
            segments.append(Segment(each.change, each.text[:left]))
            left -= len(each.text)
        found.append(ChangedPassage(change, tuple(segments)))
    return tuple(found), changes


def differences(before: str, after: str) -> tuple[Segment, ...]:
    """The differing lines, word by word, with ``⋯`` for equal text between them; empty for equal texts."""
    segments: list[Segment] = []
    shown = 0
    for segment in _passages(before, after):
        if shown > _SHOWN:
            segments.append(Segment(Change.KEPT, GAP + tr("There are more differences.")))
            break
        segments.append(Segment(segment.change, segment.text[:_SHOWN]))
        shown += len(segment.text)
    return tuple(segments)


def _passages(before: str, after: str) -> Iterator[Segment]:
    for number, (_, old, new) in enumerate(_changed_lines(before, after)):
        if number:
            yield Segment(Change.KEPT, GAP)
        yield from _words(old.strip("\n"), new.strip("\n"))


def _changed_lines(before: str, after: str) -> Iterator[tuple[int, str, str]]:
    """Runs of whole lines that differ: start of the old lines (code points), the old lines, the new lines."""
    old, new = _lines(before), _lines(after)
    head = _n_equal(old, new)
    tail = _n_equal(old[head:][::-1], new[head:][::-1])
    old, new = old[: len(old) - tail], new[: len(new) - tail]
    position = sum(map(len, old[:head]))
    done = head
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old[head:], new[head:]).get_opcodes():
        position += sum(map(len, old[done : head + i1]))
        done = head + i1
        if tag != "equal":
            yield position, "".join(old[done : head + i2]), "".join(new[head + j1 : head + j2])


def _line_by_line(start: int, old: str, new: str) -> Iterator[tuple[int, str, str]]:
    """A run of lines as one for each line that differs, where both versions have the same number of lines."""
    ours, theirs = ([line for line in _lines(each) if line] for each in (old, new))
    if len(ours) != len(theirs):
        yield start, old, new
        return
    for one, other in zip(ours, theirs, strict=True):
        if one != other:
            yield start, one, other
        start += len(one)


def _edits(before: str, runs: Iterable[tuple[int, str, str]]) -> tuple[TextChange, ...]:
    """One edit for each run of lines, without what is equal at its beginning and end."""
    found: list[tuple[int, int, str]] = []
    for start, old, new in runs:
        head = _n_equal(old, new)
        tail = _n_equal(old[head:][::-1], new[head:][::-1])
        found.append((start + head, start + len(old) - tail, new[head : len(new) - tail]))
    starts = all_to_utf16(before, (start for start, _, _ in found))
    ends = all_to_utf16(before, (end for _, end, _ in found))
    return tuple(TextChange(start, end, new) for start, end, (_, _, new) in zip(starts, ends, found, strict=True))


def _lines(text: str) -> list[str]:
    """The lines with their line ends."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), last]


def _n_equal(one: Sequence[str], other: Sequence[str]) -> int:
    """How many leading items (lines or characters) are equal in both."""
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _words(old: str, new: str) -> Iterator[Segment]:
    """The segments of one run of lines, compared line by line if both versions have the same number of lines."""
    ours, theirs = old.split("\n"), new.split("\n")
    if len(ours) == len(theirs) > 1:
        for number, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            if number:
                yield Segment(Change.KEPT, "\n")
            yield from _words(one, other)
    elif max(len(old), len(new)) <= _WORDS_COMPARED:
        yield from word_diff(old, new)
    else:
        if old:
            yield Segment(Change.REMOVED, old)
        if old and new:
            yield Segment(Change.KEPT, "\n")
        if new:
            yield Segment(Change.ADDED, new)
