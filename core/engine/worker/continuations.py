"""Measures many short continuations of one text in few decodes, under the unsteered model. Engine thread only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from core.array_types import Floats
from core.engine.protocol import MOST_ROWS, SteeringVector
from core.engine.worker.decoder import EXTRA_SEQUENCES, CachedText, Decoder, LogitValues, Row
from core.engine.worker.llama import LlamaModel
from core.errors import UsageProblem

_BEFORE = MOST_ROWS + EXTRA_SEQUENCES - 1
"""The sequence that holds the text before the continuations, also between requests."""


@dataclass(frozen=True)
class Figures:
    """Means over a continuation's tokens: cosine with the attribute, surprisal in nats; and the surprisal after it.

    ``following`` is the mean surprisal of the given following tokens, 0 where there are none. ``ending`` is the
    surprisal of the continuation's last token.
    """

    n_tokens: int
    cosine: float
    nats: float
    following: float
    ending: float


class ContinuationReader:
    """Reads the text before once, and each continuation in a sequence of its own."""

    def __init__(self, model: LlamaModel, decoder: Decoder) -> None:
        self._model = model
        self._decoder = decoder
        self._before = CachedText(decoder, _BEFORE)

    @property
    def n_cached(self) -> int:
        """Number of tokens cached between requests."""
        return len(self._before)

    def forget(self) -> None:
        """Free the cached text before."""
        self._before.forget()

    def measure(
        self, before: Sequence[int], texts: Sequence[Sequence[int]], after: Sequence[int], vector: SteeringVector
    ) -> Iterator[list[Figures] | None]:
        """Yield None between steps, and the figures of all ``texts`` last, in their order.

        Raises UsageProblem for an empty continuation or too long a text.
        """
        if not before or not all(texts):
            raise UsageProblem("There is no text to measure.")
        if len(before) + (max(map(len, texts)) + len(after)) > self._decoder.window:
            raise UsageProblem("The passage is too long to measure in one go.")
        yield from self._before.read(list(before))
        first = _log_probabilities(self._decoder.logits(-1))
        figures: list[Figures] = []
        for group in _groups([[*text, *after] for text in texts]):
            measured = self._read(group, len(before), vector)
            for (nats, cosines), whole in zip(measured, group, strict=True):
                n = len(whole) - len(after)
                own = np.concatenate([[-first[whole[0]]], nats[: n - 1]])
                following = float(nats[n - 1 :].mean()) if after else 0.0
                figures.append(Figures(n, float(cosines[:n].mean()), float(own.mean()), following, float(own[-1])))
            yield None
        yield figures

    def _read(self, texts: Sequence[Sequence[int]], start: int, vector: SteeringVector) -> list[tuple[Floats, Floats]]:
        """Per text: surprisal of every token but the first, and cosine of every token."""
        rows = [
            (Row(token, start + i, seq), text[i + 1] if i + 1 < len(text) else None)
            for seq, text in enumerate(texts, start=1)
            for i, token in enumerate(text)
        ]
        unit = vector.direction / np.linalg.norm(vector.direction)
        nats: list[list[float]] = [[] for _ in texts]
        cosines: list[list[float]] = [[] for _ in texts]
        try:
            for seq in range(1, len(texts) + 1):
                self._decoder.copy(_BEFORE, seq)
            for at in range(0, len(rows), MOST_ROWS):
                chunk = rows[at : at + MOST_ROWS]
                states = self._decoder.decode_with_states([row for row, _ in chunk], vector.layer)
                values = (states @ unit) / np.linalg.norm(states, axis=1)
                for i, (row, following) in enumerate(chunk):
                    cosines[row.sequence - 1].append(float(values[i]))
                    if following is not None:
                        nats[row.sequence - 1].append(-float(_log_probabilities(self._decoder.logits(i))[following]))
        finally:
            for seq in range(1, len(texts) + 1):
                self._decoder.remove(seq)
        return [
            (np.array(own, dtype=np.float32), np.array(values, dtype=np.float32))
            for own, values in zip(nats, cosines, strict=True)
        ]


def _groups(texts: Sequence[list[int]]) -> list[Sequence[list[int]]]:
    """``texts`` in groups that have a sequence for each; sequence 0 holds a cached prompt."""
    size = MOST_ROWS - 1
    return [texts[start : start + size] for start in range(0, len(texts), size)]


def _log_probabilities(logits: LogitValues) -> LogitValues:
    shifted = logits - logits.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()))
