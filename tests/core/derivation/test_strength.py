"""From which strength on rewriting has an effect: measured once, taken up where it stopped, kept in the file."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core import paths
from core.attribute import file as attribute_file
from core.attribute.calibration import Zones
from core.attribute.file import Attribute
from core.derivation.cache import SampleStore
from core.derivation.premises import load_passages
from core.derivation.strength import (
    LEAST_EFFECT,
    N_PASSAGES,
    StrengthMeasure,
    lams_to_measure,
    passages_to_rewrite,
    reference_deviation,
    with_strengths,
)
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Continuation, GenerateRequest, Priority, SteeringVector
from core.errors import EngineProblem
from core.rewrite.options import Mode
from tests import making

PASSAGES = tuple(
    f"It was a day in May and so we sat by door {i} for a bit and ate an egg or two at ten." for i in range(4)
)
PLAIN = "It was a day in May, so we all sat by the door for a bit, and we had an egg or two at ten."
VIVID = "Thunderous afternoon, crystalline doorstep: breakfast glittered, magnificent, improbable, on porcelain plates."


class Obliging(ScriptedEngine):
    """Writes plainly below λ = 4, vividly from there on."""

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        self.requests += requests
        yield tuple(Continuation(VIVID if each.lam >= 4 else PLAIN, ended=True) for each in requests)


def attribute() -> Attribute:
    """Of which texts stay fluent up to λ = 8."""
    curve = tuple((lam, 1.0) for lam in (-2.0, 0.0, 2.0, 4.0, 6.0, 8.0, 10.0))
    return replace(making.attribute(), zones=Zones(6.0, 8.0, 10.0, curve))


def measure(engine: ScriptedEngine, folder: Path) -> StrengthMeasure:
    return StrengthMeasure(engine, attribute(), PASSAGES, SampleStore(folder / "x.partial", "x"), lambda *_: None)


async def test_rewriting_starts_at_the_smallest_strength_with_an_effect(tmp_path: Path) -> None:
    engine = Obliging()
    await engine.load(Path("x"))
    found = (await measure(engine, tmp_path).run((Mode.REWRITE,)))["rewrite"]
    assert [each.lam for each in found.gains] == [2.0, 4.0, 6.0, 8.0]
    assert found.smallest == 4.0
    assert found.gains[0].gain.value == 0 and found.gains[1].gain.low > 0.25 * found.reference_deviation
    assert {request.seed for request in engine.requests[:5]} == {1000}  # the seed is the passage's, at every λ
    assert len({request.messages for request in engine.requests}) == len(PASSAGES)
    measured = with_strengths(attribute(), {"rewrite": found})
    assert (measured.usual_lam("rewrite"), measured.usual_lam("enrich")) == (4.0, 3.0)
    assert not measured.lacks_effect("rewrite") and not measured.lacks_effect("enrich")


async def test_without_an_effect_the_default_stays_and_the_file_says_so(tmp_path: Path) -> None:
    engine = ScriptedEngine([PLAIN])
    await engine.load(Path("x"))
    found = await measure(engine, tmp_path).run()
    assert found["rewrite"].smallest is None
    assert [each.lam for each in found["enrich"].gains] == [4.0, 8.0] and found["enrich"].smallest is None
    attribute_file.write(tmp_path / "a.gguf", with_strengths(attribute(), found))
    read = attribute_file.read(tmp_path / "a.gguf")
    assert read.lacks_effect("rewrite") and read.lacks_effect("enrich")
    assert read.usual_lam("rewrite") == read.usual_lam("enrich") == 3.0


async def test_a_stopped_measurement_resumes(tmp_path: Path) -> None:
    class Dying(Obliging):
        async def generate_together(
            self,
            requests: Sequence[GenerateRequest],
            vectors: Sequence[SteeringVector] = (),
            *,
            priority: Priority = Priority.ASKED,
            last_layer: int | None = None,
        ) -> AsyncGenerator[tuple[Continuation, ...], None]:
            if len(self.requests) == 10:
                raise EngineProblem("The model ended.")
            async for each in super().generate_together(requests, vectors, priority=priority):
                yield each

    engine, after = Dying(), Obliging()
    for each in (engine, after):
        await each.load(Path("x"))
    with pytest.raises(EngineProblem):
        await measure(engine, tmp_path).run((Mode.REWRITE,))
    found = (await measure(after, tmp_path).run((Mode.REWRITE,)))["rewrite"]
    assert len(after.requests) == 5 * 2  # two of four passages were finished
    assert found.smallest == 4.0 and found.gains[0].gain.n == len(PASSAGES)


def test_the_bundled_passages_and_strengths_to_measure() -> None:
    passages = passages_to_rewrite(load_passages(paths.resources() / "reference" / "passages.jsonl"))
    assert len(passages) == N_PASSAGES
    assert all("“" not in text for text in passages)
    assert lams_to_measure(attribute(), Mode.REWRITE) == (2.0, 4.0, 6.0, 8.0)
    assert 0.04 < reference_deviation(attribute().calibration) < 0.06


def test_the_starters_creativity_starts_where_its_figures_say() -> None:
    bundled = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    for mode, measured in bundled.report.strengths.items():
        assert [each.lam for each in measured.gains] == list(lams_to_measure(bundled, Mode(mode)))
        assert measured.reference_deviation == pytest.approx(reference_deviation(bundled.calibration), abs=1e-4)
        enough = [each.lam for each in measured.gains if each.gain.low >= LEAST_EFFECT * measured.reference_deviation]
        assert measured.smallest == min(enough, default=None)
        assert all(each.gain.n == N_PASSAGES for each in measured.gains)
    assert bundled.default_lam == 3.0
    assert bundled.usual_lam("rewrite") == bundled.report.strengths["rewrite"].smallest
