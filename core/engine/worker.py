"""The child process that holds the model. It owns no text: if it dies, nothing of the writer's is lost.

Started as ``python -m core.engine.worker``. Requests arrive on stdin, replies leave on what was stdout: that descriptor
is taken away at start and 1 pointed at stderr, because llama.cpp prints there. Two threads: a reader that files
requests in the inbox, and the engine thread (the main one) that alone touches llama.cpp. Scores are urgent: they come
before every step of a rewrite, and interrupt a prompt piece that is being read, which is then read again.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

from core.engine import wire
from core.engine.service import ModelService
from core.errors import EngineProblem, InkglowError

_URGENT = (wire.LoadModel, wire.ChooseAttribute, wire.ScoreText)
_NICENESS = 5


class Inbox:
    """Requests waiting for the engine thread; filled by the reader thread. Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._urgent: deque[wire.Message] = deque()
        self._background: deque[wire.Message] = deque()
        self._cancelled: set[int] = set()
        self._current = -1

    def put(self, message: wire.Message) -> None:
        """File a request, or note that one is cancelled."""
        with self._changed:
            if isinstance(message, wire.CancelRequest):
                self._cancelled.add(message.id)
            elif isinstance(message, _URGENT):
                self._urgent.append(message)
            else:
                self._background.append(message)
            self._changed.notify()

    def urgent_waiting(self) -> bool:
        """Whether a score (or a change of what is scored) waits; read from llama.cpp's abort callback."""
        return bool(self._urgent)

    def current_cancelled(self) -> bool:
        """Whether the request being computed was cancelled; read from llama.cpp's abort callback."""
        return self._current in self._cancelled

    def begin(self, request: int) -> None:
        """Note which request the engine thread works on."""
        self._current = request

    def finish(self, request: int) -> None:
        """Forget a request that was answered."""
        self._cancelled.discard(request)

    def next_urgent(self) -> wire.Message | None:
        """The oldest urgent request, if any."""
        return self._urgent.popleft() if self._urgent else None

    def next_background(self) -> wire.Message | None:
        """The oldest other request, if any."""
        return self._background.popleft() if self._background else None

    def wait(self) -> None:
        """Sleep until something is filed."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._urgent or self._background))


class Worker:
    """Answers requests in order of urgency. ``send`` is called from the engine thread only."""

    def __init__(self, inbox: Inbox, send: Callable[[wire.Message], None]) -> None:
        self._inbox = inbox
        self._send = send
        self._service = ModelService(inbox.urgent_waiting, inbox.current_cancelled, send)
        self._job: tuple[wire.Message, Iterator[wire.Message | None]] | None = None

    def run(self) -> None:
        """Serve for ever; the reader thread ends the process when the pipe closes."""
        while True:
            if (urgent := self._inbox.next_urgent()) is not None:
                self._complete(urgent)
            elif self._job is not None:
                self._advance()
            elif (request := self._inbox.next_background()) is not None:
                self._job = request, self._service.answer(request)
            else:
                self._inbox.wait()

    def _complete(self, request: wire.Message) -> None:
        steps = self._service.answer(request)
        while self._step(request, steps):
            pass

    def _advance(self) -> None:
        assert self._job is not None
        if not self._step(*self._job):
            self._job = None

    def _step(self, request: wire.Message, steps: Iterator[wire.Message | None]) -> bool:
        """Take one step and send what came of it; False when the request is over."""
        self._inbox.begin(request.id)
        try:
            if self._inbox.current_cancelled():
                steps.close()  # type: ignore[attr-defined]
                reply: wire.Message | None = wire.Cancelled(request.id)
            else:
                reply = next(steps, wire.Cancelled(request.id))
        except InkglowError as error:
            reply = wire.Failed(request.id, error.code, str(error))
        except Exception as error:
            reply = wire.Failed(request.id, EngineProblem.code, f"The model's process had a fault: {error!r}.")
        if reply is not None:
            self._send(reply)
        over = isinstance(reply, wire.Done | wire.Failed | wire.Cancelled)
        if over:
            self._inbox.finish(request.id)
        return not over


def _read_requests(stream: BinaryIO, inbox: Inbox) -> None:
    """Reader thread: file requests until the client goes away, then end the process at once, decode or not."""
    with contextlib.suppress(OSError, ValueError):
        while (frame := wire.read_frame(stream)) is not None:
            inbox.put(wire.from_frame(frame))
    os._exit(0)


def main() -> None:
    """Run the worker on this process's stdin and (former) stdout."""
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    inbox = Inbox()
    reader = threading.Thread(target=_read_requests, args=(sys.stdin.buffer, inbox), daemon=True, name="requests")
    reader.start()
    worker = Worker(inbox, lambda message: wire.write_frame(replies, wire.to_frame(message)))
    with contextlib.suppress(BrokenPipeError):
        worker.run()


if __name__ == "__main__":
    main()
