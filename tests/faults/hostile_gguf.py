"""GGUF files with false lengths, offsets, types and counts: models, attributes, and what their descriptions hold."""

from __future__ import annotations

import json
import struct
from dataclasses import replace
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from core.attribute import file as attribute_file
from core.attribute.report import DerivationReport
from core.models.header import LongList, read_header
from tests import making

U8, I8, U16, I16, U32, I32, F32, BOOL, STRING, ARRAY, U64, I64, F64 = range(13)
_LAYOUTS = {U8: "B", I8: "b", U16: "H", I16: "h", U32: "I", I32: "i", F32: "f", BOOL: "?", U64: "Q", I64: "q", F64: "d"}
EDGES = (0, 1, 2, 3, 7, 8, 31, 32, 63, 64, 255, 256, 2**15, 2**16, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, 2**64 - 1)
NUMBERS = (0.0, -0.0, 1.0, -1.0, 1e-320, 1e38, -1e38, 1e308, float("inf"), float("-inf"), float("nan"))
DEEP = 100_000
"""Levels of nesting that no recursive reader gets to the bottom of."""

Key = tuple[str, int, bytes]
"""Name, type, and the bytes of the value."""
Tensor = tuple[str, tuple[int, ...], int, int]
"""Name, shape, type, offset."""


def string(text: str | bytes) -> bytes:
    """A GGUF string."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    return struct.pack("<Q", len(data)) + data


def value(kind: int, content: Any) -> bytes:
    """A value of type ``kind``; ``content`` of a list is its type and its values."""
    if kind == STRING:
        return string(content)
    if kind == ARRAY:
        inner, values = content
        return struct.pack("<IQ", inner, len(values)) + b"".join(value(inner, each) for each in values)
    return struct.pack(f"<{_LAYOUTS[kind]}", content)


def gguf(keys: list[Key], tensors: list[Tensor], data: bytes = b"", *, version: int = 3) -> bytes:
    """A whole file."""
    parts = [b"GGUF", struct.pack("<IQQ", version, len(tensors), len(keys))]
    parts += [string(name) + struct.pack("<I", kind) + content for name, kind, content in keys]
    for name, shape, kind, offset in tensors:
        parts.append(string(name) + struct.pack(f"<I{len(shape)}Q", len(shape), *shape))
        parts.append(struct.pack("<IQ", kind, offset))
    head = b"".join(parts)
    return head + b"\0" * (-len(head) % 32) + data


def mutated(rng: Random, data: bytes, most: int = 6) -> bytes:
    """``data`` with a few random changes: bytes, numbers, pieces cut out, doubled or moved, the end cut off."""
    made = bytearray(data)
    for _ in range(rng.randint(1, most)):
        if not made:
            break
        at = rng.randrange(len(made))
        match rng.randrange(8):
            case 0:
                made[at] = rng.randrange(256)
            case 1:
                made[at] ^= 1 << rng.randrange(8)
            case 2:
                made[at : at + 8] = struct.pack("<Q", rng.choice(EDGES))
            case 3:
                made[at : at + 4] = struct.pack("<I", rng.choice(EDGES) & 0xFFFFFFFF)
            case 4:
                del made[at:]
            case 5:
                del made[at : at + rng.randint(1, 64)]
            case 6:
                made[at:at] = made[at : at + rng.randint(1, 256)] * rng.choice((1, 2, 50))
            case _:
                piece = made[at : at + rng.randint(1, 64)]
                other = rng.randrange(len(made))
                made[other : other + len(piece)] = piece
    return bytes(made)


def any_json(rng: Random) -> str:
    """Some JSON that is not what a reader asks for."""
    return rng.choice(
        (
            "null",
            "[]",
            "{}",
            "0",
            '""',
            "true",
            "NaN",
            "-Infinity",
            "1e999",
            "9" * 400,
            "9" * 5000,
            '"\\ud800"',
            '"\\u0000"',
            "[" * DEEP,
            "[" * DEEP + "]" * DEEP,
            '{"a":' * DEEP,
            '{"a":' * 500 + "1" + "}" * 500,
            "[[[[[[[[[[1]]]]]]]]]]",
            '{"a": 1, "a": [2]}',
            '"' + "x" * 1_000_000 + '"',
            "{",
            "\ufeff{}",
            "",
        )
    )


def falsified(rng: Random, known: Any) -> Any:
    """``known``, parsed JSON, with one value somewhere in it replaced, removed or added."""
    if isinstance(known, dict) and known and rng.random() < 0.8:
        name = rng.choice(list(known))
        if rng.random() < 0.15:
            return {each: content for each, content in known.items() if each != name}
        return {**known, name: falsified(rng, known[name])}
    if isinstance(known, list) and known and rng.random() < 0.7:
        at = rng.randrange(len(known))
        return [falsified(rng, each) if number == at else each for number, each in enumerate(known)]
    strange: list[Any] = [None, True, -1, 0, 2**31, 2**64, 10**400, "", "x", "\0", "\ud800", "²", [], {}, [[]]]
    strange += [{"a": 1}, [1, "a"], *NUMBERS, "A" * 100_000, "<b>bold</b>", "\u202egnp.exe", "a\nb"]
    return rng.choice(strange)


def json_with(rng: Random, known: Any) -> str:
    """``known`` as JSON, with something wrong in it."""
    if rng.random() < 0.3:
        return any_json(rng)
    text = json.dumps(falsified(rng, known))
    return mutated(rng, text.encode(), 2).decode("utf-8", "replace") if rng.random() < 0.3 else text


# -- models


def small_model() -> tuple[list[Key], list[Tensor], bytes]:
    """The smallest header that counts as a language model."""
    tokens = ["<s>", "</s>", *"abcdefgh"]
    keys = [
        ("general.architecture", STRING, string("llama")),
        ("general.name", STRING, string("A small model")),
        ("general.file_type", U32, value(U32, 0)),
        ("llama.block_count", U32, value(U32, 2)),
        ("llama.context_length", U32, value(U32, 512)),
        ("llama.embedding_length", U32, value(U32, 32)),
        ("llama.feed_forward_length", U32, value(U32, 64)),
        ("llama.attention.head_count", U32, value(U32, 4)),
        ("llama.attention.head_count_kv", U32, value(U32, 2)),
        ("llama.attention.layer_norm_rms_epsilon", F32, value(F32, 1e-5)),
        ("llama.rope.dimension_count", U32, value(U32, 8)),
        ("tokenizer.ggml.model", STRING, string("llama")),
        ("tokenizer.ggml.tokens", ARRAY, value(ARRAY, (STRING, tokens))),
        ("tokenizer.ggml.scores", ARRAY, value(ARRAY, (F32, [0.0] * len(tokens)))),
        ("tokenizer.ggml.token_type", ARRAY, value(ARRAY, (I32, [3, 3] + [1] * 8))),
        ("tokenizer.ggml.bos_token_id", U32, value(U32, 0)),
        ("tokenizer.ggml.eos_token_id", U32, value(U32, 1)),
        ("tokenizer.chat_template", STRING, string("{% for m in messages %}{{ m['content'] }}{% endfor %}")),
    ]
    shapes: list[tuple[str, tuple[int, ...]]] = [("token_embd.weight", (32, 10)), ("output_norm.weight", (32,))]
    for block in range(2):
        shapes += [
            (f"blk.{block}.{name}.weight", shape)
            for name, shape in (
                ("attn_norm", (32,)),
                ("attn_q", (32, 32)),
                ("attn_k", (32, 16)),
                ("attn_v", (32, 16)),
                ("attn_output", (32, 32)),
                ("ffn_norm", (32,)),
                ("ffn_gate", (32, 64)),
                ("ffn_up", (32, 64)),
                ("ffn_down", (64, 32)),
            )
        ]
    tensors: list[Tensor] = []
    at = 0
    for name, shape in shapes:
        tensors.append((name, shape, 0, at))
        n_values = shape[0] * (shape[1] if len(shape) > 1 else 1)
        at += n_values * 4
    draw = Random(7)
    data = b"".join(struct.pack("<f", draw.uniform(-0.2, 0.2)) for _ in range(at // 4))
    return keys, tensors, data


@cache
def _small_model_bytes() -> bytes:
    return gguf(*small_model())


def hostile_model(rng: Random) -> bytes:
    """A model file with something wrong in it."""
    keys, tensors, data = small_model()
    match rng.randrange(6):
        case 0:
            return mutated(rng, _small_model_bytes())
        case 1:  # only its header is changed: what a reader looks at
            whole = _small_model_bytes()
            end = len(whole) - len(data)
            return mutated(rng, whole[:end]) + data
        case 2:
            for _ in range(rng.randint(1, 3)):
                number = rng.randrange(len(keys))
                keys[number] = _false_key(rng, keys[number])
            if rng.random() < 0.2:
                keys.insert(rng.randrange(len(keys)), ("general.alignment", U32, value(U32, rng.choice(EDGES) % 2**32)))
            return gguf(keys, tensors, data)
        case 3:
            number = rng.randrange(len(tensors))
            tensors[number] = _false_tensor(rng, tensors[number])
            if rng.random() < 0.3:
                tensors.append(rng.choice(tensors))
            return gguf(keys, tensors, data)
        case 4:
            return _endless(rng, keys, tensors)
        case _:
            head = b"GGUF" + struct.pack("<IQQ", rng.choice((2, 3, 3, 3, 4)), rng.choice(EDGES), rng.choice(EDGES))
            return head + rng.randbytes(rng.randint(0, 4096))


def _false_key(rng: Random, key: Key) -> Key:
    name, kind, content = key
    match rng.randrange(7):
        case 0:
            return name, rng.choice((*range(13), 13, 255, 2**32 - 1)), content
        case 1:
            return name, STRING, struct.pack("<Q", rng.choice(EDGES)) + content[8:]
        case 2:
            inner = rng.randrange(14)
            return name, ARRAY, struct.pack("<IQ", inner, rng.choice(EDGES)) + rng.randbytes(rng.randint(0, 300))
        case 3:  # lists in lists
            nested = struct.pack("<IQ", ARRAY, 1) * rng.choice((1, 2, 1000, 50_000))
            return name, ARRAY, nested + value(ARRAY, (U8, [1]))
        case 4:
            return name, STRING, string(strange_text(rng))
        case 5:
            kind = rng.choice((U8, I8, U16, I16, U32, I32, U64, I64, F32, F64, BOOL))
            if kind in (F32, F64):
                return name, kind, value(F64, rng.choice(NUMBERS)) if kind == F64 else rng.randbytes(4)
            width = struct.calcsize(_LAYOUTS[kind])
            return name, kind, (rng.choice(EDGES) % 2 ** (8 * width)).to_bytes(width, "little")
        case _:
            values = [rng.choice((0, 1, 2**31, 2**63 - 1)) for _ in range(rng.choice((0, 1, 5)))]
            return name, ARRAY, value(ARRAY, (U64, values))


def _false_tensor(rng: Random, tensor: Tensor) -> Tensor:
    name, shape, kind, offset = tensor
    match rng.randrange(5):
        case 0:
            return name, tuple(rng.choice(EDGES) for _ in range(rng.choice((0, 1, 2, 4, 5, 9)))), kind, offset
        case 1:
            return name, shape, rng.choice((1, 2, 8, 30, 39, 99, 2**32 - 1)), offset
        case 2:
            return name, shape, kind, rng.choice(EDGES)
        case 3:
            return strange_text(rng), shape, kind, offset
        case _:
            return name, shape[::-1], kind, offset


def _endless(rng: Random, keys: list[Key], tensors: list[Tensor]) -> bytes:
    """Lists of very many things that take no room: each is in order by itself."""
    count = rng.choice((2_000_000, 8_000_000))
    kind, width = rng.choice(((STRING, 8), (U8, 1), (F32, 4)))
    endless = struct.pack("<IQ", kind, count) + b"\0" * (count * width)
    name = rng.choice(("tokenizer.ggml.tokens", "tokenizer.ggml.merges", "llama.attention.head_count"))
    kept = [key for key in keys if key[0] != name]
    return gguf([*kept, (name, ARRAY, endless)], tensors)


def strange_text(rng: Random) -> str:
    """A text that no name should be."""
    return rng.choice(
        (
            "",
            "\0",
            "a\0b",
            "../../etc/passwd",
            "x" * 1_000_000,
            "\u202eledom",
            "a\nb\nc",
            "<img src='file:///etc/passwd'>",
            "%s%n{0}{name}",
            "\ud800",
            "²",
            "٣",
            "e\u0301" * 1000,
            "\x1b[2J",
        )
    )


# -- attributes


@cache
def _attribute_parts() -> tuple[tuple[Key, ...], tuple[Tensor, ...], bytes]:
    """A small attribute as the program writes it, in parts."""
    made = making.attribute(n_layer=4, n_embd=16, layer=2)
    made = replace(made, report=DerivationReport(layer=2, command="made up", premises={"derive": ("a", "b")}))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "attribute.gguf"
        attribute_file.write(path, made)
        header, whole = read_header(path), path.read_bytes()
    keys: list[Key] = []
    for name, content in header.metadata.items():
        if isinstance(content, str):
            keys.append((name, STRING, string(content)))
        elif isinstance(content, tuple):
            kind = F32 if any(isinstance(each, float) for each in content) else I32
            keys.append((name, ARRAY, value(ARRAY, (kind, content))))
        elif isinstance(content, float):
            keys.append((name, F64, value(F64, content)))
        elif not isinstance(content, LongList):
            keys.append((name, U32, value(U32, content)))
    start = min(each.offset for each in header.tensors.values())
    tensors = tuple((each.name, each.shape, each.type, each.offset - start) for each in header.tensors.values())
    return tuple(keys), tensors, whole[start:]


def hostile_attribute(rng: Random) -> bytes:
    """An attribute file with something wrong in it."""
    fixed, fixed_tensors, data = _attribute_parts()
    keys, tensors = list(fixed), list(fixed_tensors)
    match rng.randrange(5):
        case 0:
            return mutated(rng, gguf(keys, tensors, data))
        case 1:
            number = rng.randrange(len(keys))
            keys[number] = _false_key(rng, keys[number])
        case 2:
            chosen = [number for number, key in enumerate(keys) if _holds_json(key)]
            number = rng.choice(chosen)
            name, kind, content = keys[number]
            keys[number] = name, kind, string(json_with(rng, json.loads(content[8:])))
        case 3:
            number = rng.randrange(len(tensors))
            tensors[number] = _false_tensor(rng, tensors[number])
            if rng.random() < 0.5:
                name = rng.choice(
                    ("direction.0", "direction.²", "direction.", f"direction.{'9' * 5000}", "direction.01")
                )
                tensors[number] = (name, *tensors[number][1:])
            if rng.random() < 0.3:
                data = b"".join(
                    struct.pack("<f", rng.choice((*NUMBERS[:7], *NUMBERS[8:]))) for _ in range(len(data) // 4)
                )
        case _:
            number = rng.randrange(len(keys))
            name, kind, content = keys[number]
            if kind == ARRAY:
                values = [rng.choice(NUMBERS[:6] + NUMBERS[8:]) for _ in range(rng.choice((0, 1, 3, 4, 101, 404)))]
                keys[number] = name, ARRAY, value(ARRAY, (F64, values))
            elif kind == F64:
                keys[number] = name, F64, value(F64, rng.choice(NUMBERS))
            else:
                del keys[number]
    return gguf(keys, tensors, data)


def _holds_json(key: Key) -> bool:
    return key[1] == STRING and key[2][8:9] in (b"{", b"[")
