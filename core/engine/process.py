"""The child process and the threads on its pipes."""

from __future__ import annotations

import contextlib
import logging
import queue
import subprocess
import threading
from collections.abc import Callable

from core import child_process
from core.engine import wire
from core.errors import os_reason

_log = logging.getLogger(__name__)

_SPINS = "2000"
"""How long OpenMP's threads spin before they sleep. With the default of 300,000 rounds, two processes that compute at
once on 2 cores take five times as long as one, instead of twice; with 0, generation is half as fast (make bench)."""
_ENVIRONMENT = {
    "GOMP_SPINCOUNT": _SPINS,
    "GGML_NO_BACKTRACE": "1",  # a dying ggml starts gdb, which takes half a minute and prints the text it was given
}
_PATIENCE_S = 2.0
"""How long a child that is to end may take before it is killed."""


def worker_command() -> list[str]:
    """The command line that starts the child."""
    return child_process.command("core.engine.worker", "--engine-worker")


class WorkerProcess:
    """One child process and the threads on its pipes. The two callbacks are called from the reader thread.

    That thread also starts the child: it lives as long as the child, which Linux asks for
    (:func:`core.child_process.end_with_parent`), and whoever wants a child does not wait for the start.
    """

    def __init__(
        self, command: list[str], on_message: Callable[[wire.Message], None], on_end: Callable[[str], None]
    ) -> None:
        """``on_end`` is told why the child could not be started; "" where it was, and has ended."""
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None
        self._starting = threading.Lock()
        self._is_unwanted = False
        self._outbox: queue.SimpleQueue[wire.Message | None] = queue.SimpleQueue()
        self._on_message = on_message
        self._on_end = on_end
        self._reader = threading.Thread(target=self._run, daemon=True, name="engine-replies")
        self._reader.start()

    @property
    def pid(self) -> int | None:
        """The child's process id; None until it is started."""
        return self._child.pid if self._child is not None else None

    def send(self, message: wire.Message) -> None:
        """Queue a request; returns at once."""
        self._outbox.put(message)

    def kill(self) -> None:
        """End the child at once, whatever it does, even if it is stopped; ``on_end`` follows."""
        with self._starting:
            self._is_unwanted = True
            if self._child is not None:
                self._child.kill()

    def end(self) -> None:
        """Close the child's stdin, which makes it exit at once, and wait for the threads. Blocks."""
        with self._starting:
            self._is_unwanted = True
        self._outbox.put(None)
        if self._child is not None:
            try:
                self._child.wait(timeout=_PATIENCE_S)
            except subprocess.TimeoutExpired:
                self._child.kill()
        self._reader.join()

    def _run(self) -> None:
        """Reader thread: start the child, read until it ends, end the other threads."""
        try:
            child = self._start()
        except OSError as error:
            _log.warning("The model's process could not be started: %s", error.strerror)
            self._on_end(os_reason(error))
            return
        if child is not None:
            writer = threading.Thread(target=self._write, args=(child,), daemon=True, name="engine-requests")
            errors = threading.Thread(target=self._log_errors, args=(child,), daemon=True, name="engine-errors")
            writer.start()
            errors.start()
            self._read(child)
            child.wait()
            self._outbox.put(None)  # ends the writer thread: the child is gone
            writer.join()
            errors.join()
        self._on_end("")

    def _start(self) -> subprocess.Popen[bytes] | None:
        """The child; None where it is wanted no more."""
        with self._starting:
            if not self._is_unwanted:
                self._child = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    env={**_ENVIRONMENT, **child_process.environment()},
                    creationflags=child_process.background_flags(),
                )
            return self._child

    def _read(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdout is not None
        with child.stdout as stream:
            try:
                while (frame := wire.read_frame(stream)) is not None:
                    self._on_message(wire.from_frame(frame))
            except (OSError, ValueError):
                child.kill()

    def _log_errors(self, child: subprocess.Popen[bytes]) -> None:
        """Copy the child's stderr to the log; it contains no manuscript text (core.private_log)."""
        assert child.stderr is not None
        with child.stderr as stream:
            for line in stream:
                _log.info("the model's process: %s", line.decode("utf-8", "replace").rstrip())

    def _write(self, child: subprocess.Popen[bytes]) -> None:
        assert child.stdin is not None
        try:
            while (message := self._outbox.get()) is not None:
                wire.write_frame(child.stdin, wire.to_frame(message))
        except OSError:
            return  # the child is gone; the reader thread reports it
        finally:
            with contextlib.suppress(OSError):
                child.stdin.close()
