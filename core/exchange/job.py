"""Run a command in a child process that any thread can stop."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence

from core.child_process import background_flags
from core.errors import Superseded


class Job:
    """One import or export, which any thread can cancel."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._with_children = False
        self.cancelled = False
        """Whether :meth:`cancel` was called."""

    def cancel(self) -> None:
        """Stop what is running; the work then raises Superseded."""
        with self._lock:
            self.cancelled = True
            if self._child is not None:
                self._kill(self._child)

    def check(self) -> None:
        """Raises Superseded once the job is cancelled."""
        if self.cancelled:
            raise Superseded("It was cancelled.")

    def run(
        self,
        command: Sequence[str],
        stdin: bytes,
        timeout_s: float,
        environment: Mapping[str, str] | None,
        *,
        with_children: bool = False,
    ) -> tuple[int, bytes, str]:
        """Run a command: its exit status, output and messages. Raises Superseded, OSError, TimeoutExpired. Blocks.

        ``with_children`` says that it starts processes itself, which are to end with it.
        """
        with self._lock:
            self.check()
            self._with_children = with_children
            child = self._child = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment,
                creationflags=background_flags(),
                start_new_session=with_children,
            )
        try:
            out, messages = child.communicate(stdin, timeout=timeout_s)
        finally:
            with self._lock:
                self._child = None
            if child.poll() is None:
                self._kill(child)
                child.communicate()
        self.check()
        return child.returncode, out, messages.decode("utf-8", "replace")

    def _kill(self, child: subprocess.Popen[bytes]) -> None:
        if self._with_children and os.name == "posix":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
        child.kill()
