"""Estimate from a model's configuration whether it fits and how it would be distributed, without loading weights.

The model is built on torch's ``meta`` device, where tensors have shapes and no data; accelerate's plan for it is the
same as for the real one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import torch

from convert.hf_model import load_config
from convert.placement import DTYPES, Placement
from core.errors import ModelProblem

_PROMPT_TOKENS = 100
_ROOM = 0.9
"""Share of a device's free memory that may be filled."""


@dataclass(frozen=True)
class Estimate:
    """Sizes of one model, in bytes. A batch needs ``working`` on the device and ``captured`` in main memory besides.

    ``places`` says per device which blocks and other parts ``--device auto`` would put there.
    """

    n_parameters: int
    weights: Mapping[str, int]
    working: int
    captured: int
    free: Mapping[str, int]
    places: Mapping[str, str]

    def fits(self, dtype: str, device: str) -> bool:
        """Whether the whole model and a batch fit on ``device``, with some memory to spare."""
        needed = self.weights[dtype] + self.working + (self.captured if device == "cpu" else 0)
        return needed < _ROOM * self.free[device]


def estimate(path: Path, placement: Placement, batch_size: int, n_tokens: int) -> Estimate:
    """Sizes and plan for the model whose configuration is at ``path``. Raises ModelProblem."""
    from transformers import AutoModelForCausalLM

    config = load_config(path)
    try:
        with torch.device("meta"):
            model = AutoModelForCausalLM.from_config(config, dtype=placement.torch_dtype)
    except (ValueError, KeyError, ImportError, AttributeError, TypeError, RuntimeError) as error:
        raise ModelProblem(f"{path.name} is of a kind that cannot be estimated: {error}") from None
    n_parameters = sum(parameter.numel() for parameter in model.parameters())
    tokens = batch_size * (_PROMPT_TOKENS + n_tokens)
    free = _free_memory(placement)
    return Estimate(
        n_parameters,
        {name: n_parameters * dtype.itemsize for name, dtype in DTYPES.items()},
        _working_bytes(config, placement, tokens, batch_size),
        4 * config.num_hidden_layers * config.hidden_size * tokens,
        free,
        _places(model, placement, free),
    )


def _working_bytes(config: Any, placement: Placement, tokens: int, batch_size: int) -> int:
    """Keys and values, the widest layer's activations, and logits with noise for each text of a batch."""
    head = getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads
    n_head_kv = getattr(config, "num_key_value_heads", None) or config.num_attention_heads
    size = placement.torch_dtype.itemsize
    cache = 2 * config.num_hidden_layers * n_head_kv * head * tokens * size
    activations = 3 * config.intermediate_size * tokens * size
    return int(cache + activations + 3 * 4 * batch_size * config.vocab_size)


def _free_memory(placement: Placement) -> dict[str, int]:
    """Bytes free on each device of this machine, or, with ``--max-memory``, on the devices it names."""
    if placement.max_memory:
        return {_device_name(key): size for key, size in placement.max_memory.items()}
    free = {f"cuda:{i}": torch.cuda.mem_get_info(i)[0] for i in range(torch.cuda.device_count())}
    return {**free, "cpu": int(psutil.virtual_memory().available)}


def _device_name(key: int | str) -> str:
    return f"cuda:{key}" if isinstance(key, int) else key


def _places(model: Any, placement: Placement, free: Mapping[str, int]) -> dict[str, str]:
    """The parts that accelerate would put on each device. The devices need not exist."""
    from accelerate import infer_auto_device_map

    budget: dict[int | str, int] = {
        int(name[5:]) if name.startswith("cuda:") else name: int(_ROOM * size) for name, size in free.items()
    }
    model.tie_weights()
    plan = infer_auto_device_map(
        model, budget, no_split_module_classes=list(model._no_split_modules or ()), dtype=placement.torch_dtype
    )
    parts: dict[str, list[str]] = {}
    for module, place in plan.items():
        parts.setdefault(_device_name(place), []).append(module)
    return {place: _named(modules, len(model.model.layers)) for place, modules in parts.items()}


def _named(modules: list[str], n_layer: int) -> str:
    """``blocks 0–20, embed_tokens`` for module names; ``everything`` for the whole model."""
    if modules == [""]:
        return "everything"
    prefix = "model.layers"
    blocks = sorted({int(m[len(prefix) + 1 :].split(".")[0]) for m in modules if m.startswith(f"{prefix}.")})
    if prefix in modules:
        blocks = list(range(n_layer))
    others = [m.removeprefix("model.") for m in modules if not m.startswith(prefix)]
    return ", ".join([f"blocks {blocks[0]}–{blocks[-1]}", *others] if blocks else others)
