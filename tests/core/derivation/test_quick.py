"""The provisional attribute: few short samples, one layer, and the file says so."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import numpy as np
import pytest

from core import paths
from core.attribute import file as attribute_file
from core.cli.derive import DeriveOptions
from core.derivation import zones
from core.derivation.engine_source import LlamaSource
from core.derivation.plan import plan_from_resources
from core.derivation.progress import planned_steps
from core.derivation.quick import N_PASSAGES, N_PREMISES, quick_plan, spread
from core.derivation.resumable import derive_to, partial_folder
from core.derivation.stages import Step
from core.engine.fake import ScriptedEngine
from core.engine.protocol import ChatMessage, Continuation, GenerateRequest, Priority, SteeringVector, TextStates
from core.errors import UsageProblem


class Watching(ScriptedEngine):
    """Notes up to which layer states are read."""

    def __init__(self) -> None:
        super().__init__(
            ["The lamp spoke back to the man.", "She sat. It rained.", "A gull fell.", "Rain.", "He left."]
        )
        self.read_to: Counter[int | None] = Counter()

    def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        self.read_to[last_layer] += len(requests)
        return super().generate_together(requests, vectors, priority=priority, last_layer=last_layer)

    async def states(
        self,
        text: str,
        messages: tuple[ChatMessage, ...] = (),
        *,
        context: str = "bare",
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> TextStates:
        self.read_to[last_layer] += 1
        return await super().states(text, messages, context=context, priority=priority, last_layer=last_layer)


async def test_a_quick_attribute_says_that_it_is_provisional_and_reads_one_layer(tmp_path: Path) -> None:
    engine = Watching()
    model = await engine.load(Path("scripted.gguf"))
    plan = quick_plan(plan_from_resources(paths.resources()))
    out = tmp_path / "x.gguf"
    reported: dict[Step, tuple[float, int]] = {}
    await derive_to(
        out,
        LlamaSource(engine, model),
        plan,
        scope="",
        command="test",
        progress=lambda step, done, total: reported.update({step: (done, total)}),
    )
    attribute = attribute_file.read(out)
    assert attribute.provisional and attribute.report.provisional
    assert json.loads(out.with_suffix(".json").read_text("utf-8"))["provisional"] is True
    assert attribute.layer == 9  # of 30 blocks: the middle of the candidates
    assert set(engine.read_to) == {9} and engine.read_to.total() == len(engine.requests) + 1  # the probe
    assert attribute.directions[1:10].any(axis=1).all() and not attribute.directions[10:].any()
    assert attribute.readout.min_tokens == 8
    assert attribute.default_lam == 3.0 and attribute.zones == zones.unmeasured()
    assert attribute.report.held_out is None and attribute.report.premises.keys() == {"derive"}
    requests = Counter(request.messages for request in engine.requests)
    assert len(requests) == 2 * N_PREMISES
    wordings = [plan.contrast.wording(each) for each in plan.contrast.of("derive", plan.n_premises)]
    assert set(Counter(wordings).values()) == {N_PREMISES // len(plan.contrast.creative)}
    assert set(requests.values()) == {plan.samples_per_premise}
    assert len({(request.messages, request.seed) for request in engine.requests}) == len(engine.requests)
    assert list(reported) == [planned.step for planned in planned_steps(plan)]
    assert all(done == total for done, total in reported.values())
    assert not partial_folder(out).exists()


def test_a_whole_attribute_is_not_provisional() -> None:
    found = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    assert not found.provisional and not found.report.provisional


def test_the_passages_for_calibration_are_like_all_of_them() -> None:
    passages = plan_from_resources(paths.resources()).passages
    some = spread(passages, N_PASSAGES)
    assert len(set(some)) == N_PASSAGES
    for intent in range(5):
        share, of_all = (np.mean([each.intent == intent for each in group]) for group in (some, passages))
        assert abs(share - of_all) < 0.03
    lengths = [np.quantile([len(each.text) for each in group], [0.25, 0.5, 0.75]) for group in (some, passages)]
    assert lengths[0] == pytest.approx(lengths[1], rel=0.15)
    assert spread(some, 1000) == tuple(sorted(some, key=lambda each: (each.intent, len(each.text))))


def test_quick_belongs_to_creativity_and_has_its_own_numbers(tmp_path: Path) -> None:
    out = tmp_path / "x.gguf"
    plan = DeriveOptions(out, quick=True).checked_plan()
    assert plan.quick and len(plan.passages) == N_PASSAGES
    for wrong in (
        DeriveOptions(out, quick=True, method="imagery"),
        DeriveOptions(out, quick=True, pairs=tmp_path, name="craft"),
        DeriveOptions(out, quick=True, tokens=60),
        DeriveOptions(out, quick=True, premises=8),
    ):
        with pytest.raises(UsageProblem, match="--quick"):
            wrong.checked_plan()
