"""What may be opened, and what is said about what may not: before any weights are loaded."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from convert.checkpoint import INDEX, inspect
from convert.estimate import estimate
from convert.hf_model import checkpoint_fingerprint, load
from convert.placement import Placement
from core.errors import ModelProblem
from tests.convert.making import N_EMBD, N_LAYER, llama_3_shaped

pytestmark = pytest.mark.model


@pytest.fixture
def copy(tiny: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny, tmp_path / "copy"))


def first_shard(folder: Path) -> Path:
    return sorted(folder.glob("model-*.safetensors"))[0]


def test_a_sharded_checkpoint_is_read_from_its_headers(tiny: Path) -> None:
    checkpoint = inspect(tiny)
    assert len({tensor.file for tensor in checkpoint.tensors.values()}) > 2
    norms = checkpoint.norms()
    assert len(norms) == 2 * N_LAYER + 1
    assert {weights.shape for weights in norms.values()} == {(N_EMBD,)}
    assert checkpoint.n_parameters == estimate(tiny, Placement(), 8, 120).n_parameters


def test_a_missing_shard_is_named(copy: Path) -> None:
    shard = first_shard(copy)
    shard.unlink()
    with pytest.raises(ModelProblem, match=rf"1 of \d+ shards are missing: {shard.name}"):
        load(str(copy))


def test_a_truncated_shard_is_named(copy: Path) -> None:
    shard = first_shard(copy)
    shard.write_bytes(shard.read_bytes()[:-100])
    with pytest.raises(ModelProblem, match=rf"{shard.name} is cut short"):
        load(str(copy))


@pytest.mark.parametrize("content", [b"", b"\xff" * 64, b"\x02" + b"\0" * 7 + b"[]", b"\x08" + b"\0" * 7 + b'{"a": 1}'])
def test_a_damaged_shard_is_named(copy: Path, content: bytes) -> None:
    shard = first_shard(copy)
    shard.write_bytes(content)
    with pytest.raises(ModelProblem, match=rf"{shard.name} is not a sound safetensors file"):
        load(str(copy))


def test_weights_that_the_index_promises_must_be_there(copy: Path) -> None:
    index = json.loads((copy / INDEX).read_text())
    index["weight_map"]["model.layers.9.mlp.up_proj.weight"] = first_shard(copy).name
    (copy / INDEX).write_text(json.dumps(index))
    with pytest.raises(ModelProblem, match=r"lacks the weights model\.layers\.9"):
        load(str(copy))


def test_weights_that_the_index_forgets_are_not_made_up(copy: Path) -> None:
    index = json.loads((copy / INDEX).read_text())
    shard = index["weight_map"].pop("model.layers.1.mlp.up_proj.weight")
    (copy / INDEX).write_text(json.dumps(index))
    from safetensors.torch import load_file, save_file

    tensors = load_file(copy / shard)
    del tensors["model.layers.1.mlp.up_proj.weight"]
    save_file(tensors, copy / shard, metadata={"format": "pt"})
    with pytest.raises(
        ModelProblem, match=r"lacks 1 of the model's weights, for example model\.layers\.1\.mlp\.up_proj\.weight"
    ):
        load(str(copy))


@pytest.mark.parametrize("shard", ["../elsewhere.safetensors", "pytorch_model.bin"])
def test_the_index_names_shards_of_its_own_folder_only(copy: Path, shard: str) -> None:
    (copy / INDEX).write_text(json.dumps({"weight_map": {"lm_head.weight": shard}}))
    with pytest.raises(ModelProblem, match="not a shard"):
        load(str(copy))


def test_pickles_are_not_opened(tmp_path: Path, copy: Path) -> None:
    for file in (*copy.glob("*.safetensors"), copy / INDEX):
        file.unlink()
    (copy / "pytorch_model.bin").write_bytes(b"\x80\x04")
    with pytest.raises(ModelProblem, match="holds no safetensors weights"):
        load(str(copy))
    for name in ("pytorch_model.bin", "consolidated.00.pth", "model.pt"):
        with pytest.raises(ModelProblem, match="pickled checkpoint"):
            load(str(tmp_path / name))


def test_code_of_a_checkpoint_is_not_run(copy: Path) -> None:
    ran = copy / "ran"
    (copy / "modeling_own.py").write_text(f"import pathlib\npathlib.Path({str(ran)!r}).touch()\n")
    config = json.loads((copy / "config.json").read_text())
    config |= {"model_type": "own", "auto_map": {"AutoModelForCausalLM": "modeling_own.Own"}}
    (copy / "config.json").write_text(json.dumps(config))
    with pytest.raises(ModelProblem, match="its own code, which Inkglow does not run"):
        load(str(copy))
    assert not ran.exists()


def test_the_fingerprint_is_of_the_weights_not_of_the_shards(tiny: Path, tmp_path: Path) -> None:
    again = llama_3_shaped(tmp_path / "one", shard_size="1GB")
    assert (again / "model.safetensors").is_file()
    assert checkpoint_fingerprint(again) == checkpoint_fingerprint(tiny)
    other = llama_3_shaped(tmp_path / "other", seed=1)
    assert checkpoint_fingerprint(other) != checkpoint_fingerprint(tiny)


def test_the_estimate_says_what_fits_where(tiny: Path) -> None:
    both = Placement(("auto",), "bfloat16", {0: 350_000, 1: 300_000, "cpu": 10**8})
    found = estimate(tiny, both, 1, 16)
    assert found.weights["float32"] == 2 * found.weights["bfloat16"] == 4 * found.n_parameters
    assert list(found.places) == ["cuda:0", "cuda:1", "cpu"]
    assert "embed_tokens" in found.places["cuda:0"]
    assert "lm_head" in found.places["cpu"]
    assert found.fits("bfloat16", "cpu")
    assert not found.fits("bfloat16", "cuda:0")
    assert "disk" in estimate(tiny, Placement(("auto",), "float32", {"cpu": 300_000}), 1, 16).places
    assert estimate(tiny, Placement(("auto",), "float32", {"cpu": 10**9}), 1, 16).places == {"cpu": "everything"}
