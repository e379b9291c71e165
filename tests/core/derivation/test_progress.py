"""The time left of a derivation, from timings that are known: honest, steady, and never standing still."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core import paths
from core.derivation import resumable
from core.derivation.engine_source import LlamaSource
from core.derivation.pairs import from_pairs
from core.derivation.plan import Plan
from core.derivation.premises import load, load_pairs, load_passages
from core.derivation.progress import Overall, Tokens, planned_steps
from core.derivation.stages import Stage, Step
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Continuation, ModelInfo, PassageScore, TextStates

REFERENCE = paths.resources() / "reference"


def own_plan() -> Plan:
    """As the window makes one of a writer's revisions."""
    pairs = load_pairs(REFERENCE / "pairs.jsonl")
    return Plan(
        contrast=load(paths.resources() / "contrast"),
        pairs=pairs,
        passages=load_passages(REFERENCE / "passages.jsonl"),
        texts=from_pairs([(pair.better, pair.worse) for pair in pairs]),
    )


def creativity_plan() -> Plan:
    return resumable.window_plan(ModelInfo(Path("x"), "x", "x", 32, 4096, 1, 10**10, "x"))


def small_own_plan() -> Plan:
    whole = own_plan()
    assert whole.texts is not None
    return replace(
        whole,
        contrast=whole.contrast.limited(zones=5),
        pairs=whole.pairs[:6],
        passages=whole.passages[:40],
        layers=(8,),
    )


def small_creativity_plan() -> Plan:
    contrast = load(paths.resources() / "contrast").limited(derive=6, held_out=5, zones=5)
    whole = own_plan()
    return Plan(contrast, whole.pairs[:6], whole.passages[:40], n_tokens=12, samples_per_premise=2, layers=(8, 9))


class Counting(ScriptedEngine):
    """Counts what it answers, a step of a generation too, until progress is reported."""

    since_report = 0
    most_at_once = 0

    def answered(self) -> None:
        self.since_report += 1
        self.most_at_once = max(self.most_at_once, self.since_report)

    async def score(self, *asked: Any, **how: Any) -> PassageScore:
        self.answered()
        return await super().score(*asked, **how)

    async def states(self, *asked: Any, **how: Any) -> TextStates:
        self.answered()
        return await super().states(*asked, **how)

    async def surprisal(self, *asked: Any, **how: Any) -> float:
        self.answered()
        return await super().surprisal(*asked, **how)

    async def generate_together(self, *asked: Any, **how: Any) -> AsyncGenerator[tuple[Continuation, ...], None]:
        async for step in super().generate_together(*asked, **how):
            self.answered()
            yield step


def reports(plan: Plan, speeds: Tokens, n: int) -> Iterator[tuple[Step, float, int, float]]:
    """Step, done, total and the time of each report of a run at those speeds, ``n`` to a step."""
    now = 0.0
    for planned in planned_steps(plan):
        for done in range(n + 1):
            yield planned.step, done, n, now
            now += planned.work.seconds(speeds) / n if done < n else 0.0


EIGHT_B, STARTER = Tokens(0.16, 0.12, 0.04), Tokens(0.012, 0.0012, 0.0005)
"""Seconds per token of the 8B shape on two cores, and of a small model, where writing is far dearer than reading."""


@pytest.mark.parametrize("plan", [own_plan(), creativity_plan()], ids=["own", "creativity"])
@pytest.mark.parametrize("speeds", [EIGHT_B, STARTER], ids=["8B", "starter"])
@pytest.mark.parametrize("measured", [Tokens(1, 1, 1), Tokens(1.3, 0.7, 0.7), Tokens(0.75, 1.4, 1.4)], ids=str)
def test_the_time_left_is_honest_and_does_not_rise(plan: Plan, speeds: Tokens, measured: Tokens) -> None:
    """``measured`` is how far the speeds measured beforehand were off: minutes left went 20, 10, 5, 4, 7, 8."""
    prior = Tokens(speeds.written * measured.written, speeds.read * measured.read, speeds.scored * measured.scored)
    whole = sum(planned.work.seconds(speeds) for planned in planned_steps(plan))
    overall = Overall(plan, prior)
    lowest, fraction, left = float("inf"), 0.0, None
    for step, done, total, now in reports(plan, speeds, 40):
        before = fraction
        fraction, left = overall.update(step, done, total, now)
        assert fraction >= before
        assert left is not None
        assert left <= lowest + 0.05 * whole, f"{left:.0f} s after {lowest:.0f} s, at {now:.0f} of {whole:.0f} s"
        lowest = min(lowest, left)
        if now > 0.25 * whole:
            assert abs(left - (whole - now)) < 0.2 * whole, f"{left:.0f} s at {now:.0f} of {whole:.0f} s"
    assert fraction == pytest.approx(1.0)
    assert left is not None and left < 15


def test_bar_and_time_go_on_between_two_reports_but_not_past_the_next() -> None:
    plan = own_plan()
    overall, first = Overall(plan, EIGHT_B), planned_steps(plan)[0]
    overall.update(first.step, 0, 10, now=0.0)
    step = first.work.seconds(EIGHT_B) / 10
    fraction, left = overall.update(first.step, 1, 10, now=step)
    later, less = overall.at(step * 1.5)
    assert fraction < later < 2 * fraction
    assert left is not None and less is not None
    assert left - less == pytest.approx(step / 2, rel=0.1)
    stuck = overall.at(step * 50)[0]
    assert later < stuck < 2 * fraction
    assert overall.update(first.step, 2, 10, now=step * 51)[0] == pytest.approx(2 * fraction)


def test_what_an_earlier_run_left_is_not_taken_for_speed() -> None:
    plan = own_plan()
    overall, first = Overall(plan, EIGHT_B), planned_steps(plan)[0]
    whole = sum(each.work.seconds(EIGHT_B) for each in planned_steps(plan))
    here = first.work.seconds(EIGHT_B)
    overall.update(Step(Stage.REPORT_PAIRS), 1, 1, now=0.0)
    _, left = overall.update(first.step, 9, 10, now=0.001)
    assert left == pytest.approx(whole - 0.9 * here, rel=0.01)
    _, left = overall.update(first.step, 10, 10, now=here / 10)
    assert left == pytest.approx(whole - here, rel=0.01)


@pytest.mark.parametrize("make", [small_own_plan, small_creativity_plan])
async def test_progress_is_reported_after_every_answer_of_the_model_and_goes_through_each_stage_once(
    make: Callable[[], Plan], tmp_path: Path
) -> None:
    """On a big model a batch of four takes minutes; and a stage of two sides stood still for its second half."""
    engine = Counting()
    source = LlamaSource(engine, await engine.load(Path("scripted.gguf")))
    plan = make()
    heard: dict[Step, list[float]] = {}

    def progress(step: Step, done: float, total: int) -> None:
        known = heard.setdefault(step, [])
        assert done <= total
        assert not known or done > known[-1], f"{step.title} goes back to {done}"
        known.append(done)
        engine.since_report = 0

    await resumable.derive_to(
        tmp_path / "x.gguf", source, plan, scope="test", command="test", name="x", progress=progress
    )
    assert engine.most_at_once <= 2  # the answer that ends a step, and the one that begins the next
    assert {planned.step for planned in planned_steps(plan)} <= set(heard)
