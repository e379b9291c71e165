"""Split a manuscript into paragraphs (CONTRACTS, Paragraph).

One state machine over lines serves both the command line (:func:`split`) and the editor, which feeds it only the lines
around a change. Offsets are code points of the text as read, ``end`` exclusive; CRLF counts as two.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from core.manuscript.boundaries import is_boundary
from core.manuscript.comments import comment_ranges, without


class Syntax(Enum):
    """Markup of a text."""

    MARKDOWN = "markdown"
    PLAIN = "plain"


class Kind(Enum):
    """Kind of a paragraph; only prose is scored."""

    PROSE = "prose"
    HEADING = "heading"
    BREAK = "break"
    CODE = "code"
    BOUNDARY = "boundary"
    """Where a file of a folder begins (:mod:`core.manuscript.boundaries`); it has no text."""
    COMMENT = "comment"


class Role(Enum):
    """Role of one line."""

    BLANK = "blank"
    PROSE = "prose"
    HEADING = "heading"
    UNDERLINE = "underline"
    BREAK = "break"
    CODE = "code"
    BOUNDARY = "boundary"
    COMMENT = "comment"


@dataclass(frozen=True)
class LineState:
    """State from the lines before: an open fence (or front matter), and whether the line above is prose."""

    fence: str = ""
    after_prose: bool = False
    first_line: bool = False


START = LineState(first_line=True)
"""The state before the first line of a text, and of each file of a folder."""

_AFTER_PROSE = LineState(after_prose=True)
_ATX = re.compile(r" {0,3}#{1,6}(?:\s|$)")
_SETEXT = re.compile(r" {0,3}(?:=+|-+)\s*$")
_BREAK = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTE = re.compile(r" {0,3}(?:> ?)+")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_COMMENT = re.compile(r" {0,3}(?:<!--(?:(?!-->).)*-->\s*)+$")
_ORNAMENT = re.compile(r"\s*(?:\*\s*){1,5}$|\s*(?:#|~|⁂|❦|•)\s*$")


def classify(line: str, state: LineState, syntax: Syntax) -> tuple[Role, LineState]:
    """The role of one line (without its line end), and the state for the next."""
    if is_boundary(line):
        return Role.BOUNDARY, START
    if syntax is Syntax.PLAIN:
        return (Role.PROSE if line.strip() else Role.BLANK), LineState()
    bare = line.rstrip()
    if state.fence:
        return Role.CODE, LineState("" if _closes(bare, state.fence) else state.fence)
    if state.first_line and bare == "---":
        return Role.CODE, LineState("---")
    if bare[:1].isalnum():  # all that follows begins with another sign; this is nearly every line
        return Role.PROSE, _AFTER_PROSE
    text = _QUOTE.sub("", bare, count=1) if _QUOTE.match(bare) else bare
    if not text.strip():
        return Role.BLANK, LineState()
    if fence := _FENCE.match(bare):
        return Role.CODE, LineState(fence[1])
    if _ATX.match(text):
        return Role.HEADING, LineState()
    if state.after_prose and _SETEXT.match(text):
        return Role.UNDERLINE, LineState()
    if is_break(text):
        return Role.BREAK, LineState()
    if _COMMENT.match(text):
        return Role.COMMENT, LineState()
    return Role.PROSE, _AFTER_PROSE


def is_break(line: str) -> bool:
    """Whether a line is a scene break by itself, in any syntax: ``* * *``, ``---`` or an ornament."""
    return bool(_BREAK.match(line.rstrip()) or _ORNAMENT.match(line))


def _closes(line: str, fence: str) -> bool:
    if fence == "---":
        return line in ("---", "...")
    stripped = line.strip()
    return len(stripped) >= len(fence) and set(stripped) == {fence[0]}


@dataclass(frozen=True)
class LineRun:
    """Lines ``first`` to ``last`` (inclusive, counted from 0) that make one paragraph."""

    kind: Kind
    first: int
    last: int


def group(roles: Iterable[Role], *, each_line: bool = False) -> Iterator[LineRun]:
    """Group lines into paragraphs by their roles; with ``each_line`` every prose line is a paragraph."""
    first: int | None = None
    kind = Kind.PROSE
    last = -1
    for number, role in enumerate(roles):
        if role is Role.UNDERLINE and first is not None:
            yield LineRun(Kind.HEADING, first, number)
            first = None
            continue
        wanted = _RUN_KIND.get(role)
        if first is not None and (wanted is not kind or each_line):
            yield LineRun(kind, first, last)
            first = None
        if role in _SINGLE:
            yield LineRun(_SINGLE[role], number, number)
        elif wanted is not None and first is None:
            first, kind = number, wanted
        last = number
    if first is not None:
        yield LineRun(kind, first, last)


_RUN_KIND = {Role.PROSE: Kind.PROSE, Role.CODE: Kind.CODE}
_SINGLE = {
    Role.HEADING: Kind.HEADING,
    Role.BREAK: Kind.BREAK,
    Role.UNDERLINE: Kind.BREAK,
    Role.BOUNDARY: Kind.BOUNDARY,
    Role.COMMENT: Kind.COMMENT,
}


def lines_are_paragraphs(lines: Iterable[str], syntax: Syntax) -> bool:
    """Whether each line is a paragraph: plain text without any blank line between the lines of a file."""
    if syntax is not Syntax.PLAIN:
        return False
    seen_text = blank_since = False
    for line in lines:
        if is_boundary(line):
            seen_text = blank_since = False
        elif line.strip():
            if blank_since:
                return False
            seen_text = True
        else:
            blank_since = seen_text
    return True


@dataclass(frozen=True)
class Paragraph:
    """One paragraph. ``text`` is the scored text: the file's characters without block-quote markers and comments.

    That of a boundary line is empty.

    ``stripped`` holds the offsets in ``text`` before which something was removed, each with the number of characters
    removed up to there.
    """

    index: int
    kind: Kind
    start: int
    end: int
    text: str
    stripped: tuple[tuple[int, int], ...] = ()

    def to_file_offset(self, offset: int) -> int:
        """Map a code-point offset in ``text`` to one in the file."""
        left_out = 0
        for position, total in self.stripped:
            if position > offset:
                break
            left_out = total
        return self.start + offset + left_out

    def from_file_offset(self, offset: int) -> int:
        """The offset in ``text`` of what is at ``offset`` in the file, or of the last before it."""
        return max(0, bisect_right(range(len(self.text) + 1), offset, key=self.to_file_offset) - 1)


def split(text: str, syntax: Syntax) -> list[Paragraph]:
    """All paragraphs of ``text``; headings, breaks and code count in the index too."""
    spans = [match.span() for match in _LINE.finditer(text) if match.group()]
    lines = [text[start:end].rstrip("\r\n") for start, end in spans]
    state = START
    roles: list[Role] = []
    for line in lines:
        role, state = classify(line, state, syntax)
        roles.append(role)
    runs = group(roles, each_line=lines_are_paragraphs(lines, syntax))
    paragraphs: list[Paragraph] = []
    for index, run in enumerate(runs):
        start = spans[run.first][0]
        end = spans[run.last][0] + len(lines[run.last])
        paragraphs.append(_paragraph(index, run, text, start, end, syntax))
    return paragraphs


def _paragraph(index: int, run: LineRun, text: str, start: int, end: int, syntax: Syntax) -> Paragraph:
    if run.kind is not Kind.PROSE:
        return Paragraph(index, run.kind, start, end, "" if run.kind is Kind.BOUNDARY else text[start:end])
    kept, stripped = scored_text(text[start:end], syntax)
    return Paragraph(index, run.kind, start, end, kept, stripped)


def scored_text(raw: str, syntax: Syntax) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A prose paragraph's text without block-quote markers and comments, and :attr:`Paragraph.stripped` for it."""
    if syntax is Syntax.PLAIN or ">" not in raw:
        return raw, ()
    ranges: list[tuple[int, int]] = []
    for match in _LINE.finditer(raw):
        if marker := _QUOTE.match(match.group()):
            ranges.append((match.start(), match.start() + marker.end()))
    if comments := comment_ranges(raw):
        ranges = _apart(sorted([*ranges, *comments]))
    stripped: list[tuple[int, int]] = []
    left_out = 0
    for start, end in ranges:
        place = start - left_out
        left_out += end - start
        if stripped and stripped[-1][0] == place:
            stripped.pop()
        stripped.append((place, left_out))
    return without(raw, ranges), tuple(stripped)


def _apart(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges in order, each without what an earlier one covers."""
    result: list[tuple[int, int]] = []
    reached = 0
    for start, end in ranges:
        if end > reached:
            result.append((max(start, reached), end))
            reached = end
    return result


def quote_marker(line: str) -> str:
    """The block-quote marker of a Markdown line (``> ``, or ``> > `` for nested quotes); "" without one."""
    found = _QUOTE.match(line)
    return found.group() if found else ""
