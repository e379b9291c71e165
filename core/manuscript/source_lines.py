"""The lines of a text file beside the lines that the editor shows, so that what was not edited is written as it was.

A line of the editor is one line of the file, or all lines of a hard-wrapped paragraph. Pure functions, for any thread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from core.manuscript import encodings, hard_wraps
from core.manuscript.hard_wraps import Wrapping
from core.manuscript.line_matching import gaps, matches, n_equal
from core.manuscript.paragraphs import Syntax

_COMPARED = 10_000
"""Product of two numbers of lines up to which it is looked for which line replaces which."""
_ROUNDS = 4
"""Times that paragraphs are put on one line because they would be read as others."""
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


@dataclass(frozen=True)
class Source:
    """A text as its file has it: ``text`` with its own line ends and the characters that the editor does not show.

    ``counts`` says how many of its lines each line of the editor has; empty where each has one.
    """

    text: str
    newline: str = "\n"
    counts: tuple[int, ...] = ()
    wrapping: Wrapping | None = None

    @cached_property
    def shown(self) -> str:
        """The text for the editor, line ends ``\\n``."""
        if not self.counts:
            return encodings.shown(self.text.replace("\r\n", "\n").replace("\r", "\n"))
        return encodings.shown("\n".join(_joined(each) for each in self.pieces()))

    def pieces(self) -> list[str]:
        """For each line of the editor what the file has for it, with its line ends."""
        lines = split_lines(self.text)
        if not self.counts:
            return lines
        pieces: list[str] = []
        done = 0
        for count in self.counts:
            pieces.append(lines[done] if count == 1 else "".join(lines[done : done + count]))
            done += count
        return pieces


NEW = Source("")
"""That of a file that is not there yet."""


def read(text: str, syntax: Syntax) -> Source:
    """The source that ``text``, a file's decoded text, is read as."""
    lines = split_lines(text)
    bare = [without_end(line) for line in lines]
    newline = _commonest_newline(lines)
    found = hard_wraps.recognise(bare, syntax)
    if found is None or max(found[1]) == 1:
        return Source(text, newline)
    wrapping, counts = found
    return Source(text, newline, tuple(counts), wrapping)


def edited(source: Source, shown: str, syntax: Syntax) -> Source:
    """The source of ``shown``, an edited version of ``source.shown``.

    Lines that ``source`` has are taken over as they are, also moved ones. The others take the line ends of those they
    replace, and are wrapped where those are.
    """
    if shown == source.shown:
        return source
    edit = _Edit(source, shown)
    made = edit.source()
    unwrapped: frozenset[int] = frozenset()
    for _ in range(_ROUNDS if made.wrapping is not None else 0):
        misread = _misread(made, syntax)
        if not misread:
            break
        unwrapped |= misread
        made = edit.source(unwrapped)
    return made


def _misread(source: Source, syntax: Syntax) -> frozenset[int]:
    """The wrapped paragraphs that would not be the same if the file were read again: parted, or joined with others."""
    again = read(source.text, syntax)
    starts = set(accumulate(again.counts or [1] * sum(source.counts), initial=0))
    misread: set[int] = set()
    start = 0
    for index, count in enumerate(source.counts):
        end = start + count
        if count > 1 and not (start in starts and end in starts and starts.isdisjoint(range(start + 1, end))):
            misread.add(index)
        start = end
    return frozenset(misread)


def with_joined_lines(source: Source) -> Source:
    """``source`` with each wrapped paragraph on one line."""
    pieces = source.pieces()
    text = "".join(_joined(each) + end_of(each) for each in pieces)
    return Source(text, source.newline)


def split_lines(text: str) -> list[str]:
    """The lines of ``text`` with their line ends, as an editor counts them: the last has none, and may be empty."""
    lines = [match.group() for match in _LINE.finditer(text) if match.group()]
    return [*lines, ""] if not lines or end_of(lines[-1]) else lines


def without_end(line: str) -> str:
    """``line`` without its line end."""
    return line.rstrip("\r\n") if line.endswith(("\r", "\n")) else line


class _Edit:
    """One text put together from the pieces of another."""

    def __init__(self, source: Source, shown: str) -> None:
        self._source = source
        self._pieces = source.pieces()
        self._old = source.shown.split("\n")
        self._new = shown.split("\n")
        self._found = matches(self._old, self._new)

    def source(self, unwrapped: frozenset[int] = frozenset()) -> Source:
        """The result; the paragraphs in ``unwrapped`` are on one line."""
        bodies: list[str] = [self._body(index) if index >= 0 else "" for index in self._found]
        for index in unwrapped:
            if self._found[index] >= 0:
                bodies[index] = _joined(self._pieces[self._found[index]])
        ends: list[str] = [end_of(self._pieces[index]) if index >= 0 else "" for index in self._found]
        left = self._left()
        for old, new in gaps(self._found, len(self._old)):
            for index, replaced in zip(new, self._replaced(old, new), strict=True):
                ends[index] = end_of(self._pieces[replaced]) if old else ends[index - 1] if index else ""
                if moved := left.get(self._new[index]):
                    piece = self._pieces[moved.pop()]
                    bodies[index] = _joined(piece) if index in unwrapped else piece[: len(piece) - len(end_of(piece))]
                    continue
                body = self._changed(index, replaced)
                end = ends[index] or self._source.newline
                bodies[index] = body if index in unwrapped else end.join(self._wrapped(body, replaced))
        return self._together(bodies, ends)

    def _replaced(self, old: range, new: range) -> list[int]:
        """For each new line of a gap the old one that it replaces, −1 for none: one like it, else the one before."""
        if len(old) == len(new) or not old or len(old) * len(new) > _COMPARED:
            return [old[min(number, len(old) - 1)] if old else -1 for number in range(len(new))]
        replaced: list[int] = []
        start = last = old.start
        for index in new:
            like = next((i for i in range(start, old.stop) if _are_alike(self._old[i], self._new[index])), None)
            if like is not None:
                start, last = like + 1, like
            replaced.append(last)
        return replaced

    def _together(self, bodies: Sequence[str], ends: Sequence[str]) -> Source:
        """The source of these pieces; one without a line end takes that of the one before it."""
        parts: list[str] = []
        end = ""
        for body, own_end in zip(bodies, ends, strict=True):
            if end == "\r" and not body and own_end == "\n":
                own_end = "\r"  # "\r\n" would be one line end
            end = own_end or end or self._source.newline
            parts += (body, end)
        text = "".join(parts[:-1])
        counts = tuple(len(split_lines(body)) for body in bodies) if self._source.wrapping is not None else ()
        return Source(text, self._source.newline, counts, self._source.wrapping)

    def _body(self, index: int) -> str:
        """An old piece without its last line end."""
        piece = self._pieces[index]
        return piece[: len(piece) - len(end_of(piece))]

    def _left(self) -> dict[str, list[int]]:
        """The old lines without a match that the file has in another form, by the line shown."""
        left: dict[str, list[int]] = {}
        for index in sorted(set(range(len(self._old))).difference(self._found), reverse=True):
            if self._body(index) != self._old[index]:
                left.setdefault(self._old[index], []).append(index)
        return left

    def _changed(self, index: int, replaced: int) -> str:
        """A new line, with the hidden characters of the old one that it replaces (−1: none)."""
        line = self._new[index]
        return encodings.with_hidden(line, _joined(self._pieces[replaced])) if replaced >= 0 else line

    def _wrapped(self, line: str, replaced: int) -> list[str]:
        """The lines of the file for a new line: wrapped as the old one that it replaces (−1: none)."""
        if self._source.wrapping is None:
            return [line]
        width = self._source.wrapping.width
        old = bare_lines(self._pieces[replaced]) if replaced >= 0 else []
        if len(line) <= width or (len(old) == 1 and len(old[0]) > width):
            return [line]
        own = max(map(len, old), default=0)
        if len(old) >= hard_wraps.OWN_WIDTH_LINES and own < self._source.wrapping.forced:
            width = own
        known = hard_wraps.later_indents([old]) if len(old) > 1 else self._indents
        return hard_wraps.wrap(line, width, hard_wraps.later_indent(line, known))

    @cached_property
    def _indents(self) -> dict[str, str]:
        """What the later lines of the file's wrapped paragraphs begin with, by what the first begins with."""
        return hard_wraps.later_indents([bare_lines(each) for each in self._pieces])


def _are_alike(line: str, edited: str) -> bool:
    """Whether one line may be an edit of the other: half of the shorter one is at the beginnings or ends of both."""
    shorter = min(len(line), len(edited))
    head = n_equal(line, edited)
    tail = n_equal(line[head:][::-1], edited[head:][::-1])
    return 2 * (head + tail) > shorter


def bare_lines(piece: str) -> list[str]:
    """The lines of a piece without line ends."""
    return [without_end(line) for line in split_lines(piece[: len(piece) - len(end_of(piece))])]


def _joined(piece: str) -> str:
    """The line of the editor, with hidden characters."""
    return hard_wraps.join(bare_lines(piece))


def end_of(line: str) -> str:
    """The line end of ``line``, the last one of several; empty where it has none."""
    if line.endswith("\r\n"):
        return "\r\n"
    return line[-1] if line.endswith(("\r", "\n")) else ""


def _commonest_newline(lines: Sequence[str]) -> str:
    counts = Counter(end for end in map(end_of, lines) if end)
    return counts.most_common(1)[0][0] if counts else "\n"
