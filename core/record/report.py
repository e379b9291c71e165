"""The disclosure report: what the model wrote in a document, and how much of it is still there. Pure functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from core.manuscript.paragraphs import Kind, Syntax, split
from core.manuscript.statistics import word_spans
from core.record import alignment
from core.record.alignment import PresentText
from core.record.entries import Entry

_NOT_READ = (Kind.CODE, Kind.COMMENT)
_FEWEST_SHARED = 2
"""Words of one passage that must be in a text for it to be the document that the passage was taken into."""
_MOST_SHOWN = 12
"""Words of a passage that are shown."""


@dataclass(frozen=True)
class PassageReport:
    """One entry: ``n_taken`` words came from the model, ``n_left`` of them are in the present text.

    ``paragraph`` is the index of the paragraph with most of them, None where none is left. ``excerpt`` is the beginning
    of what the model wrote.
    """

    entry: Entry
    n_taken: int
    n_left: int
    paragraph: int | None
    excerpt: str


@dataclass(frozen=True)
class DocumentReport:
    """The whole report. Of the present text's ``n_words`` words ``n_from_model`` come from the model."""

    name: str
    made: datetime
    n_words: int
    n_from_model: int
    passages: tuple[PassageReport, ...]

    @property
    def share(self) -> float:
        """Share of the present text's words that come from the model, 0–1."""
        return self.n_from_model / self.n_words if self.n_words else 0.0

    @property
    def left(self) -> tuple[PassageReport, ...]:
        """The passages of which something is still there."""
        return tuple(each for each in self.passages if each.n_left)

    @property
    def models(self) -> tuple[str, ...]:
        """The models that wrote what is still there, each once."""
        return tuple(dict.fromkeys(each.entry.source.model for each in self.left))


def report(name: str, text: str, syntax: Syntax, entries: Sequence[Entry], made: datetime) -> DocumentReport:
    """The report on ``text``, the present text of the document ``name``. Takes a while for a long novel."""
    paragraphs = split(text, syntax)
    present = PresentText(["" if each.kind in _NOT_READ else each.text for each in paragraphs])
    found = {index: alignment.still_there(entry, present) for index, entry in enumerate(entries)}
    claimed: set[alignment.Place] = set()
    passages: list[PassageReport] = []
    for index in reversed(range(len(entries))):  # a word that two entries could have written is the later one's
        own = found[index] - claimed
        claimed |= own
        numbers = [number for number, _ in own]
        taken = sorted(alignment.from_model(entries[index]))
        passages.append(
            PassageReport(
                entries[index],
                len(taken),
                len(own),
                paragraphs[max(set(numbers), key=numbers.count)].index if numbers else None,
                _excerpt(entries[index], taken),
            )
        )
    return DocumentReport(name, made, present.n_words, len(claimed), tuple(reversed(passages)))


def belonging_to(read: Callable[[], tuple[str, Syntax]]) -> Callable[[Sequence[Entry]], bool]:
    """A test whether entries were taken in the document that ``read`` returns: some of their words are in its text.

    ``read`` is called once, and only when the test is used.
    """

    @cache
    def present() -> PresentText:
        return PresentText([each.text for each in split(*read())])

    return lambda entries: any(len(alignment.still_there(each, present())) >= _FEWEST_SHARED for each in entries)


def _excerpt(entry: Entry, taken: Sequence[int]) -> str:
    """The first words from the model, with an ellipsis where they are interrupted or go on."""
    spans = word_spans(entry.text)
    parts: list[str] = []
    last = -2
    for index in taken[:_MOST_SHOWN]:
        start, end = spans[index]
        if index == last + 1:
            parts[-1] += entry.text[spans[last][1] : end]
        else:
            parts.append(entry.text[start:end])
        last = index
    shown = " … ".join(" ".join(part.split()) for part in parts)
    return f"{shown} …" if len(taken) > _MOST_SHOWN else shown
