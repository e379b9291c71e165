"""Read what a checkpoint folder holds from its file headers, without loading weights or unpickling anything.

A safetensors file is ``u64 header length`` (little-endian), a JSON header ``name → {dtype, shape, data_offsets}`` and
the data. So a missing or truncated shard is found at once, before minutes of loading.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.array_types import Floats
from core.errors import ModelProblem

SINGLE, INDEX = "model.safetensors", "model.safetensors.index.json"
_PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl")
_MOST_HEADER_BYTES = 256 * 1024 * 1024
_BITS = {"F64": 64, "F32": 32, "F16": 16, "BF16": 16, "I64": 64, "I32": 32, "I16": 16, "I8": 8, "U8": 8, "BOOL": 8}


@dataclass(frozen=True)
class StoredTensor:
    """Where a tensor is stored: ``start`` and ``end`` in bytes from the beginning of ``file``."""

    file: Path
    dtype: str
    shape: tuple[int, ...]
    start: int
    end: int

    @property
    def count(self) -> int:
        """Number of elements."""
        return math.prod(self.shape)


@dataclass(frozen=True)
class Checkpoint:
    """A checkpoint folder whose shards are all present and complete."""

    folder: Path
    config: Mapping[str, Any]
    tensors: Mapping[str, StoredTensor]

    @property
    def n_parameters(self) -> int:
        """Number of weights stored."""
        return sum(tensor.count for tensor in self.tensors.values())

    def norms(self) -> dict[str, Floats]:
        """All norm weights by their checkpoint names, as flat float32. Raises ModelProblem."""
        return {
            name: self._read(name, tensor)
            for name, tensor in self.tensors.items()
            if name.endswith("norm.weight") and len(tensor.shape) == 1
        }

    def _read(self, name: str, tensor: StoredTensor) -> Floats:
        with tensor.file.open("rb") as file:
            file.seek(tensor.start)
            data = file.read(tensor.end - tensor.start)
        if tensor.dtype == "BF16":
            return (np.frombuffer(data, dtype="<u2").astype("<u4") << 16).view("<f4").astype(np.float32)
        if tensor.dtype in ("F16", "F32"):
            return np.frombuffer(data, dtype="<f2" if tensor.dtype == "F16" else "<f4").astype(np.float32)
        raise ModelProblem(f"{tensor.file.name} stores {name} as {tensor.dtype}, a form that cannot be compared.")


def refuse_pickle(path: Path) -> None:
    """Raise ModelProblem if ``path`` is a pickled checkpoint: opening one runs the code it contains."""
    if path.suffix.lower() in _PICKLES:
        raise ModelProblem(f"{path.name} is a pickled checkpoint, which is not opened; name a safetensors folder.")


def read_config(folder: Path) -> dict[str, Any]:
    """The folder's ``config.json``. Raises ModelProblem."""
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
    except FileNotFoundError:
        raise ModelProblem(f"{folder.name} has no config.json; it is not a checkpoint folder.") from None
    except (OSError, ValueError) as error:
        raise ModelProblem(f"The config.json of {folder.name} cannot be read: {error}.") from None
    if not isinstance(config, dict):
        raise ModelProblem(f"The config.json of {folder.name} does not describe a model.")
    return config


def inspect(folder: Path) -> Checkpoint:
    """Check ``folder`` and read its headers. Raises ModelProblem naming the file that is missing or damaged."""
    if not any(folder.glob("*.safetensors")) and not (folder / INDEX).exists():
        raise ModelProblem(f"{folder} holds no safetensors weights; pickled checkpoints are not opened.")
    config = read_config(folder)
    if (folder / SINGLE).is_file():
        return Checkpoint(folder, config, _read_header(folder / SINGLE))
    where = _weight_map(folder)
    shards = {name: _read_header(folder / name) for name in sorted(set(where.values()))}
    for tensor, shard in where.items():
        if tensor not in shards[shard]:
            raise ModelProblem(f"{shard} lacks the weights {tensor} that the index promises; copy it again.")
    return Checkpoint(folder, config, {tensor: shards[shard][tensor] for tensor, shard in where.items()})


def _weight_map(folder: Path) -> dict[str, str]:
    """The shard of each tensor; every shard must be a file directly in ``folder``. Raises ModelProblem."""
    try:
        index = json.loads((folder / INDEX).read_text("utf-8"))
        where = {str(tensor): str(shard) for tensor, shard in index["weight_map"].items()}
    except FileNotFoundError:
        raise ModelProblem(f"{folder.name} has several shards but no {INDEX} that lists them.") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelProblem(f"The {INDEX} of {folder.name} cannot be read: {error}.") from None
    strange = sorted({s for s in where.values() if Path(s).name != s or not s.endswith(".safetensors")})
    if strange or not where:
        raise ModelProblem(f"The {INDEX} of {folder.name} names {', '.join(strange) or 'nothing'}: not a shard.")
    shards = sorted(set(where.values()))
    missing = [shard for shard in shards if not (folder / shard).is_file()]
    if missing:
        raise ModelProblem(f"{len(missing)} of {len(shards)} shards are missing: {', '.join(missing)}.")
    return where


def _read_header(path: Path) -> dict[str, StoredTensor]:
    size = path.stat().st_size
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > min(size - 8, _MOST_HEADER_BYTES):
                raise ValueError("its header is longer than the file")
            header = json.loads(file.read(length))
        header.pop("__metadata__", None)
        tensors: dict[str, StoredTensor] = {}
        for name, entry in header.items():
            start, end = (8 + length + int(offset) for offset in entry["data_offsets"])
            tensor = StoredTensor(path, str(entry["dtype"]), tuple(map(int, entry["shape"])), start, end)
            bits = _BITS.get(tensor.dtype)
            if start > end or (bits is not None and end - start != tensor.count * bits // 8):
                raise ValueError(f"{name} has an impossible size")
            tensors[name] = tensor
    except (OSError, ValueError, KeyError, TypeError, AttributeError, struct.error) as error:
        raise ModelProblem(f"{path.name} is not a sound safetensors file ({error}); copy it again.") from None
    promised = max((tensor.end for tensor in tensors.values()), default=0)
    if promised > size:
        raise ModelProblem(f"{path.name} is cut short: {(promised - size) / 1e6:.1f} MB are missing; copy it again.")
    return tensors
