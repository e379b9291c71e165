"""From paragraphs to scores: what is not prose gets none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

from core.attribute.published import published_fiction
from core.cli.output import score_json
from core.engine.fake import ScriptedEngine
from core.manuscript.non_prose import NonProse
from core.manuscript.paragraphs import Paragraph, Syntax, split
from core.score.scoring import Score, score_paragraphs, to_score
from tests import making

TEXT = (
    "CHAPTER 32. Cetology.\n\nAlready we are boldly launched upon the deep, and soon we shall be lost in it.\n\n"
    "Author: Herman Melville\n\nhttps://www.example.org/files\n\n1. Whales\n2. Ships\n3. Lamps by the harbour wall"
)


async def scored(engine: ScriptedEngine, text: str) -> list[tuple[Paragraph, Score]]:
    await engine.load(Path("x"))
    made = making.attribute()
    paragraphs = split(text, Syntax.PLAIN)
    return [pair async for pair in score_paragraphs(engine, paragraphs, made.vector, made.calibration)]


def test_the_opening_of_a_dialogue_has_no_band_by_the_tables_of_published_fiction() -> None:
    made = making.attribute()
    calibration = replace(made.calibration, published=published_fiction("paper"))
    engine = ScriptedEngine()

    async def scores(*texts: str) -> list[Score]:
        return [to_score(await engine.score(text, made.vector), text, calibration) for text in texts]

    line = "“Forty lamps and not one more,” Pask agreed, and he looked at the clock."
    of_line, of_narration = asyncio.run(scores(line, line.replace("“", "").replace("”", "")))
    assert of_line.cosine is not None and of_line.percentile is None and of_line.band is None
    assert of_narration.band is not None and of_narration.is_rough and not of_line.is_rough


def test_text_that_is_not_prose_has_no_score_and_the_model_is_not_asked() -> None:
    engine = ScriptedEngine()
    found = asyncio.run(scored(engine, TEXT))
    kinds = [score.non_prose for _, score in found]
    assert kinds == [NonProse.HEADING, None, NonProse.DETAILS, NonProse.ADDRESS, NonProse.LIST]
    assert len(engine.scored) == 1
    for paragraph, score in found:
        element = score_json(paragraph, score, tokens=True)
        nulls = {element[name] is None for name in ("cosine", "percentile", "band")}
        assert nulls == {score.non_prose is not None}
        assert bool(element["tokens"]) is (score.non_prose is None)
