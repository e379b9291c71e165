"""Messages between the downloader and its child process: one JSON object per line, as frozen dataclasses."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from core.sentences import from_data, to_data


class Stage(StrEnum):
    """Stage of a download."""

    DOWNLOADING = "downloading"
    CHECKING = "checking"
    DONE = "done"


@dataclass(frozen=True)
class Order:
    """Request to the child: ask the hub about ``file`` of ``repo``, and download it where ``fetch``.

    ``page`` is its web page for people, for error messages.
    """

    repo: str
    file: str
    page: str
    fetch: bool


@dataclass(frozen=True)
class Found:
    """The hub's answer: ``size`` in bytes, ``sha256`` in hexadecimal; and the path of the partial file."""

    size: int
    sha256: str
    commit: str
    partial: str


@dataclass(frozen=True)
class Progress:
    """Bytes ``done`` in a stage, of ``total``."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True)
class Finished:
    """The download is finished; the checked file is at ``path``."""

    path: str


@dataclass(frozen=True)
class Failed:
    """The download failed: a sentence for people, and a traceback for the log."""

    sentence: str
    trace: str = ""


Message = Order | Found | Progress | Finished | Failed
_KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in (Order, Found, Progress, Finished, Failed)}


def to_line(message: Message) -> bytes:
    """The line that carries ``message``."""
    values = asdict(message)
    if isinstance(message, Failed):
        values["sentence"] = to_data(message.sentence)
    return json.dumps({"kind": type(message).__name__, **values}).encode() + b"\n"


def from_line(line: bytes) -> Message:
    """The message in ``line``. Raises ValueError for an unknown or malformed message."""
    values = json.loads(line)
    kind = _KINDS.get(values.pop("kind", "")) if isinstance(values, dict) else None
    if kind is None:
        raise ValueError("a message of unknown kind")
    try:
        if kind is Progress:
            values["stage"] = Stage(values["stage"])
        if kind is Failed:
            values["sentence"] = from_data(values["sentence"])
        return kind(**values)
    except (TypeError, KeyError) as error:
        raise ValueError(f"a malformed message: {error}") from error
