"""Headers as they are, as damage leaves them, and as somebody hostile would write them."""

from __future__ import annotations

import os
import struct
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import paths
from core.errors import ModelProblem
from core.models.header import LongList, read_header
from core.models.summary import inspect

STRING, ARRAY, U8, U32, I32, F32 = 8, 9, 0, 4, 5, 6
HUGE = 2**63 - 1


def string(text: str) -> bytes:
    """A GGUF string."""
    data = text.encode()
    return struct.pack("<Q", len(data)) + data


def key(name: str, kind: int, value: bytes) -> bytes:
    """A key with its value."""
    return string(name) + struct.pack("<I", kind) + value


def tensor(name: str, shape: tuple[int, ...], kind: int, offset: int) -> bytes:
    """A tensor's entry."""
    dimensions = struct.pack(f"<{len(shape)}Q", *shape)
    return string(name) + struct.pack("<I", len(shape)) + dimensions + struct.pack("<IQ", kind, offset)


def gguf(
    keys: list[bytes], tensors: list[bytes], data: bytes = b"", *, magic: bytes = b"GGUF", version: int = 3
) -> bytes:
    """A file of those parts."""
    head = magic + struct.pack("<IQQ", version, len(tensors), len(keys)) + b"".join(keys + tensors)
    return head + b"\0" * (-len(head) % 32) + data


def model(**replaced: bytes) -> bytes:
    """The smallest header that counts as a language model, with some keys replaced."""
    tokens = [string(text) for text in ("<s>", "a", "b")]
    keys = {
        "general.architecture": key("general.architecture", STRING, string("llama")),
        "llama.block_count": key("llama.block_count", U32, struct.pack("<I", 2)),
        "llama.embedding_length": key("llama.embedding_length", U32, struct.pack("<I", 32)),
        "llama.attention.head_count": key("llama.attention.head_count", U32, struct.pack("<I", 4)),
        "llama.context_length": key("llama.context_length", U32, struct.pack("<I", 512)),
        "tokenizer.ggml.tokens": key(
            "tokenizer.ggml.tokens", ARRAY, struct.pack("<IQ", STRING, len(tokens)) + b"".join(tokens)
        ),
    }
    keys.update(replaced)
    return gguf(list(keys.values()), [tensor("blk.0.attn_norm.weight", (32,), 0, 0)], b"\0" * 128)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the header under test goes."""
    return tmp_path / "model.gguf"


@pytest.mark.model
def test_the_starter_model_says_what_it_is() -> None:
    starter = paths.starter_model()
    assert starter is not None
    found = inspect(starter)
    assert (found.architecture, found.quantisation, found.tokenizer) == ("llama", "Q4_1", "smollm")
    assert (found.n_layer, found.n_embd, found.n_vocab, found.n_ctx_train) == (30, 576, 49152, 8192)
    assert found.n_params == 134_515_008
    assert found.has_template
    assert 0 < starter.stat().st_size - found.n_bytes < 3_000_000  # the rest is the header
    assert found.kv.n_bytes(4096) == 2 * 30 * 3 * 64 * 4096 * 2


@pytest.mark.model
def test_passing_over_long_lists_changes_nothing_else() -> None:
    starter = paths.starter_model()
    assert starter is not None
    whole, quick = read_header(starter), read_header(starter, long_lists=False)
    tokens = whole.metadata["tokenizer.ggml.tokens"]
    assert isinstance(tokens, tuple)
    assert quick.metadata["tokenizer.ggml.tokens"] == LongList(len(tokens))
    assert quick.tensors == whole.tensors
    for name, value in quick.metadata.items():
        assert isinstance(value, LongList) or value == whole.metadata[name]


def test_the_smallest_model_is_read(file: Path) -> None:
    file.write_bytes(model())
    found = inspect(file)
    assert (found.n_layer, found.n_embd, found.n_vocab, found.kv.head_dim) == (2, 32, 3, 8)
    assert found.quantisation == "F32"
    assert not found.has_template


HOSTILE = {
    "empty": b"",
    "text": b"Once upon a time there was no model at all.",
    "magic only": b"GGUF",
    "other magic": gguf([], [], magic=b"GGML"),
    "version 1": gguf([], [], version=1),
    "version 900": gguf([], [], version=900),
    "big-endian version": b"GGUF" + struct.pack(">IQQ", 3, 0, 0) + b"\0" * 64,
    "more keys than there are": b"GGUF" + struct.pack("<IQQ", 3, 0, 40) + b"\0" * 64,
    "2^63 keys": b"GGUF" + struct.pack("<IQQ", 3, 0, HUGE) + b"\0" * 64,
    "2^63 tensors": b"GGUF" + struct.pack("<IQQ", 3, HUGE, 0) + b"\0" * 64,
    "endless key": b"GGUF" + struct.pack("<IQQ", 3, 0, 1) + struct.pack("<Q", HUGE) + b"\0" * 64,
    "endless string": gguf([key("a", STRING, struct.pack("<Q", HUGE))], []),
    "unknown value type": gguf([key("a", 77, b"\0" * 8)], []),
    "nested lists": gguf([key("a", ARRAY, struct.pack("<IQ", ARRAY, 1) + struct.pack("<IQ", U8, 1) + b"\0")], []),
    "endless list of bytes": gguf([key("a", ARRAY, struct.pack("<IQ", U8, HUGE))], []),
    "endless list of floats": gguf([key("a", ARRAY, struct.pack("<IQ", F32, HUGE // 2))], []),
    "endless list of strings": gguf([key("a", ARRAY, struct.pack("<IQ", STRING, HUGE))], []),
    "strings that end beyond the file": gguf(
        [key("a", ARRAY, struct.pack("<IQ", STRING, 2000) + b"\xff" * 16_400)], []
    ),
    "alignment of nought": gguf([key("general.alignment", U32, struct.pack("<I", 0))], []),
    "alignment below nought": gguf([key("general.alignment", I32, struct.pack("<i", -32))], []),
    "alignment of a text": gguf([key("general.alignment", STRING, string("32"))], []),
    "tensor of 200 dimensions": gguf([], [string("t") + struct.pack("<I", 200) + b"\0" * 1700]),
    "tensor of unknown type": gguf([], [tensor("t", (32,), 991, 0)], b"\0" * 128),
    "tensor far beyond the end": gguf([], [tensor("t", (32,), 0, 2**62)], b"\0" * 128),
    "tensor of astronomic size": gguf([], [tensor("t", (HUGE, HUGE, HUGE, HUGE), 0, 0)], b"\0" * 128),
    "offset that wraps": gguf([], [tensor("t", (32,), 0, 2**64 - 64)], b"\0" * 128),
    "no architecture": model(**{"general.architecture": key("general.name", STRING, string("x"))}),
    "architecture that is a number": model(**{"general.architecture": key("general.architecture", U32, b"\1\0\0\0")}),
    "no blocks": model(**{"llama.block_count": key("llama.block_count", U32, struct.pack("<I", 0))}),
    "no heads": model(**{"llama.attention.head_count": key("llama.attention.head_count", U32, struct.pack("<I", 0))}),
    "minus heads": model(
        **{"llama.attention.head_count": key("llama.attention.head_count", I32, struct.pack("<i", -4))}
    ),
    "blocks that are a text": model(**{"llama.block_count": key("llama.block_count", STRING, string("2"))}),
    "no tokens": model(**{"tokenizer.ggml.tokens": key("tokenizer.ggml.tokens", ARRAY, struct.pack("<IQ", STRING, 0))}),
    "an attribute, not a model": gguf([key("general.architecture", STRING, string("controlvector"))], []),
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_bad_header_gets_one_sentence_and_little_memory(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    tracemalloc.start()
    try:
        with pytest.raises(ModelProblem) as problem:
            inspect(file)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    sentence = str(problem.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert file.name in sentence
    assert peak < 5_000_000


@pytest.mark.parametrize("long_lists", [True, False])
def test_every_way_to_cut_a_file_short_is_noticed(file: Path, long_lists: bool) -> None:
    whole = model()
    for length in range(len(whole)):
        file.write_bytes(whole[:length])
        with pytest.raises(ModelProblem):
            read_header(file, long_lists=long_lists)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(4, len(model()) - 1), st.binary(min_size=1, max_size=9))
def test_changed_bytes_are_either_read_or_refused_in_a_sentence(file: Path, at: int, bytes_there: bytes) -> None:
    data = bytearray(model())
    data[at : at + len(bytes_there)] = bytes_there
    file.write_bytes(bytes(data))
    try:
        inspect(file)
    except ModelProblem as problem:
        assert str(problem).endswith(".")


def test_missing_and_unreadable_files_are_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match="no model file"):
        inspect(tmp_path / "none.gguf")
    with pytest.raises(ModelProblem):
        inspect(tmp_path)


@pytest.mark.parametrize(("kind", "width"), [(STRING, 8), (U8, 1), (F32, 4)])
@pytest.mark.parametrize("long_lists", [True, False])
def test_lists_of_very_many_values_that_take_no_room_are_refused(
    file: Path, kind: int, width: int, long_lists: bool
) -> None:
    count = 5_000_000
    endless = key("tokenizer.ggml.merges", ARRAY, struct.pack("<IQ", kind, count) + bytes(count * width))
    file.write_bytes(model(merges=endless))
    with pytest.raises(ModelProblem, match="impossible counts"):
        read_header(file, long_lists=long_lists)


def test_a_pipe_is_no_model_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.gguf")
    with pytest.raises(ModelProblem, match="not a GGUF"):
        read_header(tmp_path / "pipe.gguf")


def test_a_name_is_shown_on_one_line_and_without_signs_that_nobody_sees(file: Path) -> None:
    name = "Good\u202eledom\nYour text is safe. " + "x" * 1_000_000
    file.write_bytes(model(name=key("general.name", STRING, string(name))))
    title = inspect(file).title
    assert title.startswith("Good ledom Your text is safe. xxx")
    assert len(title) == 80
    assert title.isprintable()
