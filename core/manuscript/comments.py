"""Comments of Markdown (``<!-- … -->``): a writer's notes. They are part of the file and no part of its text.

Offsets are code points, ends exclusive. Pure functions.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

_OPENS, _CLOSES = "<!--", "-->"
_TOKEN = re.compile(r"\w+|\W")
_BLANKS = " \t"
_CLOSING = ".,;:!?…)”’»"
"""Signs that stand close to the word before them."""
_NOT_LINE_END = re.compile(r"[^\n]")
_FILLER = "."
"""Stands for each character of a comment where lengths matter and the words do not."""


@dataclass(frozen=True)
class Comment:
    """A comment in a line, and its words."""

    start: int
    end: int
    text: str


def spans(text: str) -> list[tuple[int, int]]:
    """Where the comments of a text are, in order; what an escaped sign begins is none. Linear for any text."""
    found: list[tuple[int, int]] = []
    start = text.find(_OPENS)
    while start >= 0:
        if start and text[start - 1] == "\\":
            start = text.find(_OPENS, start + 1)
            continue
        end = text.find(_CLOSES, start + len(_OPENS))
        if end < 0:
            break
        end += len(_CLOSES)
        found.append((start, end))
        start = text.find(_OPENS, end)
    return found


def comments_in(line: str) -> list[Comment]:
    """The comments of one line, in order."""
    return [Comment(start, end, line[start + len(_OPENS) : end - len(_CLOSES)].strip()) for start, end in spans(line)]


def comment(text: str) -> str:
    """A comment with these words, on one line; what would end it early is written in another way."""
    words = " ".join(text.split()).replace("--", "–")
    return f"<!-- {words.removesuffix('-')} -->" if words else ""


def masked(text: str) -> str:
    """A text with full stops in the place of comments, so that offsets stay."""
    pieces: list[str] = []
    position = 0
    for start, end in spans(text):
        pieces += [text[position:start], _NOT_LINE_END.sub(_FILLER, text[start:end])]
        position = end
    return "".join([*pieces, text[position:]])


def comment_ranges(text: str) -> list[tuple[int, int]]:
    """What to leave out so that ``text`` reads as if it had no comments: they, and blanks and line ends around them."""
    together: list[tuple[int, int]] = []
    for start, end in spans(text):
        if together and not text[together[-1][1] : start].strip(_BLANKS):
            together[-1] = together[-1][0], end
        else:
            together.append((start, end))
    ranges: list[tuple[int, int]] = []
    for start, end in together:
        before, after = _with_room(text, start, end)
        ranges.append((max(before, ranges[-1][1] if ranges else 0), after))  # one line end between two
    return ranges


def _with_room(text: str, start: int, end: int) -> tuple[int, int]:
    before, after = start, end
    while before > 0 and text[before - 1] in _BLANKS:
        before -= 1
    while after < len(text) and text[after] in _BLANKS:
        after += 1
    at_start = before == 0 or text[before - 1] == "\n"
    at_end = after == len(text) or text[after] == "\n"
    if at_start and at_end:
        return (before, after + 1) if after < len(text) else (max(0, before - 1), after)
    if at_start or (after > end and before < start):
        return start, after
    if at_end or text[end] in _CLOSING:
        return before, end
    return start, end


def without(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """``text`` without these ranges, which are in order and do not overlap."""
    kept: list[str] = []
    position = 0
    for start, end in ranges:
        kept.append(text[position:start])
        position = end
    return "".join([*kept, text[position:]])


def without_comments(text: str) -> str:
    """``text`` as it reads without its comments."""
    ranges = comment_ranges(text)
    return without(text, ranges) if ranges else text


def with_comments(text: str, before: str) -> str:
    """``text``, which takes the place of ``before``, with the comments of ``before`` after the same words.

    A comment whose surroundings are all gone comes to the end.
    """
    ranges = comment_ranges(before)
    bare = without(before, ranges)
    if bare == text:
        return before
    if not ranges:
        return text
    old, new = _TOKEN.findall(bare), _TOKEN.findall(text)
    kept: dict[int, int] = {}
    for block in difflib.SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        kept.update((block.a + each, block.b + each) for each in range(block.size))
    ends_old, ends_new = _ends(old), _ends(new)
    pieces: list[tuple[int, int, str]] = []
    left_out = 0
    for start, end in ranges:
        place = _place(start - left_out, kept, ends_old, ends_new)
        left_out += end - start
        pieces.append((place, start, _fitting(before[start:end], text, place)))
    for place, _, piece in sorted(pieces, reverse=True):
        text = text[:place] + piece + text[place:]
    return text


def _place(offset: int, kept: dict[int, int], old: Sequence[int], new: Sequence[int]) -> int:
    """Where in the new text that is which was at ``offset`` in the old one: after the word before it that stayed."""
    if offset == 0:
        return 0
    index = next((i for i, end in enumerate(old) if end >= offset), len(old) - 1)
    while index >= 0 and index not in kept:
        index -= 1
    if index < 0:
        return new[-1] if new else 0
    return new[kept[index]]


def _fitting(piece: str, text: str, place: int) -> str:
    """A comment that had lines of its own stands within a line where there is no line end any more."""
    at_start = place == 0 or text[place - 1] == "\n"
    if piece.endswith("\n") and not at_start:
        return f" {piece.strip()}"
    if piece.startswith("\n") and place < len(text) and text[place] != "\n":
        return f" {piece.strip()}"
    return piece


def _ends(tokens: Sequence[str]) -> list[int]:
    result: list[int] = []
    end = 0
    for token in tokens:
        end += len(token)
        result.append(end)
    return result
