"""A state source with one worker process per device, each with the whole model (data parallel over texts).

:class:`PooledSource` is a :class:`core.derivation.state_source.StateSource` like the single-process one. Pieces of work
go to the next free worker, the longest first; sampling is seeded per text, so the results do not depend on which worker
gets a piece.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from contextlib import nullcontext
from typing import Any, TypeVar

from convert import worker
from convert.batching import Say
from convert.cost import Cost, Memory, Meter, peak_memory
from core import child_process
from core.derivation.state_source import Advance, Messages, SourceInfo, generated_and_read, silently
from core.engine.protocol import PassageScore, SteeringVector, TextStates
from core.engine.wire import Frame, read_frame, write_frame
from core.errors import EngineDied, ModelProblem, from_code

T = TypeVar("T")
_GROUP = 2
"""Batches per call and worker, so that a worker that finishes early gets more work."""


class Worker:
    """One child process. Its methods block; one thread at a time may call them."""

    def __init__(self, device: str, command: Sequence[str], say: Say) -> None:
        self.device = device
        self._say = say
        self._child = subprocess.Popen(
            [sys.executable, "-m", "convert", "worker", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=child_process.environment(),
        )

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.pid

    def ask(self, request: Frame) -> Frame:
        """Send ``request`` and wait for its reply. Raises InkglowError."""
        assert self._child.stdin is not None
        with contextlib.suppress(OSError):  # a child that is gone shows in the reply
            write_frame(self._child.stdin, request)
        return self.reply()

    def reply(self) -> Frame:
        """Wait for the reply; print notes that come before it. Raises the error the worker reports, or EngineDied."""
        assert self._child.stdout is not None
        while (frame := read_frame(self._child.stdout)) is not None:
            if frame.header["kind"] == "note":
                self._say(f"{self.device}: {frame.header['sentence']}")
            elif frame.header["kind"] == "error":
                raise from_code(str(frame.header["code"]), f"{self.device}: {frame.header['sentence']}")
            else:
                return frame
        raise EngineDied(f"The worker on {self.device} ended unexpectedly; the same command resumes from here.")

    def end(self) -> None:
        """End the child at once."""
        self._child.kill()
        self._child.wait()
        for stream in (self._child.stdin, self._child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


class PooledSource:
    """Distributes batched work among ``workers``; the constructor waits until their models are loaded.

    ``batch_size`` is that of one worker. Raises ModelProblem if the workers opened different models.
    """

    def __init__(self, workers: Sequence[Worker], batch_size: int = 8) -> None:
        self.workers = tuple(workers)
        self._piece = batch_size
        self.batch_size = _GROUP * batch_size * len(self.workers)
        try:
            infos = [_info(each.reply()) for each in self.workers]
            if len(set(infos)) != 1:
                raise ModelProblem("The workers did not open the same model.")
        except BaseException:
            self.close()
            raise
        self.info = infos[0]
        self.meter = Meter()

    def cost(self, setting: str) -> Cost:
        """The cost of all processes together so far."""
        memory = peak_memory()
        for each in self.workers:
            values: Any = each.ask(Frame({"kind": "memory"})).header
            memory += Memory(values["resident"], values["devices"])
        return self.meter.cost(memory, setting)

    def most_together(self, n_tokens: int) -> int:
        """:attr:`batch_size`, whatever their length."""
        return self.batch_size

    def close(self) -> None:
        """End the workers; pending calls raise EngineDied."""
        for each in self.workers:
            each.end()

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
        advance: Advance = silently,
    ) -> list[str]:
        """One sampled continuation per prompt."""
        fields, arrays = worker.vector_to(vector)

        def request(piece: list[int]) -> Frame:
            chosen = [worker.messages_to(prompts[i]) for i in piece]
            header = {"kind": "generate", "prompts": chosen, "seeds": [seeds[i] for i in piece]}
            return Frame({**header, "n_tokens": n_tokens, "lam": lam, **fields}, arrays)

        with self.meter.generating(texts=len(prompts)) if vector is None else nullcontext():
            return await self._shared_out([_length(p) for p in prompts], request, lambda reply: _values(reply, "texts"))

    async def samples(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[tuple[str, TextStates]]:
        """Sampled continuations, then read."""
        return await generated_and_read(self, prompts, seeds, n_tokens, advance, last_layer)

    async def states(
        self,
        texts: Sequence[str],
        prompts: Sequence[Messages],
        context: str,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[TextStates]:
        """Summaries of each text's own tokens at every layer."""

        def request(piece: list[int]) -> Frame:
            header = {"kind": "states", "context": context, "last_layer": last_layer}
            return Frame({**header, **_chosen(texts, prompts, piece)})

        with self.meter.generating() if any(prompts) else nullcontext():
            return await self._shared_out(_lengths(texts, prompts), request, worker.states_from)

    async def token_cosines(
        self, texts: Sequence[str], vector: SteeringVector, advance: Advance = silently
    ) -> list[PassageScore]:
        """Per-token cosines under the vector's readout."""
        fields, arrays = worker.vector_to(vector)

        def request(piece: list[int]) -> Frame:
            return Frame({"kind": "cosines", "texts": [texts[i] for i in piece], **fields}, arrays)

        return await self._shared_out([len(text) for text in texts], request, worker.scores_from)

    async def surprisal(
        self, texts: Sequence[str], prompts: Sequence[Messages], advance: Advance = silently
    ) -> list[float]:
        """Mean nats per token of each text after its prompt."""

        def request(piece: list[int]) -> Frame:
            return Frame({"kind": "surprisal", **_chosen(texts, prompts, piece)})

        return await self._shared_out(_lengths(texts, prompts), request, lambda reply: _values(reply, "nats"))

    async def _shared_out(
        self, lengths: Sequence[int], request: Callable[[list[int]], Frame], read: Callable[[Frame], list[T]]
    ) -> list[T]:
        """Process all items in pieces of similar length; the first failure ends every worker and is raised."""
        order = sorted(range(len(lengths)), key=lambda i: -lengths[i])
        size = max(1, min(self._piece, -(-len(order) // len(self.workers))))
        pieces = deque(order[start : start + size] for start in range(0, len(order), size))
        results: dict[int, T] = {}

        async def keep_busy(each: Worker) -> None:
            while pieces:
                piece = pieces.popleft()
                reply = await asyncio.to_thread(each.ask, request(piece))
                results.update(zip(piece, read(reply), strict=True))

        try:
            async with asyncio.TaskGroup() as group:
                for each in self.workers:
                    group.create_task(_ending_all_on_failure(keep_busy(each), self.close))
        except BaseExceptionGroup as failures:
            raise failures.exceptions[0] from None
        return [results[i] for i in range(len(lengths))]


async def _ending_all_on_failure(work: Coroutine[Any, Any, None], close: Callable[[], None]) -> None:
    """Await ``work``; call ``close`` if it fails, because only that ends the threads that wait for a worker."""
    try:
        await work
    except BaseException:
        close()
        raise


def _info(frame: Frame) -> SourceInfo:
    values: Any = frame.header["info"]
    return SourceInfo(**values)


def _values(frame: Frame, name: str) -> list[Any]:
    values: Any = frame.header[name]
    return list(values)


def _chosen(texts: Sequence[str], prompts: Sequence[Messages], piece: list[int]) -> dict[str, object]:
    return {"texts": [texts[i] for i in piece], "prompts": [worker.messages_to(prompts[i]) for i in piece]}


def _length(messages: Messages) -> int:
    return sum(len(message.content) for message in messages)


def _lengths(texts: Sequence[str], prompts: Sequence[Messages]) -> list[int]:
    return [len(text) + _length(prompt) for text, prompt in zip(texts, prompts, strict=True)]
