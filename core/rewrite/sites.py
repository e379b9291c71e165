"""Where a passage can be enriched: the ends of its sentences outside quotation marks. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from core.engine.protocol import TokenCosine
from core.rewrite.cleaning import sentence_ends

FEWEST_WORDS, MOST_WORDS = 3, 26
"""Words of a sentence that may be continued: shorter ones are often meant so, longer ones carry enough already."""
_TITLE = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Prof|Jr|Sr|No)|\b[A-Z])\.$")
_QUOTATION = re.compile(r"“[^”]*”?|\"[^\"]*\"?|«[^»]*»?")
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "all",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "before",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "for",
        "from",
        "had",
        "has",
        "have",
        "he",
        "her",
        "him",
        "his",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "off",
        "on",
        "one",
        "or",
        "our",
        "out",
        "over",
        "she",
        "so",
        "some",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "they",
        "this",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
SAME_START = 4
"""Words that begin with so many equal letters count as forms of one word."""
_ENGLISH_SHARE = 0.2
_FEWEST_TO_JUDGE = 4


@dataclass(frozen=True)
class Site:
    """A sentence that may be continued: ``passage[start:end]`` without its full stop, which is at ``end``."""

    start: int
    end: int
    sentence: str

    @property
    def subject(self) -> str:
        """Its first word, in small letters."""
        first = _WORD.search(self.sentence)
        return first.group().lower() if first else ""


def sites(passage: str) -> tuple[Site, ...]:
    """The sentences of ``passage`` that end in a full stop outside quotation marks, after a plain word."""
    found: list[Site] = []
    start = 0
    for end in _ends(passage):
        sentence = passage[start : end - 1]
        whole = passage[start:end]
        offset = len(whole) - len(whole.lstrip())
        if _may_be_continued(passage, start, end, sentence):
            found.append(Site(start + offset, end - 1, sentence.strip()))
        start = end
    return tuple(found)


def flattest_first(sites: Sequence[Site], tokens: Sequence[TokenCosine]) -> list[Site]:
    """``sites`` by the mean cosine of their tokens, the lowest first."""

    def mean(site: Site) -> float:
        own = [token.cosine for token in tokens if token.end > site.start and token.start < site.end]
        return sum(own) / len(own) if own else 1.0

    return sorted(sites, key=mean)


def words(text: str) -> list[str]:
    """The words of ``text`` in small letters."""
    return [word.lower() for word in _WORD.findall(text)]


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: longer than two letters, and not a function word."""
    return frozenset(word for word in words(text) if len(word) > 2 and word not in _FUNCTION_WORDS)


def is_english(text: str) -> bool:
    """Whether enough of ``text`` are common English words; true of a text too short to judge."""
    found = words(text)
    return len(found) < _FEWEST_TO_JUDGE or (
        sum(word in _FUNCTION_WORDS for word in found) / len(found) >= _ENGLISH_SHARE
    )


def narration(text: str) -> str:
    """``text`` without what is in quotation marks."""
    return _QUOTATION.sub(" ", text)


def in_quotation(passage: str, at: int) -> bool:
    """Whether position ``at`` is inside quotation marks, curly or straight double ones."""
    before = passage[:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or before.count("«") > before.count("»")


def _ends(passage: str) -> list[int]:
    return [end for end in sentence_ends(passage) if not _TITLE.search(passage[:end])]


def _may_be_continued(passage: str, start: int, end: int, sentence: str) -> bool:
    plain_end = passage[end - 1] == "." and passage[end - 2 : end - 1].isalpha()
    narration = not in_quotation(passage, end - 1) and not in_quotation(passage, start)
    n_words = len(_WORD.findall(sentence))
    begins = sentence.lstrip()[:1]  # a small letter goes on after an end inside brackets or a quotation
    # Inside *emphasis* or brackets that are still open, an insertion would land in them.
    balanced = (
        sentence.count("*") % 2 == 0 and sentence.count("_") % 2 == 0 and sentence.count("(") == sentence.count(")")
    )
    return plain_end and narration and balanced and not begins.islower() and FEWEST_WORDS <= n_words <= MOST_WORDS
