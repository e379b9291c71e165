"""The llama.cpp context that reads states: never steered, small, no logits, early exit. Engine thread only.

Blocks after the requested layer never write their KV cache, so this context can only score and reuse its own prefix.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import llama_cpp
import numpy as np

from core.array_types import Floats
from core.engine.worker.hidden_states import LayerCapture
from core.engine.worker.llama import AbortCheck, Batch, LlamaModel
from core.errors import EngineProblem, ModelProblem

_BATCH = 512
_LAST_BLOCK_BATCH = 64
"""The last block computes rows only where logits are set, and logits reserve n_tokens × n_vocab floats."""

MIN_REUSED_PREFIX = 16
"""A shorter common prefix is decoded again: reuse would save nothing, and a whole pass is bit-reproducible."""


class Aborted(Exception):
    """A decode was stopped by the abort check; its results are invalid."""


class ScoringContext:
    """Reads per-token states of one sequence, incrementally where the text only grew or changed towards its end."""

    def __init__(self, model: LlamaModel, should_abort: AbortCheck) -> None:
        self._model = model
        self._capture = LayerCapture()
        self._abort = llama_cpp.ggml_abort_callback(lambda _data: should_abort())
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = min(model.options.n_ctx_score, model.n_ctx_train)
        params.n_batch = params.n_ubatch = min(_BATCH, params.n_ctx)
        self._n_threads = model.n_threads
        params.n_threads = params.n_threads_batch = self._n_threads
        params.n_outputs_max = _LAST_BLOCK_BATCH
        params.no_perf = True
        params.cb_eval = self._capture.callback
        self._context = llama_cpp.llama_init_from_model(model.handle, params)
        if not self._context:
            raise ModelProblem("There is not enough memory to score with this model.")
        llama_cpp.llama_set_abort_callback(self._context, self._abort, None)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = Batch(_BATCH)
        self._cached_tokens: list[int] = []
        self._cached_states: Floats = np.empty((0, model.n_embd), dtype=np.float32)
        self._cached_layer = -1
        self._read_before: tuple[tuple[int, ...], int] | None = None
        """What :meth:`states_after` left at the start of the sequence: the tokens, and the last block computed."""

    @property
    def window(self) -> int:
        """The most tokens, BOS included, that one pass can read."""
        return int(llama_cpp.llama_n_ctx(self._context))

    def use_threads(self, n_threads: int) -> None:
        """Use ``n_threads`` threads from now on; this does not change the states."""
        if n_threads != self._n_threads:
            self._n_threads = n_threads
            llama_cpp.llama_set_n_threads(self._context, n_threads, n_threads)

    def layer_states(self, tokens: Sequence[int], layer: int, *, fresh: bool = False) -> Floats:
        """States of every token at ``layer``: shape ``(len(tokens), n_embd)``. Blocks after ``layer`` are not computed.

        Raises Aborted, or EngineProblem where the states are missing.
        """
        keep = 0 if fresh or layer != self._cached_layer else self._common_prefix(tokens)
        self._forget_after(keep)
        self._cached_layer = layer
        for piece in self._pieces(tokens, keep, layer):
            self._capture.arm((layer,))
            self._decode(piece, len(self._cached_tokens), layer)
            states = self._capture.take(layer, len(piece), self._model.n_embd)
            self._cached_tokens += piece
            self._cached_states = np.concatenate([self._cached_states, states])
        return self._cached_states

    def states_after(self, before: Sequence[int], tokens: Sequence[int], last: int) -> list[Floats]:
        """States of ``tokens`` after ``before`` at the layers 0 … ``last``: per layer ``(len(tokens), n_embd)``.

        Blocks after ``last`` are not computed. Where the previous call read the same ``before``, it is not read again;
        as it is always decoded on its own, the states do not depend on that. Raises Aborted, EngineProblem.
        """
        layers = tuple(range(last + 1))
        rows: list[list[Floats]] = [[] for _ in layers]
        done = self._read_prefix(before, last)
        skipped = len(before) - done
        try:
            for piece in self._pieces([*before[done:], *tokens], 0, last):
                self._capture.arm(layers)
                self._decode(piece, done, last)
                for layer in layers:
                    rows[layer].append(self._capture.take(layer, len(piece), self._model.n_embd))
                done += len(piece)
        except EngineProblem:
            self._forget_after(0)
            raise
        return [np.concatenate(row)[skipped:] for row in rows]

    def _read_prefix(self, before: Sequence[int], last: int) -> int:
        """Make the sequence hold ``before`` alone, if that is long enough to be worth it; else nothing.

        Returns how many tokens it holds.
        """
        wanted = (tuple(before), last)
        if len(before) < MIN_REUSED_PREFIX or self._read_before != wanted:
            self._forget_after(0)
        if len(before) < MIN_REUSED_PREFIX:
            return 0
        if self._read_before == wanted:
            llama_cpp.llama_memory_seq_rm(self._memory, 0, len(before), -1)
            return len(before)
        done = 0
        for piece in self._pieces(before, 0, last):
            self._capture.arm((last,))
            self._decode(piece, done, last)
            done += len(piece)
        self._read_before = wanted
        return done

    def full_pass_states(self, tokens: Sequence[int], layer: int) -> Floats:
        """States at ``layer`` from a pass through *all* blocks: the reference for tests of the early exit."""
        self._forget_after(0)
        self._capture.arm((layer,), early_exit=False)
        try:
            self._decode(list(tokens), 0, layer)
            return self._capture.take(layer, len(tokens), self._model.n_embd)
        finally:
            self._forget_after(0)

    def close(self) -> None:
        """Free the context."""
        llama_cpp.llama_free(self._context)
        self._batch.close()

    def _pieces(self, tokens: Sequence[int], start: int, layer: int) -> list[list[int]]:
        size = _LAST_BLOCK_BATCH if layer == self._model.n_layer - 1 else _BATCH
        return [list(tokens[i : min(i + size, len(tokens))]) for i in range(start, len(tokens), size)]

    def _common_prefix(self, tokens: Sequence[int]) -> int:
        cached = self._cached_tokens
        limit = min(len(cached), len(tokens))
        same = next((i for i in range(limit) if cached[i] != tokens[i]), limit)
        return same if same >= MIN_REUSED_PREFIX else 0

    def _forget_after(self, keep: int) -> None:
        self._read_before = None
        if keep == 0:
            llama_cpp.llama_memory_clear(self._memory, False)
        else:
            llama_cpp.llama_memory_seq_rm(self._memory, 0, keep, -1)
        del self._cached_tokens[keep:]
        self._cached_states = self._cached_states[:keep]

    def _decode(self, piece: list[int], start: int, layer: int) -> None:
        logits = "all" if layer == self._model.n_layer - 1 else "none"
        status = llama_cpp.llama_decode(self._context, self._batch.fill(piece, start, 0, logits))
        if status == 0:
            return
        self._forget_after(0)
        if status == 2:
            raise Aborted
        raise EngineProblem(
            "The model could not read the text (llama.cpp status {status}).", status=ctypes.c_int(status).value
        )
