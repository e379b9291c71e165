"""Parse where a model is placed: on one device, on several with a copy each, or distributed over all (``auto``)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import torch

from core.errors import UsageProblem

DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
_UNITS = {"B": 1, "KB": 10**3, "MB": 10**6, "GB": 10**9, "KIB": 2**10, "MIB": 2**20, "GIB": 2**30}


@dataclass(frozen=True)
class Placement:
    """``devices`` is ``("auto",)`` (one model over all), one torch device, or several (a whole model on each).

    ``max_memory`` maps CUDA device numbers and ``"cpu"`` to bytes of weights, for ``auto`` only; weights that do not
    fit are written to the folder ``offload`` and read from the disk in every pass.
    """

    devices: tuple[str, ...] = ("cpu",)
    dtype: str = "float32"
    max_memory: Mapping[int | str, int] = field(default_factory=dict)
    offload: Path | None = None

    @property
    def automatic(self) -> bool:
        """Whether accelerate decides the device of each block."""
        return self.devices == ("auto",)

    @property
    def torch_dtype(self) -> torch.dtype:
        """The torch dtype of the weights."""
        return DTYPES[self.dtype]

    def on(self, device: str) -> Placement:
        """The same settings on one device, for a worker."""
        return replace(self, devices=(device,))


def parse(device: str, dtype: str = "auto", max_memory: str = "", offload: Path | None = None) -> Placement:
    """A placement from the command line's options, checked against this machine. Raises UsageProblem.

    ``dtype`` ``auto`` is bfloat16 if a GPU is used and float32 otherwise.
    """
    devices = tuple(part.strip() for part in device.split(","))
    for each in devices:
        _check_device(each, alone=len(devices) == 1)
    if devices != ("auto",) and (max_memory or offload):
        raise UsageProblem("--max-memory and --offload belong to --device auto.")
    if offload is not None and not offload.parent.is_dir():
        raise UsageProblem(f"There is no folder {offload.parent} to put {offload.name} into.")
    if dtype == "auto":
        on_gpu = torch.cuda.is_available() if devices == ("auto",) else devices[0].startswith("cuda")
        dtype = "bfloat16" if on_gpu else "float32"
    if dtype not in DTYPES:
        raise UsageProblem(f"--dtype {dtype} is not known; it is auto or one of {', '.join(DTYPES)}.")
    return Placement(devices, dtype, parse_memory(max_memory), offload)


def parse_memory(text: str) -> dict[int | str, int]:
    """``0=20GiB,1=20GiB,cpu=40GiB`` as bytes per device. Raises UsageProblem."""
    result: dict[int | str, int] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"(\d+|cpu)=(\d+(?:\.\d+)?)\s*([KMG]I?B|B)", part, re.IGNORECASE)
        if match is None:
            raise UsageProblem(f"--max-memory {part} is not understood; write 0=20GiB,cpu=40GiB.")
        name, number, unit = match.groups()
        result[int(name) if name.isdigit() else name.lower()] = int(float(number) * _UNITS[unit.upper()])
    return result


def _check_device(name: str, *, alone: bool) -> None:
    if name == "auto":
        if not alone:
            raise UsageProblem("--device auto distributes one model over all devices; give no other device with it.")
        return
    try:
        device = torch.device(name)
    except RuntimeError:
        raise UsageProblem(f"--device {name} is not known; it is auto, cpu, cuda, cuda:1, mps or several.") from None
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise UsageProblem(
            f"There is no {name} here: torch {torch.__version__} sees {torch.cuda.device_count()} CUDA devices."
        )
    if device.type == "mps" and not torch.backends.mps.is_available():
        raise UsageProblem("There is no mps device here.")
