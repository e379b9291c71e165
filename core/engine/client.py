"""The asyncio client of the child process: sends requests, receives replies, restarts the process when it dies.

All methods belong to the event loop's thread, which never waits for the child (:mod:`core.engine.connection`).
Cancelling the task that awaits a reply, or closing its generator, stops the computation in the child too.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path

import numpy as np

from core.array_types import Floats
from core.engine import wire
from core.engine.connection import Connection
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
from core.engine.supervision import Patience
from core.errors import EngineDied, EngineProblem, InkglowError, ModelProblem, Superseded
from core.sentences import Sentence, from_data


class EngineClient:
    """:class:`core.engine.protocol.Engine` by a child process, which is restarted when it dies."""

    def __init__(
        self, *, n_threads: int | None = None, n_gpu_layers: int | None = None, patience: Patience | None = None
    ) -> None:
        """``n_threads`` to decode with, ``n_gpu_layers`` to put on graphics cards; None chooses by the machine.

        ``patience`` is for tests that do not want to wait.
        """
        self._n_threads = n_threads
        self._n_gpu_layers = n_gpu_layers
        self._connection = Connection(patience or Patience())
        self._model: ModelInfo | None = None
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
        return self._connection.pid

    def subscribe(self, listener: StatusListener) -> None:
        """Call ``listener`` on the event loop whenever the status changes."""
        self._connection.subscribe(listener)

    async def load(self, model: Path) -> ModelInfo:
        """Load a GGUF in a new child process, ending the one before. Of several concurrent loads the latest wins.

        Raises ModelProblem; Superseded where another load, or close(), came in between.
        """
        self._newest_load += 1
        mine = self._newest_load
        self._connection.loaded = self._model = None
        await self._connection.stop(Sentence("Another model was chosen meanwhile."))  # a load in progress fails then
        async with self._loading:
            if not self._is_newest(mine):
                raise Superseded("Another model was chosen meanwhile.")
            try:
                return await self._load(model)
            except BaseException as error:
                await self._connection.stop(Sentence("The model could not be loaded."))
                if self._is_newest(mine):
                    self._connection.announce(EngineStatus.FAILED, Sentence("The model could not be loaded."))
                elif isinstance(error, InkglowError):
                    raise Superseded("Another model was chosen meanwhile.") from None
                raise

    def renew(self) -> None:
        """End a child that does not answer; another one takes its place and repeats what is pending."""
        self._connection.renew()

    async def unload(self) -> None:
        """End the child process; requests in progress fail, a load is superseded. :meth:`load` starts a new one."""
        self._newest_load += 1
        self._connection.loaded = self._model = None
        await self._connection.stop(Sentence("No model is loaded."))

    async def _load(self, model: Path) -> ModelInfo:
        self._connection.announce(EngineStatus.LOADING, Sentence("Loading {name}…", name=model.name))
        self._connection.start()
        request = wire.LoadModel(self._connection.new_id(), str(model), self._n_threads, self._n_gpu_layers)
        try:
            done = await self._connection.ask(request, partial(self._announce_loading, model.name))
        except EngineDied as error:
            raise ModelProblem(
                "llama.cpp ended while loading {name}; the file may be damaged or too big for this machine's memory.",
                name=model.name,
            ) from error
        self._connection.loaded = request
        self._connection.is_ready()
        info = {str(key): value for key, value in done.values.items()}
        info |= {"path": model, "notice": from_data(info.get("notice", ""))}
        self._model = ModelInfo(**info)  # type: ignore[arg-type]
        self._connection.announce(EngineStatus.READY, "")
        return self._model

    def _announce_loading(self, name: str, done: float) -> None:
        self._connection.announce(EngineStatus.LOADING, Sentence("Loading {name}… {done:.0%}", name=name, done=done))

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
        done = await self._connection.ask(
            wire.ScoreText(
                self._connection.new_id(),
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
        message = wire.GenerateText(self._connection.new_id(), fields, layers, directions, priority, last_layer)
        newest: tuple[Continuation, ...] = ()
        async with contextlib.aclosing(self._connection.replies(message)) as replies:
            async for reply in replies:
                if isinstance(reply, wire.Partial):
                    newest = tuple(map(Continuation, reply.texts, reply.ended, reply.stops))
                    yield newest
                elif isinstance(reply, wire.Done) and reply.arrays and self._model is not None:
                    yield _with_states(newest, reply.arrays, self._model.n_layer)

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        """Measure continuations of ``before``. Raises UsageProblem, EngineProblem."""
        done = await self._connection.ask(
            wire.MeasureContinuations(
                self._connection.new_id(),
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
        done = await self._connection.ask(
            wire.MeasureSurprisal(self._connection.new_id(), text, _turns(messages), priority)
        )
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
        done = await self._connection.ask(
            wire.ReadStates(self._connection.new_id(), text, _turns(messages), context, priority, last_layer)
        )
        mean, mean_unit, mean_norm = done.arrays
        return TextStates(int(str(done.values["n_tokens"])), mean, mean_unit, mean_norm)

    async def read_answer(
        self, text: str, messages: tuple[ChatMessage, ...], vector: SteeringVector, lam: float = 0.0
    ) -> AnswerCosines:
        """Cosines of ``text`` as the answer to ``messages``. Raises UsageProblem, EngineProblem."""
        done = await self._connection.ask(
            wire.ReadAnswer(
                self._connection.new_id(),
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
        await self._connection.stop(Sentence("The model was closed."))
        async with self._loading:  # a load in progress ends its own process
            pass
        self._connection.loaded = None
        self._connection.announce(EngineStatus.OFF, "")

    async def _turn(self, priority: Priority) -> None:
        """Wait while a foreground lock is held, for priorities that it blocks."""
        if priority > Priority.TYPED:
            await self._background_may_go.wait()


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
