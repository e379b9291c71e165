"""The sampler of one variant: llama.cpp's own chain, seeded, so that equal seeds give equal results."""

from __future__ import annotations

import math
from collections.abc import Sequence
from types import TracebackType

import llama_cpp

from core.engine.protocol import GenerateRequest

_PENALTY_WINDOW = 64


class Sampler:
    """Tokens never drawn → penalties → top-p → min-p → temperature → seeded draw.

    As a context manager it frees itself on exit.
    """

    def __init__(self, request: GenerateRequest, n_vocab: int, never: Sequence[int] = ()) -> None:
        chain = llama_cpp.llama_sampler_chain_init(llama_cpp.llama_sampler_chain_default_params())
        parts = [llama_cpp.llama_sampler_init_greedy()]
        if request.temperature > 0:
            parts = [
                llama_cpp.llama_sampler_init_top_p(request.top_p, 1),
                llama_cpp.llama_sampler_init_min_p(request.min_p, 1),
                llama_cpp.llama_sampler_init_temp(request.temperature),
                llama_cpp.llama_sampler_init_dist(request.seed & 0xFFFFFFFF),
            ]
        if request.repeat_penalty != 1.0:
            penalties = llama_cpp.llama_sampler_init_penalties(
                n_vocab, _PENALTY_WINDOW, request.repeat_penalty, 0.0, 0.0
            )
            parts.insert(0, penalties)
        if never:
            bias = (llama_cpp.llama_logit_bias * len(never))(*((token, -math.inf) for token in never))
            parts.insert(0, llama_cpp.llama_sampler_init_logit_bias(n_vocab, len(never), bias))
        for part in parts:
            llama_cpp.llama_sampler_chain_add(chain, part)
        self._chain = chain

    def draw(self, context: llama_cpp.llama_context_p, row: int = -1) -> int:
        """Sample from the logits of ``row`` of the last batch (−1: its last); penalties take the token into account."""
        return int(llama_cpp.llama_sampler_sample(self._chain, context, row))

    def __enter__(self) -> Sampler:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        llama_cpp.llama_sampler_free(self._chain)
