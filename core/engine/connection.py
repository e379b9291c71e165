"""The connection to the child process: what is pending, and what becomes of it when the child dies or falls silent.

Belongs to the event loop's thread. A reader and a writer thread use the pipes, so the loop never waits for the child.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, field

from core.engine import wire
from core.engine.process import WorkerProcess, worker_command
from core.engine.protocol import EngineStatus, StatusListener
from core.engine.supervision import Patience, Restarts, SilenceWatch
from core.errors import EngineDied, EngineProblem, ModelProblem, from_code
from core.sentences import Sentence

_log = logging.getLogger(__name__)
_MOST_DEATHS = 3
"""A request in progress at this many crashes of the child is assumed to cause them, and fails."""
_NO_REQUEST = 0
"""The id of pings; those of requests begin with 1."""


@dataclass(eq=False)
class _Pending:
    """A request without an answer yet."""

    request: wire.Message
    replies: asyncio.Queue[wire.Message] = field(default_factory=asyncio.Queue)
    deaths: int = 0


class Connection:
    """Sends requests to a child process and receives the replies; starts another child when one dies.

    A child that dies is replaced, the model loaded again and what is pending sent again: at once, then after growing
    delays; when these are used up, nothing is started until :meth:`start` is called. A child that gives no sign of life
    while something is pending is reported as SILENT, and killed after a longer while, which counts as a death.
    """

    def __init__(self, patience: Patience) -> None:
        self._process: WorkerProcess | None = None
        self._pending: dict[int, _Pending] = {}
        self._next_id = _NO_REQUEST
        self._listeners: list[StatusListener] = []
        self._status = EngineStatus.OFF, ""
        self._restarts = Restarts(patience)
        self._restart: asyncio.TimerHandle | None = None
        self._reloading: asyncio.Task[None] | None = None
        self._watch = SilenceWatch(patience, self._is_needed, self._ping, self._on_silence, self._end_child)
        self.loaded: wire.LoadModel | None = None
        """The load that a new child begins with; None until the model is loaded."""

    @property
    def pid(self) -> int | None:
        """Process id of the child."""
        return self._process.pid if self._process is not None else None

    def subscribe(self, listener: StatusListener) -> None:
        """Call ``listener`` whenever the status changes."""
        self._listeners.append(listener)

    def announce(self, status: EngineStatus, sentence: str) -> None:
        """Tell the listeners what has become of the engine."""
        self._status = status, sentence
        self._tell(status, sentence)

    def new_id(self) -> int:
        """An id for a new request."""
        self._next_id += 1
        return self._next_id

    def start(self) -> None:
        """Start a child, and count its deaths from none. The one before has been stopped."""
        self._restarts.forget()
        self._start_process()

    def is_ready(self) -> None:
        """The child has loaded the model."""
        self._restarts.ready(asyncio.get_running_loop().time())

    async def stop(self, sentence: str) -> None:
        """End the child; requests in progress fail with ``sentence``."""
        process, self._process = self._process, None
        self._watch.stop()
        if self._restart is not None:
            self._restart.cancel()
            self._restart = None
        self._forget_reload()
        self._fail_all(EngineProblem.code, sentence)
        if process is not None:
            await asyncio.to_thread(process.end)

    def renew(self) -> None:
        """End a child that does not answer; another one takes its place and what is pending."""
        self._restarts.forget()
        self._end_child()

    async def ask(
        self, request: wire.Message, on_progress: Callable[[float], None] = lambda _fraction: None
    ) -> wire.Done:
        """Send a request and wait for its answer. Raises EngineProblem and what the child reports."""
        async with aclosing(self.replies(request)) as replies:
            async for reply in replies:
                if isinstance(reply, wire.Done):
                    return reply
                if isinstance(reply, wire.Progress):
                    on_progress(reply.fraction)
        raise EngineProblem("The model’s process did not answer.")

    async def replies(self, request: wire.Message) -> AsyncGenerator[wire.Message, None]:
        """Send a request; its replies, up to Done. Close the iterator to stop the computation.

        Raises EngineProblem and what the child reports.
        """
        pending = self._post(request)
        try:
            while True:
                reply = await pending.replies.get()
                if isinstance(reply, wire.Failed):
                    raise from_code(reply.code, reply.sentence)
                yield reply
                if isinstance(reply, wire.Done):
                    return
        finally:
            self._withdraw(request.id)

    def _post(self, request: wire.Message) -> _Pending:
        if self._process is None and self._restart is None:
            if self.loaded is not None:
                raise EngineDied("The model’s process has ended; your text is safe.")
            raise EngineProblem("No model is loaded.")
        pending = self._pending[request.id] = _Pending(request)
        if self._process is not None:
            self._process.send(request)
            self._watch.watch()
        return pending

    def _withdraw(self, request: int) -> None:
        """Forget a request; if it was still pending, stop its computation."""
        if self._pending.pop(request, None) is not None and self._process is not None:
            self._process.send(wire.CancelRequest(request))

    # -- the child

    def _start_process(self) -> None:
        loop = asyncio.get_running_loop()

        def on_message(message: wire.Message) -> None:
            _call_soon(loop, lambda: self._receive(process, message))

        def on_end(problem: str) -> None:
            _call_soon(loop, lambda: self._ended(process, problem))

        self._process = process = WorkerProcess(worker_command(), on_message, on_end)
        self._watch.begin()

    def _end_child(self) -> None:
        if self._process is not None:
            _log.warning("The model's process does not answer and is ended.")
            self._process.kill()

    def _receive(self, process: WorkerProcess, message: wire.Message) -> None:
        if process is not self._process:
            return
        self._watch.heard()
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

    def _ended(self, process: WorkerProcess, problem: str) -> None:
        """Handle the death of the child, or that it could not be started (``problem``)."""
        if process is not self._process:
            return
        self._process = None
        self._watch.stop()
        _log.warning("The model's process ended by itself; %d requests were pending.", len(self._pending))
        loop = asyncio.get_running_loop()
        if self.loaded is None:
            self._give_up(problem)
            return
        self._forget_reload()
        for request, pending in list(self._pending.items()):
            pending.deaths += 1
            if pending.deaths >= _MOST_DEATHS:
                del self._pending[request]
                pending.replies.put_nowait(
                    wire.Failed(request, EngineDied.code, Sentence("The model's process ended while working on this."))
                )
        delay = self._restarts.delay_after_death(loop.time())
        if delay is None:
            self._give_up(problem)
            return
        self.announce(
            EngineStatus.RESTARTING, Sentence("The model's process ended and is being restarted; your text is safe.")
        )
        if delay:
            self._restart = loop.call_later(delay, self._start_again)
        else:
            self._start_again()

    def _give_up(self, problem: str) -> None:
        self.announce(EngineStatus.FAILED, Sentence("The model’s process keeps ending; your text is safe."))
        if problem and self.loaded is None:
            sentence = Sentence("The model’s process could not be started: {reason}.", reason=problem)
            self._fail_all(ModelProblem.code, sentence)
        else:
            self._fail_all(EngineDied.code, Sentence("The model's process ended; your text is safe."))

    def _start_again(self) -> None:
        """Start another child, load the model again and send pending requests again."""
        self._restart = None
        self._start_process()
        assert self._process is not None and self.loaded is not None
        reload = _Pending(self.loaded)
        self._pending = {self.loaded.id: reload, **self._pending}
        for pending in self._pending.values():
            self._process.send(pending.request)
        self._reloading = asyncio.ensure_future(self._await_reload(reload))

    def _forget_reload(self) -> None:
        """A child that was to load the model again is gone."""
        if self._reloading is not None:
            self._reloading.cancel()
            self._reloading = None
        if self.loaded is not None:
            self._pending.pop(self.loaded.id, None)

    async def _await_reload(self, reload: _Pending) -> None:
        while True:
            reply = await reload.replies.get()
            if isinstance(reply, wire.Done):
                self.is_ready()
                self.announce(EngineStatus.READY, Sentence("The model was restarted; nothing was lost."))
                return
            if isinstance(reply, wire.Failed):
                self.announce(EngineStatus.FAILED, reply.sentence)
                return

    # -- a child that is silent

    def _is_needed(self) -> bool:
        return bool(self._pending) and self._process is not None

    def _ping(self) -> None:
        if self._process is not None:
            self._process.send(wire.Ping(_NO_REQUEST))

    def _on_silence(self, is_silent: bool) -> None:
        if is_silent:
            self._tell(EngineStatus.SILENT, Sentence("The model does not answer; your text is safe."))
        else:
            self._tell(*self._status)

    def _tell(self, status: EngineStatus, sentence: str) -> None:
        for listener in self._listeners:
            listener(status, sentence)


def _call_soon(loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
    try:
        loop.call_soon_threadsafe(callback)
    except RuntimeError:
        return  # the loop is closed; nothing awaits the reply
