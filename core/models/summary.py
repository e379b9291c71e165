"""Summarise a model file from its header, without loading it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import gguf

from core.errors import ModelProblem
from core.models.header import GgufHeader, GgufValue, LongList, read_header
from core.shown import shown


@dataclass(frozen=True)
class KvShape:
    """Dimensions of the KV cache: ``n_head_kv × head_dim`` values for K and for V per token and block."""

    n_layer: int
    n_head_kv: int
    head_dim: int

    def n_bytes(self, n_tokens: int, bytes_per_value: int = 2) -> int:
        """Size of a KV cache for ``n_tokens`` (F16 by default)."""
        return 2 * self.n_layer * self.n_head_kv * self.head_dim * n_tokens * bytes_per_value


@dataclass(frozen=True)
class ModelSummary:
    """One GGUF language model. Sizes in bytes; ``n_ctx_train`` in tokens."""

    path: Path
    title: str
    architecture: str
    quantisation: str
    n_bytes: int
    n_params: int
    n_layer: int
    n_embd: int
    n_vocab: int
    n_ctx_train: int
    kv: KvShape
    tokenizer: str
    has_template: bool

    @property
    def is_instruct(self) -> bool:
        """Whether it has a chat template, as instruction-tuned models do."""
        return self.has_template


def inspect(path: Path) -> ModelSummary:
    """Read the header of ``path``, in milliseconds.

    Raises ModelProblem: missing, not a GGUF, damaged, cut short, not a language model.
    """
    return summary(read_header(path, long_lists=False))


def summary(header: GgufHeader) -> ModelSummary:
    """The summary of a header. Raises ModelProblem where it is not that of a language model."""
    architecture = header.text("general.architecture")
    n_layer = header.integer(f"{architecture}.block_count")
    n_embd = header.integer(f"{architecture}.embedding_length")
    n_head = _first(header.metadata.get(f"{architecture}.attention.head_count"))
    n_vocab = _length(header.metadata.get("tokenizer.ggml.tokens"))
    if not (architecture and n_vocab) or min(n_layer, n_embd, n_head) < 1:
        raise ModelProblem("{name} is a GGUF but not a language model; choose another file.", name=header.path.name)
    n_head_kv = _first(header.metadata.get(f"{architecture}.attention.head_count_kv")) or n_head
    head_dim = header.integer(f"{architecture}.attention.key_length") or n_embd // n_head
    return ModelSummary(
        path=header.path,
        title=shown(header.text("general.name")) or header.path.stem,
        architecture=shown(architecture),
        quantisation=_quantisation(header),
        n_bytes=sum(tensor.n_bytes for tensor in header.tensors.values()),
        n_params=sum(_product(tensor.shape) for tensor in header.tensors.values()),
        n_layer=n_layer,
        n_embd=n_embd,
        n_vocab=n_vocab,
        n_ctx_train=header.integer(f"{architecture}.context_length"),
        kv=KvShape(n_layer, n_head_kv, head_dim),
        tokenizer=shown(header.text("tokenizer.ggml.pre") or header.text("tokenizer.ggml.model")),
        has_template=bool(header.text("tokenizer.chat_template")),
    )


def _quantisation(header: GgufHeader) -> str:
    """The quantisation named in the file (``Q4_K_M``), or the type of most of its weights."""
    number = header.metadata.get("general.file_type")
    try:
        return str(gguf.LlamaFileType(number).name).removeprefix("MOSTLY_").removeprefix("ALL_")
    except ValueError:
        weights: Counter[int] = Counter()
        for tensor in header.tensors.values():
            weights[tensor.type] += tensor.n_bytes
        return str(gguf.GGMLQuantizationType(weights.most_common(1)[0][0]).name) if weights else ""


def _first(value: GgufValue | None) -> int:
    """``value`` as a number; where an architecture gives one number per block, the largest."""
    if isinstance(value, tuple):
        return max((number for number in value if isinstance(number, int)), default=0)
    return value if isinstance(value, int) else 0


def _length(value: GgufValue | None) -> int:
    if isinstance(value, LongList):
        return value.count
    return len(value) if isinstance(value, tuple) else 0


def _product(shape: tuple[int, ...]) -> int:
    result = 1
    for size in shape:
        result *= size
    return result
