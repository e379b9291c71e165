"""Words for the glow: a band, a comparison with the writer's own chapter, and its phrases. Never a grade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.attribute.names import CREATIVITY
from core.score.scoring import Score
from desktop.common.attribute_names import attribute_name
from desktop.common.core_words import band_word
from desktop.common.translation import tr, worded

ENOUGH_TO_COMPARE = 5
"""Scored paragraphs a chapter needs before anything is compared with it."""

WHICH_PHRASES = tr("Which phrases?")
WHICH_PHRASES_TIP = tr("Scores this paragraph again without each of its phrases")
LOOKING_AT_PHRASES = tr("Scoring this paragraph without each of its phrases…")
PHRASES_FAILED = tr("The model could not score all of its phrases. Your text is safe; you can ask again.")
NO_PHRASES = tr("There is no phrase here whose absence would change the score much.")
LIFTING, LIFTING_HOW = tr("Phrases that lift it"), tr("Without one of these, this paragraph would score lower.")
LOWERING, LOWERING_HOW = tr("Phrases that pull it down"), tr("Without one of these, this paragraph would score higher.")


@dataclass(frozen=True)
class Comparatives:
    """Phrases that compare one paragraph with others by one attribute."""

    more: str
    less: str
    most: str
    least: str


_CREATIVITY = Comparatives(tr("livelier"), tr("quieter"), tr("the liveliest paragraph"), tr("the quietest paragraph"))


def comparatives(attribute: str) -> Comparatives:
    """The phrases for an attribute: creativity has its own, others are built from the attribute's name."""
    if attribute == CREATIVITY:
        return _CREATIVITY
    name = attribute_name(attribute)
    return Comparatives(
        tr("more {attribute}").format(attribute=name),
        tr("less {attribute}").format(attribute=name),
        tr("the most {attribute}").format(attribute=name),
        tr("the least {attribute}").format(attribute=name),
    )


def lifts(phrase: str) -> str:
    """What a phrase that lifts the score does."""
    return tr("Without “{phrase}” this paragraph would score lower.").format(phrase=phrase)


def lowers(phrase: str) -> str:
    """What a phrase that pulls the score down does."""
    return tr("Without “{phrase}” this paragraph would score higher.").format(phrase=phrase)


def comparison(score: Score, chapter_cosines: Sequence[float], attribute: str = CREATIVITY) -> str:
    """The band and the rank in the chapter: “lively — livelier than most of this chapter”."""
    if score.non_prose is not None:
        return tr("looks like {value}").format(value=worded(score.non_prose.value))
    if score.band is None or score.cosine is None:
        return tr("too short to say")
    if len(chapter_cosines) < ENOUGH_TO_COMPARE:
        return band_word(score.band)
    return f"{band_word(score.band)} — {_standing(score.cosine, chapter_cosines, comparatives(attribute))}"


def spoken(score: Score, chapter_cosines: Sequence[float], attribute: str = CREATIVITY) -> str:
    """The same as a sentence of its own, for those who do not see the glow."""
    return tr("Glow: {words}.").format(words=comparison(score, chapter_cosines, attribute).replace(" — ", ", "))


def _standing(cosine: float, chapter: Sequence[float], words: Comparatives) -> str:
    below = sum(other < cosine for other in chapter) / len(chapter)
    above = sum(other > cosine for other in chapter) / len(chapter)
    if above == 0 and below > 0:
        return tr("{most} of this chapter").format(most=words.most)
    if below == 0 and above > 0:
        return tr("{least} of this chapter").format(least=words.least)
    if below >= 0.6:
        return tr("{more} than most of this chapter").format(more=words.more)
    if above >= 0.6:
        return tr("{less} than most of this chapter").format(less=words.less)
    return tr("much like the rest of this chapter")
