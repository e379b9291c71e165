"""Generates text under a steering vector, and measures texts under the unsteered model. Engine thread only.

Work is cut into steps by generators that yield wherever a score may be computed in between. Prompts are read unsteered
in pieces of 16 tokens, each aligned to a multiple of 16. So one prompt KV cache serves every λ, and every piece is
computed the same way however much of the prompt was cached: results do not depend on earlier requests (CONTRACTS,
Yielding).
"""

from __future__ import annotations

import codecs
from collections.abc import Generator, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.array_types import Floats
from core.engine.protocol import MOST_ROWS, Continuation, GenerateRequest, SteeringVector
from core.engine.worker.continuations import ContinuationReader, Figures
from core.engine.worker.decoder import PIECE, CachedText, Decoder, LogitValues, Row
from core.engine.worker.llama import AbortCheck, LlamaModel
from core.engine.worker.sampler import Sampler
from core.engine.worker.state_sums import StateSums
from core.errors import UsageProblem

_MEASURE = MOST_ROWS
"""The sequence for measuring surprisal while a prompt stays cached. Those before it are of the texts generated."""
_LADDER = (0.0, 1.0, 2.0, 4.0)
_SAME_LOGITS = 1e-3

SurprisalRows = NDArray[np.float64]
"""Shape ``(n_tokens, 2)``: surprisal of each token and entropy of its predicted distribution, in nats."""


@dataclass(eq=False)
class _Sequence:
    """One of the texts being generated. ``row`` is the row of the last decode with the logits of its next token."""

    request: GenerateRequest
    sampler: Sampler
    seq: int
    position: int
    row: int
    text: str = ""
    ended: bool = False
    stop: str = ""
    _token: int = -1
    _n_generated: int = 0
    _decoded: str = ""
    _decoder: codecs.IncrementalDecoder = field(
        default_factory=lambda: codecs.getincrementaldecoder("utf-8")("replace")
    )

    @property
    def lams(self) -> tuple[float, ...]:
        """λ of every vector."""
        return (self.request.lam, *self.request.blend)

    @property
    def is_unfinished(self) -> bool:
        """Whether more tokens are to be generated."""
        return not self.ended and self._n_generated < self.request.max_tokens

    def sample_next(self, model: LlamaModel, decoder: Decoder) -> None:
        """Sample the next token and append its text."""
        self._token = self.sampler.draw(decoder.context, self.row)
        if model.ends_answer(self._token):
            self.ended = True
            return
        self._n_generated += 1
        self._decoded += self._decoder.decode(model.piece(self._token))
        found = [(at, stop) for stop in self.request.stop if (at := self._decoded.find(stop)) >= 0]
        at, self.stop = min(found, default=(len(self._decoded), ""))
        self.text = self._decoded[:at]
        self.ended = bool(found)

    def next_row(self) -> Row:
        """The token just sampled, to be decoded."""
        position = self.position
        self.position += 1
        return Row(self._token, position, self.seq)


class GenerationContext:
    """Generates steered text, and measures token surprisal under the unsteered model."""

    def __init__(self, model: LlamaModel, gives_way: AbortCheck, cancelled: AbortCheck) -> None:
        """Both are polled during decodes. ``gives_way`` interrupts a prompt piece, which is then read again;
        ``cancelled`` interrupts anything. Raises ModelProblem where there is too little memory.
        """
        self._model = model
        self._decoder = Decoder(model, gives_way, cancelled)
        self._continuations = ContinuationReader(model, self._decoder)
        self._prompt = CachedText(self._decoder, 0)
        self._rows_may_differ: bool | None = None

    @property
    def window(self) -> int:
        """The most tokens a prompt and its answer may have together."""
        return self._decoder.window

    def generate(self, request: GenerateRequest, vectors: Sequence[SteeringVector]) -> Iterator[str | None]:
        """As :meth:`generate_together`, for one request."""
        for so_far in self.generate_together([request], vectors):
            yield None if so_far is None else so_far[0].text

    def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector],
        *,
        interruptible: bool = False,
        sums: StateSums | None = None,
    ) -> Iterator[tuple[Continuation, ...] | None]:
        """Yield all texts so far after each step; None after a step that added no text. Raises Aborted when cancelled.

        ``vectors``: the one that ``lam`` multiplies, then those of ``blend``. ``interruptible``: a step of generation
        may be interrupted as well, and is then computed again. ``sums`` takes the states of the generated tokens.
        """
        prompts = [self._model.prompt_tokens(request.messages, request.begun) for request in requests]
        self._check(requests, vectors, prompts)
        if len({(request.lam, *request.blend) for request in requests}) > 1:
            # It decodes, in sequences that the prompts may fill.
            self._lams_may_differ([(vector.layer, vector.direction) for vector in vectors])
        try:
            rows = yield from self._read_prompts(prompts)
            with ExitStack() as samplers:
                sequences = [
                    _Sequence(
                        request,
                        samplers.enter_context(
                            Sampler(request, self._model.n_vocab, self._model.tokens_of(request.never))
                        ),
                        seq,
                        len(tokens),
                        row,
                    )
                    for seq, (request, tokens, row) in enumerate(zip(requests, prompts, rows, strict=True))
                ]
                steering = [(vector.layer, vector.direction) for vector in vectors]
                yield from self._write(sequences, steering, sums, interruptible=interruptible)
        finally:
            self._decoder.steer((), ())
            self._decoder.remove(0, len(self._prompt))
            for seq in range(1, len(requests)):
                self._decoder.remove(seq)

    def token_surprisal(self, prefix: Sequence[int], tokens: Sequence[int]) -> Iterator[SurprisalRows | None]:
        """Yield surprisal and entropy of ``tokens`` after ``prefix``, unsteered, piece by piece.

        None where a piece was interrupted and will be read again. The rows of all pieces together are one per token.
        """
        sequence = [*self._model.with_one_bos(prefix), *tokens]
        first = len(sequence) - len(tokens)
        if len(sequence) > self.window:
            raise UsageProblem("The passage is too long to measure in one go.")
        if len(sequence) + len(self._prompt) + self._continuations.n_cached > self.window:
            self._prompt.forget()
            self._continuations.forget()
        try:
            for start in range(0, len(sequence), PIECE):
                piece = sequence[start : start + PIECE]
                rows = [Row(token, start + i, _MEASURE) for i, token in enumerate(piece)]
                while not self._decoder.decode(rows, gives_way=True):
                    yield None
                yield self._surprisal_rows(sequence, start, len(piece))[max(0, first - 1 - start) :]
        finally:
            self._decoder.remove(_MEASURE)

    def continuations(
        self, before: Sequence[int], texts: Sequence[Sequence[int]], after: Sequence[int], vector: SteeringVector
    ) -> Iterator[list[Figures] | None]:
        """Measure ``texts`` as continuations of ``before``, with ``after`` following, unsteered (see Figures).

        Yields None between steps, and the figures last. Raises Aborted when cancelled.
        """
        if len(self._prompt) + len(before) + MOST_ROWS * (max(map(len, texts)) + len(after)) > self.window:
            self._prompt.forget()
        return self._continuations.measure(before, texts, after, vector)

    def close(self) -> None:
        """Free the context."""
        self._decoder.close()

    def _check(
        self, requests: Sequence[GenerateRequest], vectors: Sequence[SteeringVector], prompts: Sequence[list[int]]
    ) -> None:
        if len(requests) > MOST_ROWS:
            raise UsageProblem("Up to {n} texts can be written together.", n=MOST_ROWS)
        if any(any((request.lam, *request.blend)[len(vectors) :]) for request in requests):
            raise UsageProblem("There is no attribute loaded to steer by.")
        shared = _shared_with_first(prompts)
        own = {tuple(prompt): len(prompt) - same for prompt, same in zip(prompts, shared, strict=True)}
        tokens = shared[0] + sum(own.values())
        if tokens + sum(request.max_tokens for request in requests) > self.window:
            raise UsageProblem("The passage is too long for this model to rewrite in one go; select a shorter part.")
        if tokens + sum(request.max_tokens for request in requests) + self._continuations.n_cached > self.window:
            self._continuations.forget()

    def _read_prompts(self, prompts: Sequence[list[int]]) -> Generator[None, None, list[int]]:
        """Read prompts unsteered: what each begins with in common with the first once, and equal ones once.

        Returns, for each, the row of the last decode with the logits of its next token.
        """
        shared = _shared_with_first(prompts)
        first = {tuple(tokens): seq for seq, tokens in reversed(list(enumerate(prompts)))}
        yield from self._prompt.read(prompts[0][: shared[0]])
        if len(first) == 1:
            for seq in range(1, len(prompts)):
                self._decoder.copy(0, seq)
            return [-1] * len(prompts)
        for seq in range(1, len(prompts)):
            if first[tuple(prompts[seq])] == seq:
                self._decoder.copy(0, seq, shared[seq])
        inner = [
            Row(tokens[position], position, seq, logits=False)
            for tokens, seq in first.items()
            for position in range(shared[seq], len(tokens) - 1)
        ]
        size = self._decoder.piece
        for start in range(0, len(inner), size):
            while not self._decoder.decode(inner[start : start + size], gives_way=True):
                yield None
            yield None
        for seq, tokens in enumerate(prompts):
            if first[tuple(tokens)] != seq:
                self._decoder.copy(first[tuple(tokens)], seq)
        self._decoder.decode([Row(tokens[-1], len(tokens) - 1, seq) for seq, tokens in enumerate(prompts)])
        return list(range(len(prompts)))

    def _write(
        self,
        sequences: Sequence[_Sequence],
        vectors: Sequence[tuple[int, Floats]],
        sums: StateSums | None,
        *,
        interruptible: bool,
    ) -> Iterator[tuple[Continuation, ...] | None]:
        layers = sums.layers if sums is not None else ()
        for sequence in sequences:
            sequence.sample_next(self._model, self._decoder)
        uniform = len({sequence.lams for sequence in sequences}) == 1
        at_once = uniform or self._lams_may_differ(vectors)
        while True:
            yield tuple(Continuation(each.text, each.ended, each.stop) for each in sequences)
            unfinished = [sequence for sequence in sequences if sequence.is_unfinished]
            if not unfinished:
                return
            for group in [unfinished] if at_once else _by_lams(unfinished):
                rows = [sequence.next_row() for sequence in group]
                if uniform or not at_once:
                    self._decoder.steer(group[0].lams, vectors)
                    added = None
                else:
                    added = _added([sequence.lams for sequence in group], vectors)
                while not self._decoder.decode(rows, gives_way=interruptible, added=added, read=layers):
                    yield None
                if sums is not None:
                    sums.add([each.seq for each in group], [self._decoder.states(at, len(rows)) for at in layers])
                for row, sequence in enumerate(group):
                    sequence.row = row
                    sequence.sample_next(self._model, self._decoder)

    def _lams_may_differ(self, vectors: Sequence[tuple[int, Floats]]) -> bool:
        """Whether rows of different λ in one decode get the logits that they get under a control vector.

        Tested once for each model, at the first need: on some graphics cards the callback cannot change a layer.
        """
        if self._rows_may_differ is None:
            rows = [Row(self._model.bos, 0, _MEASURE - 1 - i) for i in range(len(_LADDER))]

            def logits(added: dict[int, Floats] | None) -> list[LogitValues]:
                try:
                    self._decoder.decode(rows, added=added)
                    return [self._decoder.logits(row) for row in range(len(rows))]
                finally:
                    for row in rows:
                        self._decoder.remove(row.sequence)

            together = logits(_added([(lam,) for lam in _LADDER], vectors[:1]))
            differences = []
            for row, lam in enumerate(_LADDER):
                self._decoder.steer((lam,), vectors[:1])
                differences.append(np.abs(logits(None)[row] - together[row]).max())
            self._decoder.steer((), ())
            self._rows_may_differ = max(differences) <= _SAME_LOGITS
        return self._rows_may_differ

    def _surprisal_rows(self, sequence: Sequence[int], start: int, n_rows: int) -> SurprisalRows:
        """Surprisal and entropy of the token after each row of the piece just decoded (none after the last token)."""
        rows = min(n_rows, len(sequence) - 1 - start)
        measured = np.empty((max(0, rows), 2), dtype=np.float64)
        for row in range(rows):
            logits = self._decoder.logits(row)
            logits -= logits.max()
            weights = np.exp(logits)
            total = weights.sum()
            # −Σ p log p with log p = logit − log Z
            measured[row] = np.log(total) - logits[sequence[start + row + 1]], np.log(total) - weights @ logits / total
        return measured


def _added(lams: Sequence[tuple[float, ...]], vectors: Sequence[tuple[int, Floats]]) -> dict[int, Floats]:
    """What each row adds to each layer: per layer, shape ``(len(lams), n_embd)``."""
    added: dict[int, Floats] = {}
    for index, (layer, direction) in enumerate(vectors):
        column = np.array([row[index] if index < len(row) else 0.0 for row in lams], dtype=np.float32)
        added[layer] = added.get(layer, np.float32(0)) + column[:, None] * direction
    return added


def _by_lams(sequences: Sequence[_Sequence]) -> list[list[_Sequence]]:
    groups: dict[tuple[float, ...], list[_Sequence]] = {}
    for sequence in sequences:
        groups.setdefault(sequence.lams, []).append(sequence)
    return list(groups.values())


def _shared_with_first(prompts: Sequence[list[int]]) -> list[int]:
    """Number of tokens that each prompt begins with in common with the first; for the first, the most of the others'.

    All of them where all are equal; else every prompt keeps a last token of its own, which gives it its logits.
    """
    first = prompts[0]
    if all(tokens == first for tokens in prompts):
        return [len(first)] * len(prompts)

    def shared(tokens: list[int]) -> int:
        limit = min(len(first), len(tokens)) - 1
        return next((i for i in range(limit) if tokens[i] != first[i]), limit)

    others = [shared(tokens) for tokens in prompts[1:]]
    return [max(others), *others]
