"""The torch route on the starter GGUF: it reads the states that llama.cpp reads, and opens nothing it should not."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from convert.hf_model import LoadedModel, load
from convert.hf_states import TorchSource
from convert.parity import compare
from core import paths
from core.attribute.fingerprint import from_gguf
from core.attribute.llama_source import LlamaSource
from core.engine.client import EngineClient
from core.engine.protocol import ChatMessage, Recipe, SteeringVector
from core.errors import ModelProblem

pytestmark = [pytest.mark.model, pytest.mark.slow]
TEXTS = (
    "The tide went out of Harrow Sound the way a guest leaves a bad party, backwards, apologising.",
    "It was a normal day. She went to the shop and bought some bread.",
)
ASKED = (ChatMessage("user", "Tell me about the tide."),)


@pytest.fixture(scope="module")
def starter() -> Path:
    path = paths.starter_model()
    assert path is not None
    return path


@pytest.fixture(scope="module")
def loaded(starter: Path) -> Iterator[LoadedModel]:
    yield load(str(starter))


def test_torch_and_llama_cpp_read_the_same_states(starter: Path, loaded: LoadedModel) -> None:
    results = compare(starter, loaded, (1, 10, 20, 28, 29))
    assert [result.layer for result in results] == [1, 10, 20, 28, 29]
    for result in results:
        assert result.mean > 0.999
        assert result.lowest > 0.995
        assert result.off_by_one < 0.99
        assert result.passes
    assert not replace(results[0], mean=results[0].off_by_one).passes


def test_the_checkpoint_and_its_gguf_have_one_fingerprint(starter: Path, loaded: LoadedModel) -> None:
    from convert.hf_model import from_hf

    assert from_hf(loaded.model, loaded.tokenizer) == from_gguf(starter)


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
        vector = SteeringVector(10, direction, Recipe(min_tokens=1))
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
    vector = SteeringVector(10, direction, Recipe())
    plain = await source.generate([ASKED], [3], 24, vector, 0.0)
    steered = await source.generate([ASKED], [3], 24, vector, 2.0)
    assert await source.generate([ASKED], [3], 24, None, 0.0) == plain
    assert steered != plain


def test_a_folder_of_pickles_is_not_opened(tmp_path: Path) -> None:
    (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x04")
    (tmp_path / "config.json").write_text(json.dumps({"model_type": "llama"}))
    with pytest.raises(ModelProblem, match="safetensors"):
        load(str(tmp_path))


def test_a_hub_id_needs_the_word_download() -> None:
    with pytest.raises(ModelProblem, match="--download"):
        load("someone/some-model")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("derive", "--model", "nowhere", "--out", "x.gguf"), "There is no checkpoint folder or GGUF"),
        (("derive", "--model", "starter", "--out", "no/folder/x.gguf"), "There is no folder"),
        (("derive", "--model", "starter", "--out", "x.gguf", "--layers", "0-99"), "layers to choose from"),
    ],
)
def test_bad_input_is_one_sentence(arguments: tuple[str, ...], sentence: str, tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "convert", *(each.replace("x.gguf", str(tmp_path / "x.gguf")) for each in arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=root,
        timeout=300,
        check=False,
    )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sentence in done.stderr
    assert not list(tmp_path.iterdir())
