"""Turn the engine's raw cosine into a score, by the attribute's calibration."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, replace

from core.attribute.calibration import Band, Calibration
from core.engine.protocol import Engine, PassageScore, SteeringVector, TokenCosine
from core.manuscript.non_prose import NonProse, non_prose
from core.manuscript.paragraphs import Kind, Paragraph
from core.manuscript.speech import is_speech

STEADY_FROM = 64
"""Tokens from which the opening of a long paragraph has the band of the whole, or the next, three times in four
(docs/evaluation.md)."""


@dataclass(frozen=True)
class Score:
    """One passage's creativity score as shown to people.

    ``percentile`` (0–100 in published fiction) and ``band`` are None where the passage is too short to compare, or is
    not prose; ``cosine`` is None where it is not scored. ``tokens`` are code-point ranges in the scored text.
    """

    n_tokens: int
    cosine: float | None
    percentile: float | None
    band: Band | None
    tokens: tuple[TokenCosine, ...] = ()
    non_prose: NonProse | None = None
    """What a paragraph is that no markup tells from prose, but that is not scored."""
    is_speech: bool = False

    @property
    def is_rough(self) -> bool:
        """Whether there is a band, but of a text so short that a longer one could well have another."""
        return self.band is not None and self.n_tokens < STEADY_FROM


NOT_SCORED = Score(0, None, None, None)
"""The score of paragraphs that are not prose by their markup (headings, breaks, code)."""


def unscored(text: str) -> Score | None:
    """The score of a paragraph that is not prose by its form (:mod:`core.manuscript.non_prose`); None for prose."""
    found = non_prose(text)
    return None if found is None else replace(NOT_SCORED, non_prose=found)


def to_score(passage: PassageScore, text: str, calibration: Calibration) -> Score:
    """The score of a passage: its raw score, calibrated by the kind of its ``text``."""
    if passage.cosine is None:
        return Score(passage.n_tokens, None, None, None, passage.tokens)
    speech = is_speech(text)
    percentile = calibration.percentile(passage.cosine, passage.n_tokens, speech=speech)
    band = None if percentile is None else Band.at(percentile)
    return Score(passage.n_tokens, passage.cosine, percentile, band, passage.tokens, is_speech=speech)


async def score_paragraphs(
    engine: Engine, paragraphs: Iterable[Paragraph], vector: SteeringVector, calibration: Calibration
) -> AsyncGenerator[tuple[Paragraph, Score], None]:
    """Score paragraphs one after another, each by a fresh pass, so that a file always gets the same figures."""
    for paragraph in paragraphs:
        if paragraph.kind is not Kind.PROSE:
            yield paragraph, NOT_SCORED
        elif (score := unscored(paragraph.text)) is not None:
            yield paragraph, score
        else:
            passage = await engine.score(paragraph.text, vector, fresh=True)
            yield paragraph, to_score(passage, paragraph.text, calibration)
