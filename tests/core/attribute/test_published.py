"""The tables behind the bands: fitted on half of the authors of published fiction, checked on the other half.

The texts are not in the repository, their numbers are (``tests/core/attribute/published_scores.json``).
"""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import numpy as np
import pytest

from core import paths
from core.attribute import file as attribute_file
from core.attribute import selection
from core.attribute.calibration import Band
from core.attribute.file import Attribute
from core.attribute.published import STEPS, PublishedFiction, published_fiction
from core.engine.client import EngineClient
from tests.published_fiction import (
    Recorded,
    fitted,
    on_held_out_halves,
    recorded,
    reference_percentiles,
    shares,
    standings,
)

PROSE = Path(__file__).resolve().parents[4] / "shared" / "data" / "published_prose.jsonl"
AGAIN = "run `python -m tests.benchmarks.bands --prose FILE --write`: the bundled attribute has changed"


def bundled(name: str) -> Attribute:
    return attribute_file.read(paths.resources() / "attributes" / f"smollm2-135m-instruct.{name}.gguf")


@pytest.fixture(scope="module")
def numbers() -> Recorded:
    return recorded()


@pytest.fixture(scope="module", params=["creativity", "imagery"])
def attribute(request: pytest.FixtureRequest) -> Attribute:
    return bundled(request.param)


def tables_of(attribute: Attribute) -> PublishedFiction:
    assert attribute.calibration.published is not None
    return attribute.calibration.published


def test_the_numbers_are_those_of_the_bundled_attribute(attribute: Attribute, numbers: Recorded) -> None:
    assert numbers.vectors[attribute.name] == attribute.vector.id, AGAIN


def test_the_tables_are_fitted_on_every_other_author(attribute: Attribute, numbers: Recorded) -> None:
    tables, texts = tables_of(attribute), numbers.texts
    percentiles = reference_percentiles(attribute.calibration, texts, numbers.cosines[attribute.name])
    assert len(set(texts.author[texts.fits])) == len(set(texts.author[~texts.fits])) == 28
    assert fitted(percentiles, texts, texts.fits, tables.fewest_narration, tables.fewest_speech) == tables, AGAIN


@pytest.mark.parametrize(
    ("name", "within"),
    [("creativity", 6.0), ("imagery", 8.0)],  # on random halves the worst band of five is 6 away as often as not
)
def test_each_band_holds_a_fifth_of_authors_that_took_no_part(name: str, within: float, numbers: Recorded) -> None:
    attribute = bundled(name)
    tables, texts = tables_of(attribute), numbers.texts
    percentiles = reference_percentiles(attribute.calibration, texts, numbers.cosines[name])
    paragraphs = ~texts.is_line
    assert shares(standings(tables, percentiles, texts, paragraphs & ~texts.fits)) == pytest.approx(20, abs=within)
    before = shares(percentiles[paragraphs & ~texts.fits])
    assert max(abs(before - 20)) > 10  # among the reference passages it is far from even
    halves = on_held_out_halves(percentiles, texts, paragraphs, tables, splits=60)
    assert halves.mean(axis=0) == pytest.approx(20, abs=1.5)
    assert (np.abs(halves - 20) <= 6).mean() > 0.8


def test_short_lines_of_dialogue_have_no_band(attribute: Attribute, numbers: Recorded) -> None:
    texts = numbers.texts
    cosines = numbers.cosines[attribute.name]
    lines = np.flatnonzero(texts.is_line)
    found = [
        attribute.calibration.band(float(cosines[i]), int(texts.n_tokens[i]), speech=bool(texts.is_speech[i]))
        for i in lines
    ]
    assert len(found) == 224 and sum(band is not None for band in found) <= 2
    assert texts.is_speech[lines].all()


def test_percentile_and_band_agree_and_rise_with_the_cosine(attribute: Attribute) -> None:
    calibration = attribute.calibration
    tables = tables_of(attribute)
    assert list(tables.narration) == sorted(set(tables.narration)) and len(tables.narration) == len(STEPS)
    for speech in (False, True):
        found = [calibration.percentile(cosine, 80, speech=speech) for cosine in np.linspace(-0.2, 0.5, 200)]
        rising = [each for each in found if each is not None]
        assert len(rising) == 200 and rising == sorted(rising)
        assert rising[0] < 1 and rising[-1] > 90
        bands = [calibration.band(cosine, 80, speech=speech) for cosine in np.linspace(-0.2, 0.5, 200)]
        assert bands == [Band.at(each) for each in rising] and set(bands) == set(Band)


def test_speech_is_compared_with_speech(attribute: Attribute) -> None:
    cosine = float(attribute.calibration.quantiles[2][40])
    as_speech, as_narration = (attribute.calibration.percentile(cosine, 60, speech=kind) for kind in (True, False))
    assert as_speech is not None and as_narration is not None and as_speech > as_narration + 15


def test_attributes_from_texts_and_vectors_are_compared_with_the_reference_passages() -> None:
    craft = bundled("craft").calibration
    assert craft.published is published_fiction("pairs") is None
    assert craft.percentile(float(craft.quantiles[2][70]), 60, speech=True) == pytest.approx(70, abs=1)


@pytest.mark.model
@pytest.mark.skipif(not PROSE.exists(), reason="../shared/data is not here")
def test_the_recorded_cosines_are_the_models(numbers: Recorded) -> None:
    texts = [json.loads(line)["text"] for line in PROSE.read_text("utf-8").splitlines()]

    async def scores() -> list[float | None]:
        engine = EngineClient()
        try:
            vector = (await selection.load(engine)).attribute.vector
            return [(await engine.score(texts[i], vector)).cosine for i in chosen]
        finally:
            await engine.close()

    chosen = sorted(range(len(texts)), key=lambda i: len(texts[i]))[60:600:200]
    assert asyncio.run(scores()) == pytest.approx(numbers.cosines["creativity"][chosen], abs=0.004)
