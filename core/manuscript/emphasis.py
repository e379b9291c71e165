"""Inline Markdown as novels use it: emphasis, code, struck words and links, by CommonMark's rules.

Offsets are code points of the text given, ends exclusive. Nothing here changes a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Flag, auto

MOST_MARKS = 4_000
"""Runs of marks read in one text; a text with more of them is no prose, and is left plain."""


class Style(Flag):
    """How a piece of text is set."""

    PLAIN = 0
    ITALIC = auto()
    BOLD = auto()
    STRUCK = auto()
    CODE = auto()
    LINK = auto()


@dataclass(frozen=True)
class Span:
    """One styled piece with its marks: ``start`` to ``inner_start`` and ``inner_end`` to ``end`` are the marks."""

    start: int
    inner_start: int
    inner_end: int
    end: int
    style: Style


@dataclass(frozen=True)
class Inline:
    """The spans of a text, in order of their beginnings, and the backslashes that escape a character."""

    spans: tuple[Span, ...] = ()
    escapes: tuple[int, ...] = ()

    def marks(self) -> list[tuple[int, int]]:
        """Ranges of all marks, escapes included, in no particular order."""
        found = [(each, each + 1) for each in self.escapes]
        for span in self.spans:
            found += [(span.start, span.inner_start), (span.inner_end, span.end)]
        return found

    def styled(self) -> list[tuple[int, int, Style]]:
        """Ranges without overlap, in order, with all styles that hold in each; plain ranges are left out."""
        turns: dict[int, list[tuple[Style, int]]] = {}
        for span in self.spans:
            if span.inner_start < span.inner_end:
                turns.setdefault(span.inner_start, []).append((span.style, 1))
                turns.setdefault(span.inner_end, []).append((span.style, -1))
        result: list[tuple[int, int, Style]] = []
        depth: dict[Style, int] = {}
        begin, style = 0, Style.PLAIN
        for offset in sorted(turns):
            if style and offset > begin:
                result.append((begin, offset, style))
            for each, by in turns[offset]:
                depth[each] = depth.get(each, 0) + by
            style = Style.PLAIN
            for each, count in depth.items():
                if count:
                    style |= each
            begin = offset
        return result


PLAIN = Inline()

_SPECIAL = re.compile(r"[*_`~\[\\]")
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<ticks>`+)|(?P<stars>\*+)|(?P<lines>_+)|(?P<waves>~+)|(?P<open>!?\[)|(?P<close>\])"
)
_TARGET = re.compile(r"\((?:<[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?:\s+(?:\"[^\"]*\"|'[^']*'))?\s*\)")


@dataclass(slots=True)
class _Run:
    """A run of one mark character; ``start`` and ``end`` shrink as its characters are used."""

    mark: str
    start: int
    end: int
    opens: bool
    closes: bool
    length: int
    """As first read: the rule about multiples of three counts it."""

    @property
    def left(self) -> int:
        return self.end - self.start


@dataclass
class _Reading:
    text: str
    spans: list[Span] = field(default_factory=list)
    escapes: list[int] = field(default_factory=list)
    runs: list[_Run] = field(default_factory=list)


def read(text: str) -> Inline:
    """The inline markup of one paragraph's text. Takes time linear in the text, for any text."""
    if _SPECIAL.search(text) is None:
        return PLAIN
    reading = _Reading(text)
    brackets: list[tuple[int, int, int]] = []  # where [ begins and ends, and how many runs were before it
    ticks: dict[int, list[int]] | None = None
    position, count = 0, 0
    while (found := _TOKEN.search(text, position)) is not None:
        count += 1
        if count > MOST_MARKS:
            return PLAIN
        position = found.end()
        if found["escaped"]:
            reading.escapes.append(found.start())
        elif found["ticks"]:
            ticks = _runs_of_ticks(text) if ticks is None else ticks
            position = _code(reading, found, ticks)
        elif found["open"]:
            brackets.append((found.start(), found.end(), len(reading.runs)))
        elif found["close"]:
            if brackets:
                position = _link(reading, brackets, found)
        elif not found["waves"] or len(found["waves"]) == 2:
            reading.runs.append(_run(text, found))
    _pair(reading, reading.runs)
    return Inline(tuple(sorted(reading.spans, key=lambda span: (span.start, -span.end))), tuple(reading.escapes))


def read_lines(lines: Sequence[str]) -> list[Inline]:
    """The inline markup of a paragraph of several lines, line by line; emphasis may reach across line ends."""
    whole = read("\n".join(lines))
    if not whole.spans and not whole.escapes:
        return [PLAIN] * len(lines)
    result: list[Inline] = []
    start = 0
    for line in lines:
        end = start + len(line)
        spans = tuple(_clipped(span, start, end) for span in whole.spans if span.start < end and span.end > start)
        result.append(Inline(spans, tuple(each - start for each in whole.escapes if start <= each < end)))
        start = end + 1
    return result


def _clipped(span: Span, start: int, end: int) -> Span:
    def within(offset: int) -> int:
        return min(max(offset, start), end) - start

    return Span(within(span.start), within(span.inner_start), within(span.inner_end), within(span.end), span.style)


def _runs_of_ticks(text: str) -> dict[int, list[int]]:
    """Where runs of backticks begin, latest first, by their length."""
    result: dict[int, list[int]] = {}
    for found in re.finditer(r"`+", text):
        result.setdefault(len(found.group()), []).append(found.start())
    for starts in result.values():
        starts.reverse()
    return result


def _code(reading: _Reading, opening: re.Match[str], ticks: dict[int, list[int]]) -> int:
    """Read the code that ``opening`` begins; returns where to read on."""
    width = len(opening.group())
    ends = ticks.get(width, [])
    while ends and ends[-1] < opening.end():
        ends.pop()
    if not ends:
        return opening.end()
    end = ends.pop()
    reading.spans.append(Span(opening.start(), opening.end(), end, end + width, Style.CODE))
    return end + width


def _link(reading: _Reading, brackets: list[tuple[int, int, int]], closing: re.Match[str]) -> int:
    """Read the link that ends in ``closing``, where there is one; returns where to read on."""
    start, inner, n_runs = brackets.pop()
    target = _TARGET.match(reading.text, closing.end())
    if target is None:
        return closing.end()
    _pair(reading, reading.runs[n_runs:])
    del reading.runs[n_runs:]
    reading.spans.append(Span(start, inner, closing.start(), target.end(), Style.LINK))
    if reading.text[start] != "!":
        brackets.clear()  # a link holds no link
    return target.end()


def _run(text: str, found: re.Match[str]) -> _Run:
    """A run of marks, and whether it can open or close: CommonMark's left- and right-flanking runs."""
    before = text[found.start() - 1] if found.start() else " "
    after = text[found.end()] if found.end() < len(text) else " "
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _is_sign(before), _is_sign(after)
    left = not space_after and (not sign_after or space_before or sign_before)
    right = not space_before and (not sign_before or space_after or sign_after)
    mark = found.group()[0]
    if mark == "_":
        opens, closes = left and (not right or sign_before), right and (not left or sign_after)
    else:
        opens, closes = left, right
    return _Run(mark, found.start(), found.end(), opens, closes, found.end() - found.start())


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _pair(reading: _Reading, runs: list[_Run]) -> None:
    """Pair openers with closers, as CommonMark's “process emphasis” does."""
    openers: list[_Run] = []
    floor: dict[tuple[str, bool, int], int] = {}
    """By kind of closer: how many openers from the bottom are known not to fit it."""
    for run in runs:
        while run.closes and run.left:
            key = (run.mark, run.opens, run.length % 3)
            lowest = floor.get(key, 0)
            at = len(openers) - 1
            while at >= lowest and not _fits(openers[at], run):
                at -= 1
            if at < lowest:
                floor[key] = len(openers)
                break
            opener = openers[at]
            width = 2 if opener.left >= 2 and run.left >= 2 else 1
            style = Style.STRUCK if run.mark == "~" else Style.BOLD if width == 2 else Style.ITALIC
            reading.spans.append(Span(opener.end - width, opener.end, run.start, run.start + width, style))
            opener.end -= width
            run.start += width
            del openers[at + 1 if opener.left else at :]
            for each, bottom in floor.items():
                floor[each] = min(bottom, len(openers))
        if run.opens and run.left:
            openers.append(run)


def _fits(opener: _Run, closer: _Run) -> bool:
    if opener.mark != closer.mark:
        return False
    both = opener.closes or closer.opens
    total = opener.length + closer.length
    return not (both and total % 3 == 0 and (opener.length % 3 or closer.length % 3))
