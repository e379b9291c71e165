"""The torch route on the starter GGUF: it reads the states that llama.cpp reads, and opens nothing it should not."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from convert.__main__ import app
from convert.hf_model import LoadedModel, checkpoint_fingerprint
from convert.hf_states import TorchSource
from convert.parity import compare
from core.derivation.engine_source import LlamaSource
from core.engine.client import EngineClient
from core.engine.protocol import ChatMessage, Readout, SteeringVector
from core.models.fingerprint import from_gguf
from tests.convert.making import resaved

pytestmark = [pytest.mark.model, pytest.mark.slow]
TEXTS = (
    "The tide went out of Harrow Sound the way a guest leaves a bad party, backwards, apologising.",
    "It was a normal day. She went to the shop and bought some bread.",
)
ASKED = (ChatMessage("user", "Tell me about the tide."),)


@pytest.fixture
def loaded(starter_loaded: LoadedModel) -> LoadedModel:
    return starter_loaded


def test_torch_and_llama_cpp_read_the_same_states(starter: Path, loaded: LoadedModel) -> None:
    results = compare(starter, loaded, (1, 10, 20, 28, 29))
    assert [result.layer for result in results] == [1, 10, 20, 28, 29]
    for result in results:
        assert result.mean > 0.999
        assert result.lowest > 0.995
        assert result.off_by_one < 0.99
        assert result.passes
    assert not replace(results[0], mean=results[0].off_by_one).passes


async def test_both_sources_summarise_a_text_alike(starter: Path, loaded: LoadedModel) -> None:
    torch_source = TorchSource(loaded, 2)
    engine = EngineClient()
    llama_source = LlamaSource(engine, await engine.load(starter))
    try:
        for context, prompts in (("bare", [(), ()]), ("neutral", [(), ()]), ("bare", [ASKED, ASKED])):
            here = await torch_source.states(TEXTS, prompts, context)
            there = await llama_source.states(TEXTS, prompts, context)
            for one, other in zip(here, there, strict=True):
                assert one.n_tokens == other.n_tokens
                for layer in (1, 10, 29):
                    a, b = one.mean[layer], other.mean[layer]
                    assert float(a @ b) / float(np.linalg.norm(a) * np.linalg.norm(b)) > 0.999
        direction = np.random.default_rng(1).normal(size=loaded.n_embd).astype(np.float32)
        vector = SteeringVector(10, direction, Readout(min_tokens=1))
        here_scores = await torch_source.token_cosines(TEXTS, vector)
        there_scores = await llama_source.token_cosines(TEXTS, vector)
        for one_score, other_score in zip(here_scores, there_scores, strict=True):
            assert one_score.cosine == pytest.approx(other_score.cosine, abs=5e-3)
            assert [(t.start, t.end) for t in one_score.tokens] == [(t.start, t.end) for t in other_score.tokens]
        here_nats = await torch_source.surprisal(TEXTS, [ASKED, ()])
        assert here_nats == pytest.approx(await llama_source.surprisal(TEXTS, [ASKED, ()]), rel=0.02)
    finally:
        await engine.close()


async def test_torch_steers_what_it_generates_and_nothing_else(loaded: LoadedModel) -> None:
    source = TorchSource(loaded, 2)
    direction = np.random.default_rng(1).normal(size=loaded.n_embd).astype(np.float32)
    vector = SteeringVector(10, direction, Readout())
    plain = await source.generate([ASKED], [3], 24, vector, 0.0)
    steered = await source.generate([ASKED], [3], 24, vector, 2.0)
    assert await source.generate([ASKED], [3], 24, None, 0.0) == plain
    assert steered != plain


def test_a_checkpoint_has_the_fingerprint_of_its_gguf(
    starter: Path, starter_loaded: LoadedModel, tmp_path: Path
) -> None:
    folder = resaved(starter_loaded, tmp_path / "smol", "100MB")
    assert len(list(folder.glob("model-*.safetensors"))) > 2
    assert checkpoint_fingerprint(folder) == from_gguf(starter) == starter_loaded.fingerprint


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("derive", "--model", "nowhere", "--out", "x.gguf"), "There is no checkpoint folder or GGUF"),
        (("derive", "--model", "starter", "--out", "no/folder/x.gguf"), "There is no folder"),
        (("derive", "--model", "TINY", "--out", "x.gguf", "--layers", "0-99"), "layers to choose from"),
        (("derive", "--model", "TINY", "--out", "x.gguf", "--device", "cuda:99"), "There is no cuda:99 here"),
        (("derive", "--model", "pytorch_model.bin", "--out", "x.gguf"), "pickled checkpoint"),
        (("release", "--model", "TINY", "--out", "x.gguf", "--gguf", "nowhere.gguf"), "There is no file nowhere.gguf"),
        (("check", "nowhere.gguf", "--model", "TINY"), "nowhere.gguf"),
        (("estimate", "--model", "TINY", "--max-memory", "much"), "is not understood"),
    ],
)
def test_bad_input_is_one_sentence(arguments: tuple[str, ...], sentence: str, tmp_path: Path, tiny: Path) -> None:
    out = str(tmp_path / "x.gguf")
    done = CliRunner().invoke(app, [str(tiny) if a == "TINY" else a.replace("x.gguf", out) for a in arguments])
    assert done.exit_code == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


def test_help_does_not_load_torch() -> None:
    code = "import sys, convert.__main__; print('torch' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "False\n"
