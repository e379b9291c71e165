"""Searches by regular expressions in a child process, which can be ended.

A pattern such as ``(a+)+b`` can take longer than anyone lives, and Python cannot interrupt it: in a thread it would
also hold the interpreter's lock, and with it the window.
"""

from __future__ import annotations

import contextlib
import subprocess
import threading

from core import child_process
from core.errors import InkglowError, Superseded, os_reason
from core.search.finder import Found
from core.search.query import Query
from core.search.worker import BEGUN, read_reply, request_line

LIMIT = 4.0
"""Seconds that a search may take."""


class TooSlow(InkglowError):
    """The pattern takes too long on this text."""

    code = "search"


class NoProcess(InkglowError):
    """The child process cannot be started, or has ended by itself."""

    code = "search"


class SearchProcess:
    """Starts the child when it is needed and keeps it for the next search. For any thread; one search at a time."""

    def __init__(self, limit: float = LIMIT) -> None:
        self._limit = limit
        self._searching = threading.Lock()
        self._state = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._is_busy = self._was_stopped = self._was_late = self._is_closed = False

    def find(self, text: str, query: Query, replacement: str = "") -> Found:
        """As :func:`core.search.finder.find_all`; waits for the child.

        Raises PatternProblem, ReplacementProblem, TooSlow, NoProcess, and Superseded if
        :meth:`interrupt` ended it.
        """
        with self._searching:
            if self._is_closed:
                raise Superseded("there is no more searching")
            child = self._begin()
            try:
                line = self._ask(child, request_line(text, query, replacement))
            finally:
                self._end(child)
            if line:
                return read_reply(line)
            if self._was_late:
                raise TooSlow("The pattern takes too long on this text.")
            if self._was_stopped:
                raise Superseded("another search has begun")
            raise NoProcess("The search has ended unexpectedly.")

    def interrupt(self) -> None:
        """End the search that is under way, if there is one."""
        with self._state:
            if self._is_busy and self._child is not None:
                self._was_stopped = True
                self._child.kill()

    def close(self) -> None:
        """End the child for good: a later search raises Superseded."""
        self._is_closed = True
        self.rest()

    def rest(self) -> None:
        """End the child; the next search starts another one."""
        self.interrupt()
        with self._searching:
            child, self._child = self._child, None
            if child is not None:
                _stop(child)

    def _begin(self) -> subprocess.Popen[bytes]:
        with self._state:
            self._was_stopped = self._was_late = False
            if self._child is not None and self._child.poll() is not None:
                _stop(self._child)
                self._child = None
            if self._child is None:
                self._child = _start()
            self._is_busy = True
            return self._child

    def _ask(self, child: subprocess.Popen[bytes], request: bytes) -> bytes:
        """The reply; empty if the child has ended. The time counts from when the child has read the request."""
        assert child.stdin is not None and child.stdout is not None
        late = threading.Timer(self._limit, self._on_late)
        late.daemon = True
        try:
            child.stdin.write(request)
            child.stdin.flush()
            if child.stdout.readline() != BEGUN:
                return b""
            late.start()
            line = child.stdout.readline()
        except OSError:
            return b""
        finally:
            late.cancel()
        if late.ident is not None:
            late.join()
        return line if line.endswith(b"\n") else b""

    def _end(self, child: subprocess.Popen[bytes]) -> None:
        with self._state:
            self._is_busy = False
            if self._was_late or self._was_stopped:
                _stop(child)
                self._child = None

    def _on_late(self) -> None:
        with self._state:
            if self._is_busy and self._child is not None:
                self._was_late = True
                self._child.kill()


def _start() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            child_process.command("core.search.worker", "--search-worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_process.environment(),
            creationflags=child_process.background_flags(),
        )
    except OSError as error:
        raise NoProcess("The search cannot be started: {reason}.", reason=os_reason(error)) from None


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    child.wait()
