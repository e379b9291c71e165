"""Edits of a text as an editor reports them, gathered until someone wants them.

Positions and lengths count UTF-16 units, as the editor does: counting code points instead would cost time in proportion
to the text at every key. :class:`EditedText` is where edits are made on a text again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MOST_SPANS = 64
"""Spans are merged into one from then on, so that each report stays cheap."""


@dataclass(frozen=True)
class Edit:
    """``removed`` UTF-16 units from ``position`` on were replaced by ``text``."""

    position: int
    removed: int
    text: str


@dataclass
class Span:
    """``length`` units from ``start`` on, as the text is now, stand where ``removed`` other ones stood."""

    start: int
    removed: int
    length: int

    @property
    def end(self) -> int:
        """Where the span ends, as the text is now."""
        return self.start + self.length


class EditedSpans:
    """Where a text differs from what it was, without the text itself. Spans never touch each other."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def __iter__(self) -> Iterator[Span]:
        """The spans from the start of the text to its end: made into edits, each may follow those before it."""
        return iter(self._spans)

    def __bool__(self) -> bool:
        return bool(self._spans)

    @property
    def growth(self) -> int:
        """By how many units the text is longer than it was."""
        return sum(span.length - span.removed for span in self._spans)

    def clear(self) -> None:
        """From now on the text is compared with what it is now."""
        self._spans = []

    def add(self, position: int, removed: int, added: int) -> None:
        """``removed`` units from ``position`` on have been replaced by ``added`` others."""
        end = position + removed
        before = [span for span in self._spans if span.end < position]
        after = [span for span in self._spans if span.start > end]
        touched = self._spans[len(before) : len(self._spans) - len(after)]
        if touched:
            position, end = min(position, touched[0].start), max(end, touched[-1].end)
        known = sum(span.removed - span.length for span in touched)
        length = end - position - removed + added
        for span in after:
            span.start += added - removed
        self._spans = [*before, Span(position, end - position + known, length), *after]
        if len(self._spans) > _MOST_SPANS:
            first, last = self._spans[0], self._spans[-1]
            self._spans = [Span(first.start, last.end - first.start - self.growth, last.end - first.start)]


class EditedText:
    """A text that edits are made on, one after the other: the cost of each is that of moving what stands after it."""

    def __init__(self, text: str) -> None:
        self._units = bytearray(text.encode("utf-16-le", "surrogatepass"))

    @property
    def text(self) -> str:
        """The text as it is now."""
        return self._units.decode("utf-16-le", "surrogatepass")

    def make(self, edits: Iterable[Edit]) -> None:
        """Make ``edits`` in their order. Raises ValueError, and makes none, where one is outside the text."""
        before, made = len(self._units), list(edits)
        for edit in made:
            if edit.position < 0 or edit.removed < 0 or 2 * (edit.position + edit.removed) > before:
                raise ValueError(f"no such place: {edit.position} + {edit.removed}")
            before += len(edit.text.encode("utf-16-le", "surrogatepass")) - 2 * edit.removed
        for edit in made:
            start = 2 * edit.position
            self._units[start : start + 2 * edit.removed] = edit.text.encode("utf-16-le", "surrogatepass")
