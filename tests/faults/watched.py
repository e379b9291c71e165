"""A process that tries seeds, watched from outside: started again where it has ended."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from typing import Any

from core import child_process
from tests.faults.report import Lost


class Watched:
    """The process ``python -m module``: a seed on a line of its stdin, a line of JSON on its stdout for each."""

    def __init__(self, module: str, longest_s: float) -> None:
        """``longest_s`` are seconds on the wall until it counts as stuck: other programs may have the processors."""
        self._module, self._longest_s = module, longest_s
        self._child: subprocess.Popen[bytes] | None = None

    def ask(self, seed: int) -> dict[str, Any]:
        """What it says of ``seed``. Raises Lost where it ends or is stuck."""
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", self._module],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=child_process.environment({**os.environ, "QT_QPA_PLATFORM": "offscreen"}),
            )
        child = self._child
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(f"{seed}\n".encode())
            child.stdin.flush()
            is_stuck = not select.select([child.stdout], [], [], self._longest_s)[0]
            line = b"" if is_stuck else child.stdout.readline()
        except BrokenPipeError:
            line, is_stuck = b"", False
        if not line:
            self.close()
            raise Lost(f"the process {'is stuck' if is_stuck else f'ended: {child.returncode}'}")
        reply: dict[str, Any] = json.loads(line)
        if reply["problem"]:
            self.close()
        return reply

    def close(self) -> None:
        """End the process."""
        child, self._child = self._child, None
        if child is not None and child.stdin is not None and child.stdout is not None:
            child.kill()
            child.stdin.close()
            child.stdout.close()
            child.wait()
