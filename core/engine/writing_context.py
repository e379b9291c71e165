"""The context that writes: the vector, a sampler, logits. Engine thread only.

Work is cut into steps by generators that yield wherever a score may come between. Prompts are read unsteered in pieces
of 16 tokens, each aligned to a multiple of 16, so that one prompt KV serves every λ and every piece is computed the
same way however much of the prompt was cached: results do not depend on what ran before (CONTRACTS, Yielding).
"""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Iterator, Sequence

import llama_cpp
import numpy as np

from core.engine.llama import AbortCheck, Batch, LlamaModel
from core.engine.protocol import GenerateRequest, SteeringVector
from core.engine.sampling import Sampler
from core.engine.scoring_context import Aborted
from core.errors import EngineProblem, ModelProblem, UsageProblem

PIECE = 16
_WRITE, _MEASURE = 0, 1
"""Sequences: the rewrite's own, and the one whose surprisal is measured beside it."""


class WritingContext:
    """Generates steered text and measures unsteered surprisal."""

    def __init__(self, model: LlamaModel, urgent_waiting: AbortCheck, cancelled: AbortCheck) -> None:
        """``urgent_waiting`` interrupts prompt pieces, which are then read again; ``cancelled`` interrupts anything."""
        self._model = model
        self._urgent_waiting = urgent_waiting
        self._cancelled = cancelled
        self._gives_way = False
        self._abort = llama_cpp.ggml_abort_callback(self._should_abort)
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = min(model.options.n_ctx_write, model.n_ctx_train)
        params.n_batch = params.n_ubatch = 512
        params.n_seq_max = 2
        params.kv_unified = True
        params.n_threads = params.n_threads_batch = model.n_threads
        params.no_perf = True
        self._context = llama_cpp.llama_init_from_model(model.handle, params)
        if not self._context:
            raise ModelProblem("There is not enough memory to write with this model.")
        llama_cpp.llama_set_abort_callback(self._context, self._abort, None)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = Batch(512)
        self._prompt: list[int] = []
        self._lam = 0.0
        self._zeros = np.zeros((model.n_layer - 1, model.n_embd), dtype=np.float32)

    @property
    def window(self) -> int:
        """The most tokens a prompt and its answer may have together."""
        return int(llama_cpp.llama_n_ctx(self._context))

    def generate(self, request: GenerateRequest, vector: SteeringVector | None) -> Iterator[str | None]:
        """Yield the text so far after each token; None where only time passed. Raises Aborted when cancelled."""
        tokens = self._model.prompt_tokens(request.messages, request.begun)
        if len(tokens) + request.max_tokens > self.window:
            raise UsageProblem("The passage is too long for this model to rewrite in one go; select a shorter part.")
        if request.lam and vector is None:
            raise UsageProblem("There is no attribute loaded to steer by.")
        yield from self._read_prompt(tokens)
        try:
            if request.lam and vector is not None:
                self._steer(request.lam, vector)
            yield from self._write(request, len(tokens))
        finally:
            self._steer(0.0, None)
            llama_cpp.llama_memory_seq_rm(self._memory, _WRITE, len(self._prompt), -1)

    def surprisal(self, prefix: Sequence[int], tokens: Sequence[int]) -> Iterator[float | None]:
        """Yield None between pieces, and last the mean nats per token of ``tokens`` after ``prefix``, unsteered."""
        sequence = [*self._model.with_one_bos(prefix), *tokens]
        total, counted, first = 0.0, 0, len(sequence) - len(tokens)
        if len(sequence) > self.window:
            raise UsageProblem("The passage is too long to measure in one go.")
        if len(sequence) + len(self._prompt) > self.window:
            self._forget_prompt()
        try:
            for start in range(0, len(sequence), PIECE):
                piece = sequence[start : start + PIECE]
                while not self._decode(piece, start, _MEASURE, "all", gives_way=True):
                    yield None
                nll = self._nll_of_next(sequence, start, len(piece))
                wanted = nll[max(0, first - 1 - start) :]
                total += float(wanted.sum())
                counted += len(wanted)
                yield None
        finally:
            llama_cpp.llama_memory_seq_rm(self._memory, _MEASURE, -1, -1)
        yield total / max(1, counted)

    def close(self) -> None:
        """Free the context."""
        llama_cpp.llama_free(self._context)
        self._batch.close()

    def _read_prompt(self, tokens: list[int]) -> Iterator[None]:
        limit = min(len(self._prompt), len(tokens) - 1)
        same = next((i for i in range(limit) if self._prompt[i] != tokens[i]), limit)
        keep = same - same % PIECE
        llama_cpp.llama_memory_seq_rm(self._memory, _WRITE, keep, -1)
        self._prompt = tokens[:keep]
        for start in range(keep, len(tokens), PIECE):
            piece = tokens[start : start + PIECE]
            while not self._decode(piece, start, _WRITE, "last", gives_way=True):
                yield None
            self._prompt += piece
            yield None

    def _write(self, request: GenerateRequest, position: int) -> Iterator[str | None]:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        text = ""
        with Sampler(request, self._model.n_vocab) as sampler:
            for offset in range(request.max_tokens):
                token = sampler.draw(self._context)
                if self._model.ends_answer(token):
                    return
                text += decoder.decode(self._model.piece(token))
                stops = [at for stop in request.stop if (at := text.find(stop)) >= 0]
                yield text[: min(stops)] if stops else text
                if stops:
                    return
                self._decode([token], position + offset, _WRITE, "last", gives_way=False)

    def _decode(self, piece: list[int], start: int, seq: int, logits: str, *, gives_way: bool) -> bool:
        """Decode one piece; False where it gave way to something urgent and must be done again."""
        self._gives_way = gives_way
        status = llama_cpp.llama_decode(self._context, self._batch.fill(piece, start, seq, logits))
        if status == 0:
            return True
        llama_cpp.llama_memory_seq_rm(self._memory, seq, start, -1)
        if status == 2 and gives_way and not self._cancelled():
            return False
        if status == 2:
            raise Aborted
        raise EngineProblem(f"The model could not continue the text (llama.cpp status {ctypes.c_int(status).value}).")

    def _should_abort(self, _data: object) -> bool:
        return self._cancelled() or (self._gives_way and self._urgent_waiting())

    def _steer(self, lam: float, vector: SteeringVector | None) -> None:
        """Set λ·a at its layer. Always the full, zero-filled buffer: a short one leaves old values in later layers."""
        if lam == self._lam == 0.0:
            return
        buffer = self._zeros.copy()
        if lam and vector is not None:
            buffer[vector.layer - 1] = lam * vector.direction
        self._lam = lam
        data = buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        status = llama_cpp.llama_set_adapter_cvec(
            self._context, data, buffer.size, self._model.n_embd, 1, self._model.n_layer - 1
        )
        if status != 0:
            raise EngineProblem("llama.cpp refused the attribute's vector.")

    def _nll_of_next(
        self, sequence: Sequence[int], start: int, n_rows: int
    ) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        """Negative log-likelihood of the token after each row of the piece just decoded (none for the last token)."""
        rows = min(n_rows, len(sequence) - 1 - start)
        losses = np.empty(max(0, rows), dtype=np.float64)
        for row in range(rows):
            pointer = llama_cpp.llama_get_logits_ith(self._context, row)
            logits = np.ctypeslib.as_array(pointer, shape=(self._model.n_vocab,)).astype(np.float64)
            peak = logits.max()
            losses[row] = peak + np.log(np.exp(logits - peak).sum()) - logits[sequence[start + row + 1]]
        return losses

    def _forget_prompt(self) -> None:
        llama_cpp.llama_memory_seq_rm(self._memory, _WRITE, -1, -1)
        self._prompt = []
