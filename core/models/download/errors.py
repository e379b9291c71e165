"""Failures of a download as sentences for people. Imported in the download's child process only."""

from __future__ import annotations

import errno
import http
from urllib.parse import urlsplit

import httpx2
from filelock import Timeout as LockTimeout
from huggingface_hub import constants
from huggingface_hub.errors import (
    GatedRepoError,
    HfHubHTTPError,
    OfflineModeIsEnabled,
    RemoteEntryNotFoundError,
    RepositoryNotFoundError,
)

from core.errors import DownloadProblem, os_reason
from core.models.download.wire import Order
from core.models.memory import gigabytes
from core.sentences import Sentence

_KEPT = Sentence("what has arrived is kept, and downloading again goes on from there")
_FULL = (errno.ENOSPC, errno.EDQUOT)
SPARE = 200_000_000
"""Bytes of disk that a download leaves free for the user's own files."""


def check_room(missing: int, free: int) -> None:
    """Raise DownloadProblem with the number of bytes short where ``missing`` bytes do not fit into ``free``."""
    short = missing + SPARE - free
    if missing > 0 and short > 0:
        raise DownloadProblem(
            "The disk is too full: {missing} are still to be downloaded and {free} are free; make room "
            "for {short} more (some is left for your own files).",
            missing=gigabytes(missing),
            free=gigabytes(free),
            short=gigabytes(short),
        )


def sentence(error: Exception, order: Order) -> str:
    """The sentence for people about ``error``, raised while carrying out ``order``."""
    if isinstance(error, DownloadProblem):
        return str(error)
    if isinstance(error, HfHubHTTPError):
        return _refusal(error, order)
    if isinstance(error, OfflineModeIsEnabled):
        return Sentence("HF_HUB_OFFLINE is set, which forbids downloads; unset it and start Inkglow again.")
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
        return Sentence(
            "{endpoint} cannot be reached; check the internet connection and try again.", endpoint=_endpoint()
        )
    if isinstance(error, httpx2.TransportError) and not isinstance(error, httpx2.UnsupportedProtocol):
        return Sentence("The connection to {endpoint} broke off; {kept}.", endpoint=_endpoint(), kept=_KEPT)
    if isinstance(error, httpx2.HTTPError | httpx2.InvalidURL):
        return Sentence("{endpoint} does not answer as Hugging Face does; check HF_ENDPOINT.", endpoint=_endpoint())
    if isinstance(error, LockTimeout):
        return Sentence("Another program is downloading {file} at the moment; wait for it to finish.", file=order.file)
    if isinstance(error, OSError) and error.errno is None:  # raised by http_get for a file that ended too early
        return Sentence("{file} did not arrive whole; {kept}.", file=order.file, kept=_KEPT)
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return Sentence(
            "The disk of {folder} cannot hold so large a file (FAT32 stops at 4 GB); set HF_HUB_CACHE to a "
            "folder on another disk.",
            folder=constants.HF_HUB_CACHE,
        )
    if isinstance(error, OSError) and error.errno in _FULL:
        return Sentence("The disk became full; {kept} once there is room.", kept=_KEPT)
    if isinstance(error, OSError):
        return Sentence(
            "The folder {folder} cannot be written to: {reason}.",
            folder=constants.HF_HUB_CACHE,
            reason=os_reason(error),
        )
    return Sentence("The download failed for a reason that Inkglow does not know; the log says more.")


def _refusal(error: HfHubHTTPError, order: Order) -> str:
    """The sentence for an error answered by the hub."""
    status = error.response.status_code
    if isinstance(error, GatedRepoError):
        return Sentence(
            "{file} is given only to people who have accepted its licence: accept it at {page}, make an access "
            "token in your settings there, and start Inkglow with it in HF_TOKEN.",
            file=order.file,
            page=order.page,
        )
    if isinstance(error, RemoteEntryNotFoundError):
        return Sentence("There is no {file} at {page} any more.", file=order.file, page=order.page)
    if isinstance(error, RepositoryNotFoundError):
        return Sentence(
            "There is no repository {repo} on Hugging Face, or it is not open to everybody; see {page}.",
            repo=order.repo,
            page=order.page,
        )
    if status in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN):
        return Sentence(
            "Hugging Face does not let you download {file}: see {page}; if HF_TOKEN is set, check that its token "
            "is valid.",
            file=order.file,
            page=order.page,
        )
    if status == http.HTTPStatus.NOT_FOUND:
        return Sentence("There is no {file} at {page} any more.", file=order.file, page=order.page)
    if status == http.HTTPStatus.TOO_MANY_REQUESTS:
        return Sentence("Hugging Face refuses so many requests from your connection; try again in a few minutes.")
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return Sentence("Hugging Face reports an internal error ({status}); try again later.", status=status)
    return Sentence("Hugging Face refused to send {file} ({status}).", file=order.file, status=status)


def _endpoint() -> str:
    """The hub's host, as shown to people."""
    return urlsplit(constants.ENDPOINT).netloc or constants.ENDPOINT
