"""Find every place in a text that matches a query, with what would replace it.

Pure functions for any thread; offsets are code points. Boundary lines of a folder's files are never part of a match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from core.manuscript.boundaries import stretches
from core.search.query import Query

MOST_MATCHES = 100_000
"""More are not looked for: nobody reads them, and they would take hundreds of megabytes."""
_PIECE = 50_000
"""Characters searched at a time: the interpreter is not free for the window during one."""
_LONGEST_CHARACTER, _MARGIN = 40, 400
"""Characters that one character of what is looked for matches at most, with marks, line ends and some blanks."""
_MARK_RUN = re.compile(r"\*+|_+|~+|`+")


class Unusable(Enum):
    """Why a replacement cannot be used with a pattern."""

    GROUP = "it refers to a group that the pattern does not have"
    BACKSLASH = "it has a backslash that is not a valid escape"


class ReplacementProblem(ValueError):
    """The replacement cannot be used with the pattern."""

    def __init__(self, why: Unusable) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Found:
    """Where each match starts and ends, in order, and what would replace it.

    ``is_complete`` is False where there are more than :data:`MOST_MATCHES`. Plain lists of numbers, because a hundred
    thousand objects would make the interpreter look for garbage while the writer types.
    """

    starts: Sequence[int] = ()
    ends: Sequence[int] = ()
    replacements: Sequence[str] = ()
    is_complete: bool = True

    def __len__(self) -> int:
        return len(self.starts)


def find_all(text: str, query: Query, replacement: str = "") -> Found:
    """Every match in ``text`` (line ends ``\\n``); empty matches are left out.

    Raises PatternProblem, and ReplacementProblem where there is a match.
    """
    if not query.needle:
        return Found()
    starts: list[int] = []
    ends: list[int] = []
    replacements: list[str] = []
    piece = len(text) if query.regex else _PIECE  # a pattern of the writer's own may match any length
    for match in _matches(query.pattern(), text, piece, _MARGIN + len(query.needle) * _LONGEST_CHARACTER):
        start, end = match.span()
        if start == end:
            continue
        if len(starts) == MOST_MATCHES:
            return Found(starts, ends, replacements, is_complete=False)
        new = replacement
        if query.regex:
            new = _expanded(match, replacement)
        elif query.reads_over_marks:
            new = _with_open_marks(text, start, end, replacement)
        starts.append(start)
        ends.append(end)
        replacements.append(new)
    return Found(starts, ends, replacements)


def _matches(pattern: re.Pattern[str], text: str, piece: int, margin: int) -> Iterator[re.Match[str]]:
    """Matches that begin in each ``piece`` of the text, and end at most ``margin`` behind it."""
    for start, end in stretches(text):
        position = start
        while position < end:
            cut = min(position + piece, end)
            last = cut
            for match in pattern.finditer(text, position, min(cut + margin, end)):
                if match.start() >= cut:
                    break
                yield match
                last = max(last, match.end())
            position = last


def _expanded(match: re.Match[str], replacement: str) -> str:
    try:
        return match.expand(replacement)
    except IndexError as error:  # an unknown name
        raise ReplacementProblem(Unusable.GROUP) from error
    except re.error as error:
        unknown = error.msg.startswith("invalid group reference")
        raise ReplacementProblem(Unusable.GROUP if unknown else Unusable.BACKSLASH) from error


def _with_open_marks(text: str, start: int, end: int, replacement: str) -> str:
    """``replacement`` with the marks of emphasis in the match that belong to others outside of it.

    A mark that opens goes before it and one that closes after it, so that the emphasis then covers all of it.
    """
    if not _MARK_RUN.search(text, start, end):
        return replacement
    opening: list[str] = []
    closing: list[str] = []
    for run in _MARK_RUN.finditer(text, start, end):
        mark = run.group()
        may_open = run.end() < len(text) and not text[run.end()].isspace()
        may_close = not text[run.start() - 1].isspace() if run.start() else False
        if mark in opening and may_close:
            opening.remove(mark)
        elif may_open and not (may_close and _is_open_before(text, start, mark)):
            opening.append(mark)
        else:
            closing.append(mark)
    return "".join([*opening, replacement, *closing])


def _is_open_before(text: str, start: int, mark: str) -> bool:
    """Whether the paragraph has an odd number of such marks before ``start``."""
    paragraph = text.rfind("\n\n", 0, start) + 1
    return sum(run.group() == mark for run in _MARK_RUN.finditer(text, paragraph, start)) % 2 == 1
