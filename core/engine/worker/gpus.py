"""List the graphics cards that llama.cpp can use, and compute how many of a model's layers fit on them.

``python -m core.engine.worker.gpus`` prints what llama.cpp can compute with as JSON, for :mod:`core.models.gpus`.
"""

from __future__ import annotations

import ctypes
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TypeVar

from core.errors import EngineProblem, ModelProblem
from core.models.gpus import Devices
from core.models.memory import Gpu, layers_that_fit, need
from core.models.summary import ModelSummary
from core.sentences import Sentence

T = TypeVar("T")
_GPU = 1
"""GGML_BACKEND_DEVICE_TYPE_GPU of ggml-backend.h: a card with its own memory, or Apple's through Metal."""


def read_gpus() -> tuple[Gpu, ...]:
    """The graphics cards. Loads llama.cpp into this process, so call it in a child only. Raises EngineProblem."""
    import llama_cpp

    from core.engine.worker.backends import load_backends, load_ggml

    load_backends()
    if not llama_cpp.llama_supports_gpu_offload():
        return ()
    return list_gpus(load_ggml("ggml"), load_ggml("ggml-base"))


def read_devices() -> Devices:
    """All that llama.cpp can compute with. Loads it into this process, so call it in a child only.

    Raises EngineProblem.
    """
    from core.engine.worker import backends

    cards = read_gpus()
    processor, instructions = backends.processor()
    return Devices(backends.names(), processor, instructions, cards)


def list_gpus(registry: ctypes.CDLL, base: ctypes.CDLL) -> tuple[Gpu, ...]:
    """The graphics cards that ggml's libraries report (``ggml_backend_dev_*`` of ggml-backend.h)."""
    registry.ggml_backend_dev_count.restype = ctypes.c_size_t
    registry.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
    registry.ggml_backend_dev_get.restype = ctypes.c_void_p
    for function in (base.ggml_backend_dev_name, base.ggml_backend_dev_description):
        function.argtypes, function.restype = [ctypes.c_void_p], ctypes.c_char_p
    base.ggml_backend_dev_type.argtypes = [ctypes.c_void_p]
    base.ggml_backend_dev_type.restype = ctypes.c_int
    base.ggml_backend_dev_memory.argtypes = [ctypes.c_void_p, *[ctypes.POINTER(ctypes.c_size_t)] * 2]
    base.ggml_backend_dev_memory.restype = None
    found: list[Gpu] = []
    for index in range(registry.ggml_backend_dev_count()):
        device = registry.ggml_backend_dev_get(index)
        if base.ggml_backend_dev_type(device) != _GPU:
            continue
        free, total = ctypes.c_size_t(), ctypes.c_size_t()
        base.ggml_backend_dev_memory(device, ctypes.byref(free), ctypes.byref(total))
        name = base.ggml_backend_dev_name(device).decode("utf-8", "replace")
        description = base.ggml_backend_dev_description(device).decode("utf-8", "replace")
        unified = name.startswith(("Metal", "MTL"))
        found.append(Gpu(description or name, free.value, total.value, unified))
    return tuple(found)


def automatic_layers(model: ModelSummary, gpus: Sequence[Gpu]) -> int:
    """How many layers of ``model`` to put on ``gpus``: all that fit in addition to the caches and buffers."""
    needed = need(model.n_bytes, model.kv, model.n_embd, model.n_vocab)
    free = [gpu.free for gpu in gpus]
    return layers_that_fit(free, needed.weights, model.n_layer, needed.kv, needed.buffers)


def with_cpu_fallback(load: Callable[[int], T], n_gpu_layers: int) -> tuple[T, str]:
    """``load(n_gpu_layers)``, or ``load(0)`` where that fails; and a sentence for people in the second case, else "".

    Raises what ``load(0)`` raises.
    """
    if n_gpu_layers == 0:
        return load(0), ""
    try:
        return load(n_gpu_layers), ""
    except (ModelProblem, EngineProblem):
        return load(0), Sentence("The graphics card could not take this model, so it runs on the processor alone.")


def main() -> None:
    """Print the devices, as the child process."""
    print(json.dumps(asdict(read_devices())), flush=True)


if __name__ == "__main__":
    main()
