"""What goes into the pipe comes out of it, and garbage is refused."""

from __future__ import annotations

import io
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine import wire
from core.engine.protocol import Priority


def _through_a_pipe(message: wire.Message) -> wire.Message:
    stream = io.BytesIO()
    wire.write_frame(stream, wire.to_frame(message))
    stream.seek(0)
    frame = wire.read_frame(stream)
    assert frame is not None and wire.read_frame(stream) is None
    return wire.from_frame(frame)


@given(text=st.text(), revision=st.integers(0, 2**40), fresh=st.booleans())
def test_scores_survive_the_pipe(text: str, revision: int, fresh: bool) -> None:
    direction = np.arange(5, dtype=np.float32)
    message = wire.ScoreText(
        7, text.encode("utf-8", "replace").decode(), revision, fresh, "id", 9, "bare", 8, direction, Priority.REST
    )
    read = _through_a_pipe(message)
    assert isinstance(read, wire.ScoreText) and np.array_equal(read.direction, direction)
    assert {**vars(read), "direction": 0} == {**vars(message), "direction": 0}


def test_arrays_survive_bit_for_bit() -> None:
    arrays = (np.array([[1.5, -0.0], [np.inf, 1e-42]], dtype=np.float32), np.empty((0, 2), dtype=np.float32))
    done = _through_a_pipe(wire.Done(3, {"cosine": None}, arrays, revision=9))
    assert isinstance(done, wire.Done) and done.values == {"cosine": None} and done.revision == 9
    assert [a.tobytes() for a in done.arrays] == [a.tobytes() for a in arrays]
    assert [a.shape for a in done.arrays] == [(2, 2), (0, 2)]


def test_a_direction_survives() -> None:
    directions = np.arange(10, dtype=np.float32).reshape(2, 5)
    message = _through_a_pipe(wire.GenerateText(1, [], [8, 4], directions, Priority.ASKED))
    assert isinstance(message, wire.GenerateText) and np.array_equal(message.directions, directions)
    assert message.layers == [8, 4]


def test_no_direction_survives_as_none() -> None:
    message = _through_a_pipe(wire.GenerateText(1, [], [], np.array([], dtype=np.float32), Priority.ASKED))
    assert isinstance(message, wire.GenerateText) and not len(message.directions)


@pytest.mark.parametrize(
    "data",
    [
        struct.pack("<II", 2**31, 0),
        struct.pack("<II", 2, 4) + b"{}" + b"abcd",
        struct.pack("<II", 15, 0) + b'{"shapes":[[9]]}'[:15],
    ],
)
def test_garbage_on_the_pipe_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, KeyError)):
        frame = wire.read_frame(io.BytesIO(data))
        assert frame is not None
        wire.from_frame(frame)


def test_a_cut_frame_reads_as_the_end() -> None:
    stream = io.BytesIO()
    wire.write_frame(stream, wire.to_frame(wire.Partial(1, ["half"], [False], [""])))
    assert wire.read_frame(io.BytesIO(stream.getvalue()[:-3])) is None


def test_unknown_and_malformed_messages_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown kind"):
        wire.from_frame(wire.Frame({"kind": "dance", "id": 1}))
    with pytest.raises(ValueError, match="malformed"):
        wire.from_frame(wire.Frame({"kind": "score", "id": 1}))
