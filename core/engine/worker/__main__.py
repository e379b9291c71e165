"""The child process that holds the model. It stores no manuscript text, so no text is lost if it dies.

Started as ``python -m core.engine.worker``. Requests arrive on stdin; replies go to a duplicate of the original stdout,
and descriptor 1 is redirected to stderr, because llama.cpp prints to it. Two threads: a reader that puts requests into
the inbox, and the engine thread (the main one), the only one that calls llama.cpp, which serves them by priority.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import BinaryIO

from core import child_process
from core.engine import wire
from core.engine.protocol import Priority
from core.engine.worker.service import ModelService
from core.errors import EngineProblem, InkglowError
from core.private_log import TextlessFormatter, log_uncaught
from core.sentences import Sentence

_NICENESS = 5
_MOST_INTERRUPTIONS = 3
"""Most interruptions of a background reading by ASKED or TYPED requests; after these it is finished first."""
_OUT_OF_MEMORY = 70
"""Exit status of a process that lacked memory."""
_URGENT = (Priority.ASKED, Priority.TYPED)
_log = logging.getLogger(__name__)


class Inbox:
    """Requests waiting for the engine thread, by priority; filled by the reader thread. Thread-safe."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._waiting: dict[Priority, deque[wire.Message]] = {priority: deque() for priority in Priority}
        self._cancelled: set[int] = set()

    def put(self, message: wire.Message) -> None:
        """Add a request, or mark one as cancelled."""
        with self._changed:
            if isinstance(message, wire.CancelRequest):
                self._cancelled.add(message.id)
            else:
                self._waiting[_priority(message)].append(message)
            self._changed.notify()

    def put_back(self, message: wire.Message) -> None:
        """Return an interrupted request, as the next of its priority."""
        with self._changed:
            self._waiting[_priority(message)].appendleft(message)

    def has(self, *priorities: Priority) -> bool:
        """Whether a request of these priorities waits; called from llama.cpp's abort callback, so it takes no lock."""
        return any(self._waiting[priority] for priority in priorities)

    def is_cancelled(self, request: int) -> bool:
        """Whether the request was cancelled; called from llama.cpp's abort callback."""
        return request in self._cancelled

    def forget(self, request: int) -> None:
        """Remove the cancellation mark of a request that is answered."""
        self._cancelled.discard(request)

    def take(self, priority: Priority) -> wire.Message | None:
        """The oldest request of this priority, if any."""
        waiting = self._waiting[priority]
        return waiting.popleft() if waiting else None

    def wait(self) -> None:
        """Sleep until there is a request."""
        with self._changed:
            self._changed.wait_for(lambda: any(self._waiting.values()))


def _priority(message: wire.Message) -> Priority:
    return Priority(getattr(message, "priority", Priority.ASKED))


@dataclass(eq=False)
class _Job:
    """A request in progress, with its remaining steps."""

    request: wire.Message
    priority: Priority
    steps: Generator[wire.Message | None, None, None]


class Worker:
    """Answers requests by priority, a step at a time. ``send`` is called from the engine thread only.

    A LEARNING request is aborted, and started again later, where an ASKED request needs its context.
    """

    def __init__(self, inbox: Inbox, send: Callable[[wire.Message], None]) -> None:
        self._inbox = inbox
        self._send = send
        self._service = ModelService(self._gives_way, self._interrupted, self._cancelled, send)
        self._jobs: dict[Priority, _Job] = {}
        self._current: _Job | None = None
        self._typed_had_turn = False
        self._interruptions: dict[int, int] = {}

    def run(self) -> None:
        """Serve requests until the reader thread ends the process, when the pipe closes."""
        while True:
            if not self.take_turn():
                self._inbox.wait()

    def take_turn(self) -> bool:
        """Run one whole score, or one step of a longer request. False where there is nothing to do."""
        asked = Priority.ASKED in self._jobs or self._inbox.has(Priority.ASKED)
        if not (asked and self._typed_had_turn) and self._complete_one(Priority.TYPED):
            self._typed_had_turn = True
            return True
        if asked:
            self._advance(Priority.ASKED)
            self._typed_had_turn = False  # only now, so that a prompt piece yields to typing once, not for ever
            return True
        return (
            self._complete_one(Priority.VISIBLE)
            or self._complete_one(Priority.REST)
            or self._advance(Priority.LEARNING)
        )

    def _complete_one(self, priority: Priority) -> bool:
        request = self._inbox.take(priority)
        if request is None:
            return False
        job = _Job(request, priority, self._service.answer(request))
        while self._step(job):
            pass
        return True

    def _advance(self, priority: Priority) -> bool:
        job = self._jobs.get(priority)
        if job is None:
            request = self._inbox.take(priority)
            if request is None:
                return False
            if priority is Priority.ASKED and (learning := self._jobs.pop(Priority.LEARNING, None)) is not None:
                learning.steps.close()
                self._inbox.put_back(learning.request)
            job = self._jobs[priority] = _Job(request, priority, self._service.answer(request))
        if not self._step(job):
            del self._jobs[priority]
        return True

    def _step(self, job: _Job) -> bool:
        """Run one step and send its result; False when the request is finished or must be started again."""
        request, self._current = job.request, job
        try:
            if self._cancelled():
                job.steps.close()
                reply: wire.Message | None = wire.Cancelled(request.id)
            else:
                reply = next(job.steps, wire.Cancelled(request.id))
        except InkglowError as error:
            reply = wire.Failed(request.id, error.code, str(error))
        except MemoryError:
            _log.exception("There was not enough memory for a request of the kind %s", request.kind)
            os._exit(_OUT_OF_MEMORY)  # a new process has what this one holds; the client repeats the request
        except Exception:
            _log.exception("A request of the kind %s failed", request.kind)
            reply = wire.Failed(
                request.id, EngineProblem.code, Sentence("The model’s process failed; the log has the details.")
            )
        finally:
            self._current = None
        interrupted = isinstance(reply, wire.Cancelled) and not self._inbox.is_cancelled(request.id)
        if interrupted and job.priority is Priority.LEARNING:
            self._interruptions[request.id] = self._interruptions.get(request.id, 0) + 1
            self._inbox.put_back(request)
            return False
        if reply is not None:
            self._send(reply)
        over = isinstance(reply, wire.Done | wire.Failed | wire.Cancelled)
        if over:
            self._inbox.forget(request.id)
            self._interruptions.pop(request.id, None)
        return not over

    # -- callbacks of llama.cpp while it computes

    def _cancelled(self) -> bool:
        return self._current is not None and self._inbox.is_cancelled(self._current.request.id)

    def _gives_way(self) -> bool:
        """Whether to interrupt the current prompt piece for a more urgent request; the piece is then read again."""
        if self._current is not None and self._current.priority is Priority.LEARNING:
            return self._inbox.has(*_URGENT)
        return not self._typed_had_turn and self._inbox.has(Priority.TYPED)

    def _interrupted(self) -> bool:
        """Whether to stop reading states: cancelled, or a LEARNING request while a more urgent one waits."""
        job = self._current
        if job is None or job.priority is not Priority.LEARNING:
            return self._cancelled()
        may_be = self._interruptions.get(job.request.id, 0) < _MOST_INTERRUPTIONS
        return self._cancelled() or (may_be and self._inbox.has(*_URGENT))


def _read_requests(stream: BinaryIO, inbox: Inbox, send: Callable[[wire.Message], None]) -> None:
    """Reader thread: add requests until the client closes the pipe, then end the process, even during a decode.

    Whatever else ends the thread ends the process too: without it no request would ever be answered.
    """
    try:
        while (frame := wire.read_frame(stream)) is not None:
            message = wire.from_frame(frame)
            if isinstance(message, wire.Ping):
                send(wire.Pong(message.id))
            else:
                inbox.put(message)
    finally:
        os._exit(0)


def main() -> None:
    """Run the worker on this process's stdin and original stdout."""
    child_process.end_with_parent()
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    handler = logging.StreamHandler()
    handler.setFormatter(TextlessFormatter("%(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    log_uncaught()
    inbox = Inbox()
    sending = threading.Lock()

    def send(message: wire.Message) -> None:
        with sending:
            wire.write_frame(replies, wire.to_frame(message))

    reader = threading.Thread(target=_read_requests, args=(sys.stdin.buffer, inbox, send), daemon=True, name="requests")
    reader.start()
    worker = Worker(inbox, send)
    with contextlib.suppress(BrokenPipeError):
        worker.run()


if __name__ == "__main__":
    main()
