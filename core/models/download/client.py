"""Download models through a child process, which is started on request and ended to stop a download.

This module does not use the network; :mod:`core.models.download.worker` does, and it runs only while a method of
:class:`Downloader` waits for it.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import subprocess
import threading
import time
from collections.abc import AsyncGenerator, Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from core import child_process, paths
from core.errors import DownloadProblem
from core.files import write_atomically
from core.json_text import parse
from core.models.catalogue import Entry
from core.models.download import wire
from core.models.download.hub_cache import INCOMPLETE
from core.models.download.wire import Stage
from core.models.memory import gigabytes
from core.sentences import Sentence, joined_sentences

_HALF_LIFE = 3.0
"""Half-life, in seconds, of a measurement of the speed."""
_PATIENCE = 2.0
"""Seconds for a child to end before it is killed."""
_FOR_THE_CHILD = {
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "HF_HUB_DISABLE_XET": "1",  # plain HTTP, so that a partial file is visible, kept and can be resumed
}
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RemoteFile:
    """A file as the hub has it now: ``size`` in bytes, ``sha256`` in hexadecimal."""

    size: int
    sha256: str
    commit: str


@dataclass(frozen=True)
class DownloadProgress:
    """Progress of a stage, in bytes. Speed and seconds left are None until they can be estimated.

    ``path`` is the finished file, with the stage DONE.
    """

    stage: Stage
    done: int
    total: int
    bytes_per_second: float | None = None
    seconds_left: float | None = None
    path: Path | None = None

    @property
    def words(self) -> str:
        """The progress as words for people."""
        if self.stage is Stage.DONE:
            return Sentence("Here, and undamaged")
        if self.stage is Stage.CHECKING:
            return Sentence("Checking that it arrived undamaged: {done:.0%}", done=self.done / max(1, self.total))
        parts: list[str] = [Sentence("{done} of {total}", done=gigabytes(self.done), total=gigabytes(self.total))]
        if self.bytes_per_second is not None:
            parts.append(Sentence("{speed:.1f} MB per second", speed=self.bytes_per_second / 1e6))
        if self.seconds_left is not None:
            parts.append(Sentence("{duration} left", duration=_duration(self.seconds_left)))
        return joined_sentences(parts, ", ")


@dataclass(frozen=True)
class Paused:
    """An interrupted download that can be resumed: ``done`` of ``total`` bytes are on the disk."""

    done: int
    total: int


@dataclass(frozen=True)
class _Record:
    """The stored record of an unfinished download, so that it is found without asking the hub."""

    partial: str
    total: int


class Pace:
    """The speed of a transfer, smoothed: measurements count half after three seconds."""

    def __init__(self) -> None:
        self._last: tuple[float, int] | None = None
        self._speed: float | None = None

    def at(self, seconds: float, done: int) -> float | None:
        """Bytes per second, given that ``done`` bytes have arrived at time ``seconds``; None at first."""
        if self._last is None or done < self._last[1]:
            self._last, self._speed = (seconds, done), None
        elif seconds > self._last[0]:
            elapsed = seconds - self._last[0]
            now = (done - self._last[1]) / elapsed
            weight = 1.0 if self._speed is None else 1 - 0.5 ** (elapsed / _HALF_LIFE)
            self._speed = weight * now + (1 - weight) * (self._speed or 0.0)
            self._last = (seconds, done)
        return self._speed


class Downloader:
    """Downloads catalogue entries into the Hugging Face cache.

    ``records`` is the folder for records of unfinished downloads; ``environment`` is that of the child: HF_HOME,
    HF_HUB_CACHE, HF_ENDPOINT, HF_TOKEN and proxies mean what they mean to huggingface_hub.
    """

    def __init__(self, records: Path, environment: Mapping[str, str]) -> None:
        self._records = records
        self._environment = {**environment, **_FOR_THE_CHILD}
        self._running: set[str] = set()

    async def details(self, entry: Entry) -> RemoteFile:
        """Ask the hub about the file; call it only on a click. Raises DownloadProblem."""
        async with contextlib.aclosing(self._replies(entry, fetch=False)) as replies:
            async for message in replies:
                if isinstance(message, wire.Found):
                    return RemoteFile(message.size, message.sha256, message.commit)
        raise DownloadProblem("Hugging Face did not answer about {file}; try again.", file=entry.file)

    async def download(self, entry: Entry) -> AsyncGenerator[DownloadProgress, None]:
        """Download or resume a download; the last item has the stage DONE and the path.

        Closing the iterator or cancelling the task stops the child and keeps the partial file: a pause. Calling
        :meth:`discard` afterwards cancels the download. Raises DownloadProblem, also where the file is being
        downloaded already, and FileProblem where the records cannot be written.
        """
        if entry.id in self._running:
            raise DownloadProblem("{title} is already being downloaded.", title=entry.title)
        self._running.add(entry.id)
        pace, stage, size = Pace(), Stage.DOWNLOADING, 0
        try:
            async with contextlib.aclosing(self._replies(entry, fetch=True)) as replies:
                async for message in replies:
                    if isinstance(message, wire.Found):
                        size = message.size
                        self._remember(entry, _Record(message.partial, size))
                    elif isinstance(message, wire.Progress):
                        if message.stage is not stage:
                            pace, stage = Pace(), message.stage
                        yield _progress(message, pace.at(time.monotonic(), message.done))
                    elif isinstance(message, wire.Finished):
                        yield DownloadProgress(Stage.DONE, size, size, path=Path(message.path))
        finally:
            self._running.discard(entry.id)
            if self.paused(entry) is None:
                self._record_file(entry).unlink(missing_ok=True)

    def paused(self, entry: Entry) -> Paused | None:
        """The unfinished download of ``entry``, if any; does not use the network."""
        record = self._record(entry)
        if record is None or not Path(record.partial).is_file():
            return None
        return Paused(Path(record.partial).stat().st_size, record.total)

    def discard(self, entry: Entry) -> None:
        """Remove the partial file of a download. Raises DownloadProblem while it is running."""
        if entry.id in self._running:
            raise DownloadProblem("{title} is being downloaded; stop that first.", title=entry.title)
        self._forget(entry, self._record(entry))

    async def _replies(self, entry: Entry, *, fetch: bool) -> AsyncGenerator[wire.Message, None]:
        """The messages of a new child until it ends. Raises DownloadProblem for a failure that it reports."""
        loop = asyncio.get_running_loop()
        inbox: asyncio.Queue[wire.Message | None] = asyncio.Queue()

        def receive(message: wire.Message | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed; nothing awaits the message
                loop.call_soon_threadsafe(inbox.put_nowait, message)

        order = wire.Order(entry.repo, entry.file, entry.page, fetch)
        child = _Child(order, self._environment, receive)
        try:
            finished = False
            while (message := await inbox.get()) is not None:
                if isinstance(message, wire.Failed):
                    _log.info("A download failed:\n%s", message.trace)
                    raise DownloadProblem(message.sentence)
                finished = isinstance(message, wire.Finished) or not fetch
                yield message
            if not finished:
                raise DownloadProblem("The download's process ended by itself; try again, it goes on from there.")
        finally:
            await asyncio.to_thread(child.stop)

    def _record_file(self, entry: Entry) -> Path:
        return self._records / f"{entry.id}.json"

    def _record(self, entry: Entry) -> _Record | None:
        try:
            record = _Record(**parse(self._record_file(entry).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        is_one = isinstance(record.partial, str) and type(record.total) is int and "\0" not in record.partial
        return record if is_one and record.partial.endswith(INCOMPLETE) else None

    def _remember(self, entry: Entry, record: _Record) -> None:
        """Record a download that starts, and remove the partial file of an older version, which cannot be finished."""
        before = self._record(entry)
        if before is not None and before.partial != record.partial:
            self._forget(entry, before)
        self._records.mkdir(parents=True, exist_ok=True)
        write_atomically(self._record_file(entry), json.dumps(asdict(record)).encode())

    def _forget(self, entry: Entry, record: _Record | None) -> None:
        if record is not None:
            Path(record.partial).unlink(missing_ok=True)
        self._record_file(entry).unlink(missing_ok=True)


def _progress(message: wire.Progress, speed: float | None) -> DownloadProgress:
    left = (message.total - message.done) / speed if speed else None
    return DownloadProgress(message.stage, message.done, message.total, speed, left)


def _duration(seconds: float) -> str:
    if seconds < 90:
        return Sentence("about a minute") if seconds > 45 else Sentence("less than a minute")
    if seconds < 90 * 60:
        return Sentence("about {seconds:.0f} minutes", seconds=seconds / 60)
    return Sentence("about {seconds:.0f} hours", seconds=seconds / 3600)


def records_folder() -> Path:
    """The folder of records of unfinished downloads, for the window and the command line."""
    return paths.data_folder() / "downloads"


def worker_command() -> list[str]:
    """The command line that starts the child."""
    return child_process.command("core.models.download.worker", "--download-worker")


class _Child:
    """One child process and the thread that reads its answers; ``receive`` gets each one, and None at the end."""

    def __init__(
        self, order: wire.Order, environment: Mapping[str, str], receive: Callable[[wire.Message | None], None]
    ) -> None:
        self._process = subprocess.Popen(
            worker_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=child_process.environment(environment),
            creationflags=child_process.background_flags(),
        )
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # if it has ended already, the reader thread reports that
            self._process.stdin.write(wire.to_line(order))
            self._process.stdin.flush()
        self._receive = receive
        self._reader = threading.Thread(target=self._read, daemon=True, name="download-replies")
        self._reader.start()

    def stop(self) -> None:
        """End the child and wait until it has ended."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._process.terminate()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as stream, contextlib.suppress(OSError, ValueError):
            for line in stream:
                self._receive(wire.from_line(line))
        self._receive(None)
