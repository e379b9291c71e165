"""The asyncio client of the child process: sends requests, receives replies, restarts the process when it dies.

All methods belong to the event loop's thread. A reader and a writer thread use the pipes, so the loop never waits for
the child. Cancelling the task that awaits a reply, or closing its generator, stops the computation in the child too.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import numpy as np

from core.array_types import Floats
from core.engine import wire
from core.engine.process import WorkerProcess, worker_command
from core.engine.protocol import (
    AnswerCosines,
    ChatMessage,
    Continuation,
    ContinuationFigures,
    EngineStatus,
    GenerateRequest,
    ModelInfo,
    PassageScore,
    Priority,
    StatusListener,
    SteeringVector,
    TextStates,
    TokenCosine,
    TokenSurprisal,
)
from core.errors import EngineDied, EngineProblem, InkglowError, ModelProblem, Superseded, from_code
from core.sentences import Sentence

_log = logging.getLogger(__name__)
_MOST_DEATHS = 3
"""A request in progress at this many crashes of the child is assumed to cause them, and fails."""


@dataclass(eq=False)
class _Pending:
    """A request without an answer yet."""

    request: wire.Message
    replies: asyncio.Queue[wire.Message] = field(default_factory=asyncio.Queue)
    deaths: int = 0


class EngineClient:
    """:class:`core.engine.protocol.Engine` by a child process, which is restarted when it dies."""

    def __init__(self, *, n_threads: int | None = None, n_gpu_layers: int | None = None) -> None:
        """``n_threads`` to decode with, ``n_gpu_layers`` to put on graphics cards; None chooses by the machine."""
        self._n_threads = n_threads
        self._n_gpu_layers = n_gpu_layers
        self._process: WorkerProcess | None = None
        self._pending: dict[int, _Pending] = {}
        self._next_id = 0
        self._listeners: list[StatusListener] = []
        self._loaded: wire.LoadModel | None = None
        self._model: ModelInfo | None = None
        self._recent_deaths: deque[float] = deque(maxlen=_MOST_DEATHS)
        self._loading = asyncio.Lock()
        self._newest_load = 0
        self._closed = False
        self._n_foreground = 0
        self._background_may_go = asyncio.Event()
        self._background_may_go.set()

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
        """Load a GGUF in a new child process, ending the one before. Of several concurrent loads the latest wins.

        Raises ModelProblem; Superseded where another load, or close(), came in between.
        """
        self._newest_load += 1
        mine = self._newest_load
        self._loaded = self._model = None
        await self._stop_process(Sentence("Another model was chosen meanwhile."))  # a load in progress fails then
        async with self._loading:
            if not self._is_newest(mine):
                raise Superseded("Another model was chosen meanwhile.")
            try:
                return await self._load(model)
            except BaseException as error:
                await self._stop_process(Sentence("The model could not be loaded."))
                if self._is_newest(mine):
                    self._announce(EngineStatus.FAILED, Sentence("The model could not be loaded."))
                elif isinstance(error, InkglowError):
                    raise Superseded("Another model was chosen meanwhile.") from None
                raise

    async def unload(self) -> None:
        """End the child process; requests in progress fail, a load is superseded. :meth:`load` starts a new one."""
        self._newest_load += 1
        self._loaded = self._model = None
        await self._stop_process(Sentence("No model is loaded."))

    async def _load(self, model: Path) -> ModelInfo:
        self._recent_deaths.clear()
        self._announce(EngineStatus.LOADING, Sentence("Loading {name}…", name=model.name))
        self._start_process()
        request = wire.LoadModel(self._new_id(), str(model), self._n_threads, self._n_gpu_layers)
        try:
            done = await self._ask(
                request,
                lambda done: self._announce(
                    EngineStatus.LOADING, Sentence("Loading {name}… {done:.0%}", name=model.name, done=done)
                ),
            )
        except EngineDied as error:
            raise ModelProblem(
                "llama.cpp ended while loading {name}; the file may be damaged or too big for this machine's memory.",
                name=model.name,
            ) from error
        self._loaded = request
        info = {str(key): value for key, value in done.values.items()}
        self._model = ModelInfo(**{**info, "path": model})  # type: ignore[arg-type]
        self._announce(EngineStatus.READY, "")
        return self._model

    def _is_newest(self, load: int) -> bool:
        return load == self._newest_load and not self._closed

    @contextlib.contextmanager
    def foreground(self) -> Iterator[None]:
        """While it is held, new requests of VISIBLE, REST and LEARNING wait; requests already sent are finished."""
        self._n_foreground += 1
        self._background_may_go.clear()
        try:
            yield
        finally:
            self._n_foreground -= 1
            if not self._n_foreground:
                self._background_may_go.set()

    async def score(
        self,
        text: str,
        vector: SteeringVector,
        *,
        revision: int = 0,
        fresh: bool = False,
        priority: Priority = Priority.ASKED,
    ) -> PassageScore:
        """Score ``text`` against ``vector``. Raises EngineProblem, UsageProblem."""
        await self._turn(priority)
        readout = vector.readout
        done = await self._ask(
            wire.ScoreText(
                self._new_id(),
                text,
                revision,
                fresh,
                vector.id,
                vector.layer,
                readout.context,
                readout.min_tokens,
                vector.direction,
                priority,
            )
        )
        if (done.revision, done.attribute) != (revision, vector.id):
            raise EngineProblem("The model's process answered for another text or attribute.")
        spans, cosines = done.arrays
        cosine = done.values["cosine"]
        if not isinstance(cosine, float):
            return PassageScore(len(spans), None, ())
        tokens = tuple(
            TokenCosine(int(start), int(end), float(value)) for (start, end), value in zip(spans, cosines, strict=True)
        )
        return PassageScore(len(spans), cosine, tokens)

    async def generate(
        self, request: GenerateRequest, vectors: Sequence[SteeringVector] = ()
    ) -> AsyncGenerator[str, None]:
        """Stream a continuation; each item is the whole text so far. Close the iterator to stop computing."""
        async with contextlib.aclosing(self.generate_together((request,), vectors)) as stream:
            async for (only,) in stream:
                yield only.text

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        """Stream continuations in one batch; each item is all of them so far. Close the iterator to stop computing."""
        await self._turn(priority)
        layers = [vector.layer for vector in vectors]
        directions = np.array([vector.direction for vector in vectors], dtype=np.float32)
        fields = [asdict(request) for request in requests]
        message = wire.GenerateText(self._new_id(), fields, layers, directions, priority, last_layer)
        pending = self._post(message)
        newest: tuple[Continuation, ...] = ()
        try:
            while True:
                reply = await pending.replies.get()
                if isinstance(reply, wire.Partial):
                    newest = tuple(map(Continuation, reply.texts, reply.ended, reply.stops))
                    yield newest
                elif isinstance(reply, wire.Done):
                    if reply.arrays and self._model is not None:
                        yield _with_states(newest, reply.arrays, self._model.n_layer)
                    return
                elif isinstance(reply, wire.Failed):
                    raise from_code(reply.code, reply.sentence)
        finally:
            self._withdraw(message.id)

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        """Measure continuations of ``before``. Raises UsageProblem, EngineProblem."""
        done = await self._ask(
            wire.MeasureContinuations(
                self._new_id(),
                before,
                list(texts),
                after,
                vector.layer,
                vector.readout.context,
                vector.direction,
                Priority.ASKED,
            )
        )
        return tuple(
            ContinuationFigures(int(n_tokens), *(float(value) for value in values))
            for n_tokens, *values in done.arrays[0]
        )

    async def surprisal(
        self, text: str, messages: tuple[ChatMessage, ...] = (), *, priority: Priority = Priority.ASKED
    ) -> float:
        """Mean nats per token of ``text`` under the unsteered model, after ``messages``."""
        return (await self.token_surprisal(text, messages, priority=priority)).nats

    async def token_surprisal(
        self, text: str, messages: tuple[ChatMessage, ...] = (), *, priority: Priority = Priority.ASKED
    ) -> TokenSurprisal:
        """Mean surprisal and entropy of ``text`` under the unsteered model, after ``messages``."""
        await self._turn(priority)
        done = await self._ask(wire.MeasureSurprisal(self._new_id(), text, _turns(messages), priority))
        nats, entropy, n_tokens = (float(str(done.values[key])) for key in ("nats", "entropy", "n_tokens"))
        return TokenSurprisal(nats, entropy, int(n_tokens))

    async def states(
        self,
        text: str,
        messages: tuple[ChatMessage, ...] = (),
        *,
        context: str = "bare",
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> TextStates:
        """Summarise the states of ``text`` at every layer up to ``last_layer``."""
        await self._turn(priority)
        done = await self._ask(wire.ReadStates(self._new_id(), text, _turns(messages), context, priority, last_layer))
        mean, mean_unit, mean_norm = done.arrays
        return TextStates(int(str(done.values["n_tokens"])), mean, mean_unit, mean_norm)

    async def read_answer(
        self, text: str, messages: tuple[ChatMessage, ...], vector: SteeringVector, lam: float = 0.0
    ) -> AnswerCosines:
        """Cosines of ``text`` as the answer to ``messages``. Raises UsageProblem, EngineProblem."""
        done = await self._ask(
            wire.ReadAnswer(
                self._new_id(),
                text,
                _turns(messages),
                lam,
                vector.id,
                vector.layer,
                vector.direction,
                Priority.ASKED,
            )
        )
        values = {name: str(value) for name, value in done.values.items()}
        return AnswerCosines(int(values["n_tokens"]), float(values["cosine"]), float(values["cosine_with_vector"]))

    async def close(self) -> None:
        """End the child process, also while it is being started. Pending requests and later loads fail."""
        self._closed = True
        await self._stop_process(Sentence("The model was closed."))
        async with self._loading:  # a load in progress ends its own process
            pass
        self._loaded = None
        self._announce(EngineStatus.OFF, "")

    def _new_id(self) -> int:
        self._next_id += 1
        return self._next_id

    def _announce(self, status: EngineStatus, sentence: str) -> None:
        for listener in self._listeners:
            listener(status, sentence)

    async def _turn(self, priority: Priority) -> None:
        """Wait while a foreground lock is held, for priorities that it blocks."""
        if priority > Priority.TYPED:
            await self._background_may_go.wait()

    def _post(self, request: wire.Message) -> _Pending:
        if self._process is None and self._loaded is not None:
            raise EngineDied("The model’s process has ended; your text is safe.")
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
        """Handle the death of the child: restart it, load the model again and send pending requests again."""
        if process is not self._process:
            return
        self._process = None
        _log.warning("The model's process ended by itself; %d requests were pending.", len(self._pending))
        now = asyncio.get_running_loop().time()
        dying_fast = len(self._recent_deaths) == _MOST_DEATHS and now - self._recent_deaths[0] < 60
        self._recent_deaths.append(now)
        if self._loaded is None or dying_fast:
            self._announce(EngineStatus.FAILED, Sentence("The model’s process keeps ending; your text is safe."))
            self._fail_all(EngineDied.code, Sentence("The model's process ended; your text is safe."))
            return
        for request, pending in list(self._pending.items()):
            pending.deaths += 1
            if pending.deaths >= _MOST_DEATHS:
                del self._pending[request]
                pending.replies.put_nowait(
                    wire.Failed(request, EngineDied.code, Sentence("The model's process ended while working on this."))
                )
        self._announce(
            EngineStatus.RESTARTING, Sentence("The model's process ended and is being restarted; your text is safe.")
        )
        self._start_process()
        self._resend()

    def _resend(self) -> None:
        assert self._process is not None and self._loaded is not None
        reload = _Pending(self._loaded)
        self._pending = {self._loaded.id: reload, **self._pending}
        self._process.send(self._loaded)
        for request, pending in self._pending.items():
            if request != self._loaded.id:
                self._process.send(pending.request)
        self._reloading = asyncio.ensure_future(self._await_reload(reload))

    async def _await_reload(self, reload: _Pending) -> None:
        while True:
            reply = await reload.replies.get()
            if isinstance(reply, wire.Done):
                self._announce(EngineStatus.READY, Sentence("The model was restarted; nothing was lost."))
                return
            if isinstance(reply, wire.Failed):
                self._announce(EngineStatus.FAILED, reply.sentence)
                return


def _with_states(texts: tuple[Continuation, ...], arrays: Sequence[Floats], n_layer: int) -> tuple[Continuation, ...]:
    """``texts`` with the states in the reply to their request; zeros for the layers that were not read."""
    counts, *means = arrays
    whole = [np.pad(rows, [(0, 0), (0, n_layer - rows.shape[1])] + [(0, 0)] * (rows.ndim - 2)) for rows in means]
    return tuple(
        replace(text, states=TextStates(int(n), mean, mean_unit, mean_norm))
        for text, n, mean, mean_unit, mean_norm in zip(texts, counts, *whole, strict=True)
    )


def _turns(messages: tuple[ChatMessage, ...]) -> list[list[str]]:
    return [[message.role, message.content] for message in messages]


def _call_soon(loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(callback)
    except RuntimeError:
        return  # the loop is closed; nothing awaits the reply
