"""The paragraphs of a file: offsets in the text as read, texts as the editor shows and scores them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from core.manuscript.document import Loaded
from core.manuscript.hard_wraps import kept_spans
from core.manuscript.paragraphs import Paragraph, split
from core.manuscript.source_lines import end_of, split_lines, without_end

_Shifts = Sequence[tuple[int, int]]
"""Offsets in the text shown, each with the number of characters that the file has more up to there."""


def paragraphs_as_read(loaded: Loaded) -> list[Paragraph]:
    """All paragraphs of a file; ``start`` and ``end`` are offsets in ``text_as_read``.

    Line ends inside their ``text`` are ``\\n``, or a blank where the file is hard-wrapped, so that a paragraph has the
    same score on the command line as in the window.
    """
    paragraphs = split(loaded.text, loaded.syntax)
    shifts = _shifts(loaded)
    return [_as_read(paragraph, shifts) for paragraph in paragraphs] if len(shifts) > 1 else paragraphs


def _shifts(loaded: Loaded) -> _Shifts:
    shifts = [(0, 0)]
    shown = in_file = 0
    for piece in loaded.source.pieces():
        body = piece[: len(piece) - len(end_of(piece))]
        lines = split_lines(body)
        bare = [without_end(line) for line in lines]
        for line, (start, end, glue) in zip(lines, kept_spans(bare), strict=True):
            if in_file + start - shown != shifts[-1][1]:
                shifts.append((shown, in_file + start - shown))
            shown += end - start + len(glue)
            in_file += len(line)
        shown += 1
        in_file += len(piece) - len(body)
    return shifts


def _as_read(paragraph: Paragraph, shifts: _Shifts) -> Paragraph:
    """``paragraph`` with offsets in the file instead of those in the text shown."""
    start = _shifted(paragraph.start, shifts)
    inside = shifts[_after(paragraph.start, shifts) : bisect_left(shifts, (paragraph.end, 0))]
    places = {_place(position - paragraph.start, paragraph) for position, _ in inside}
    places.update(position for position, _ in paragraph.stripped)
    stripped = [(place, _shifted(paragraph.to_file_offset(place), shifts) - start - place) for place in sorted(places)]
    return replace(paragraph, start=start, end=_shifted(paragraph.end, shifts), stripped=tuple(stripped))


def _shifted(offset: int, shifts: _Shifts) -> int:
    return offset + shifts[_after(offset, shifts) - 1][1]


def _after(offset: int, shifts: _Shifts) -> int:
    """Index of the first shift after ``offset``."""
    return bisect_right(shifts, offset, key=lambda shift: shift[0])


def _place(offset: int, paragraph: Paragraph) -> int:
    """The offset in the paragraph's text of what is at ``offset`` from its start, or of what comes next."""
    left_out = 0
    for position, total in paragraph.stripped:
        if position + total > offset:
            return min(offset - left_out, position)
        left_out = total
    return offset - left_out
