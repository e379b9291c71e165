"""What else might explain people's ratings: figures of a text that take no attribute.

Those of :data:`core.stats.separation.BASELINES` and MTLD are counted; mean surprisal and entropy come from the same
model, unsteered; and the model may simply be asked. In all of them higher is taken to mean more creative: the sign is
not fitted to the ratings, which is why length stands there both ways.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.derivation.state_source import Progress
from core.engine.protocol import Engine, SteeringVector
from core.errors import EngineDied, EngineProblem, UsageProblem
from core.stats.bootstrap import Array
from core.stats.separation import BASELINES, words

MTLD_THRESHOLD = 0.72
SURPRISAL, ENTROPY, ASKED = "mean surprisal", "mean entropy", "asking the model"

Question = Callable[[str], Awaitable[int | None]]
"""Asks a judge to rate a text 0–9; None where it gave no number."""


def mtld(text: str) -> float:
    """Measure of textual lexical diversity: the mean length, in words, of stretches whose type–token ratio holds 0.72.

    McCarthy & Jarvis 2010 (Behavior Research Methods 42, 381–392): a factor is complete once the ratio falls below the
    threshold; what is left over counts as a part of one; the mean of reading forwards and backwards. 0 without words.
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
    # Without any repetition the measure is infinite; as if one word were repeated, it stays finite and above the rest.
    return len(found) / (factors or partial_factor(1 - 1 / len(found)))


def partial_factor(type_token_ratio: float) -> float:
    """How much of a factor a rest with this ratio is: 0 at 1, 1 at the threshold."""
    return (1 - type_token_ratio) / (1 - MTLD_THRESHOLD)


COUNTED: Mapping[str, Callable[[str], float]] = {**BASELINES, "MTLD": mtld}
"""The baselines that need no model at all."""


@dataclass(frozen=True, eq=False)
class TextTable:
    """What was measured of ``n`` different texts, in one order.

    ``cosine`` is the score under the attribute's recipe; ``by_layer``, where it was read, has shape ``(n, n_layer)``:
    the mean per-token cosine with each layer's own direction (0-based; layer 0 has none and is 0). ``baselines`` hold
    NaN where there is no value. ``n_tokens`` and ``n_words`` are lengths.
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
    """``(n_tokens, cosine)`` of each text by ``vector``; texts too short for its recipe are absent."""
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
    """Measure every text that has a score. ``ask`` and ``by_layer`` are the slow ones and may be left out."""
    texts = tuple(scored)
    measured = []
    for done, text in enumerate(texts, start=1):
        measured.append(await engine.token_surprisal(text))
        progress("Surprise", done, len(texts))
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
    """The rating, or None where there is none: a text too long to be asked about is not answered either."""
    try:
        return await ask(text)
    except EngineDied:
        raise
    except (UsageProblem, EngineProblem):
        return None


def _column(values: Sequence[float]) -> Array:
    return np.array(values, dtype=np.float64)
