"""What the downloader and its child process say to each other: a JSON object a line, frozen dataclasses both ways."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Stage(StrEnum):
    """What a download is busy with."""

    DOWNLOADING = "downloading"
    CHECKING = "checking"
    DONE = "done"


@dataclass(frozen=True)
class Order:
    """What the child is to do: ask the hub about ``file`` of ``repo``, and ``fetch`` it or not.

    ``page`` is where a person reads about it, for the sentences of failures.
    """

    repo: str
    file: str
    page: str
    fetch: bool


@dataclass(frozen=True)
class Found:
    """What the hub says: ``size`` in bytes, ``sha256`` in hexadecimal; and where an unfinished download is kept."""

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
    """The file is there, checked, at ``path``."""

    path: str


@dataclass(frozen=True)
class Failed:
    """Why it did not work, as a sentence for people, and as a traceback for the log."""

    sentence: str
    trace: str = ""


Message = Order | Found | Progress | Finished | Failed
_KINDS: dict[str, type[Message]] = {kind.__name__: kind for kind in (Order, Found, Progress, Finished, Failed)}


def to_line(message: Message) -> bytes:
    """The line that carries ``message``."""
    return json.dumps({"kind": type(message).__name__, **asdict(message)}).encode() + b"\n"


def from_line(line: bytes) -> Message:
    """The message in ``line``. Raises ValueError where it is not one of ours."""
    values = json.loads(line)
    kind = _KINDS.get(values.pop("kind", "")) if isinstance(values, dict) else None
    if kind is None:
        raise ValueError("a message of unknown kind")
    try:
        if kind is Progress:
            values["stage"] = Stage(values["stage"])
        return kind(**values)
    except (TypeError, KeyError) as error:
        raise ValueError(f"a malformed message: {error}") from error
