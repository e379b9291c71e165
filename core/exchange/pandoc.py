"""Run pandoc in a child process: without access to files or network, with bounded memory and time, and cancellable.

pandoc reads stdin and writes stdout; whatever it must have as a file lies in a temporary folder made for the run.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core import child_process, paths
from core.errors import FileProblem, os_reason
from core.exchange.job import Job

LARGEST_HEAP_MB = 2048
LONGEST_S = 600.0
_LEAST_S, _BYTES_A_SECOND = 7.0, 40_000
"""Reading may take the least, and a second more for each so many bytes. pandoc reads a novel five times as fast; what
is nested very deeply takes a time that grows with the square of its size."""


_ENVIRONMENT = {"LC_ALL": "C.UTF-8"} if sys.platform != "win32" else None
"""Nothing of the user's: an environment with other templates or another language would change what is written."""


class Pandoc:
    """Converts between a format and pandoc's own tree (JSON)."""

    def __init__(self, program: Path | None = None) -> None:
        """``program`` is pandoc's file; without it the one that is installed with Inkglow, else one on the PATH."""
        self._program = program or _installed()

    def read(self, data: bytes, reader: str, job: Job) -> dict[str, Any]:
        """pandoc's tree of ``data`` in the format ``reader``. Raises PandocFailed, FileProblem, Superseded. Blocks."""
        longest_s = min(LONGEST_S, _LEAST_S + len(data) / _BYTES_A_SECOND)
        try:
            tree: dict[str, Any] = json.loads(self._run(["--from", reader, "--to", "json"], data, job, longest_s))
        except RecursionError:
            raise FileProblem("It is nested too deeply to be imported.") from None
        return tree

    def write(
        self,
        tree: Mapping[str, Any],
        writer: str,
        job: Job,
        options: Sequence[str] = (),
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> bytes:
        """A file in the format ``writer``. ``files`` are options that need a file: its name and content.

        Raises PandocFailed, FileProblem, Superseded. Blocks.
        """
        data = json.dumps(tree, ensure_ascii=False).encode("utf-8")
        with tempfile.TemporaryDirectory(prefix="inkglow-") as folder:
            given = []
            for option, (name, content) in (files or {}).items():
                (Path(folder) / name).write_bytes(content)
                given.append(f"{option}={Path(folder) / name}")
            return self._run(["--from", "json", "--to", writer, "--output", "-", *options, *given], data, job)

    def data_file(self, name: str, job: Job) -> bytes:
        """One of pandoc's own data files. Raises PandocFailed, FileProblem, Superseded. Blocks."""
        return self._run(["--print-default-data-file", name], b"", job)

    def _run(self, options: Sequence[str], data: bytes, job: Job, longest_s: float = LONGEST_S) -> bytes:
        if self._program is None:
            raise FileProblem("pandoc, which reads and writes these formats, is not installed; run `make setup` again.")
        limits = ["+RTS", f"-M{LARGEST_HEAP_MB}M", "-RTS", "--sandbox", f"--data-dir={self._program.parent / 'none'}"]
        command = child_process.ending_with_parent([str(self._program), *limits, *options])
        try:
            status, out, messages = job.run(command, data, longest_s, _ENVIRONMENT)
        except subprocess.TimeoutExpired:
            if longest_s < 2 * _MINUTE:
                raise FileProblem(
                    "It took longer than {seconds:.0f} seconds and was stopped.", seconds=longest_s
                ) from None
            raise FileProblem(
                "It took longer than {minutes:.0f} minutes and was stopped.", minutes=longest_s / _MINUTE
            ) from None
        except OSError as error:
            raise FileProblem("pandoc could not be started: {reason}.", reason=os_reason(error)) from None
        if status == child_process.NOT_STARTED:
            raise FileProblem("pandoc could not be started.")
        if status == _HEAP_EXHAUSTED:
            raise FileProblem(
                "It needs more than {size:.0f} GB of memory and was stopped.",
                size=LARGEST_HEAP_MB / 1024,
            )
        if status:
            raise PandocFailed(messages.strip() or f"exit status {status}")
        return out


_HEAP_EXHAUSTED = 251
_MINUTE = 60.0


class PandocFailed(Exception):
    """pandoc could not read or write a text; the message is its own, for the log."""


def _installed() -> Path | None:
    name = "pandoc.exe" if sys.platform == "win32" else "pandoc"
    if (bundled := paths.package_file("pypandoc", "files", name)) is not None:
        return bundled
    return Path(found) if (found := shutil.which("pandoc")) else None
