"""The on-disk cache of finished samples, so that a stopped derivation resumes where it stopped."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.engine.protocol import TextStates


@dataclass(frozen=True, eq=False)
class Sample:
    """A text and the summary of its states under one reading."""

    text: str
    states: TextStates


class SampleStore:
    """One small file per sample, named by a hash of everything it depends on. Never pickle.

    The methods that are not coroutines block; do not call them on the GUI thread.
    """

    def __init__(self, folder: Path, *scope: str) -> None:
        """``scope`` (model fingerprint, premises digest, settings) is part of every key."""
        self._folder = folder
        self._scope = scope
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    async def load(self, keys: Sequence[Sequence[str]]) -> dict[int, Sample]:
        """The stored samples, by the index of their key; read in a thread."""

        def read() -> dict[int, Sample]:
            return {i: sample for i, key in enumerate(keys) if (sample := self.get(*key)) is not None}

        return await asyncio.to_thread(read)

    async def keep(self, samples: Sequence[tuple[Sample, Sequence[str]]]) -> None:
        """Store each sample under its key, in a thread. Raises OSError."""

        def write() -> None:
            for sample, key in samples:
                self.put(sample, *key)

        await _to_the_end(write)

    async def numbers(self, keys: Sequence[Sequence[str]]) -> dict[int, float]:
        """The stored numbers, by the index of their key; read in a thread."""

        def read() -> dict[int, float]:
            return {i: number for i, key in enumerate(keys) if (number := self.number(*key)) is not None}

        return await asyncio.to_thread(read)

    async def keep_number(self, value: float, *key: str) -> None:
        """Store a number, in a thread. Raises OSError."""
        await _to_the_end(lambda: self.put_number(value, *key))

    def get(self, *key: str) -> Sample | None:
        """The sample stored under ``key``, or None if it is missing or damaged."""
        try:
            with np.load(self._path(key), allow_pickle=False) as data:
                states = TextStates(int(data["n_tokens"]), data["mean"], data["mean_unit"], data["mean_norm"])
                return Sample(bytes(data["text"]).decode(), states)
        except (OSError, ValueError, KeyError, EOFError, UnicodeDecodeError):
            return None

    def put(self, sample: Sample, *key: str) -> None:
        """Store ``sample`` atomically. Raises OSError."""
        buffer = io.BytesIO()
        np.savez(
            buffer,
            text=np.frombuffer(sample.text.encode(), dtype=np.uint8),
            n_tokens=sample.states.n_tokens,
            mean=sample.states.mean,
            mean_unit=sample.states.mean_unit,
            mean_norm=sample.states.mean_norm,
        )
        path = self._path(key)
        temporary = path.with_suffix(".tmp")
        temporary.touch(mode=0o600)  # what an attribute of the writer's own is made from is the writer's text
        temporary.write_bytes(buffer.getvalue())
        temporary.replace(path)

    def number(self, *key: str) -> float | None:
        """The number stored under ``key``, or None."""
        try:
            return float(self._path(key).with_suffix(".txt").read_text("ascii"))
        except (OSError, ValueError):
            return None

    def put_number(self, value: float, *key: str) -> None:
        """Store a number atomically. Raises OSError."""
        path = self._path(key).with_suffix(".txt")
        temporary = path.with_suffix(".tmp")
        temporary.write_text(repr(value), "ascii")
        temporary.replace(path)

    def remove(self) -> None:
        """Delete the store. Called when the derivation is finished or restarted."""
        for pattern in ("*.npz", "*.txt", "*.tmp"):
            for file in self._folder.glob(pattern):
                file.unlink()
        with contextlib.suppress(OSError):
            self._folder.rmdir()

    def _path(self, key: Sequence[str]) -> Path:
        name = hashlib.sha256("\0".join((*self._scope, *key)).encode()).hexdigest()[:32]
        return self._folder / f"{name}.npz"


async def _to_the_end(work: Callable[[], None]) -> None:
    """Do ``work`` in a thread and wait for its end even if the task is cancelled: the folder may be removed next."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            with contextlib.suppress(asyncio.CancelledError):  # however often
                await asyncio.wait([task])
        task.exception()  # retrieved, so that asyncio does not warn; the cancelled caller cannot handle it
        raise
