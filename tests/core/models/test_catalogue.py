"""The bundled catalogue is complete and in order; anything else is refused by name."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core import paths
from core.errors import ModelProblem, UsageProblem
from core.models import catalogue
from core.models.memory import gigabytes


@pytest.fixture(scope="module")
def entries() -> tuple[catalogue.Entry, ...]:
    return catalogue.load(paths.resources())


@pytest.fixture
def raw() -> list[dict[str, Any]]:
    """The bundled file, to be damaged."""
    parsed: list[dict[str, Any]] = json.loads((paths.resources() / "models" / "catalogue.json").read_text("utf-8"))
    return parsed


def test_it_is_led_by_the_model_the_program_was_made_for(entries: tuple[catalogue.Entry, ...]) -> None:
    assert [(entry.repo.rpartition("/")[2].removesuffix("-GGUF"), entry.quantisation) for entry in entries] == [
        ("Meta-Llama-3-8B-Instruct", "Q4_K_M"),
        ("Meta-Llama-3-8B-Instruct", "Q5_K_M"),
        ("Meta-Llama-3-8B-Instruct", "Q8_0"),
        ("Meta-Llama-3.1-8B-Instruct", "Q4_K_M"),
        ("Llama-3.2-3B-Instruct", "Q4_K_M"),
        ("Qwen2.5-7B-Instruct", "Q4_K_M"),
        ("Mistral-7B-Instruct-v0.3", "Q4_K_M"),
    ]
    assert len({entry.family for entry in entries}) == 3


def test_every_entry_says_what_a_writer_wants_to_know(entries: tuple[catalogue.Entry, ...]) -> None:
    for entry in entries:
        assert entry.good_for.endswith(".") and 40 < len(entry.good_for) < 140
        assert entry.repo.partition("/")[2].removesuffix("-GGUF") in entry.file
        assert entry.page.endswith(entry.repo)
        assert entry.attribute is None or (paths.resources() / "attributes" / entry.attribute).is_file()


def test_the_file_holds_no_sizes_and_no_hashes(raw: list[dict[str, Any]]) -> None:
    text = json.dumps(raw).lower()
    assert not any(word in text for word in ("sha256", "size", "bytes", "etag"))


def test_the_estimate_is_near_what_such_files_are_known_to_weigh(entries: tuple[catalogue.Entry, ...]) -> None:
    estimates = {entry.id: entry.estimated_bytes for entry in entries}
    assert estimates["llama-3-8b-q4"] == pytest.approx(4.92e9, rel=0.03)
    assert estimates["llama-3-8b-q5"] == pytest.approx(5.73e9, rel=0.03)
    assert estimates["llama-3-8b-q8"] == pytest.approx(8.54e9, rel=0.03)
    assert estimates["llama-3.2-3b-q4"] == pytest.approx(2.02e9, rel=0.03)


def test_memory_counts_the_context_too_and_follows_the_true_size(entries: tuple[catalogue.Entry, ...]) -> None:
    entry = entries[0]
    assert entry.need().kv == 2 * 32 * 8 * 128 * (4096 + 2048) * 2
    assert entry.need().weights == entry.estimated_bytes
    assert entry.need(5_000_000_000).weights == 5_000_000_000
    assert gigabytes(entry.need().total) == "5.9 GB"


def test_entries_are_found_by_id_and_the_ids_are_named_otherwise(entries: tuple[catalogue.Entry, ...]) -> None:
    assert catalogue.find(entries, "mistral-7b-q4").family == "Mistral"
    with pytest.raises(UsageProblem, match="llama-3-8b-q4, llama-3-8b-q5"):
        catalogue.find(entries, "gpt")


SPOILT: dict[str, tuple[str, object]] = {
    "empty text": ("good_for", " "),
    "number for a text": ("title", 8),
    "id with a space": ("id", "llama 3"),
    "no owner": ("repo", "Meta-Llama-3-8B-Instruct-GGUF"),
    "a folder in the file name": ("file", "sub/Meta-Llama-3-8B-Instruct-Q4_K_M.gguf"),
    "a part of several": ("file", "Meta-Llama-3-8B-Instruct-Q4_K_M-00001-of-00002.gguf"),
    "not a GGUF": ("file", "Q4_K_M.bin"),
    "unknown quantisation": ("quantisation", "Q9_X"),
    "file of another quantisation": ("quantisation", "Q8_0"),
    "plain http": ("licence_link", "http://www.llama.com/llama3/license/"),
    "text for a flag": ("gated", "no"),
    "no shape": ("shape", None),
    "shape of nought": (
        "shape",
        {"n_layer": 0, "n_head_kv": 8, "head_dim": 128, "n_embd": 4096, "n_vocab": 1, "n_params": 1},
    ),
    "shape of true": (
        "shape",
        {"n_layer": True, "n_head_kv": 8, "head_dim": 128, "n_embd": 4096, "n_vocab": 1, "n_params": 1},
    ),
    "unfinished shape": ("shape", {"n_layer": 32}),
    "unknown field": ("sha256", "0" * 64),
}


@pytest.mark.parametrize(("field", "value"), SPOILT.values(), ids=SPOILT.keys())
def test_a_spoilt_entry_is_refused(raw: list[dict[str, Any]], field: str, value: object) -> None:
    raw[0][field] = value
    with pytest.raises(ModelProblem, match="catalogue"):
        catalogue.parse(raw)


@pytest.mark.parametrize("field", ["id", "good_for", "shape", "attribute"])
def test_an_entry_that_lacks_something_is_refused_by_name(raw: list[dict[str, Any]], field: str) -> None:
    del raw[0][field]
    with pytest.raises(ModelProblem, match=field):
        catalogue.parse(raw)


def test_an_id_twice_is_refused(raw: list[dict[str, Any]]) -> None:
    with pytest.raises(ModelProblem, match="twice"):
        catalogue.parse([raw[0], raw[0]])


@pytest.mark.parametrize("parsed", [{}, None, ["text"], [[]]])
def test_something_else_is_refused(parsed: object) -> None:
    with pytest.raises(ModelProblem):
        catalogue.parse(parsed)
