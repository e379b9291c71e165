"""Graphics cards: listed, given as many layers as fit, and done without where loading fails on them.

No card is needed here: ggml's device list is played by a stand-in, and the loader by a function that fails.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core import paths
from core.engine import wire
from core.engine.worker import backends, gpus
from core.engine.worker.gpus import automatic_layers, with_cpu_fallback
from core.engine.worker.llama import LlamaModel
from core.engine.worker.scoring_context import ScoringContext
from core.engine.worker.service import ModelService
from core.errors import EngineProblem, InkglowError, ModelProblem
from core.models import gpus as asked
from core.models.memory import Gpu
from core.models.summary import inspect
from core.sentences import from_data

GB = 1_000_000_000
CPU, CARD, INTEGRATED = 0, 1, 2
SENTENCE = "The graphics card could not take this model, so it runs on the processor alone."


def ggml(*entries: tuple[int, bytes, bytes, int]) -> Any:
    """A stand-in for ggml's libraries: kind, name, description and free bytes of each device; 24 GB in all."""

    class Function:
        def __init__(self, answer: Any) -> None:
            self.answer = answer

        def __call__(self, *arguments: Any) -> Any:
            return self.answer(*arguments)

    def memory(device: int, free: Any, total: Any) -> None:
        free._obj.value, total._obj.value = entries[device][3], 24 * GB

    return SimpleNamespace(
        ggml_backend_dev_count=Function(lambda: len(entries)),
        ggml_backend_dev_get=Function(lambda index: index),
        ggml_backend_dev_type=Function(lambda device: entries[device][0]),
        ggml_backend_dev_name=Function(lambda device: entries[device][1]),
        ggml_backend_dev_description=Function(lambda device: entries[device][2]),
        ggml_backend_dev_memory=Function(memory),
    )


def test_cards_are_listed_with_their_memory() -> None:
    library = ggml(
        (CPU, b"CPU", b"A processor", 0),
        (CARD, b"CUDA0", b"A card", 20 * GB),
        (INTEGRATED, b"Vulkan1", b"A processor's own", 8 * GB),
        (CARD, b"Metal", b"", 12 * GB),
    )
    assert gpus.list_gpus(library, library) == (
        Gpu("A card", 20 * GB, 24 * GB),
        Gpu("Metal", 12 * GB, 24 * GB, unified=True),
    )


def test_ggmls_own_list_is_read_and_a_processor_is_no_card() -> None:
    from core.engine.worker.backends import load_backends, load_ggml

    load_backends()
    registry = load_ggml("ggml")
    cards = gpus.list_gpus(registry, load_ggml("ggml-base"))
    assert registry.ggml_backend_dev_count() > len(cards)
    assert all(0 <= card.free <= card.total for card in cards)


def test_a_build_without_a_gpu_backend_asks_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("no process may be started")

    monkeypatch.setattr(asked, "is_gpu_build", lambda: False)
    monkeypatch.setattr(subprocess, "run", refuse)
    assert asked.ask_for_gpus() == ()


def test_a_child_is_asked_and_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "is_gpu_build", lambda: True)
    assert len(asked.ask_for_gpus()) == len(gpus.read_gpus())


def test_the_processor_and_what_it_can_do_are_named() -> None:
    found = asked.ask_for_devices()
    assert found is not None
    assert found.backends[-1] == "CPU"
    assert found.processor
    assert "SSE3" in found.instructions or "NEON" in found.instructions


def test_instruction_sets_are_those_of_the_processor_that_are_on() -> None:
    described = "CUDA : ARCHS = 900 | FORCE_MMQ = 1 | CPU : SSE3 = 1 | AVX512 = 0 | FMA = 1 | LLAMAFILE = 1 | "
    assert backends.instructions(described) == ("SSE3", "FMA")
    assert backends.instructions("") == ()


def test_files_beside_the_library_say_which_cards_it_was_built_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "llama_cpp" / "lib").mkdir(parents=True)
    (tmp_path / "llama_cpp" / "__init__.py").touch()
    monkeypatch.setattr("sys.path", [str(tmp_path)])
    monkeypatch.delitem(sys.modules, "llama_cpp", raising=False)
    for name in ("libggml-base.so", "libggml-cpu-haswell.so"):
        (tmp_path / "llama_cpp" / "lib" / name).touch()
    assert asked.gpu_backends() == ()
    for name in ("ggml-vulkan.dll", "libggml-cuda.so"):
        (tmp_path / "llama_cpp" / "lib" / name).touch()
    assert asked.gpu_backends() == ("CUDA", "Vulkan")


@pytest.mark.parametrize("answer", [b"", b"no JSON", b'[{"colour": 1}]', b"3", b'{"gpus": [{"colour": 1}]}'])
def test_an_answer_that_is_none_means_no_cards(monkeypatch: pytest.MonkeyPatch, answer: bytes) -> None:
    def run(*_arguments: object, **_options: object) -> SimpleNamespace:
        return SimpleNamespace(stdout=answer)

    monkeypatch.setattr(asked, "is_gpu_build", lambda: True)
    monkeypatch.setattr(subprocess, "run", run)
    assert asked.ask_for_gpus() == ()


def test_what_is_printed_before_the_answer_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = (
        b'ggml_cuda_init: found 1 device\n{"backends": ["CUDA", "CPU"], "processor": "P", "instructions": [], '
        b'"gpus": [{"name": "A", "free": 1, "total": 2, "unified": false}]}\n'
    )
    monkeypatch.setattr(asked, "is_gpu_build", lambda: True)
    monkeypatch.setattr(subprocess, "run", lambda *_a, **_o: SimpleNamespace(stdout=answer))
    assert asked.ask_for_gpus() == (Gpu("A", 1, 2),)


def test_a_driver_that_hangs_means_no_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(command: list[str], **_options: object) -> None:
        raise subprocess.TimeoutExpired(command, 30)

    monkeypatch.setattr(asked, "is_gpu_build", lambda: True)
    monkeypatch.setattr(subprocess, "run", hang)
    assert asked.ask_for_gpus() == ()


@pytest.mark.parametrize("problem", [ModelProblem("no room"), EngineProblem("no states")])
def test_where_the_card_fails_the_processor_takes_over(problem: InkglowError) -> None:
    tried: list[int] = []

    def load(n_gpu_layers: int) -> str:
        tried.append(n_gpu_layers)
        if n_gpu_layers:
            raise problem
        return "loaded"

    assert with_cpu_fallback(load, 17) == ("loaded", SENTENCE)
    assert tried == [17, 0]
    assert with_cpu_fallback(load, 0) == ("loaded", "")


def test_what_the_card_takes_needs_no_notice() -> None:
    assert with_cpu_fallback(str, 17) == ("17", "")


def test_a_model_that_fails_everywhere_says_why_at_last() -> None:
    def load(n_gpu_layers: int) -> str:
        raise ModelProblem(f"fails with {n_gpu_layers}")

    with pytest.raises(ModelProblem, match="fails with 0"):
        with_cpu_fallback(load, 3)


# -- with the starter model


def starter() -> Path:
    path = paths.starter_model()
    assert path is not None
    return path


@pytest.mark.model
def test_a_small_model_goes_to_the_card_whole_and_to_a_full_one_not_at_all() -> None:
    model = inspect(starter())
    assert automatic_layers(model, [Gpu("A card", 8 * GB, 8 * GB)]) == model.n_layer + 1
    assert automatic_layers(model, [Gpu("A card", 300_000_000, 8 * GB)]) == 0
    assert automatic_layers(model, []) == 0


@pytest.mark.model
@pytest.mark.parametrize("failing", [LlamaModel, ScoringContext])
def test_a_load_that_fails_on_the_card_is_done_again_without(monkeypatch: pytest.MonkeyPatch, failing: type) -> None:
    """A card that seems to have room, and then llama.cpp has none: for the weights, or for a context."""
    genuine = vars(failing)["__init__"]
    tried: list[int] = []

    def full(self: Any, given: Any, *others: Any) -> None:
        options = others[0] if failing is LlamaModel else given.options
        tried.append(options.n_gpu_layers)
        if options.n_gpu_layers:
            raise ModelProblem("There is not enough memory.")
        genuine(self, given, *others)

    monkeypatch.setattr(failing, "__init__", full)
    monkeypatch.setattr(gpus, "read_gpus", lambda: (Gpu("A card", 8 * GB, 8 * GB),))
    service = ModelService(lambda: False, lambda: False, lambda: False, lambda _message: None)
    (done,) = service.answer(wire.LoadModel(1, str(starter())))
    assert isinstance(done, wire.Done)
    assert from_data(done.values["notice"]) == SENTENCE
    assert tried == [31, 0]
