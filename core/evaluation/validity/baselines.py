"""Baselines for people's ratings: figures of a text that use no attribute.

Those of :data:`core.stats.separation.BASELINES`, MTLD and concreteness are computed from the text alone. Mean surprisal
and entropy come from the same model, unsteered; the model can also be asked for a rating. Every baseline takes a higher
value to mean more creative. Signs are not fitted to the ratings, so length is included with both signs.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.engine.protocol import Engine, SteeringVector
from core.errors import EngineDied, EngineProblem, UsageProblem
from core.evaluation.experiment import Progress
from core.evaluation.validity.concreteness import concreteness
from core.stats.bootstrap import Array
from core.stats.separation import BASELINES, words

MTLD_THRESHOLD = 0.72
SURPRISAL, ENTROPY, ASKED = "mean surprisal", "mean entropy", "asking the model"
CONCRETENESS = "concreteness"

Question = Callable[[str], Awaitable[int | None]]
"""Asks a judge to rate a text from 0 to 9; gives None where the answer has no rating."""


def mtld(text: str) -> float:
    """Measure of textual lexical diversity: the mean length, in words, of stretches whose type–token ratio holds 0.72.

    McCarthy & Jarvis 2010 (Behavior Research Methods 42, 381–392): a factor is complete once the ratio falls below the
    threshold; the rest counts as part of a factor; the result is the mean of a forward and a backward pass. 0 without
    words.
    """
    found = words(text)
    return (_one_way(found) + _one_way(found[::-1])) / 2 if found else 0.0


def _one_way(found: Sequence[str]) -> float:
    factors, length, types = 0.0, 0, set[str]()
    for word in found:
        length += 1
        types.add(word)
        if len(types) / length < MTLD_THRESHOLD:
            factors, length, types = factors + 1, 0, set()
    if length:
        factors += partial_factor(len(types) / length)
    # Without repetition the measure is infinite. Assuming one repeated word keeps it finite and above all other values.
    return len(found) / (factors or partial_factor(1 - 1 / len(found)))


def partial_factor(type_token_ratio: float) -> float:
    """The part of a factor that the remaining words with this ratio make: 0 at ratio 1, 1 at the threshold."""
    return (1 - type_token_ratio) / (1 - MTLD_THRESHOLD)


COUNTED: Mapping[str, Callable[[str], float]] = {**BASELINES, "MTLD": mtld, CONCRETENESS: concreteness}
"""The trivial baselines: computed from the text alone, without a model."""


@dataclass(frozen=True, eq=False)
class TextTable:
    """Measurements of ``n`` different texts; all columns have the order of ``texts``.

    ``cosine`` is the score under the attribute's readout. ``by_layer``, where measured, has shape ``(n, n_layer)``: the
    mean per-token cosine with each layer's own direction (layers are 0-based; layer 0 has no direction and gives 0).
    ``baselines`` hold NaN for missing values. ``n_tokens`` and ``n_words`` are lengths.
    """

    texts: tuple[str, ...]
    n_tokens: Array
    n_words: Array
    cosine: Array
    baselines: Mapping[str, Array]
    by_layer: Array | None = None


async def score(
    engine: Engine, texts: Sequence[str], vector: SteeringVector, progress: Progress
) -> dict[str, tuple[int, float]]:
    """``(n_tokens, cosine)`` of each text by ``vector``; texts too short for its readout are left out."""
    scored: dict[str, tuple[int, float]] = {}
    for done, text in enumerate(texts, start=1):
        found = await engine.score(text, vector, fresh=True)
        if found.cosine is not None:
            scored[text] = found.n_tokens, found.cosine
        progress("Scoring", done, len(texts))
    return scored


async def tabulate(
    engine: Engine,
    scored: Mapping[str, tuple[int, float]],
    progress: Progress,
    *,
    ask: Question | None = None,
    by_layer: Callable[[str], Awaitable[Array]] | None = None,
) -> TextTable:
    """Measure every text that has a score. ``ask`` and ``by_layer`` are slow and optional."""
    texts = tuple(scored)
    measured = []
    for done, text in enumerate(texts, start=1):
        measured.append(await engine.token_surprisal(text))
        progress("Surprisal", done, len(texts))
    baselines = {name: _column([measure(text) for text in texts]) for name, measure in COUNTED.items()}
    baselines[SURPRISAL] = _column([each.nats for each in measured])
    baselines[ENTROPY] = _column([each.entropy for each in measured])
    if ask is not None:
        answers = []
        for done, text in enumerate(texts, start=1):
            answers.append(await _answer(ask, text))
            progress("Asking the model", done, len(texts))
        baselines[ASKED] = _column([np.nan if answer is None else float(answer) for answer in answers])
    rows = []
    for done, text in enumerate(texts if by_layer is not None else (), start=1):
        assert by_layer is not None
        rows.append(await by_layer(text))
        progress("Every layer", done, len(texts))
    return TextTable(
        texts,
        _column([float(scored[text][0]) for text in texts]),
        _column([float(len(words(text))) for text in texts]),
        _column([scored[text][1] for text in texts]),
        baselines,
        np.stack(rows) if rows else None,
    )


async def _answer(ask: Question, text: str) -> int | None:
    """The rating; None where there is none, for example because the text is too long to ask about."""
    try:
        return await ask(text)
    except EngineDied:
        raise
    except (UsageProblem, EngineProblem):
        return None


def _column(values: Sequence[float]) -> Array:
    return np.array(values, dtype=np.float64)
