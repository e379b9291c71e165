"""Fingerprint of a model, the same for every quantisation (CONTRACTS, Model fingerprint).

SHA-256 over the shape, the token list and all norm weights rounded to bf16: these stay F32 in every quantisation of one
checkpoint. Fine-tunes that do not change the norms have the same fingerprint.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from core.array_types import Floats
from core.errors import ModelProblem
from core.models.header import GgufHeader, read_header


@dataclass(frozen=True)
class ModelShape:
    """The dimensions that the fingerprint covers."""

    n_layer: int
    n_embd: int
    n_head: int
    n_head_kv: int
    n_ff: int
    n_vocab: int


def fingerprint(shape: ModelShape, tokens: Sequence[str], norms: Mapping[str, Floats]) -> str:
    """The fingerprint, as hex. ``norms`` maps GGUF tensor names (``blk.0.attn_norm.weight``) to flat weights."""
    digest = hashlib.sha256(json.dumps(asdict(shape), sort_keys=True).encode())
    digest.update(hashlib.sha256("\0".join(tokens).encode("utf-8", "replace")).digest())
    for name in sorted(norms):
        digest.update(name.encode())
        digest.update(_bf16(norms[name]).tobytes())
    return digest.hexdigest()


def from_gguf(path: Path) -> str:
    """The fingerprint of a GGUF model. Raises ModelProblem where it is missing, damaged, or not a language model."""
    return from_header(read_header(path))


def from_header(header: GgufHeader) -> str:
    """The fingerprint of the model with this header. Raises ModelProblem where it is not a language model."""
    architecture = header.text("general.architecture")
    tokens = header.metadata.get("tokenizer.ggml.tokens")
    norms = [name for name, tensor in header.tensors.items() if name.endswith("norm.weight") and len(tensor.shape) == 1]
    if not isinstance(tokens, tuple) or not norms or not header.integer(f"{architecture}.block_count"):
        raise ModelProblem("{name} is a GGUF but not a language model; choose another file.", name=header.path.name)
    n_head = header.integer(f"{architecture}.attention.head_count")
    shape = ModelShape(
        n_layer=header.integer(f"{architecture}.block_count"),
        n_embd=header.integer(f"{architecture}.embedding_length"),
        n_head=n_head,
        n_head_kv=header.integer(f"{architecture}.attention.head_count_kv") or n_head,
        n_ff=header.integer(f"{architecture}.feed_forward_length"),
        n_vocab=len(tokens),
    )
    try:
        return fingerprint(shape, [str(token) for token in tokens], {name: header.read_f32(name) for name in norms})
    except KeyError as error:
        raise ModelProblem(
            "{name} stores its norms in a form that cannot be compared.", name=header.path.name
        ) from error


def _bf16(values: Floats) -> np.ndarray[tuple[int, ...], np.dtype[np.uint16]]:
    """Round to bf16, to nearest even: the upper half of each float32's bits."""
    bits = np.ascontiguousarray(values, dtype="<f4").view("<u4").astype(np.uint64)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2")
