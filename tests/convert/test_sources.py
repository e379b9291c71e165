"""Batches and devices change how long it takes, not what comes out. Worker processes: test_pool.py."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from convert.hf_model import LoadedModel, load
from convert.hf_states import TorchSource
from convert.placement import Placement
from convert.pool import PooledSource
from core.engine.protocol import ChatMessage, Readout, SteeringVector
from core.errors import ModelProblem
from tests.convert.making import N_EMBD, N_LAYER

pytestmark = pytest.mark.model

TEXTS = (
    "It was a normal day. She went to the shop and bought some bread.",
    "Rain.",
    "The tide went out of Harrow Sound the way a guest leaves a bad party, backwards, apologising, and taking with it "
    "two umbrellas, a hat that nobody would miss, and the last of the good light.",
    "He sat down. “You’re late,” said Ana — it was nearly ten.",
    "Nothing happened on Tuesday.",
)
ASKED = [(ChatMessage("user", f"Tell me about the tide. {'Please. ' * n}"),) for n in range(len(TEXTS))]
SEEDS = [3, 1, 4, 1, 5]
VECTOR = SteeringVector(2, np.random.default_rng(1).normal(size=N_EMBD).astype(np.float32), Readout(min_tokens=1))


def cosine(a: np.ndarray[Any, Any], b: np.ndarray[Any, Any]) -> float:
    return float((a * b).sum() / (np.linalg.norm(a) * np.linalg.norm(b)))


async def assert_same(one: TorchSource | PooledSource, other: TorchSource | PooledSource) -> None:
    assert one.info == other.info
    for context, prompts in (("bare", [()] * len(TEXTS)), ("neutral", [()] * len(TEXTS)), ("bare", ASKED)):
        here, there = await one.states(TEXTS, prompts, context), await other.states(TEXTS, prompts, context)
        for a, b in zip(here, there, strict=True):
            assert a.n_tokens == b.n_tokens
            for layer in range(N_LAYER):
                assert cosine(a.mean[layer], b.mean[layer]) > 0.9999
                assert cosine(a.mean_unit[layer], b.mean_unit[layer]) > 0.9999
            assert a.mean_norm == pytest.approx(b.mean_norm, rel=1e-3)
    for lam in (0.0, 2.0):
        vector = VECTOR if lam else None
        texts = await one.generate(ASKED, SEEDS, 12, vector, lam)
        assert texts == await other.generate(ASKED, SEEDS, 12, vector, lam)
        assert len(set(texts)) == len(texts)
    scores, others = await one.token_cosines(TEXTS, VECTOR), await other.token_cosines(TEXTS, VECTOR)
    for score, same in zip(scores, others, strict=True):
        assert [(t.start, t.end) for t in score.tokens] == [(t.start, t.end) for t in same.tokens]
        assert [t.cosine for t in score.tokens] == pytest.approx([t.cosine for t in same.tokens], abs=1e-4)
    assert await one.surprisal(TEXTS, ASKED) == pytest.approx(await other.surprisal(TEXTS, ASKED), rel=1e-4)


async def test_a_batch_of_mixed_lengths_gives_what_one_at_a_time_gives(tiny_loaded: LoadedModel) -> None:
    await assert_same(TorchSource(tiny_loaded, 5), TorchSource(tiny_loaded, 1))


async def test_a_steered_text_is_another_one(tiny_loaded: LoadedModel) -> None:
    source = TorchSource(tiny_loaded, 5)
    plain = await source.generate(ASKED, SEEDS, 12, None, 0.0)
    assert await source.generate(ASKED, SEEDS, 12, VECTOR, 0.0) == plain
    assert await source.generate(ASKED, SEEDS, 12, VECTOR, 3.0) != plain
    assert await source.generate(ASKED, [seed + 1 for seed in SEEDS], 12, None, 0.0) != plain


async def test_weights_left_on_the_disk_give_the_same(tiny: Path, tiny_loaded: LoadedModel, tmp_path: Path) -> None:
    placement = Placement(("auto",), "float32", {"cpu": 400_000}, tmp_path / "offload")
    spread = load(str(tiny), placement)
    assert {"cpu", "disk"} <= set(spread.model.hf_device_map.values())
    assert any(parameter.is_meta for parameter in spread.model.parameters())
    assert spread.fingerprint == tiny_loaded.fingerprint
    await assert_same(TorchSource(spread, 3), TorchSource(tiny_loaded, 3))


async def test_bfloat16_reads_nearly_the_same_states(tiny: Path, tiny_loaded: LoadedModel) -> None:
    half = TorchSource(load(str(tiny), Placement(dtype="bfloat16")), 3)
    here = await half.states(TEXTS, ASKED, "bare")
    for a, b in zip(here, await TorchSource(tiny_loaded, 3).states(TEXTS, ASKED, "bare"), strict=True):
        assert a.mean.dtype == np.float32
        assert cosine(a.mean[3], b.mean[3]) > 0.995


class Narrow:
    """A model whose device holds only ``most`` texts at once."""

    def __init__(self, model: Any, most: int) -> None:
        self._model, self._most = model, most
        self.model = self._limited(model.model)
        self.config = model.config

    def _limited(self, call: Any) -> Any:
        def limited(**inputs: Any) -> Any:
            if len(inputs["input_ids"]) > self._most:
                raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB.")
            return call(**inputs)

        return limited

    def __call__(self, **inputs: Any) -> Any:
        return self._limited(self._model)(**inputs)

    def generate(self, **inputs: Any) -> Any:
        return self._limited(self._model.generate)(**inputs)


async def test_a_batch_too_big_for_the_device_is_halved_and_said(tiny_loaded: LoadedModel) -> None:
    said: list[str] = []
    narrow = TorchSource(replace(tiny_loaded, model=Narrow(tiny_loaded.model, 2)), 5, said.append)
    await assert_same(narrow, TorchSource(tiny_loaded, 5))
    assert said == ["Out of memory with 5 texts per batch; going on with 2."]


async def test_one_text_too_big_for_the_device_is_one_sentence(tiny_loaded: LoadedModel) -> None:
    narrow = TorchSource(replace(tiny_loaded, model=Narrow(tiny_loaded.model, 0)), 2, lambda _sentence: None)
    with pytest.raises(ModelProblem, match=r"not enough memory for one text of \d+ tokens"):
        await narrow.generate(ASKED, SEEDS, 12, None, 0.0)
