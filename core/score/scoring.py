"""Turn the engine's raw cosine into a score, by the attribute's calibration."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from dataclasses import dataclass, replace

from core.attribute.calibration import Band, Calibration
from core.engine.protocol import Engine, PassageScore, SteeringVector, TokenCosine
from core.manuscript.non_prose import NonProse, non_prose
from core.manuscript.paragraphs import Kind, Paragraph


@dataclass(frozen=True)
class Score:
    """One passage's creativity score as shown to people.

    ``cosine``, ``percentile`` (0–100 against the reference passages) and ``band`` are all None where the
    passage is too short to score, or is not prose. ``tokens`` are code-point ranges in the scored text.
    """

    n_tokens: int
    cosine: float | None
    percentile: float | None
    band: Band | None
    tokens: tuple[TokenCosine, ...] = ()
    non_prose: NonProse | None = None
    """What a paragraph is that no markup tells from prose, but that is not scored."""


NOT_SCORED = Score(0, None, None, None)
"""The score of paragraphs that are not prose by their markup (headings, breaks, code)."""


def unscored(text: str) -> Score | None:
    """The score of a paragraph that is not prose by its form (:mod:`core.manuscript.non_prose`); None for prose."""
    found = non_prose(text)
    return None if found is None else replace(NOT_SCORED, non_prose=found)


def to_score(passage: PassageScore, calibration: Calibration) -> Score:
    """The score of a passage: its raw score, calibrated."""
    if passage.cosine is None:
        return Score(passage.n_tokens, None, None, None, passage.tokens)
    percentile = calibration.percentile(passage.cosine, passage.n_tokens)
    return Score(passage.n_tokens, passage.cosine, percentile, Band.at(percentile), passage.tokens)


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
            yield paragraph, to_score(await engine.score(paragraph.text, vector, fresh=True), calibration)
