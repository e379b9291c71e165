"""The worker process of a derivation on several devices: serves a whole model on one device over pipes.

Frames as in :mod:`core.engine.wire` (JSON and raw float32, never pickle): requests are read from stdin, replies are
written to the original stdout; output that libraries print is redirected to stderr. The parent's side is
:mod:`convert.pool`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import IO, Any

from convert.batching import Say
from convert.hf_states import TorchSource
from core import child_process
from core.array_types import Floats
from core.derivation.state_source import Messages
from core.engine.protocol import ChatMessage, PassageScore, Readout, SteeringVector, TextStates, TokenCosine
from core.engine.wire import Frame, read_frame, write_frame
from core.errors import InkglowError


def run(open_source: Callable[[Say], TorchSource]) -> None:
    """Serve on this process's stdin and stdout until stdin ends. Ctrl-C is ignored: the parent handles it."""
    child_process.end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(open_source, sys.stdin.buffer, replies)


def serve(open_source: Callable[[Say], TorchSource], requests: IO[bytes], replies: IO[bytes]) -> None:
    """Open the model, report it, and answer requests in order. An InkglowError is sent as its code and sentence."""

    def say(sentence: str) -> None:
        write_frame(replies, Frame({"kind": "note", "sentence": sentence}))

    try:
        source = open_source(say)
        write_frame(replies, Frame({"kind": "done", "info": asdict(source.info)}))
        while (request := read_frame(requests)) is not None:
            write_frame(replies, asyncio.run(_answer(source, request)))
    except InkglowError as error:
        write_frame(replies, Frame({"kind": "error", "code": error.code, "sentence": str(error)}))


async def _answer(source: TorchSource, request: Frame) -> Frame:
    h: Any = request.header
    kind = h["kind"]
    if kind == "generate":
        prompts = [messages_from(each) for each in h["prompts"]]
        vector = vector_from(request)
        return _done(texts=await source.generate(prompts, h["seeds"], h["n_tokens"], vector, h["lam"]))
    if kind == "states":
        prompts = [messages_from(each) for each in h["prompts"]]
        states = await source.states(h["texts"], prompts, h["context"], last_layer=h["last_layer"])
        arrays = tuple(array for each in states for array in (each.mean, each.mean_unit, each.mean_norm))
        return Frame({"kind": "done", "n_tokens": [each.n_tokens for each in states]}, arrays)
    if kind == "cosines":
        vector = vector_from(request)
        if vector is None:
            raise ValueError("cosines without a vector")
        scores = await source.token_cosines(h["texts"], vector)
        return _done(scores=[[s.cosine, [[t.start, t.end, t.cosine] for t in s.tokens]] for s in scores])
    if kind == "surprisal":
        prompts = [messages_from(each) for each in h["prompts"]]
        return _done(nats=await source.surprisal(h["texts"], prompts))
    if kind == "memory":
        return _done(**asdict(source.cost("").memory))
    raise ValueError(f"a request of unknown kind {kind}")


def _done(**values: object) -> Frame:
    return Frame({"kind": "done", **values})


def messages_to(messages: Messages) -> list[list[str]]:
    """A conversation as JSON."""
    return [[message.role, message.content] for message in messages]


def messages_from(rows: Sequence[Sequence[Any]]) -> Messages:
    """The conversation that :func:`messages_to` wrote."""
    return tuple(ChatMessage(role, content) for role, content in rows)


def vector_to(vector: SteeringVector | None) -> tuple[dict[str, object], tuple[Floats, ...]]:
    """Header fields and arrays of a vector; both empty for None."""
    if vector is None:
        return {}, ()
    return {"layer": vector.layer, "readout": asdict(vector.readout)}, (vector.direction,)


def vector_from(frame: Frame) -> SteeringVector | None:
    """The vector that :func:`vector_to` put into ``frame``."""
    header: Any = frame.header
    return SteeringVector(header["layer"], frame.arrays[0], Readout(**header["readout"])) if frame.arrays else None


def states_from(frame: Frame) -> list[TextStates]:
    """The summaries in a reply to ``states``."""
    header: Any = frame.header
    counts = header["n_tokens"]
    return [TextStates(n, *frame.arrays[3 * i : 3 * i + 3]) for i, n in enumerate(counts)]


def scores_from(frame: Frame) -> list[PassageScore]:
    """The scores in a reply to ``cosines``."""
    header: Any = frame.header
    return [
        PassageScore(len(tokens), cosine, tuple(TokenCosine(*token) for token in tokens))
        for cosine, tokens in header["scores"]
    ]
