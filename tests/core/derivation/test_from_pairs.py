"""An attribute from pairs of texts, through llama.cpp on the starter model."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core import paths
from core.attribute.report import LayerRow, TextsReport
from core.attribute.selection import AttributeSelection, installed_for
from core.attribute.selection import load as load_ready
from core.derivation import from_states, resumable
from core.derivation.engine_source import LlamaSource
from core.derivation.from_pairs import best_layer
from core.derivation.pairs import from_groups, from_pairs, halves, normalised
from core.derivation.pipeline import lam_unit
from core.derivation.plan import Plan
from core.derivation.premises import load, load_pairs, load_passages
from core.derivation.progress import planned_steps
from core.derivation.stages import Stage, Step
from core.engine.client import EngineClient
from tests import making

REFERENCE = paths.resources() / "reference"


def small_plan() -> Plan:
    """Our vivid and plain pairs, as if they were somebody's revisions."""
    pairs = load_pairs(REFERENCE / "pairs.jsonl")
    return Plan(
        contrast=load(paths.resources() / "contrast").limited(zones=1),
        pairs=pairs[:6],
        passages=load_passages(REFERENCE / "passages.jsonl")[::24],
        texts=from_pairs([(pair.better, pair.worse) for pair in pairs[:16]]),
        layers=(8, 9, 10),
        n_zone_tokens=16,
    )


@pytest.mark.model
@pytest.mark.usefixtures("few_steered_texts")
async def test_pairs_give_an_attribute_that_tells_their_other_half_apart(tmp_path: Path) -> None:
    starter = paths.starter_model()
    assert starter is not None
    plan = small_plan()
    engine = EngineClient()
    try:
        source = LlamaSource(engine, await engine.load(starter))
        bundled = installed_for(source.info.fingerprint, own=tmp_path)
        plan = replace(plan, compare_with=tuple((each.name, each.attribute.vector) for each in bundled[:2]))
        heard: dict[Step, tuple[float, int]] = {}
        out = tmp_path / "starter.voice.gguf"
        attribute = await resumable.derive_to(
            out,
            source,
            plan,
            scope="test",
            command="test",
            name="voice",
            progress=lambda step, done, total: heard.update({step: (done, total)}),
        )
        assert {planned.step for planned in planned_steps(plan)} == set(heard)
        assert all(done == total for done, total in heard.values())
        report = attribute.report.held_out
        assert isinstance(report, TextsReport) and report.paired
        assert plan.texts is not None
        deriving, held = halves(plan.texts)
        assert report.n_derived_from == (len(deriving.better), len(deriving.better))
        assert report.accuracy.n == len(held.better)
        assert report.accuracy.low > 0.5
        assert report.baselines and report.shuffled_sides is not None and report.same_length is not None
        assert plan.compare_with and set(report.compared) == {name for name, _ in plan.compare_with}
        for name, vector in plan.compare_with:
            scored = [
                await source.token_cosines([normalised(t) for t in side], vector) for side in (held.better, held.worse)
            ]
            right = [(a.cosine or 0) > (b.cosine or 0) for a, b in zip(*scored, strict=True)]
            assert report.compared[name].value == pytest.approx(np.mean(right), abs=1e-3)
            assert report.compared[name].n == len(held.better)
        better = [await engine.states(normalised(text)) for text in deriving.better]
        worse = [await engine.states(normalised(text)) for text in deriving.worse]
        expected = from_states.mean_difference(better, worse)[attribute.layer]
        assert np.allclose(attribute.directions[attribute.layer], expected, atol=1e-3)
        assert not out.with_suffix(".partial").exists()
        ready = await load_ready(engine, starter, AttributeSelection("voice", ("creativity",)), own=tmp_path)
        assert ready.attribute.name == "voice"
        assert [each.name for each in ready.blend] == ["creativity"]
        assert ready.available[0].name == "creativity"
        assert {"creativity", "voice"} <= {each.name for each in ready.available}
    finally:
        await engine.close()


def test_the_stages_of_two_groups_are_known_beforehand() -> None:
    alive, flat = [f"Alive {i} and burning." for i in range(12)], [f"Flat {i}." for i in range(12)]
    plan = replace(small_plan(), texts=from_groups(alive, flat))
    plan = replace(plan, compare_with=(("creativity", making.attribute().vector),))
    costs = {planned.step: planned.cost for planned in planned_steps(plan)}
    assert costs[Step(Stage.COMPARE_BETTER, "creativity")] == costs[Step(Stage.REPORT_BETTER)]
    assert costs[Step(Stage.READ_BETTER)] > costs[Step(Stage.READ_WORSE)] > 0


def test_the_best_layer_stands_among_good_neighbours() -> None:
    def table(*criteria: float) -> list[LayerRow]:
        return [LayerRow(layer, "bare", criterion, {}) for layer, criterion in enumerate(criteria, start=1)]

    assert best_layer(table(0.1, 1.8, 0.1, 0.1, 0.9, 1.0, 1.2, 1.0, 0.9)) == 7
    assert best_layer(table(1.0, 1.0, 1.0)) == 1


@pytest.mark.parametrize(("dose", "unit"), [(0.0233, 1.0), (0.0117, 2.0), (0.0047, 5.0), (0.1, 0.2), (0.25, 0.1)])
def test_lambda_is_counted_so_that_doses_compare(dose: float, unit: float) -> None:
    assert lam_unit(dose) == pytest.approx(unit)
