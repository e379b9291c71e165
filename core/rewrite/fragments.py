"""Rewriting part of a sentence: which selections are too short, and how a rewrite fits the text around it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.manuscript.statistics import count_words
from core.rewrite.checks import names
from core.rewrite.cleaning import ends_a_sentence, has_sentence_end, sentence_ends

FEWEST_WORDS = 4
"""Selections of fewer words are too short to rewrite."""
_ONE_SENTENCE = 40
"""A passage without a sentence end counts as one sentence up to this many words; a longer one may be verse."""
_FIRST_WORD = re.compile(r"[\W_]*(?P<word>[^\W\d_]+)")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|[A-Z])\.$")
_BLANK = re.compile(r"\s*")
_LOOSE_END = re.compile(r"\s*[,;:–—-]+$")
_STOP = re.compile(r"(?<![.!?…])[.!?]$")


def is_too_little(text: str) -> bool:
    """Whether a selection is too short to rewrite: less than a clause."""
    return count_words(text) < FEWEST_WORDS


def is_part_of_a_sentence(passage: str) -> bool:
    """Whether the passage is one incomplete sentence, so that its rewrite must be one too."""
    return not has_sentence_end(passage) and count_words(passage) <= _ONE_SENTENCE


def first_sentence(text: str) -> str:
    """``text`` up to the end of its first sentence; all of it without a sentence end.

    A title, an end inside a quotation and one followed by a small letter (“Go!” she said) do not end a sentence.
    """
    return text[: next(_stops(text), len(text))]


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the sentence of ``text`` that ``offset`` is in, without outer blank space.

    Between two sentences it is the one before; a text without a sentence end is one sentence.
    """
    stops = [*_stops(text), len(text)]
    end = next(each for each in stops if offset <= each or not text[each:].strip())
    start = max((each for each in stops if each < end), default=0)
    sentence = text[start:end]
    return end - len(sentence.lstrip()), start + len(sentence.rstrip())


def _stops(text: str) -> Iterator[int]:
    """Where the sentences of ``text`` end, see :func:`first_sentence`."""
    start = 0
    for end in sentence_ends(text):
        sentence, following = text[start:end], _BLANK.match(text, end)
        goes_on = following is not None and text[following.end() : following.end() + 1].islower()
        goes_on = goes_on or sentence.count("“") > sentence.count("”") or sentence.count('"') % 2 == 1
        if not goes_on and not _ABBREVIATED.search(sentence):
            yield end
            start = end


def begun_alike(text: str, passage: str, around: str) -> str:
    """``text`` with a small first letter if ``passage`` has one; names that occur in ``around`` keep their capital."""
    first, wanted = _FIRST_WORD.match(text), _FIRST_WORD.match(passage)
    if first is None or wanted is None or not wanted["word"][0].islower():
        return text
    word = first["word"]
    if word == "I" or word in names(around) or not word[0].isupper() or not (word[1:].islower() or len(word) == 1):
        return text
    start = first.start("word")
    return text[:start] + word[0].lower() + text[start + 1 :]


def ended_alike(text: str, passage: str) -> str:
    """``text`` without a full stop if ``passage`` has none, and with the comma or dash at the end of ``passage``."""
    if ends_a_sentence(passage):
        return text
    text = _STOP.sub("", text.rstrip())
    loose = _LOOSE_END.search(passage.rstrip())
    return text if loose is None or _LOOSE_END.search(text) else text + loose.group()
