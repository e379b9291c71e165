"""Open files that are made to do harm: each must end in a sentence or in a usual result, soon and in bounded memory.

``python -m tests.faults.hostile [--runs N] [--seed S] [--only SEED]``. Each seed makes one file: a model or an
attribute with false lengths, a chat template that never ends, a text, page, RTF or packed file too deep or too long,
one of the program's own files with garbage in it. It is opened by the program's own readers, in a process that this one
watches.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from core import child_process
from tests.faults import report
from tests.faults.report import Lost

LONGEST_S = 10.0
"""Seconds of processor time for one file, pandoc's included."""
MOST_MB = 1024.0
"""Megabytes that this process's memory may grow by while it opens one file. pandoc has a limit of its own (2 GB)."""
_WATCHED_S = 90.0
"""Seconds on the wall until the process counts as stuck: other programs may have the processors."""


class Openers:
    """The process that opens files; a new one where one has ended."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self.families: Counter[str] = Counter()
        self.sentences: Counter[str] = Counter()

    def attempt(self, seed: int) -> None:
        """Have the file of ``seed`` made and opened. Raises Lost."""
        reply = self._reply(seed)
        family = str(reply["family"])
        self.families[family] += 1
        if reply["said"]:
            self.sentences[family] += 1
        if reply["problem"]:
            raise Lost(f"{family}: {reply['problem']}")
        if reply["seconds"] > LONGEST_S:
            raise Lost(f"{family}: took {reply['seconds']:.1f} s; said {reply['said']!r}")
        if reply["megabytes"] > MOST_MB:
            raise Lost(f"{family}: took {reply['megabytes']:.0f} MB; said {reply['said']!r}")

    def close(self) -> None:
        """End the process."""
        if self._child is not None and self._child.stdin is not None and self._child.stdout is not None:
            self._child.stdin.close()
            self._child.stdout.close()
            self._child.kill()
            self._child.wait()
        self._child = None

    def _reply(self, seed: int) -> dict[str, Any]:
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-m", "tests.faults.hostile_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=child_process.environment(os.environ),
            )
        child = self._child
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            child.stdin.write(f"{seed}\n".encode())
            child.stdin.flush()
            is_stuck = not select.select([child.stdout], [], [], _WATCHED_S)[0]
            line = b"" if is_stuck else child.stdout.readline()
        except BrokenPipeError:
            line, is_stuck = b"", False
        if not line:
            self.close()
            raise Lost(f"the process that opened it {'is stuck' if is_stuck else f'ended: {child.returncode}'}")
        reply: dict[str, Any] = json.loads(line)
        return reply


@contextmanager
def openers() -> Iterator[Openers]:
    """The process that opens files, ended afterwards."""
    made = Openers()
    try:
        yield made
    finally:
        made.close()


def main() -> int:
    """The command line."""
    with openers() as opened:
        status = report.main("hostile", "files that are made to do harm", opened.attempt, runs=3000)
        for family, count in opened.families.most_common():
            print(f"    {family}: {count} files, {opened.sentences[family]} answered with a sentence")
    return status


if __name__ == "__main__":
    sys.exit(main())
