"""Find which words of the present text still come from the model, however it was edited since. Pure functions.

A word comes from the model if it is aligned with a word that the model wrote, and not with one of the passage that was
there before. So an untouched passage has all of its words, and one that was undone has none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from difflib import SequenceMatcher

from core.manuscript.statistics import words_of
from core.record.entries import Entry

Place = tuple[int, int]
"""A word of the present text: index of its paragraph, and its index in it."""
_RUN = 3
"""Words in a row by which paragraphs are looked up."""
_MOST_PARAGRAPHS = 8
"""Paragraphs of the present text compared with one passage."""
_FEWEST_MOVED = 4
"""Words in a row that count as moved within their paragraph."""
_MOST_MOVED = 12
_SHORT = 3
"""A word of so many letters that is aligned alone is a coincidence, such as “the”."""


class PresentText:
    """The paragraphs of the present text as words, with an index of where runs of words stand."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.paragraphs = [words_of(paragraph) for paragraph in paragraphs]
        self._index: dict[tuple[str, ...], set[int]] = defaultdict(set)
        for number, words in enumerate(self.paragraphs):
            for run in _runs(words):
                self._index[run].add(number)

    @property
    def n_words(self) -> int:
        """Words in all paragraphs."""
        return sum(map(len, self.paragraphs))

    def alike(self, *texts: Sequence[str]) -> list[int]:
        """Indices of the paragraphs that share most runs of words with any of ``texts``, in order."""
        found = Counter(number for text in texts for run in set(_runs(text)) for number in self._index.get(run, ()))
        return sorted(number for number, _ in found.most_common(_MOST_PARAGRAPHS))


def from_model(entry: Entry) -> frozenset[int]:
    """Indices of the words of the entry's text that the model wrote."""
    text = words_of(entry.text)
    own = matched(words_of(entry.before), text)
    return frozenset(index for index in matched(words_of(entry.written), text) if index not in own)


def still_there(entry: Entry, present: PresentText) -> frozenset[Place]:
    """The words of the present text that come from this entry."""
    text, before = words_of(entry.text), words_of(entry.before)
    wanted, used = from_model(entry), set[int]()
    places: list[Place] = []
    for number in present.alike(text, before):
        paragraph = present.paragraphs[number]
        own = matched(before, paragraph)
        for at, index in matched(text, paragraph).items():
            if index in wanted and index not in used and at not in own:
                used.add(index)
                places.append((number, at))
    return frozenset(places)


def matched(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """The words of ``new`` that come from ``old``: index in ``new`` to index in ``old``.

    They are in order, except for runs that were moved.
    """
    left, right = [*old], [*new]
    pairs: dict[int, int] = {}
    are_single_words = len(old) == len(new) == 1
    for block in SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks():
        words = left[block.a : block.a + block.size]
        if len(words) > 1 or any(len(word) > _SHORT for word in words) or are_single_words:
            pairs |= {block.b + i: block.a + i for i in range(block.size)}
    for _ in range(_MOST_MOVED):
        for at, index in pairs.items():  # what is paired is no longer equal to anything
            left[index], right[at] = "\0", "\1"
        block = SequenceMatcher(None, left, right, autojunk=False).find_longest_match()
        if block.size < _FEWEST_MOVED:
            break
        pairs |= {block.b + i: block.a + i for i in range(block.size)}
    return pairs


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    if len(words) < _RUN:
        return [tuple(words)] if words else []
    return [tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)]
