"""Deriving, checking and releasing through the command line, on a Llama-3-shaped checkpoint of few layers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from convert import __main__ as convert_main
from convert import check
from convert.__main__ import app
from convert.check import Finding, check_states
from convert.hf_model import LoadedModel
from convert.hf_states import TorchSource
from core import paths
from core.attribute import file as attribute_file
from core.attribute.file import Probe
from core.attribute.report import DerivationReport
from core.derivation.premises import load
from core.derivation.resumable import derive_to, partial_folder
from core.derivation.stages import Step
from tests.convert.making import N_EMBD, N_LAYER, short_plan
from tests.making import attribute as made_up_attribute

pytestmark = pytest.mark.model
BUNDLED = "attributes/smollm2-135m-instruct.creativity.gguf"


def run(*words: str | Path) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


class Stopped(Exception):
    """Stands for Ctrl-C."""


def stopping_after(n_reports: int) -> Callable[[Step, float, int], None]:
    left = iter(range(n_reports))

    def progress(_step: Step, _done: float, _total: int) -> None:
        if next(left, None) is None:
            raise Stopped

    return progress


class Counting(TorchSource):
    """Counts the texts it is asked to write."""

    written = 0

    async def generate(self, prompts: Sequence[Any], *rest: Any) -> list[str]:
        self.written += len(prompts)
        return await super().generate(prompts, *rest)


@pytest.mark.usefixtures("short")
async def test_a_stopped_derivation_goes_on_with_other_batches_and_ends_the_same(
    tiny_loaded: LoadedModel, tmp_path: Path
) -> None:
    whole = Counting(tiny_loaded, 2)
    settings: dict[str, Any] = {"scope": "float32 seeded", "command": "test"}
    out = tmp_path / "whole.gguf"
    expected = await derive_to(out, whole, short_plan(), progress=stopping_after(10**6), **settings)
    out = tmp_path / "stopped.gguf"
    with pytest.raises(Stopped):
        await derive_to(out, Counting(tiny_loaded, 2), short_plan(), progress=stopping_after(3), **settings)
    assert list(partial_folder(out).glob("*.npz"))
    rest = Counting(tiny_loaded, 3)
    attribute = await derive_to(out, rest, short_plan(), progress=stopping_after(10**6), **settings)
    assert 0 < rest.written < whole.written
    assert attribute.layer == expected.layer
    assert attribute.directions == pytest.approx(expected.directions, abs=1e-4)
    assert not partial_folder(out).exists()


@pytest.mark.usefixtures("short")
async def test_the_papers_method_uses_no_reference_story(tiny_loaded: LoadedModel, tmp_path: Path) -> None:
    settings: dict[str, Any] = {"scope": "", "command": "test", "progress": lambda *_: None}
    imagery, paper = [
        await derive_to(tmp_path / f"{name}.gguf", TorchSource(tiny_loaded, 8), short_plan(method=name), **settings)
        for name in ("imagery", "paper")
    ]
    assert (imagery.report.method, paper.report.method) == ("imagery", "paper")
    assert imagery.premises_hash != paper.premises_hash
    layers = [layer for layer in range(N_LAYER) if imagery.directions[layer].any() and paper.directions[layer].any()]
    assert layers
    lengths = [np.linalg.norm(each.directions[layers], axis=1) for each in (imagery, paper)]
    assert lengths[0] == pytest.approx(lengths[1], rel=1e-4)  # so λ means the same
    cosines = (imagery.directions * paper.directions).sum(axis=1)[layers] / lengths[0] / lengths[1]
    assert (cosines < 0.999).all() and (cosines > 0.5).all()


@pytest.mark.usefixtures("short")
@pytest.mark.parametrize("device", ["cpu", "auto"])
def test_derive_writes_an_attribute_and_what_it_cost(device: str, tiny: Path, tmp_path: Path) -> None:
    out = tmp_path / "tiny.gguf"
    spread = ("--max-memory", "cpu=400KB", "--offload", tmp_path / "offload") if device == "auto" else ()
    done = run("derive", "--model", tiny, "--out", out, "--samples-per-premise", "1", "--device", device, *spread)
    assert done.exit_code == 0, done.output
    attribute = attribute_file.read(out)
    assert attribute.directions.shape == (N_LAYER, N_EMBD)
    cost = attribute.report.cost
    assert cost is not None
    assert DerivationReport.from_json(json.loads(out.with_suffix(".json").read_text("utf-8"))) == attribute.report
    assert cost.texts_generated == 2 * 6 + 2 * 4  # derive and held-out premises, one sample a side
    assert cost.seconds_per_premise == pytest.approx(2 * cost.seconds_per_text, abs=4e-3)
    assert cost.memory.resident > 100e6
    assert "s per premise" in done.output
    assert "peak memory: " in done.output


@pytest.mark.usefixtures("short")
def test_release_says_why_not_to_bundle_it_and_what_to_commit(
    tiny: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "tiny.gguf"
    command = ("release", "--model", tiny, "--out", out, "--samples-per-premise", "1")
    done = run(*command)
    assert done.exit_code == 1
    assert "This attribute should not be shipped: it was not derived from the bundled premises" in done.stderr
    cost = attribute_file.read(out).report.cost
    assert cost is not None and cost.texts_generated > 0
    assert run("check", out, "--model", tiny).exit_code == 1

    async def content(*_: object) -> list[Finding]:
        return []

    monkeypatch.setattr(check, "check_file", lambda *_: [])
    monkeypatch.setattr(check, "check_states", content)
    done = run(*command)
    assert done.exit_code == 0
    assert f"git add {out} {out.with_suffix('.json')}" in done.output


@pytest.mark.slow
def test_the_bundled_attribute_passes_its_check(monkeypatch: pytest.MonkeyPatch) -> None:
    some = convert_main._written_pairs()[:24]
    monkeypatch.setattr(convert_main, "_written_pairs", lambda: some)
    done = run("check", paths.resources() / BUNDLED, "--model", "starter")
    assert done.exit_code == 0, done.output + done.stderr


def test_an_attribute_of_another_model_is_found_before_weights_are_loaded(tiny: Path) -> None:
    done = run("check", paths.resources() / BUNDLED, "--model", tiny)
    assert done.exit_code == 1
    assert "it was made for SmolLM2-135M-Instruct" in done.stderr
    assert "probe" not in done.output


def test_an_attribute_from_all_bundled_premises_may_be_bundled(tiny: Path, tmp_path: Path) -> None:
    contrast, file = load(paths.resources() / "contrast", more=True), tmp_path / "x.gguf"
    for digest, refused in ((contrast.digest, False), ("0" * 64, True)):
        attribute_file.write(file, replace(made_up_attribute(), premises_hash=digest))
        assert ("it was not derived from the bundled premises" in run("check", file, "--model", tiny).stderr) == refused


async def test_the_model_itself_is_asked(tiny_loaded: LoadedModel) -> None:
    source = TorchSource(tiny_loaded, 4)
    pairs = short_plan().pairs
    text = "The lamp had been burning all night."
    state = (await source.states([text], [()], "bare"))[0].mean[2]
    noise = np.random.default_rng(0).normal(size=(N_LAYER, N_EMBD)).astype(np.float32)
    made = replace(made_up_attribute(n_layer=N_LAYER, n_embd=N_EMBD, layer=2), directions=noise)
    same, sign = await check_states(replace(made, probe=Probe(text, state)), source, pairs)
    assert same.passes
    assert not sign.passes
    assert "do not score above" in sign.reason
    relative, _ = await check_states(
        replace(made, probe=Probe(text, state + noise[1] * abs(state).max())), source, pairs
    )
    assert not relative.passes
    assert "states of the probe text differ" in relative.reason
    assert not (await check_states(replace(made, probe=None), source, pairs))[0].passes
    wide = await check_states(replace(made_up_attribute(), probe=Probe(text, noise.ravel())), source, pairs)
    assert [finding.value for finding in wide] == ["other shape", "other shape"]
