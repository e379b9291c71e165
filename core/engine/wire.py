"""The messages on the pipe between the client and the child process (CONTRACTS, Worker protocol).

A frame is ``u32 header length, u32 payload length`` (little-endian), a UTF-8 JSON header, and the payload: raw
little-endian float32 arrays one after another, their shapes in the header. Never pickle. Every message carries the id
of the request it belongs to; a score's request and reply carry the text's revision and the attribute's id.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import IO, ClassVar

import numpy as np

from core.array_types import Floats
from core.sentences import from_data, to_data

_LENGTHS = struct.Struct("<II")
_MAX_HEADER = 64 * 1024 * 1024
_MAX_PAYLOAD = 1024 * 1024 * 1024


@dataclass(frozen=True)
class Frame:
    """The encoded form of a message: a JSON object and float32 arrays."""

    header: Mapping[str, object]
    arrays: tuple[Floats, ...] = ()


def write_frame(stream: IO[bytes], frame: Frame) -> None:
    """Write and flush one frame."""
    arrays = [np.ascontiguousarray(array, dtype="<f4") for array in frame.arrays]
    header = json.dumps({**frame.header, "shapes": [array.shape for array in arrays]}).encode()
    payload = b"".join(array.tobytes() for array in arrays)
    stream.write(_LENGTHS.pack(len(header), len(payload)) + header + payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Frame | None:
    """Read one frame; None at the end of the stream. Raises ValueError for an invalid frame."""
    lengths = _read_exactly(stream, _LENGTHS.size)
    if lengths is None:
        return None
    header_length, payload_length = _LENGTHS.unpack(lengths)
    if header_length > _MAX_HEADER or payload_length > _MAX_PAYLOAD:
        raise ValueError("a frame of impossible length")
    header_bytes = _read_exactly(stream, header_length)
    payload = _read_exactly(stream, payload_length)
    if header_bytes is None or payload is None:
        return None
    header = json.loads(header_bytes)
    shapes = header.pop("shapes")
    arrays: list[Floats] = []
    offset = 0
    for shape in shapes:
        count = int(np.prod(shape, dtype=np.int64))
        arrays.append(np.frombuffer(payload, dtype="<f4", count=count, offset=offset).reshape(shape).astype(np.float32))
        offset += 4 * count
    if offset != payload_length:
        raise ValueError("a frame whose payload does not match its shapes")
    return Frame(header, tuple(arrays))


def _read_exactly(stream: IO[bytes], length: int) -> bytes | None:
    data = bytearray()
    while len(data) < length:
        chunk = stream.read(length - len(data))
        if not chunk:
            return None
        data += chunk
    return bytes(data)


@dataclass(frozen=True)
class Message:
    """Base of all messages on the pipe; ``kind`` names the class in the header."""

    kind: ClassVar[str] = ""
    id: int


@dataclass(frozen=True)
class LoadModel(Message):
    """Load the GGUF at ``path``; answered by progress and the model's information.

    None means automatic: all usable cores, all layers that fit on the graphics cards.
    """

    kind: ClassVar[str] = "load"
    path: str
    n_threads: int | None = None
    n_gpu_layers: int | None = None


@dataclass(frozen=True, eq=False)
class ScoreText(Message):
    """Score ``text`` against ``direction``, shape ``(n_embd,)``; ``fresh`` forbids prefix reuse."""

    kind: ClassVar[str] = "score"
    text: str
    revision: int
    fresh: bool
    attribute: str
    layer: int
    context: str
    min_tokens: int
    direction: Floats
    priority: int


@dataclass(frozen=True, eq=False)
class GenerateText(Message):
    """Continue conversations in one batch; each entry has the fields of ``core.engine.protocol.GenerateRequest``.

    ``directions`` has shape ``(len(layers), n_embd)``: the vectors that the requests' λ multiply, in their order. With
    ``last_layer`` the answer has the states of the generated tokens up to that layer.
    """

    kind: ClassVar[str] = "generate"
    requests: list[dict[str, object]]
    layers: list[int]
    directions: Floats
    priority: int
    last_layer: int | None = None


@dataclass(frozen=True)
class MeasureSurprisal(Message):
    """Mean surprisal and entropy, in nats per token, of ``text`` after ``messages``, unsteered."""

    kind: ClassVar[str] = "surprisal"
    text: str
    messages: list[list[str]]
    priority: int


@dataclass(frozen=True, eq=False)
class MeasureContinuations(Message):
    """Measure ``texts`` as continuations of ``before``; answered by an array of shape ``(len(texts), 4)``."""

    kind: ClassVar[str] = "continuations"
    before: str
    texts: list[str]
    after: str
    layer: int
    context: str
    direction: Floats
    priority: int


@dataclass(frozen=True)
class ReadStates(Message):
    """States of ``text`` at every layer, bare, neutral, or as the answer to ``messages``.

    Layers after ``last_layer`` are not computed and stay zeros; None means all are.
    """

    kind: ClassVar[str] = "states"
    text: str
    messages: list[list[str]]
    context: str
    priority: int
    last_layer: int | None = None


@dataclass(frozen=True, eq=False)
class ReadAnswer(Message):
    """Cosines of ``text`` as the answer to ``messages``, without and with ``lam`` times ``direction``."""

    kind: ClassVar[str] = "answer"
    text: str
    messages: list[list[str]]
    lam: float
    attribute: str
    layer: int
    direction: Floats
    priority: int


@dataclass(frozen=True)
class CancelRequest(Message):
    """Stop computing the request with this id."""

    kind: ClassVar[str] = "cancel"


@dataclass(frozen=True)
class Ping(Message):
    """Asks for a sign of life; the child's reader thread answers it, also while llama.cpp computes."""

    kind: ClassVar[str] = "ping"


@dataclass(frozen=True)
class Pong(Message):
    """The answer to a ping."""

    kind: ClassVar[str] = "pong"


@dataclass(frozen=True)
class Progress(Message):
    """Progress of a load, 0–1."""

    kind: ClassVar[str] = "progress"
    fraction: float


@dataclass(frozen=True)
class Partial(Message):
    """The texts generated so far, and which of them are finished."""

    kind: ClassVar[str] = "partial"
    texts: list[str]
    ended: list[bool]
    stops: list[str]


@dataclass(frozen=True, eq=False)
class Done(Message):
    """The request is answered: plain values and arrays, as its kind defines.

    ``revision`` and ``attribute`` repeat the request's, where it has them.
    """

    kind: ClassVar[str] = "done"
    values: dict[str, object] = field(default_factory=dict)
    arrays: tuple[Floats, ...] = ()
    revision: int = 0
    attribute: str = ""


@dataclass(frozen=True)
class Failed(Message):
    """The request failed; ``code`` names the class in :mod:`core.errors`, ``sentence`` is for people."""

    kind: ClassVar[str] = "error"
    code: str
    sentence: str


@dataclass(frozen=True)
class Cancelled(Message):
    """The request was cancelled by the client."""

    kind: ClassVar[str] = "cancelled"


_KINDS: dict[str, type[Message]] = {
    kind.kind: kind
    for kind in (
        LoadModel,
        ScoreText,
        GenerateText,
        MeasureSurprisal,
        MeasureContinuations,
        ReadStates,
        ReadAnswer,
        CancelRequest,
        Ping,
        Pong,
        Progress,
        Partial,
        Done,
        Failed,
        Cancelled,
    )
}


def to_frame(message: Message) -> Frame:
    """The frame that carries ``message``."""
    header: dict[str, object] = {"kind": message.kind}
    arrays: tuple[Floats, ...] = ()
    for part in fields(message):
        value = getattr(message, part.name)
        if isinstance(value, np.ndarray):
            arrays = (value,)
        elif part.name == "arrays":
            arrays = value
        else:
            header[part.name] = to_data(value) if part.name == "sentence" else value
    return Frame(header, arrays)


def from_frame(frame: Frame) -> Message:
    """The message in ``frame``. Raises ValueError for an unknown or malformed message."""
    header = dict(frame.header)
    kind = _KINDS.get(str(header.pop("kind", "")))
    if kind is None:
        raise ValueError("a message of unknown kind")
    names = {part.name for part in fields(kind)}
    if "arrays" in names:
        header["arrays"] = frame.arrays
    for name in names & {"direction", "directions"}:
        if len(frame.arrays) != 1:
            raise ValueError("a malformed message: its array is missing")
        header[name] = frame.arrays[0]
    try:
        if "sentence" in header:
            header["sentence"] = from_data(header["sentence"])
        return kind(**header)  # type: ignore[arg-type]
    except (TypeError, LookupError, ValueError) as error:
        raise ValueError(f"a malformed message: {error}") from error
