"""Words for the glow: a band, a comparison with the writer's own chapter, and the words behind it. Never a grade.

Pure functions; offsets are code points of the scored text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.attribute.names import CREATIVITY
from core.score.scoring import Score

ENOUGH_TO_COMPARE = 5
"""Scored paragraphs a chapter needs before anything is compared with it."""
MOST_WORDS = 5

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a an and are as at be been but by did do for from had has have he her hers him his i if in into is it its me
        my no nor not of off on or our out over she so than that the their them then there they this those to too under
        up us was we were what when where which who will with would you your""",
    )
)
"""Words that carry little meaning by themselves; naming them in an explanation would not help the writer."""


@dataclass(frozen=True)
class Comparatives:
    """Phrases that compare one paragraph with others by one attribute."""

    more: str
    less: str
    most: str
    least: str


_CREATIVITY = Comparatives("livelier", "quieter", "the liveliest paragraph", "the quietest paragraph")


def comparatives(attribute: str) -> Comparatives:
    """The phrases for an attribute: creativity has its own, others are built from the attribute's name."""
    if attribute == CREATIVITY:
        return _CREATIVITY
    return Comparatives(f"more {attribute}", f"less {attribute}", f"the most {attribute}", f"the least {attribute}")


def comparison(score: Score, chapter_cosines: Sequence[float], attribute: str = CREATIVITY) -> str:
    """The band and the rank in the chapter: “lively — livelier than most of this chapter”."""
    if score.band is None or score.cosine is None:
        return "too short to say"
    if len(chapter_cosines) < ENOUGH_TO_COMPARE:
        return score.band.word
    return f"{score.band.word} — {_standing(score.cosine, chapter_cosines, comparatives(attribute))}"


def _standing(cosine: float, chapter: Sequence[float], words: Comparatives) -> str:
    below = sum(other < cosine for other in chapter) / len(chapter)
    above = sum(other > cosine for other in chapter) / len(chapter)
    if above == 0 and below > 0:
        return f"{words.most} of this chapter"
    if below == 0 and above > 0:
        return f"{words.least} of this chapter"
    if below >= 0.6:
        return f"{words.more} than most of this chapter"
    if above >= 0.6:
        return f"{words.less} than most of this chapter"
    return "much like the rest of this chapter"


def lifting_words(score: Score, text: str, most: int = MOST_WORDS) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of ``text`` that lift its score most and those that lower it most, strongest first.

    A word's cosine is the mean over its tokens, weighted by the letters each covers; words stand against the mean of
    the paragraph. A word that occurs several times counts with its mean. Function words are left out.
    """
    if not score.tokens:
        return (), ()
    cosines = _letter_cosines(score, len(text))
    centre = float(np.nanmean(cosines)) if np.isfinite(cosines).any() else 0.0
    by_word: dict[str, list[float]] = {}
    shown: dict[str, str] = {}
    for match in _WORD.finditer(text):
        letters = cosines[match.start() : match.end()]
        key = match.group().casefold()
        if len(key) < 3 or key in _FUNCTION_WORDS or not np.isfinite(letters).any():
            continue
        by_word.setdefault(key, []).append(float(np.nanmean(letters)) - centre)
        shown.setdefault(key, match.group())
    ranked = sorted(((float(np.mean(values)), shown[key]) for key, values in by_word.items()), reverse=True)
    lift = tuple(word for value, word in ranked[:most] if value > 0)
    lower = tuple(word for value, word in reversed(ranked[-most:]) if value < 0)
    return lift, lower


def _letter_cosines(score: Score, length: int) -> NDArray[np.float64]:
    """The cosine over each character; where tokens overlap (bytes of one character) their mean, elsewhere NaN."""
    total, count = np.zeros(length), np.zeros(length)
    for token in score.tokens:
        total[token.start : token.end] += token.cosine
        count[token.start : token.end] += 1
    with np.errstate(invalid="ignore"):
        cosines: NDArray[np.float64] = total / count
    return cosines
