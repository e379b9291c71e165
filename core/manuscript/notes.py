"""A writer's notes: comments of Markdown, each beside a paragraph. Pure functions over the lines of a text.

A comment on a line of its own belongs to the paragraph directly below it; without one, to that directly above; else to
the next prose. A status note belongs to its heading or break. A comment inside a paragraph belongs to that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.manuscript.comments import comment, comment_ranges, comments_in
from core.manuscript.outline import Run, status_of
from core.manuscript.paragraphs import Kind, quote_marker

_NEVER = (Kind.BOUNDARY, Kind.CODE)
"""What has no notes beside it."""


@dataclass(frozen=True)
class Note:
    """A note: ``start`` and ``end`` of its comment in line ``line``, in code points."""

    line: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class LineChange:
    """Replace what is between two places, each a line and a code point in it, by ``text``."""

    first: tuple[int, int]
    last: tuple[int, int]
    text: str


def notes_in(run: Run, lines: Sequence[str]) -> list[Note]:
    """The notes in a paragraph's own lines, in order; code has none."""
    if run.kind in _NEVER:
        return []
    return [
        Note(line, each.start, each.end, each.text)
        for line in range(run.first, run.last + 1)
        for each in comments_in(lines[line])
    ]


def beside(runs: Sequence[Run], lines: Sequence[str], index: int) -> int:
    """Index of the paragraph that the notes in the one at ``index`` are shown beside; −1 where there is none."""
    if runs[index].kind is not Kind.COMMENT:
        return index
    above, touches_above = _neighbour(runs, index, -1)
    below, touches_below = _neighbour(runs, index, 1)
    if status_of(lines[runs[index].first]) and above >= 0:
        return above
    if touches_below:
        return below
    if touches_above or above < 0 or below < 0:
        return above if above >= 0 else below
    return below if runs[below].kind is Kind.PROSE else above


def _neighbour(runs: Sequence[Run], index: int, step: int) -> tuple[int, bool]:
    """Index of the next paragraph on that side that is no comment, and whether no blank line is between."""
    touches = True
    at = index + step
    while 0 <= at < len(runs):
        before, after = (runs[at], runs[at - step]) if step < 0 else (runs[at - step], runs[at])
        touches = touches and before.last + 1 == after.first
        if runs[at].kind in _NEVER:
            return -1, False
        if runs[at].kind is not Kind.COMMENT:
            return at, touches
        at += step
    return -1, False


def with_new_note(runs: Sequence[Run], index: int, lines: Sequence[str], text: str) -> LineChange | None:
    """The change that gives a paragraph a new note; None for a note without words.

    It comes above a paragraph, and below a heading or break, with whose section it then moves.
    """
    run = runs[index]
    if not (made := comment(text)):
        return None
    made = quote_marker(lines[run.first]) + made
    if run.kind is Kind.PROSE:
        return LineChange((run.first, 0), (run.first, 0), f"{made}\n")
    last = run.last
    while index + 1 < len(runs) and runs[index + 1].kind is Kind.COMMENT and runs[index + 1].first == last + 1:
        index, last = index + 1, runs[index + 1].last
    end = last, len(lines[last])
    goes_on = last + 1 < len(lines) and lines[last + 1].strip()
    return LineChange(end, end, f"\n{made}\n" if goes_on else f"\n{made}")


def with_other_words(note: Note, text: str) -> LineChange | None:
    """The change that gives a note other words; None where there are none."""
    made = comment(text)
    return LineChange((note.line, note.start), (note.line, note.end), made) if made else None


def without_note(note: Note, lines: Sequence[str]) -> LineChange:
    """The change that removes a note, and the line that had nothing else."""
    line = lines[note.line]
    bare = line[: note.start] + line[note.end :]
    if bare.strip(" \t>"):
        ranges = comment_ranges(line)
        start, end = next(each for each in ranges if each[0] <= note.start and note.end <= each[1])
        alone = len(comments_in(line[start:end])) == 1
        return LineChange((note.line, start if alone else note.start), (note.line, end if alone else note.end), "")
    above = lines[note.line - 1].strip() if note.line else ""
    last = note.line + 1 == len(lines)
    below = "" if last else lines[note.line + 1].strip()
    if above and below:
        return LineChange((note.line, 0), (note.line, len(line)), "")  # or two paragraphs would become one
    if last:
        before = (note.line - 1, len(lines[note.line - 1])) if note.line else (note.line, 0)
        return LineChange(before, (note.line, len(line)), "")
    both_blank = not above and not below and note.line + 2 < len(lines)
    return LineChange((note.line, 0), (note.line + (2 if both_blank else 1), 0), "")
