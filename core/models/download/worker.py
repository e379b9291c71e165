"""The child process that downloads: ``python -m core.models.download.worker``. The parent kills it to stop a download.

It reads one order from stdin and answers in lines on the original stdout (descriptor 1 is redirected at start, so that
output of libraries does not mix with the answers). When stdin closes, the parent has ended, and it ends too.

The library's own ``hf_hub_download`` is not used: it starts every attempt with a new temporary file and removes it on
failure, so that nothing can be resumed (huggingface_hub's issue 4196). Its parts are used: addresses, token, metadata,
locks, and ``http_get``, which resumes a partial file. The hash is compared before the file enters the shared
cache, so that other programs never see a damaged one.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
from huggingface_hub import constants, get_hf_file_metadata, hf_hub_url
from huggingface_hub.file_download import http_get
from huggingface_hub.utils import WeakFileLock, build_hf_headers  # type: ignore[attr-defined]

from core import child_process, private_log
from core.errors import DownloadProblem
from core.models.download import wire
from core.models.download.errors import check_room, sentence
from core.models.download.hub_cache import BRANCH, CachePlace
from core.models.download.wire import Stage

_PIECE = 256 * 1024
"""Bytes written and reported at a time; the library's default would lose up to 10 MB whenever a download stops."""
_READ = 4 * 1024 * 1024
_REPORT_SECONDS = 0.2
_LOCK_SECONDS = 1.0
_SHA256 = re.compile(r"[0-9a-f]{64}")

Send = Callable[[wire.Message], None]


class _Reporter:
    """Sends progress a few times per second."""

    def __init__(self, send: Send, stage: Stage, total: int, done: int = 0) -> None:
        self._send, self._stage, self._total = send, stage, total
        self._next = 0.0
        self.at(done)

    def at(self, done: int) -> None:
        """Report that ``done`` bytes have arrived; the first and the last report are always sent."""
        if time.monotonic() >= self._next or done >= self._total:
            self._next = time.monotonic() + _REPORT_SECONDS
            self._send(wire.Progress(self._stage, done, self._total))


class _PartialFile(io.BufferedWriter):
    """The partial file, opened for appending; each piece is written and reported before the next one arrives."""

    def __init__(self, path: Path, reporter: _Reporter) -> None:
        super().__init__(path.open("ab", buffering=0))
        self._reporter = reporter

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        written = super().write(data)
        self.flush()
        self._reporter.at(self.tell())
        return written


def carry_out(order: wire.Order, send: Send) -> None:
    """Carry out ``order``. Raises DownloadProblem and errors that ``core.models.download.errors.sentence`` handles."""
    size, place = _ask(order)
    send(wire.Found(size, place.sha256, place.commit, str(place.partial)))
    if not order.fetch:
        return
    place.prepare()
    with WeakFileLock(place.lock, timeout=_LOCK_SECONDS):
        existing = place.existing()
        if existing is not None and not _is_as_promised(existing, size, place.sha256, send):
            place.remove()
            existing = None
        if existing is None:
            _fetch(order, size, place, send)
        send(wire.Finished(str(place.publish())))


def _ask(order: wire.Order) -> tuple[int, CachePlace]:
    """The file's size, and the cache paths of its current version."""
    url = hf_hub_url(order.repo, order.file, revision=BRANCH)
    _check_encrypted(url)
    found = get_hf_file_metadata(url, token=None)
    _check_encrypted(found.location)
    if found.commit_hash is None or found.etag is None or found.size is None:
        raise httpx2.HTTPError("an answer without the headers of Hugging Face")
    if not _SHA256.fullmatch(found.etag):
        raise DownloadProblem(
            "Hugging Face gives no SHA-256 for {file}, so it could not be checked; see {page}.",
            file=order.file,
            page=order.page,
        )
    cache = Path(constants.HF_HUB_CACHE)
    return found.size, CachePlace(cache, order.repo, order.file, found.commit_hash, found.etag)


def _check_encrypted(url: str) -> None:
    """Refuse an address that anybody on the way could read and change, except on this computer."""
    parts = urlsplit(url)
    if parts.scheme == "http" and not (parts.hostname == "localhost" or _is_loopback(parts.hostname or "")):
        raise DownloadProblem(
            "{host} would be asked without encryption, so nothing was downloaded; check HF_ENDPOINT.", host=parts.netloc
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _fetch(order: wire.Order, size: int, place: CachePlace, send: Send) -> None:
    """Download, resuming a partial file, and compare the hash."""
    check_room(size - _length(place.partial), shutil.disk_usage(place.cache).free)
    url = hf_hub_url(order.repo, order.file, revision=place.commit)
    while not _attempt(url, size, place.partial, send):
        pass
    if not _is_as_promised(place.partial, size, place.sha256, send):
        place.partial.unlink()
        raise DownloadProblem(
            "{file} arrived damaged: its SHA-256 is not the one that Hugging Face gives. It was removed; download "
            "it again.",
            file=order.file,
        )


def _attempt(url: str, size: int, partial: Path, send: Send) -> bool:
    """Continue downloading; False where the connection broke after some progress, so that a retry is worthwhile."""
    held = _length(partial)
    if held > size:
        partial.unlink()
        held = 0
    headers = {**build_hf_headers(), "Accept-Encoding": "identity"}
    try:
        with _PartialFile(partial, _Reporter(send, Stage.DOWNLOADING, size, held)) as file:
            http_get(url, file, resume_size=held, headers=headers, expected_size=size)
    except httpx2.TransportError:
        if _length(partial) <= held:
            raise
        return False
    return True


def _is_as_promised(path: Path, size: int, sha256: str, send: Send) -> bool:
    """Whether the file has the length and the SHA-256 that the hub gives."""
    if path.stat().st_size != size:
        return False
    reporter = _Reporter(send, Stage.CHECKING, size)
    digest, done = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(_READ):
            digest.update(piece)
            done += len(piece)
            reporter.at(done)
    return digest.hexdigest() == sha256


def _length(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _end_with_parent() -> None:
    """Wait for stdin to close, then end the process at once."""
    sys.stdin.buffer.read()
    os._exit(0)


def main() -> None:
    """Carry out the order on stdin."""
    child_process.end_with_parent()
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb", buffering=0)
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole process group; the parent handles it
    order = wire.from_line(sys.stdin.buffer.readline())
    assert isinstance(order, wire.Order)
    threading.Thread(target=_end_with_parent, daemon=True, name="parent").start()
    constants.DOWNLOAD_CHUNK_SIZE = _PIECE

    def send(message: wire.Message) -> None:
        replies.write(wire.to_line(message))

    try:
        carry_out(order, send)
    except Exception as error:
        send(wire.Failed(sentence(error, order), private_log.traceback_of(error)))


if __name__ == "__main__":
    main()
