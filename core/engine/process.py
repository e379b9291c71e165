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

_log = logging.getLogger(__name__)

_SPINS = "2000"
"""How long OpenMP's threads spin before they sleep. With the default of 300,000 rounds, two processes that compute at
once on 2 cores take five times as long as one, instead of twice; with 0, generation is half as fast (make bench)."""


def worker_command() -> list[str]:
    """The command line that starts the child."""
    return child_process.command("core.engine.worker", "--engine-worker")


class WorkerProcess:
    """One child process and the threads on its pipes. The two callbacks are called from the reader thread."""

    def __init__(
        self, command: list[str], on_message: Callable[[wire.Message], None], on_end: Callable[[], None]
    ) -> None:
        self._child = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={"GOMP_SPINCOUNT": _SPINS, **child_process.environment()},
            creationflags=child_process.background_flags(),
        )
        self._outbox: queue.SimpleQueue[wire.Message | None] = queue.SimpleQueue()
        self._on_message = on_message
        self._on_end = on_end
        self._reader = threading.Thread(target=self._read, daemon=True, name="engine-replies")
        self._writer = threading.Thread(target=self._write, daemon=True, name="engine-requests")
        self._errors = threading.Thread(target=self._log_errors, daemon=True, name="engine-errors")
        for thread in (self._reader, self._writer, self._errors):
            thread.start()

    @property
    def pid(self) -> int:
        """The child's process id."""
        return self._child.pid

    def send(self, message: wire.Message) -> None:
        """Queue a request; returns at once."""
        self._outbox.put(message)

    def end(self) -> None:
        """Close the child's stdin, which makes it exit at once, and wait for the threads."""
        self._outbox.put(None)
        self._writer.join()
        try:
            self._child.wait(timeout=2)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._reader.join()
        self._errors.join()

    def _read(self) -> None:
        assert self._child.stdout is not None
        with self._child.stdout as stream:
            try:
                while (frame := wire.read_frame(stream)) is not None:
                    self._on_message(wire.from_frame(frame))
            except (OSError, ValueError):
                self._child.kill()
        self._child.wait()
        self._outbox.put(None)  # ends the writer thread: the child is gone
        self._on_end()

    def _log_errors(self) -> None:
        """Copy the child's stderr to the log; it contains no manuscript text (core.private_log)."""
        assert self._child.stderr is not None
        with self._child.stderr as stream:
            for line in stream:
                _log.info("the model's process: %s", line.decode("utf-8", "replace").rstrip())

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
