"""The llama.cpp context that generates text, with steering vector, samplers and logits. Engine thread only.

Work is cut into steps by generators that yield wherever a score may be computed in between. Prompts are read unsteered
in pieces of 16 tokens, each aligned to a multiple of 16. So one prompt KV cache serves every λ, and every piece is
computed the same way however much of the prompt was cached: results do not depend on earlier requests (CONTRACTS,
Yielding).
"""

from __future__ import annotations

import codecs
import ctypes
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import llama_cpp
import numpy as np
from numpy.typing import NDArray

from core.engine.protocol import MOST_TOGETHER, Continuation, GenerateRequest, SteeringVector
from core.engine.worker.llama import AbortCheck, Batch, LlamaModel
from core.engine.worker.sampler import Sampler
from core.engine.worker.scoring_context import Aborted
from core.errors import EngineProblem, ModelProblem, UsageProblem

PIECE = 16
_WRITE = 0
"""The sequence that holds the prompt and generates the first text; the sequences of the other texts follow."""
_MEASURE = _WRITE + MOST_TOGETHER
"""The sequence for measuring surprisal while a prompt stays cached."""


SurprisalRows = NDArray[np.float64]
"""Shape ``(n_tokens, 2)``: surprisal of each token and entropy of its predicted distribution, in nats."""


@dataclass(eq=False)
class _Sequence:
    """One of the texts being generated. ``row`` is the row of the last batch with the logits of its next token."""

    request: GenerateRequest
    sampler: Sampler
    seq: int
    position: int
    row: int
    text: str = ""
    ended: bool = False
    _token: int = -1
    _n_generated: int = 0
    _decoded: str = ""
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("replace")
    )

    @property
    def is_unfinished(self) -> bool:
        """Whether more tokens are to be generated."""
        return not self.ended and self._n_generated < self.request.max_tokens

    def sample_next(self, model: LlamaModel, context: llama_cpp.llama_context_p) -> None:
        """Sample the next token and append its text."""
        self._token = self.sampler.draw(context, self.row)
        if model.ends_answer(self._token):
            self.ended = True
            return
        self._n_generated += 1
        self._decoded += self._decoder.decode(model.piece(self._token))
        stops = [at for stop in self.request.stop if (at := self._decoded.find(stop)) >= 0]
        self.text = self._decoded[: min(stops)] if stops else self._decoded
        self.ended = bool(stops)

    def next_row(self) -> tuple[int, int, int]:
        """Token, position and sequence of the token just sampled."""
        position = self.position
        self.position += 1
        return self._token, position, self.seq


class GenerationContext:
    """Generates steered text, and measures token surprisal under the unsteered model."""

    def __init__(self, model: LlamaModel, gives_way: AbortCheck, cancelled: AbortCheck) -> None:
        """Both are polled during decodes. ``gives_way`` interrupts a prompt piece, which is then read again;
        ``cancelled`` interrupts anything. Raises ModelProblem where there is too little memory.
        """
        self._model = model
        self._must_give_way = gives_way
        self._cancelled = cancelled
        self._gives_way = False
        self._abort = llama_cpp.ggml_abort_callback(self._should_abort)
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = min(model.options.n_ctx_write, model.n_ctx_train)
        params.n_batch = params.n_ubatch = PIECE
        params.n_seq_max = MOST_TOGETHER + 1
        params.kv_unified = True
        params.n_threads = params.n_threads_batch = model.n_threads
        params.no_perf = True
        self._context = llama_cpp.llama_init_from_model(model.handle, params)
        if not self._context:
            raise ModelProblem("There is not enough memory to generate text with this model.")
        llama_cpp.llama_set_abort_callback(self._context, self._abort, None)
        self._memory = llama_cpp.llama_get_memory(self._context)
        self._batch = Batch(PIECE)
        self._prompt: list[int] = []
        self._steered = False
        self._zeros = np.zeros((model.n_layer - 1, model.n_embd), dtype=np.float32)

    @property
    def window(self) -> int:
        """The most tokens a prompt and its answer may have together."""
        return int(llama_cpp.llama_n_ctx(self._context))

    def generate(self, request: GenerateRequest, vectors: Sequence[SteeringVector]) -> Iterator[str | None]:
        """As :meth:`generate_together`, for one request."""
        for so_far in self.generate_together([request], vectors):
            yield None if so_far is None else so_far[0].text

    def generate_together(
        self, requests: Sequence[GenerateRequest], vectors: Sequence[SteeringVector]
    ) -> Iterator[tuple[Continuation, ...] | None]:
        """Yield all texts so far after each step; None after a step that added no text. Raises Aborted when cancelled.

        ``vectors``: the one that ``lam`` multiplies, then those of ``blend``.
        """
        lams = (requests[0].lam, *requests[0].blend)
        prompts = [self._model.prompt_tokens(request.messages, request.begun) for request in requests]
        self._check(requests, prompts)
        if any(lams[len(vectors) :]):
            raise UsageProblem("There is no attribute loaded to steer by.")
        try:
            rows = yield from self._read_prompts(prompts)
            self._steer(lams, vectors)
            with ExitStack() as samplers:
                sequences = [
                    _Sequence(
                        request, samplers.enter_context(Sampler(request, self._model.n_vocab)), seq, len(tokens), row
                    )
                    for seq, (request, tokens, row) in enumerate(zip(requests, prompts, rows, strict=True))
                ]
                yield from self._write(sequences)
        finally:
            self._steer((), ())
            llama_cpp.llama_memory_seq_rm(self._memory, _WRITE, len(self._prompt), -1)
            for seq in range(_WRITE + 1, _WRITE + len(requests)):
                llama_cpp.llama_memory_seq_rm(self._memory, seq, -1, -1)

    def token_surprisal(self, prefix: Sequence[int], tokens: Sequence[int]) -> Iterator[SurprisalRows | None]:
        """Yield surprisal and entropy of ``tokens`` after ``prefix``, unsteered, piece by piece.

        None where a piece was interrupted and will be read again. The rows of all pieces together are one per token.
        """
        sequence = [*self._model.with_one_bos(prefix), *tokens]
        first = len(sequence) - len(tokens)
        if len(sequence) > self.window:
            raise UsageProblem("The passage is too long to measure in one go.")
        if len(sequence) + len(self._prompt) > self.window:
            self._forget_prompt()
        try:
            for start in range(0, len(sequence), PIECE):
                piece = sequence[start : start + PIECE]
                while not self._decode(piece, start, _MEASURE, "all", gives_way=True):
                    yield None
                yield self._surprisal_rows(sequence, start, len(piece))[max(0, first - 1 - start) :]
        finally:
            llama_cpp.llama_memory_seq_rm(self._memory, _MEASURE, -1, -1)

    def close(self) -> None:
        """Free the context."""
        llama_cpp.llama_free(self._context)
        self._batch.close()

    def _check(self, requests: Sequence[GenerateRequest], prompts: Sequence[list[int]]) -> None:
        if len(requests) > MOST_TOGETHER or len({(request.lam, request.blend) for request in requests}) > 1:
            raise UsageProblem(f"Up to {MOST_TOGETHER} texts of the same λ can be written together.")
        read = prompts[:1] if _all_equal(prompts) else prompts
        if sum(map(len, read)) + sum(request.max_tokens for request in requests) > self.window:
            raise UsageProblem("The passage is too long for this model to rewrite in one go; select a shorter part.")

    def _read_prompts(self, prompts: Sequence[list[int]]) -> Generator[None, None, list[int]]:
        """Read prompts unsteered; returns, for each, the row of the last batch with the logits of its next token."""
        if _all_equal(prompts):
            yield from self._read_prompt(prompts[0])
            for seq in range(_WRITE + 1, _WRITE + len(prompts)):
                llama_cpp.llama_memory_seq_cp(self._memory, _WRITE, seq, -1, -1)
            return [-1] * len(prompts)
        self._forget_prompt()
        for seq, tokens in enumerate(prompts, start=_WRITE):
            for _ in self._read(tokens[:-1], 0, seq):
                yield None
        self._decode_next([(tokens[-1], len(tokens) - 1, seq) for seq, tokens in enumerate(prompts, start=_WRITE)])
        return list(range(len(prompts)))

    def _read(self, tokens: Sequence[int], start: int, seq: int) -> Iterator[int]:
        """Yield the number of tokens read so far; repeats it where a piece was interrupted."""
        for at in range(start, len(tokens), PIECE):
            while not self._decode(tokens[at : at + PIECE], at, seq, "last", gives_way=True):
                yield at
            yield min(at + PIECE, len(tokens))

    def _read_prompt(self, tokens: list[int]) -> Iterator[None]:
        limit = min(len(self._prompt), len(tokens) - 1)
        same = next((i for i in range(limit) if self._prompt[i] != tokens[i]), limit)
        keep = same - same % PIECE
        llama_cpp.llama_memory_seq_rm(self._memory, _WRITE, keep, -1)
        self._prompt = tokens[:keep]
        for done in self._read(tokens, keep, _WRITE):
            self._prompt = tokens[:done]
            yield None

    def _write(self, sequences: Sequence[_Sequence]) -> Iterator[tuple[Continuation, ...]]:
        unfinished = list(sequences)
        while True:
            for sequence in unfinished:
                sequence.sample_next(self._model, self._context)
            yield tuple(Continuation(sequence.text, sequence.ended) for sequence in sequences)
            unfinished = [sequence for sequence in unfinished if sequence.is_unfinished]
            if not unfinished:
                return
            self._decode_next([sequence.next_row() for sequence in unfinished])
            for row, sequence in enumerate(unfinished):
                sequence.row = row

    def _decode(self, piece: Sequence[int], start: int, seq: int, logits: str, *, gives_way: bool) -> bool:
        """Decode one piece; False where an urgent request interrupted it, and it must be decoded again."""
        self._gives_way = gives_way
        status = llama_cpp.llama_decode(self._context, self._batch.fill(piece, start, seq, logits))
        if status == 0:
            return True
        llama_cpp.llama_memory_seq_rm(self._memory, seq, start, -1)
        if status == 2 and gives_way and not self._cancelled():
            return False
        raise self._failure(status)

    def _decode_next(self, rows: Sequence[tuple[int, int, int]]) -> None:
        """Decode one token of each sequence. Only cancelling interrupts it, because the step is short."""
        self._gives_way = False
        status = llama_cpp.llama_decode(self._context, self._batch.fill_next(rows))
        if status != 0:
            raise self._failure(status)

    @staticmethod
    def _failure(status: int) -> Exception:
        if status == 2:
            return Aborted()
        return EngineProblem(f"The model could not continue the text (llama.cpp status {ctypes.c_int(status).value}).")

    def _should_abort(self, _data: object) -> bool:
        return self._cancelled() or (self._gives_way and self._must_give_way())

    def _steer(self, lams: Sequence[float], vectors: Sequence[SteeringVector]) -> None:
        """Set each λ·a at its layer, and zeros at all other layers.

        The buffer always covers all layers, because a shorter one leaves old values in later layers.
        """
        wanted = any(lams)
        if not wanted and not self._steered:
            return
        buffer = self._zeros.copy()
        for lam, vector in zip(lams, vectors, strict=False):
            buffer[vector.layer - 1] += lam * vector.direction
        self._steered = wanted
        data = buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_float))
        status = llama_cpp.llama_set_adapter_cvec(
            self._context, data, buffer.size, self._model.n_embd, 1, self._model.n_layer - 1
        )
        if status != 0:
            raise EngineProblem("llama.cpp refused the attribute's vector.")

    def _surprisal_rows(self, sequence: Sequence[int], start: int, n_rows: int) -> SurprisalRows:
        """Surprisal and entropy of the token after each row of the piece just decoded (none after the last token)."""
        rows = min(n_rows, len(sequence) - 1 - start)
        measured = np.empty((max(0, rows), 2), dtype=np.float64)
        for row in range(rows):
            pointer = llama_cpp.llama_get_logits_ith(self._context, row)
            logits = np.ctypeslib.as_array(pointer, shape=(self._model.n_vocab,)).astype(np.float64)
            logits -= logits.max()
            weights = np.exp(logits)
            total = weights.sum()
            # −Σ p log p with log p = logit − log Z
            measured[row] = np.log(total) - logits[sequence[start + row + 1]], np.log(total) - weights @ logits / total
        return measured

    def _forget_prompt(self) -> None:
        llama_cpp.llama_memory_seq_rm(self._memory, _WRITE, -1, -1)
        self._prompt = []


def _all_equal(prompts: Sequence[list[int]]) -> bool:
    return all(tokens == prompts[0] for tokens in prompts)
