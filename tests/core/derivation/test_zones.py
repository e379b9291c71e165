"""Measuring how strong λ may be: no further than it is refused, a bracket first, and resumed where it was stopped."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core import paths
from core.attribute import file as attribute_file
from core.attribute.calibration import REFUSED_RATIO
from core.derivation import zones
from core.derivation.engine_source import LlamaSource
from core.derivation.plan import plan_from_resources
from core.derivation.refining import Part, learn, next_part
from core.derivation.state_source import Advance, Messages, silently
from core.engine.fake import ScriptedEngine
from core.engine.protocol import ModelInfo, SteeringVector
from tests import making


class Breaking(LlamaSource):
    """The perplexity of its texts is e to the power of |λ| / ``steady`` times that of unsteered ones."""

    def __init__(self, engine: ScriptedEngine, model: ModelInfo, steady: float) -> None:
        super().__init__(engine, model)
        self._steady = steady
        self.measured: Counter[float] = Counter()
        self.stop_at: float | None = None
        self._lam = 0.0

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
        advance: Advance = silently,
    ) -> list[str]:
        if lam == self.stop_at:
            raise Stopped
        self._lam = lam
        self.measured[lam] += len(prompts)
        return ["A lamp."] * len(prompts)

    async def surprisal(
        self, texts: Sequence[str], prompts: Sequence[Messages], advance: Advance = silently
    ) -> list[float]:
        return [3.0 + abs(self._lam) / self._steady] * len(texts)


class Stopped(Exception):
    pass


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An attribute whose zones are not measured."""
    attribute_file.write(tmp_path / "x.gguf", replace(making.attribute(), zones=zones.unmeasured()))
    return tmp_path / "x.gguf"


async def breaking(steady: float) -> Breaking:
    engine = ScriptedEngine()
    return Breaking(engine, await engine.load(Path("scripted.gguf")), steady)


async def measured(source: Breaking, file: Path, part: Part) -> attribute_file.Attribute:
    plan = plan_from_resources(paths.resources(), n_zone_premises=8)
    return await learn(part, file, source, plan, scope="", command="test", progress=lambda *_: None)


async def test_no_stronger_lambda_is_measured_than_one_that_is_refused(file: Path) -> None:
    source = await breaking(5.0)
    found = (await measured(source, file, Part.ZONES)).zones
    assert 6.0 < found.lam_max <= 5.0 * math.log(REFUSED_RATIO)
    assert found.mild < found.vivid < found.lam_max
    assert set(source.measured) == {0.0, 2.0, 4.0, 6.0, 8.0, -5.0, -10.0}
    assert set(source.measured.values()) == {8}
    assert attribute_file.read(file).zones == found


async def test_a_bracket_comes_first_and_is_measured_finer_later(file: Path) -> None:
    source = await breaking(20.0)
    bracket = await measured(source, file, Part.BRACKET)
    assert set(source.measured) == set(zones.COARSE_GRID) and set(source.measured.values()) == {4}
    assert bracket.report.coarse_zones and bracket.zones.measured
    assert next_part(bracket, zones_wanted=True) is Part.ZONES
    whole = await measured(source, file, Part.ZONES)
    assert not whole.report.coarse_zones
    assert whole.zones.mild == pytest.approx(bracket.zones.mild, rel=0.1)
    assert next_part(whole, zones_wanted=True) is None
    assert whole.report.zones is not None and whole.report.zones.mild == whole.zones.mild


async def test_what_was_measured_before_a_stop_is_not_measured_again(file: Path) -> None:
    stopped = await breaking(20.0)
    stopped.stop_at = 6.0
    with pytest.raises(Stopped):
        await measured(stopped, file, Part.ZONES)
    assert not attribute_file.read(file).zones.measured
    rest = await breaking(20.0)
    await measured(rest, file, Part.ZONES)
    assert set(stopped.measured) == {0.0, 2.0, 4.0}
    assert set(rest.measured) == set(zones.LAM_GRID) - set(stopped.measured)
    assert [each.name for each in sorted(file.parent.iterdir())] == ["x.gguf", "x.json"]


def test_each_part_follows_from_what_the_file_holds() -> None:
    whole = making.attribute()
    unmeasured = replace(whole, zones=zones.unmeasured())
    provisional = replace(unmeasured, provisional=True)
    assert next_part(None, zones_wanted=True) is Part.QUICK
    assert next_part(replace(whole, name="imagery"), zones_wanted=False) is Part.QUICK
    assert next_part(provisional, zones_wanted=False) is Part.WHOLE
    assert next_part(provisional, zones_wanted=True) is Part.BRACKET
    assert next_part(replace(provisional, zones=whole.zones), zones_wanted=True) is Part.WHOLE
    assert next_part(unmeasured, zones_wanted=False) is Part.ZONES
    assert next_part(whole, zones_wanted=True) is None
