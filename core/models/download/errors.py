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

from core.errors import DownloadProblem
from core.models.download.wire import Order
from core.models.memory import gigabytes

_KEPT = "what has arrived is kept, and downloading again goes on from there"
_FULL = (errno.ENOSPC, errno.EDQUOT)
SPARE = 200_000_000
"""Bytes of disk that a download leaves free for the user's own files."""


def check_room(missing: int, free: int) -> None:
    """Raise DownloadProblem with the number of bytes short where ``missing`` bytes do not fit into ``free``."""
    short = missing + SPARE - free
    if missing > 0 and short > 0:
        raise DownloadProblem(
            f"The disk is too full: {gigabytes(missing)} are still to be downloaded and {gigabytes(free)} are free; "
            f"make room for {gigabytes(short)} more (some is left for your own files)."
        )


def sentence(error: Exception, order: Order) -> str:
    """The sentence for people about ``error``, raised while carrying out ``order``."""
    if isinstance(error, DownloadProblem):
        return str(error)
    if isinstance(error, HfHubHTTPError):
        return _refusal(error, order)
    if isinstance(error, OfflineModeIsEnabled):
        return "HF_HUB_OFFLINE is set, which forbids downloads; unset it and start Inkglow again."
    if isinstance(error, httpx2.ConnectError | httpx2.ConnectTimeout | httpx2.ProxyError):
        return f"{_endpoint()} cannot be reached; check the internet connection and try again."
    if isinstance(error, httpx2.TransportError) and not isinstance(error, httpx2.UnsupportedProtocol):
        return f"The connection to {_endpoint()} broke off; {_KEPT}."
    if isinstance(error, httpx2.HTTPError | httpx2.InvalidURL):
        return f"{_endpoint()} does not answer as Hugging Face does; check HF_ENDPOINT."
    if isinstance(error, LockTimeout):
        return f"Another program is downloading {order.file} at the moment; wait for it to finish."
    if isinstance(error, OSError) and error.errno is None:  # raised by http_get for a file that ended too early
        return f"{order.file} did not arrive whole; {_KEPT}."
    if isinstance(error, OSError) and error.errno == errno.EFBIG:
        return (
            f"The disk of {constants.HF_HUB_CACHE} cannot hold so large a file (FAT32 stops at 4 GB); "
            "set HF_HUB_CACHE to a folder on another disk."
        )
    if isinstance(error, OSError) and error.errno in _FULL:
        return f"The disk became full; {_KEPT} once there is room."
    if isinstance(error, OSError):
        return f"The folder {constants.HF_HUB_CACHE} cannot be written to: {error.strerror}."
    return "The download failed for a reason that Inkglow does not know; the log says more."


def _refusal(error: HfHubHTTPError, order: Order) -> str:
    """The sentence for an error answered by the hub."""
    status = error.response.status_code
    if isinstance(error, GatedRepoError):
        return (
            f"{order.file} is given only to people who have accepted its licence: accept it at {order.page}, make an "
            "access token in your settings there, and start Inkglow with it in HF_TOKEN."
        )
    if isinstance(error, RemoteEntryNotFoundError):
        return f"There is no {order.file} at {order.page} any more."
    if isinstance(error, RepositoryNotFoundError):
        return f"There is no repository {order.repo} on Hugging Face, or it is not open to everybody; see {order.page}."
    if status in (http.HTTPStatus.UNAUTHORIZED, http.HTTPStatus.FORBIDDEN):
        return (
            f"Hugging Face does not let you download {order.file}: see {order.page}; "
            "if HF_TOKEN is set, check that its token is valid."
        )
    if status == http.HTTPStatus.NOT_FOUND:
        return f"There is no {order.file} at {order.page} any more."
    if status == http.HTTPStatus.TOO_MANY_REQUESTS:
        return "Hugging Face refuses so many requests from your connection; try again in a few minutes."
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"Hugging Face reports an internal error ({status}); try again later."
    return f"Hugging Face refused to send {order.file} ({status})."


def _endpoint() -> str:
    """The hub's host, as shown to people."""
    return urlsplit(constants.ENDPOINT).netloc or constants.ENDPOINT
