"""Words for the glow: a band, a comparison with the writer's own chapter, and its phrases. Never a grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.attribute.names import CREATIVITY
from core.score.scoring import Score

ENOUGH_TO_COMPARE = 5
"""Scored paragraphs a chapter needs before anything is compared with it."""

WHICH_PHRASES = "Which phrases?"
WHICH_PHRASES_TIP = "Scores this paragraph again without each of its phrases"
LOOKING_AT_PHRASES = "Scoring this paragraph without each of its phrases…"
PHRASES_FAILED = "The model could not score all of its phrases. Your text is safe; you can ask again."
NO_PHRASES = "There is no phrase here whose absence would change the score much."
LIFTING, LIFTING_HOW = "Phrases that lift it", "Without one of these, this paragraph would score lower."
LOWERING, LOWERING_HOW = "Phrases that pull it down", "Without one of these, this paragraph would score higher."


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


def lifts(phrase: str) -> str:
    """What a phrase that lifts the score does."""
    return f"Without “{phrase}” this paragraph would score lower."


def lowers(phrase: str) -> str:
    """What a phrase that pulls the score down does."""
    return f"Without “{phrase}” this paragraph would score higher."


def comparison(score: Score, chapter_cosines: Sequence[float], attribute: str = CREATIVITY) -> str:
    """The band and the rank in the chapter: “lively — livelier than most of this chapter”."""
    if score.non_prose is not None:
        return f"looks like {score.non_prose.value}"
    if score.band is None or score.cosine is None:
        return "too short to say"
    if len(chapter_cosines) < ENOUGH_TO_COMPARE:
        return score.band.word
    return f"{score.band.word} — {_standing(score.cosine, chapter_cosines, comparatives(attribute))}"


def spoken(score: Score, chapter_cosines: Sequence[float], attribute: str = CREATIVITY) -> str:
    """The same as a sentence of its own, for those who do not see the glow."""
    return f"Glow: {comparison(score, chapter_cosines, attribute).replace(' — ', ', ')}."


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
