"""What the glow says in words: a band, a comparison with the writer's own chapter, the words behind it. Never a grade.

Pure functions; offsets are code points of the scored text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.scoring import Score

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
"""Words that carry little by themselves; naming them as what lifts a paragraph would help nobody."""


def comparison(score: Score, chapter_cosines: Sequence[float]) -> str:
    """The band and how it stands in the chapter: “lively — livelier than most of this chapter”."""
    if score.band is None or score.cosine is None:
        return "too short to say"
    if len(chapter_cosines) < ENOUGH_TO_COMPARE:
        return score.band.word
    return f"{score.band.word} — {_standing(score.cosine, chapter_cosines)}"


def _standing(cosine: float, chapter: Sequence[float]) -> str:
    below = sum(other < cosine for other in chapter) / len(chapter)
    above = sum(other > cosine for other in chapter) / len(chapter)
    if above == 0 and below > 0:
        return "the liveliest paragraph of this chapter"
    if below == 0 and above > 0:
        return "the quietest paragraph of this chapter"
    if below >= 0.6:
        return "livelier than most of this chapter"
    if above >= 0.6:
        return "quieter than most of this chapter"
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
    heard: dict[str, list[float]] = {}
    shown: dict[str, str] = {}
    for match in _WORD.finditer(text):
        letters = cosines[match.start() : match.end()]
        key = match.group().casefold()
        if len(key) < 3 or key in _FUNCTION_WORDS or not np.isfinite(letters).any():
            continue
        heard.setdefault(key, []).append(float(np.nanmean(letters)) - centre)
        shown.setdefault(key, match.group())
    ranked = sorted(((float(np.mean(values)), shown[key]) for key, values in heard.items()), reverse=True)
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
