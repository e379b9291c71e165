"""Passages that are part of a sentence: what is too little to rewrite, and how a rewrite joins the text around it."""

from __future__ import annotations

import re

from core.manuscript.statistics import count_words
from core.rewrite.checks import names
from core.rewrite.cleaning import ends_a_sentence, has_sentence_end, sentence_ends

FEWEST_WORDS = 4
"""A selection of fewer words gives the model nothing to work on."""
_ONE_SENTENCE = 40
"""Words up to which a passage without a sentence end is one sentence; a longer one may be verse or a list."""
_FIRST_WORD = re.compile(r"[\W_]*(?P<word>[^\W\d_]+)")
_ABBREVIATED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Prof|[A-Z])\.$")
_LOOSE_END = re.compile(r"\s*[,;:–—-]+$")
_STOP = re.compile(r"(?<![.!?…])[.!?]$")


def is_too_little(text: str) -> bool:
    """Whether a selection is less than a clause."""
    return count_words(text) < FEWEST_WORDS


def is_part_of_a_sentence(passage: str) -> bool:
    """Whether one unfinished sentence is all there is of the passage: its rewrite is one, too."""
    return not has_sentence_end(passage) and count_words(passage) <= _ONE_SENTENCE


def first_sentence(text: str) -> str:
    """``text`` up to the end of its first sentence; all of it where no sentence ends.

    A title, an end inside a quotation and one that goes on in small letters (“Go!” she said) end none.
    """
    for end in sentence_ends(text):
        sentence, rest = text[:end], text[end:].lstrip()
        goes_on = rest[:1].islower() or sentence.count("“") > sentence.count("”") or sentence.count('"') % 2
        if not goes_on and not _ABBREVIATED.search(sentence):
            return sentence
    return text


def begun_alike(text: str, passage: str, around: str) -> str:
    """``text`` with a small first letter where ``passage`` has one; names, as ``around`` has them, keep theirs."""
    first, wanted = _FIRST_WORD.match(text), _FIRST_WORD.match(passage)
    if first is None or wanted is None or not wanted["word"][0].islower():
        return text
    word = first["word"]
    if word == "I" or word in names(around) or not word[0].isupper() or not (word[1:].islower() or len(word) == 1):
        return text
    start = first.start("word")
    return text[:start] + word[0].lower() + text[start + 1 :]


def ended_alike(text: str, passage: str) -> str:
    """``text`` without a full stop where ``passage`` has none, and with the comma or dash that it ends in."""
    if ends_a_sentence(passage):
        return text
    text = _STOP.sub("", text.rstrip())
    loose = _LOOSE_END.search(passage.rstrip())
    return text if loose is None or _LOOSE_END.search(text) else text + loose.group()
