"""Recognise paragraphs that a program wrapped to lines of a fixed width, join their lines, and wrap them again.

A line end is *forced* where the first word of the next line would not have fitted. In wrapped prose nearly all are; in
verse, lists, addresses and one-line dialogue few are. The width is that of the whole file; what is wrapped is decided
for each paragraph, so that verse in a wrapped novel keeps its lines. Lines are given without line ends; widths are in
characters. Pure functions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.manuscript.paragraphs import START, Role, Syntax, classify, quote_marker

NARROWEST, WIDEST = 40, 132
_FEWEST_ENDS = 3
"""Fewest line ends inside paragraphs by which a width is recognised."""
_MARGIN = 0.85
"""Least share of the width that a line and the next word reach in four of five lines of a wrapped file."""
_LOOSEST, _TIGHTEST = 0.8, 0.93
"""Bounds of the least reach of a forced line end, as shares of the width: proof-readers change words."""
_SHORT = 0.7
"""Reach of a line that ends a paragraph early, as a share of the width."""
_FEW_EARLY = 0.08
"""Most short lines between sentences, as a share of all line ends, in a file with blank lines between paragraphs."""
_INSIDE_SENTENCES = 0.6
"""Least share of the other line ends that stand inside a sentence: in a text of one sentence a line, none does."""
_MOST_LONGER = 0.1
"""Most lines longer than the width, as a share of the lines that end inside paragraphs."""
OWN_WIDTH_LINES = 4
"""Fewest lines of a paragraph that is wrapped to a width of its own."""

_INDENT = re.compile(r"[ \t]*")
_ITEM = re.compile(r"[ \t]*(?:[-+*•–]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t]+(?=\S)")
_TABLE = re.compile(r"\S(?:\t| {3,})\S|\|.*\||^\s*\|")
_WORD = re.compile(r"[^\W_]")
_SPACES = re.compile(r" +")
_MARKS_LINE = re.compile(r"(?:[-+*•–=_#~]+|>\S*|\|\S*|`{3}\S*|\(?\d{1,4}[.)]|\(?[a-zA-Z]\))(?: |$)")
"""A word that would make something else of a line that begins with it."""
_LEADER = re.compile(r"(?: ?\. ?){6,}|_{4,}")
_BEFORE_LETTER = re.compile(r"[\W_]*")
_ENDS_SENTENCE = re.compile(r"[.!?:;…][\"”’'»)\]*_]*$|[\"”»][*_]*$|--$|—$")
_NO_SPACE_AFTER = re.compile(r"[^\W\d_]-$|\S(?:--|—)$")


@dataclass(frozen=True)
class Wrapping:
    """How a file is wrapped: ``width`` is that of its longest lines, ``forced`` the least reach of a forced line end.

    ``separated``: paragraphs stand between blank lines or are indented; else short lines at their ends tell them.
    """

    width: int
    forced: float
    separated: bool


def recognise(lines: Sequence[str], syntax: Syntax) -> tuple[Wrapping, list[int]] | None:
    """How the paragraphs of a file are wrapped, and how many lines each has, in order; None where they are not.

    A line that stands for itself counts as one, so that the sum is the number of lines.
    """
    if not _may_be_wrapped(lines):
        return None
    runs = list(_runs(lines, syntax))
    wrapping = _wrapping(lines, runs)
    if wrapping is None:
        return None
    counts: list[int] = []
    done = 0
    for run in runs:
        counts += [1] * (run.start - done)
        done, start = run.stop, run.start
        for index in run:
            if index + 1 == run.stop or _ends_early(lines, index, wrapping.width):
                counts += _counts(lines, range(start, index + 1), wrapping)
                start = index + 1
    return wrapping, [*counts, *[1] * (len(lines) - done)]


def join(lines: Sequence[str]) -> str:
    """The lines of one wrapped paragraph as one line: with the first line's indentation, without that of the others."""
    if len(lines) == 1:
        return lines[0]
    return "".join(line[start:end] + glue for line, (start, end, glue) in zip(lines, kept_spans(lines), strict=True))


def kept_spans(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """For each line of one wrapped paragraph the part that :func:`join` keeps, and what it puts after it."""
    spans: list[tuple[int, int, str]] = []
    start = 0
    for line, following in pairwise(lines):
        end = max(start, _length(line))
        spans.append((start, end, "" if _NO_SPACE_AFTER.search(line, start, end) else " "))
        start = len(_prefix(following))
    return [*spans, (start, len(lines[-1]), "")]


def wrap(line: str, width: int, indent: str) -> list[str]:
    """``line`` broken at spaces to ``width``; ``indent`` begins the later lines. Joining them gives ``line`` again.

    One line, where that is not possible.
    """
    wrapped: list[str] = []
    current, start = "", 0
    rest = line.rstrip(" \t")
    first = len(_prefix(line))
    for space in [*(match for match in _SPACES.finditer(rest, first)), None]:
        end = space.start() if space is not None else len(rest)
        if space is not None and not _may_break(rest, space):
            continue
        piece = rest[start:end]
        if current and len(current) + 1 + len(piece) > width:
            wrapped.append(current)
            current = indent + piece
        else:
            current = f"{current} {piece}" if current else piece
        start = end + 1
    wrapped.append(current + line[len(rest) :])
    return wrapped if join(wrapped) == line else [line]


def _may_break(line: str, space: re.Match[str]) -> bool:
    """Whether the line may end at that space: joined again, it must be the same, and the next line be prose."""
    start, end = space.span()
    return (
        end - start == 1
        and not _NO_SPACE_AFTER.search(line, max(0, start - 3), start)
        and not _MARKS_LINE.match(line, end)
    )


def later_indents(paragraphs: Iterable[Sequence[str]]) -> dict[str, str]:
    """What the later lines of ``paragraphs`` most often begin with, by what the first line begins with."""
    counts: dict[str, Counter[str]] = {}
    for each in paragraphs:
        if len(each) > 1 and not _ITEM.match(each[0]):
            counts.setdefault(_prefix(each[0]), Counter())[_prefix(each[1])] += 1
    return {first: later.most_common(1)[0][0] for first, later in counts.items()}


def later_indent(line: str, known: Mapping[str, str]) -> str:
    """What the later lines of ``line`` begin with, by :func:`later_indents`; items continue below their text."""
    if item := _ITEM.match(line):
        return " " * item.end()
    return known.get(_prefix(line), quote_marker(line))


def _may_be_wrapped(lines: Sequence[str]) -> bool:
    """Whether enough lines follow each other that are not too long: quick, because most files are not wrapped."""
    n_ends = sum(above != "" != line and len(above) <= 1.25 * WIDEST for above, line in pairwise(lines))
    return n_ends >= _FEWEST_ENDS and _n_longer(lines, WIDEST) <= _MOST_LONGER * n_ends


def _n_longer(lines: Sequence[str], width: int) -> int:
    """How many lines are clearly longer than ``width``, rows of tables apart."""
    return sum(len(line) > 1.25 * width and "|" not in line for line in lines)


def _wrapping(lines: Sequence[str], runs: Sequence[range]) -> Wrapping | None:
    ends = [index for run in runs if not _looks_like_verse(lines, run) for index in run[:-1]]
    if len(ends) < _FEWEST_ENDS:
        return None
    lengths = sorted(_length(lines[index]) for index in ends)
    width = lengths[min(len(lengths) - 1, len(lengths) * 49 // 50)]
    if not NARROWEST <= width <= WIDEST:
        return None
    if _n_longer(lines, width) > _MOST_LONGER * len(ends):
        return None
    inner = [index for index in ends if not _ends_early(lines, index, width)]
    inside_sentences = sum(not is_between_sentences(lines[index], lines[index + 1]) for index in inner)
    if len(inner) < _FEWEST_ENDS or inside_sentences < _INSIDE_SENTENCES * len(inner):
        return None
    reaches = sorted(_reach(lines[index], lines[index + 1]) for index in inner)
    usual = reaches[len(reaches) // 5]
    if usual < _MARGIN * width:
        return None
    forced = min(_TIGHTEST * width, max(_LOOSEST * width, width - 1.5 * (width - usual)))
    return Wrapping(width, forced, len(ends) - len(inner) <= _FEW_EARLY * len(ends))


def _runs(lines: Sequence[str], syntax: Syntax) -> Iterator[range]:
    """Runs of at least two lines that may be one wrapped paragraph."""
    state = START
    start = -1
    for index, line in enumerate(lines):
        role, state = classify(line, state, syntax)
        bare = line[len(quote_marker(line)) :] if syntax is Syntax.MARKDOWN else line
        if role is not Role.PROSE or not _WORD.search(bare) or _is_table(bare):
            if start >= 0:
                yield from _cut(lines, range(start, index), syntax)
            start = -1
        elif start < 0:
            start = index
    if start >= 0:
        yield from _cut(lines, range(start, len(lines)), syntax)


def is_item_or_table(line: str) -> bool:
    """Whether a line begins an item of a list, or belongs to a table."""
    return _ITEM.match(line) is not None or _is_table(line)


def _is_table(line: str) -> bool:
    """Whether a line has columns, or dots that lead to a page number."""
    if "   " not in line and "\t" not in line and "|" not in line and "..." not in line and ". ." not in line:
        return "__" in line and _LEADER.search(line) is not None
    return _TABLE.search(line) is not None or _LEADER.search(line) is not None


def _cut(lines: Sequence[str], run: range, syntax: Syntax) -> Iterator[range]:
    """Divide a run where a line begins a paragraph: by its indentation, as an item, after a deliberate break."""
    if len(run) < 2:
        return
    indents = [_indent(lines[index]) for index in run]
    base = min(indents)
    hanging = indents[0] == base and all(each > base for each in indents[1:])
    if syntax is Syntax.MARKDOWN and base >= 4:
        return  # indented code
    start = run.start
    for index in run[1:]:
        above = lines[index - 1]
        on_purpose = syntax is Syntax.MARKDOWN and (above.endswith(("  ", "\\")))
        begins = (not hanging and indents[index - run.start] > base + 1) or _ITEM.match(lines[index])
        other_quote = syntax is Syntax.MARKDOWN and quote_marker(lines[index]) != quote_marker(above)
        if on_purpose or other_quote or (begins and not _continues_item(lines, start, index)):
            if index - start > 1:
                yield range(start, index)
            start = index
    if run.stop - start > 1:
        yield range(start, run.stop)


def _continues_item(lines: Sequence[str], start: int, index: int) -> bool:
    """Whether the line is indented below the text of a list's item that begins at ``start``."""
    item = _ITEM.match(lines[start])
    return item is not None and not _ITEM.match(lines[index]) and _indent(lines[index]) >= 2


def _counts(lines: Sequence[str], run: range, wrapping: Wrapping) -> list[int]:
    """How many lines each paragraph has, of a run without lines that end early."""
    ends = [index for index in run if index + 1 < run.stop]
    forced = [_reach(lines[index], lines[index + 1]) > wrapping.forced for index in ends]
    too_long = any(_length(lines[index]) > 1.25 * wrapping.width for index in run)
    if too_long or not all(" " in lines[index].strip() for index in ends):
        return [1] * len(run)
    if sum(forced) * 2 < len(forced):
        if not _has_own_width(lines, run):
            return [1] * len(run)
        forced = [True] * len(ends)
    may_be_chance = all(forced) and len(run) < 5 and not _is_indented(lines, run)
    if _looks_like_verse(lines, run) and not may_be_chance:
        return [1] * len(run)
    counts = [1]
    for index, is_forced in zip(ends, forced, strict=True):
        if is_forced or wrapping.separated or not is_between_sentences(lines[index], lines[index + 1]):
            counts[-1] += 1
        else:
            counts.append(1)
    return counts


def _has_own_width(lines: Sequence[str], run: range) -> bool:
    """Whether every line end is forced by the width of the run's longest line."""
    own = max(_length(lines[index]) for index in run)
    return (
        len(run) >= OWN_WIDTH_LINES
        and own >= NARROWEST
        and not _looks_like_verse(lines, run)
        and all(_reach(lines[index], lines[index + 1]) > own for index in run[:-1])
    )


def _looks_like_verse(lines: Sequence[str], run: range) -> bool:
    """Whether nearly all lines of a run begin with a capital: at least three, or indented ones."""
    if len(run) < 3 and not _is_indented(lines, run):
        return False
    capitals = sum(_starts_with_capital(lines[index]) for index in run[1:])
    return capitals >= 0.8 * (len(run) - 1)


def _ends_early(lines: Sequence[str], index: int, width: int) -> bool:
    """Whether a line is short and ends a sentence, so that the next one begins a paragraph."""
    line, following = lines[index], lines[index + 1]
    return _reach(line, following) < _SHORT * width and is_between_sentences(line, following)


def is_between_sentences(line: str, following: str) -> bool:
    """Whether a sentence ends with ``line`` and another begins with ``following``."""
    return _ENDS_SENTENCE.search(line.rstrip()) is not None and _starts_with_capital(following)


def _is_indented(lines: Sequence[str], run: range) -> bool:
    return all(_indent(lines[index]) >= 2 for index in run)


def _starts_with_capital(line: str) -> bool:
    found = _BEFORE_LETTER.match(line)
    return found is not None and line[found.end() : found.end() + 1].isupper()


def _reach(line: str, following: str) -> int:
    """Length of ``line`` with the first word of the line after it."""
    words = following[len(_prefix(following)) :].split(maxsplit=1)
    return _length(line) + 1 + (len(words[0]) if words else 0)


def _length(line: str) -> int:
    return len(line.rstrip())


def _indent(line: str) -> int:
    found = _INDENT.match(line) if line.startswith((" ", "\t")) else None
    return len(found.group().expandtabs(8)) if found else 0


def _prefix(line: str) -> str:
    """Indentation and block-quote markers that a line begins with."""
    if not line.startswith((" ", "\t", ">")):
        return ""
    marker = quote_marker(line)
    found = _INDENT.match(line, len(marker))
    return marker + (found.group() if found else "")
