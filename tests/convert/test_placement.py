"""Where a model may be placed, what fits there, and how texts are batched and drawn: no checkpoint is needed.

torch is loaded in the tests: it takes more than a second, and every test process imports this file.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import ModelProblem, UsageProblem


def test_a_hub_id_needs_the_word_download() -> None:
    from convert.hf_model import load

    with pytest.raises(ModelProblem, match="--download"):
        load("someone/some-model")


def test_the_shape_of_llama_3_8b_is_estimated_without_weights(tmp_path: Path) -> None:
    from convert.estimate import estimate
    from convert.placement import Placement

    shape = {"hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32, "vocab_size": 128_256}
    config = {"model_type": "llama", **shape, "num_attention_heads": 32, "num_key_value_heads": 8}
    (tmp_path / "config.json").write_text(json.dumps({**config, "tie_word_embeddings": False}))
    found = estimate(tmp_path, Placement(("auto",), "bfloat16", {0: 24 * 2**30, "cpu": 10**9}), 8, 120)
    assert found.weights["bfloat16"] == pytest.approx(16.06e9, rel=1e-3)
    assert found.fits("bfloat16", "cuda:0")
    assert not found.fits("float32", "cuda:0")
    assert found.places == {"cuda:0": "everything"}


def test_placements_are_read_from_words(tmp_path: Path) -> None:
    from convert.placement import Placement, parse, parse_memory

    assert parse("cpu") == Placement(("cpu",), "float32")
    assert parse("cpu, cpu", "bfloat16").devices == ("cpu", "cpu")
    assert parse("auto", "float16", "0=1.5GiB,cpu=2GB", tmp_path / "off") == Placement(
        ("auto",), "float16", {0: 3 * 2**29, "cpu": 2 * 10**9}, tmp_path / "off"
    )
    assert parse_memory("") == {}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("gpu",), "--device gpu is not known"),
        (("cuda:99",), "There is no cuda:99 here"),
        (("auto,cpu",), "give no other device with it"),
        (("cpu", "int8"), "--dtype int8 is not known"),
        (("cpu", "auto", "cpu=1GB"), "belong to --device auto"),
        (("auto", "auto", "0=lots"), "--max-memory 0=lots is not understood"),
        (("auto", "auto", "", Path("no/folder/here")), "There is no folder"),
    ],
)
def test_placements_that_cannot_be_are_one_sentence(words: tuple[str, ...], sentence: str) -> None:
    from convert.placement import parse

    with pytest.raises(UsageProblem, match=sentence):
        parse(*words)  # type: ignore[arg-type]


def test_batches_are_of_like_length_and_in_order() -> None:
    from convert.batching import Batches

    seen: list[list[int]] = []

    def work(batch: list[int]) -> list[int]:
        seen.append(batch)
        return [10 * i for i in batch]

    assert Batches(2, print).run([5, 1, 9, 2, 6], work) == [0, 10, 20, 30, 40]
    assert seen == [[2, 4], [0, 3], [1]]
    with pytest.raises(RuntimeError, match="a bug"):
        Batches(2, print).run([1], lambda _batch: (_ for _ in ()).throw(RuntimeError("a bug")))


def test_sampling_follows_the_softmax() -> None:
    import torch

    from convert.sampling import SeededSampling

    logits = torch.log(torch.tensor([0.5, 0.3, 0.2])).repeat(1, 1)
    sampling = SeededSampling([7], temperature=1.0)
    drawn = [int(sampling(torch.empty(0), logits).argmax()) for _ in range(4000)]
    assert [drawn.count(token) / 4000 for token in range(3)] == pytest.approx([0.5, 0.3, 0.2], abs=0.03)
