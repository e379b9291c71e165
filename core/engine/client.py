"""The asyncio side of the child process: requests out, replies in, restarts when it dies.

All methods belong to the event loop's thread. A reader and a writer thread touch the pipes, so the loop never waits for
the child. Whoever stops waiting (a cancelled task, a closed generator) stops the computation in the child too.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np

from core.engine import wire
from core.engine.protocol import (
    AnswerCosines,
    ChatMessage,
    Continuation,
    EngineStatus,
    GenerateRequest,
    ModelInfo,
    PassageScore,
    Predictability,
    Slot,
    StatusListener,
    SteeringVector,
    TextStates,
    TokenCosine,
)
from core.errors import EngineDied, EngineProblem, ModelProblem, from_code

_MOST_DEATHS = 3
"""A request that was being worked on at this many deaths is taken to be their cause and fails."""


class WorkerProcess:
    """One child process and the threads on its pipes. The two callbacks are called from the reader thread."""

    def __init__(
        self, command: list[str], on_message: Callable[[wire.Message], None], on_end: Callable[[], None]
    ) -> None:
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        root = str(Path(__file__).resolve().parents[2])
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, [root, environment.get("PYTHONPATH", "")]))
        flags = getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0) | getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            creationflags=flags,
        )
        self._outbox: queue.SimpleQueue[wire.Message | None] = queue.SimpleQueue()
        self._on_message = on_message
        self._on_end = on_end
        self._reader = threading.Thread(target=self._read, daemon=True, name="engine-replies")
        self._writer = threading.Thread(target=self._write, daemon=True, name="engine-requests")
        self._reader.start()
        self._writer.start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.pid

    def send(self, message: wire.Message) -> None:
        """Queue a request; returns at once."""
        self._outbox.put(message)

    def end(self) -> None:
        """Close the child's stdin, on which it exits at once, and wait for the threads."""
        self._outbox.put(None)
        self._writer.join()
        try:
            self._child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self._child.stdout is not None
        with self._child.stdout as stream:
            try:
                while (frame := wire.read_frame(stream)) is not None:
                    self._on_message(wire.from_frame(frame))
            except (OSError, ValueError):
                self._child.kill()
        self._child.wait()
        self._outbox.put(None)  # the writer has nobody left to write to
        self._on_end()

    def _write(self) -> None:
        assert self._child.stdin is not None
        try:
            while (message := self._outbox.get()) is not None:
                wire.write_frame(self._child.stdin, wire.to_frame(message))
        except OSError:
            return  # the child is gone; the reader thread reports it
        finally:
            with contextlib.suppress(OSError):
                self._child.stdin.close()


@dataclass(eq=False)
class _Pending:
    """A request that is waiting for its answer."""

    request: wire.Message
    replies: asyncio.Queue[wire.Message] = field(default_factory=asyncio.Queue)
    deaths: int = 0


def worker_command() -> list[str]:
    """How to start the child: this interpreter, or the frozen program itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine-worker"]
    return [sys.executable, "-m", "core.engine.worker"]


class EngineClient:
    """:class:`core.engine.protocol.Engine` answered by a child process that is restarted when it dies."""

    def __init__(self, *, n_threads: int | None = None, n_gpu_layers: int | None = None) -> None:
        """``n_threads`` to decode with, ``n_gpu_layers`` to put on graphics cards; None for what suits the machine."""
        self._n_threads = n_threads
        self._n_gpu_layers = n_gpu_layers
        self._process: WorkerProcess | None = None
        self._pending: dict[int, _Pending] = {}
        self._next_id = 0
        self._listeners: list[StatusListener] = []
        self._loaded: wire.LoadModel | None = None
        self._model: ModelInfo | None = None
        self._attributes: dict[Slot, wire.ChooseAttribute] = {}
        self._recent_deaths: deque[float] = deque(maxlen=_MOST_DEATHS)

    @property
    def model(self) -> ModelInfo | None:
        """The loaded model, if any."""
        return self._model

    @property
    def worker_pid(self) -> int | None:
        """Process id of the child, for diagnosis and for tests that kill it."""
        return self._process.pid if self._process else None

    def subscribe(self, listener: StatusListener) -> None:
        """Call ``listener`` on the event loop whenever the status changes."""
        self._listeners.append(listener)

    async def load(self, model: Path) -> ModelInfo:
        """Load a GGUF in a new child process, ending the one before. Raises ModelProblem."""
        await self._stop_process("The model was changed while this was pending.")
        self._loaded = self._model = None
        self._attributes.clear()
        self._announce(EngineStatus.LOADING, f"Loading {model.name}…")
        self._start_process()
        request = wire.LoadModel(self._new_id(), str(model), self._n_threads, self._n_gpu_layers)
        try:
            done = await self._ask(
                request, lambda done: self._announce(EngineStatus.LOADING, f"Loading {model.name}… {done:.0%}")
            )
        except EngineDied as error:
            self._announce(EngineStatus.FAILED, "The model could not be loaded.")
            raise ModelProblem(
                f"llama.cpp ended while loading {model.name}; "
                "the file may be damaged or too big for this machine's memory."
            ) from error
        except Exception as error:
            self._announce(EngineStatus.FAILED, str(error))
            raise
        self._loaded = request
        info = {str(key): value for key, value in done.values.items()}
        self._model = ModelInfo(**{**info, "path": model})  # type: ignore[arg-type]
        self._announce(EngineStatus.READY, "")
        return self._model

    async def set_attribute(
        self, vector: SteeringVector | None, beside: Sequence[SteeringVector] = (), *, slot: Slot = Slot.SHOWN
    ) -> None:
        """Choose what is scored against and steered along (``beside`` only steers); None switches both off.

        Raises UsageProblem.
        """
        vectors = () if vector is None else (vector, *beside)
        request = wire.ChooseAttribute(
            self._new_id(),
            slot=slot.value,
            layers=[each.layer for each in vectors],
            context=vector.recipe.context if vector else "bare",
            min_tokens=vector.recipe.min_tokens if vector else 0,
            directions=np.array([each.direction for each in vectors], dtype=np.float32),
        )
        await self._ask(request)
        if vector:
            self._attributes[slot] = request
        else:
            self._attributes.pop(slot, None)

    async def score(
        self, text: str, *, revision: int = 0, fresh: bool = False, slot: Slot = Slot.SHOWN
    ) -> PassageScore:
        """Score ``text`` against the chosen attribute. Raises EngineProblem."""
        done = await self._ask(wire.ScoreText(self._new_id(), text, revision, fresh, slot.value))
        if done.revision != revision:
            raise EngineProblem("The model answered for another revision of the text.")
        spans, cosines = done.arrays
        cosine = done.values["cosine"]
        if not isinstance(cosine, float):
            return PassageScore(len(spans), None, ())
        tokens = tuple(
            TokenCosine(int(start), int(end), float(value)) for (start, end), value in zip(spans, cosines, strict=True)
        )
        return PassageScore(len(spans), cosine, tokens)

    async def generate(self, request: GenerateRequest) -> AsyncGenerator[str, None]:
        """Stream a continuation; each item is the whole text so far. Close the iterator to stop computing."""
        async with contextlib.aclosing(self.generate_together((request,))) as stream:
            async for (only,) in stream:
                yield only.text

    async def generate_together(
        self, requests: Sequence[GenerateRequest], *, slot: Slot = Slot.SHOWN
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        """Stream continuations in one batch; each item is all of them so far. Close the iterator to stop computing."""
        message = wire.GenerateText(self._new_id(), [asdict(request) for request in requests], slot.value)
        pending = self._post(message)
        try:
            while True:
                reply = await pending.replies.get()
                if isinstance(reply, wire.Partial):
                    yield tuple(map(Continuation, reply.texts, reply.ended))
                elif isinstance(reply, wire.Done):
                    return
                elif isinstance(reply, wire.Failed):
                    raise from_code(reply.code, reply.sentence)
        finally:
            self._withdraw(message.id)

    async def surprisal(self, text: str, messages: tuple[ChatMessage, ...] = ()) -> float:
        """Mean nats per token of ``text`` under the unsteered model, after ``messages``."""
        return (await self.predictability(text, messages)).nats

    async def predictability(self, text: str, messages: tuple[ChatMessage, ...] = ()) -> Predictability:
        """Mean surprisal and entropy of ``text`` under the unsteered model, after ``messages``."""
        done = await self._ask(wire.MeasureSurprisal(self._new_id(), text, _turns(messages)))
        nats, entropy, n_tokens = (float(str(done.values[key])) for key in ("nats", "entropy", "n_tokens"))
        return Predictability(nats, entropy, int(n_tokens))

    async def states(self, text: str, messages: tuple[ChatMessage, ...] = (), *, context: str = "bare") -> TextStates:
        """Summarise the states of ``text`` at every layer."""
        done = await self._ask(wire.ReadStates(self._new_id(), text, _turns(messages), context))
        mean, mean_unit, mean_norm = done.arrays
        return TextStates(int(str(done.values["n_tokens"])), mean, mean_unit, mean_norm)

    async def read_answer(
        self, text: str, messages: tuple[ChatMessage, ...], lam: float = 0.0, *, slot: Slot = Slot.SHOWN
    ) -> AnswerCosines:
        """Cosines of ``text`` as the answer to ``messages``. Raises UsageProblem, EngineProblem."""
        done = await self._ask(wire.ReadAnswer(self._new_id(), text, _turns(messages), lam, slot.value))
        values = {name: str(value) for name, value in done.values.items()}
        return AnswerCosines(int(values["n_tokens"]), float(values["cosine"]), float(values["cosine_with_vector"]))

    async def close(self) -> None:
        """End the child process; pending requests fail."""
        await self._stop_process("The model was closed.")
        self._loaded = None
        self._announce(EngineStatus.OFF, "")

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _announce(self, status: EngineStatus, sentence: str) -> None:
        for listener in self._listeners:
            listener(status, sentence)

    def _post(self, request: wire.Message) -> _Pending:
        if self._process is None:
            raise EngineProblem("No model is loaded.")
        pending = self._pending[request.id] = _Pending(request)
        self._process.send(request)
        return pending

    def _withdraw(self, request: int) -> None:
        """Forget a request; if it was still pending, stop its computation."""
        if self._pending.pop(request, None) is not None and self._process is not None:
            self._process.send(wire.CancelRequest(request))

    async def _ask(
        self, request: wire.Message, on_progress: Callable[[float], None] = lambda _fraction: None
    ) -> wire.Done:
        pending = self._post(request)
        try:
            while True:
                reply = await pending.replies.get()
                if isinstance(reply, wire.Done):
                    return reply
                if isinstance(reply, wire.Progress):
                    on_progress(reply.fraction)
                if isinstance(reply, wire.Failed):
                    raise from_code(reply.code, reply.sentence)
        finally:
            self._withdraw(request.id)

    def _start_process(self) -> None:
        loop = asyncio.get_running_loop()

        def on_message(message: wire.Message) -> None:
            _call_soon(loop, lambda: self._receive(process, message))

        def on_end() -> None:
            _call_soon(loop, lambda: self._ended(process))

        process = WorkerProcess(worker_command(), on_message, on_end)
        self._process = process

    async def _stop_process(self, sentence: str) -> None:
        process, self._process = self._process, None
        self._fail_all(EngineProblem.code, sentence)
        if process is not None:
            await asyncio.to_thread(process.end)

    def _receive(self, process: WorkerProcess, message: wire.Message) -> None:
        if process is not self._process:
            return
        pending = self._pending.get(message.id)
        if pending is None:
            return
        if isinstance(message, wire.Done | wire.Failed | wire.Cancelled):
            del self._pending[message.id]
        pending.replies.put_nowait(message)

    def _fail_all(self, code: str, sentence: str) -> None:
        for request, pending in list(self._pending.items()):
            pending.replies.put_nowait(wire.Failed(request, code, sentence))
        self._pending.clear()

    def _ended(self, process: WorkerProcess) -> None:
        """The child died by itself: restart it, load again, and re-send what was pending."""
        if process is not self._process:
            return
        self._process = None
        now = asyncio.get_running_loop().time()
        dying_fast = len(self._recent_deaths) == _MOST_DEATHS and now - self._recent_deaths[0] < 60
        self._recent_deaths.append(now)
        if self._loaded is None or dying_fast:
            self._announce(EngineStatus.FAILED, "The model's process keeps ending; your text is safe.")
            self._fail_all(EngineDied.code, "The model's process ended; your text is safe.")
            return
        for request, pending in list(self._pending.items()):
            pending.deaths += 1
            if pending.deaths >= _MOST_DEATHS:
                del self._pending[request]
                pending.replies.put_nowait(
                    wire.Failed(request, EngineDied.code, "The model's process ended while working on this.")
                )
        self._announce(EngineStatus.RESTARTING, "The model's process ended and is being restarted; your text is safe.")
        self._start_process()
        self._resend()

    def _resend(self) -> None:
        assert self._process is not None and self._loaded is not None
        reload = _Pending(self._loaded)
        self._pending = {self._loaded.id: reload, **self._pending}
        self._process.send(self._loaded)
        for attribute in self._attributes.values():
            self._process.send(attribute)
        for request, pending in self._pending.items():
            if request != self._loaded.id:
                self._process.send(pending.request)
        self._reloading = asyncio.ensure_future(self._await_reload(reload))

    async def _await_reload(self, reload: _Pending) -> None:
        while True:
            reply = await reload.replies.get()
            if isinstance(reply, wire.Done):
                self._announce(EngineStatus.READY, "The model was restarted; nothing was lost.")
                return
            if isinstance(reply, wire.Failed):
                self._announce(EngineStatus.FAILED, reply.sentence)
                return


def _turns(messages: tuple[ChatMessage, ...]) -> list[list[str]]:
    return [[message.role, message.content] for message in messages]


def _call_soon(loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(callback)
    except RuntimeError:
        return  # the loop has closed; nobody is waiting any more
