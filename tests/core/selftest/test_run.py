"""The self-test goes on after a failure, and its report says why."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from core import paths
from core.derivation.premises import load
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Continuation, GenerateRequest, ModelInfo, Priority, SteeringVector
from core.errors import EngineDied, ModelProblem
from core.selftest import report
from core.selftest.quick import plan_from
from core.selftest.report import StepResult
from core.selftest.run import Settings, run

CHAPTER = paths.resources() / "sample" / "chapter.md"
NAMES = ["memory", "load", "template", "layers", "attribute", "glow", "rewrites"]


class Faulty(ScriptedEngine):
    """Fails where a test says so."""

    def __init__(self) -> None:
        super().__init__(["White"])
        self.loads = self.generates = True

    async def load(self, model: Path) -> ModelInfo:
        if not self.loads:
            raise ModelProblem("llama.cpp could not load it.")
        return await super().load(model)

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        if not self.generates:
            raise EngineDied("The model’s process ended.")
        async for so_far in super().generate_together(requests, vectors, priority=priority, last_layer=last_layer):
            yield so_far


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    plan = plan_from(paths.resources())
    small = replace(plan, n_premises=2, samples_per_premise=1, passages=plan.passages[:24])
    starter = paths.starter_model()
    assert starter is not None
    return Settings(starter, small, CHAPTER, tmp_path, n_rewrites=1)


async def steps_of(engine: ScriptedEngine, settings: Settings) -> list[StepResult]:
    return [step async for step in run(engine, settings, lambda _sentence: None, lambda: 1_000_000)]


async def test_a_model_that_cannot_be_loaded_says_why_and_what_needs_it_is_not_tried(settings: Settings) -> None:
    engine = Faulty()
    engine.loads = False
    steps = await steps_of(engine, settings)
    assert [step.name for step in steps] == NAMES
    assert "free for it" in steps[0].sentence  # the header could be read
    assert (steps[1].passed, steps[1].sentence) == (False, "llama.cpp could not load it.")
    assert [step.passed for step in steps[2:]] == [False] * 5
    assert steps[2].sentence == "Not tried, because “Loading” failed."
    assert steps[6].sentence == "Not tried, because “Quick attribute” failed."


async def test_a_step_that_fails_does_not_keep_the_others_from_being_tried(settings: Settings) -> None:
    engine = Faulty()
    engine.generates = False
    by_name = {step.name: step for step in await steps_of(engine, settings)}
    assert (by_name["template"].passed, by_name["template"].sentence) == (False, "The model’s process ended.")
    assert "layers can be read" in by_name["layers"].sentence
    assert by_name["attribute"].sentence == "The model’s process ended."
    assert by_name["rewrites"].sentence == "Not tried, because “Quick attribute” failed."


async def test_a_file_that_is_no_model_gives_a_report_too_and_no_folder_is_named(
    settings: Settings, tmp_path: Path
) -> None:
    file = tmp_path / "novel.gguf"
    file.write_text("Call me Ishmael.")
    engine = Faulty()
    engine.loads = False
    steps = await steps_of(engine, replace(settings, model=file))
    assert not steps[0].passed and "novel.gguf" in steps[0].sentence
    found = json.loads(json.dumps(report.to_json(file.name, report.this_machine(8_000_000_000, ()), steps)))
    assert found["passed"] is False and [step["name"] for step in found["steps"]] == NAMES
    assert str(tmp_path) not in json.dumps(found) and "Ishmael" not in json.dumps(found)


def test_the_quick_plan_is_made_from_the_bundled_premises() -> None:
    plan = plan_from(paths.resources())
    assert plan.quick and plan.contrast.digest == load(paths.resources() / "contrast").digest
