"""Compare llama.cpp options with ours: threads, flash attention, KV types, prompt lookup decoding.

::

    python -m tests.benchmarks.ways [--model M.gguf] [--rounds 5]

Each option and ours take turns within one run; a figure is the median of the pairs' ratios of seconds (below 1: faster
than ours) with the smallest and the largest. Prompt lookup is not run: the number of tokens that a step would have
given is counted on normal rewrites, to be compared with the cost of a step of four rows.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import fmean, median
from typing import Any

import llama_cpp
from rich.console import Console

from core import paths
from core.attribute import selection
from core.engine.protocol import GenerateRequest
from core.engine.worker.decoder import PIECE
from core.engine.worker.generation_context import GenerationContext
from core.engine.worker.llama import Batch, LlamaModel, LoadOptions, usable_cores
from core.manuscript.paragraphs import Syntax, split
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS, rewrite_prompt

_READ, _WRITE, _DEPTH = 256, 24, 256
_GUESSES = 3
"""Tokens guessed per step; with the sampled one they make a batch of four rows."""
_Q8_0 = 8
"""GGML_TYPE_Q8_0 of ggml_type."""


@dataclass(frozen=True)
class Way:
    """Parameters of llama_context_params that differ from ours."""

    name: str
    params: dict[str, Any] = field(default_factory=dict)


def ways() -> list[Way]:
    """The options to measure on this machine."""
    off, on = llama_cpp.LLAMA_FLASH_ATTN_TYPE_DISABLED, llama_cpp.LLAMA_FLASH_ATTN_TYPE_ENABLED
    fewer = max(1, usable_cores() - 1)
    return [
        Way("ours again"),
        Way("flash attention off", {"flash_attn_type": off}),
        Way("flash attention on", {"flash_attn_type": on}),
        Way("KV in Q8_0", {"flash_attn_type": on, "type_k": _Q8_0, "type_v": _Q8_0}),
        Way("one thread fewer", {"n_threads": fewer, "n_threads_batch": fewer}),
        Way("one thread more", {"n_threads": usable_cores() + 1, "n_threads_batch": usable_cores() + 1}),
    ]


class Timed:
    """A context with timed reading and generating."""

    def __init__(self, model: LlamaModel, way: Way) -> None:
        params = llama_cpp.llama_context_default_params()
        params.n_ctx, params.n_batch, params.n_ubatch = 1024, _READ, _READ
        params.n_threads = params.n_threads_batch = model.n_threads
        params.no_perf = True
        for name, value in way.params.items():
            setattr(params, name, value)
        self._context = llama_cpp.llama_init_from_model(model.handle, params)
        assert self._context, f"no context with {way.name}"
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = Batch(_READ)

    def passage(self, tokens: Sequence[int]) -> float:
        """Seconds to read a passage in one batch, as scoring does (here through all blocks)."""
        return self._read(tokens[:_READ], _READ)

    def prompt(self, tokens: Sequence[int]) -> float:
        """Seconds to read a prompt in pieces, as rewriting does."""
        return self._read(tokens[:_READ], PIECE)

    def write(self, tokens: Sequence[int], rows: int = 1) -> float:
        """Seconds for a fixed number of steps of ``rows`` tokens each, after a passage."""
        self._read(tokens[:_DEPTH], _READ)
        began = time.perf_counter()
        for step in range(_WRITE // rows):
            at = _DEPTH + step * rows
            self._decode(tokens[at : at + rows], at, "all")
        return (time.perf_counter() - began) / (_WRITE // rows)

    def close(self) -> None:
        """Free the context."""
        llama_cpp.llama_free(self._context)
        self._batch.close()

    def _read(self, tokens: Sequence[int], piece: int) -> float:
        llama_cpp.llama_memory_clear(self._memory, True)
        began = time.perf_counter()
        for at in range(0, len(tokens), piece):
            self._decode(tokens[at : at + piece], at, "none")
        return time.perf_counter() - began

    def _decode(self, tokens: Sequence[int], at: int, logits: str) -> None:
        assert llama_cpp.llama_decode(self._context, self._batch.fill(tokens, at, 0, logits)) == 0


def ratios(model: LlamaModel, way: Way, tokens: Sequence[int], rounds: int) -> dict[str, list[float]]:
    """Seconds of ``way`` over ours, pair by pair, for each kind of work."""
    ours, other = Timed(model, Way("ours")), Timed(model, way)
    works = {"passage": Timed.passage, "prompt": Timed.prompt, "write": Timed.write}
    found: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(rounds + 1):
        for name, work in works.items():
            first, second = (ours, other) if turn % 2 else (other, ours)
            one, two = work(first, tokens), work(second, tokens)
            if turn:  # the first turn is warm-up
                found[name].append(two / one if turn % 2 else one / two)
    ours.close()
    other.close()
    return found


def four_rows_over_one(model: LlamaModel, tokens: Sequence[int], rounds: int) -> list[float]:
    """Time of a step of four rows over that of a step of one."""
    timed = Timed(model, Way("ours"))
    found = [timed.write(tokens, rows=1 + _GUESSES) / timed.write(tokens) for _ in range(rounds + 1)][1:]
    timed.close()
    return found


def guessed_per_step(prompt: Sequence[int], answer: Sequence[int]) -> float:
    """Mean tokens per step of prompt lookup: the sampled token and the correctly guessed ones.

    The guess is the tokens after the latest earlier occurrence of the last two tokens.
    """
    at = steps = 0
    while at < len(answer):
        tokens = [*prompt, *answer[: at + 1]]
        pair = tokens[-2:]
        found = next((i for i in range(len(tokens) - 3, -1, -1) if tokens[i : i + 2] == pair), None)
        guess = tokens[found + 2 : found + 2 + _GUESSES] if found is not None else []
        right = 0
        while right < len(guess) and answer[at + 1 + right : at + 2 + right] == guess[right : right + 1]:
            right += 1
        at += 1 + right
        steps += 1
    return len(answer) / max(1, steps)


def lookups(model: LlamaModel, passages: Sequence[str]) -> list[float]:
    """Tokens per step that prompt lookup would have given, on a plain rewrite of each passage."""
    writing = GenerationContext(model, lambda: False, lambda: False)
    found = []
    for passage in passages:
        messages = rewrite_prompt(passage, small_model=model.info.n_params < SMALL_MODEL_PARAMETERS)
        text = ""
        for step in writing.generate(GenerateRequest(messages, seed=1, max_tokens=96), ()):
            text = step if step is not None else text
        found.append(guessed_per_step(model.prompt_tokens(messages), model.tokenize(text)))
    writing.close()
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    model = LlamaModel(given.model or selection.default_model(), LoadOptions(), lambda _fraction: True)
    chapter = (paths.resources() / "sample" / "chapter.md").read_text("utf-8")
    tokens = model.with_one_bos(model.tokenize(chapter))
    console = Console(highlight=False, soft_wrap=True)
    for way in ways():
        found = ratios(model, way, tokens, given.rounds)
        console.print(f"{way.name}:", *(f" {work} {_words(values)}" for work, values in found.items()))
    console.print("a step of four rows over one:", _words(four_rows_over_one(model, tokens, given.rounds)))
    passages = [each.text for each in split(chapter, Syntax.MARKDOWN) if len(each.text) > 200][:4]
    console.print(f"prompt lookup, tokens per step: {fmean(lookups(model, passages)):.2f} on {len(passages)} rewrites")
    model.close()


def _words(values: Sequence[float]) -> str:
    return f"{median(values):.2f} ({min(values):.2f}–{max(values):.2f})"


if __name__ == "__main__":
    main()
