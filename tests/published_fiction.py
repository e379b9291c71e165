"""Numbers of published fiction that is not part of the repository: fit the tables of the bands, and check them.

The texts are in ``../shared/data/published_prose.jsonl``; ``python -m tests.benchmarks.bands`` writes their numbers to
:data:`SCORES`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.attribute.calibration import Band, Calibration
from core.attribute.published import STEPS, PublishedFiction
from core.stats.bootstrap import Array

SCORES = Path(__file__).parent / "core" / "attribute" / "published_scores.json"
Mask = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Published:
    """Numbers of every text, in the order of the collection.

    ``author`` counts the authors by name, ``is_line`` marks lines of dialogue (the others are paragraphs), ``spoken``
    is the share of speech; ``surprisal`` (nats per token) is NaN where it was not measured.
    """

    author: NDArray[np.int64]
    is_line: Mask
    is_speech: Mask
    n_tokens: NDArray[np.int64]
    n_words: Array
    concreteness: Array
    spoken: Array
    surprisal: Array

    @property
    def fits(self) -> Mask:
        """The texts of the authors on whom the tables that ship are fitted; the others only check them."""
        even: Mask = self.author % 2 == 0
        return even

    @property
    def n_authors(self) -> int:
        """How many authors there are."""
        return int(self.author.max()) + 1


@dataclass(frozen=True, eq=False)
class Recorded:
    """The numbers of the texts, and the cosines by the attributes of the starter model, by name.

    ``vectors`` are the ids of the attributes' vectors (:attr:`core.engine.protocol.SteeringVector.id`).
    """

    texts: Published
    cosines: Mapping[str, Array]
    vectors: Mapping[str, str]


def recorded(values: Mapping[str, Any] | None = None) -> Recorded:
    """``values``, or what the last run of the benchmark with ``--write`` recorded."""
    if values is None:
        values = json.loads(SCORES.read_text("utf-8"))
    assert values is not None
    texts = values["texts"]
    return Recorded(
        Published(
            author=np.array(texts["author"]),
            is_line=np.array(texts["is_line"], dtype=np.bool_),
            is_speech=np.array(texts["is_speech"], dtype=np.bool_),
            n_tokens=np.array(texts["n_tokens"]),
            n_words=np.array(texts["n_words"], dtype=np.float64),
            concreteness=np.array(texts["concreteness"]),
            spoken=np.array(texts["spoken"]),
            surprisal=np.array([np.nan if each is None else each for each in texts["surprisal"]]),
        ),
        {name: np.array(found["cosines"]) for name, found in values["attributes"].items()},
        {name: found["vector"] for name, found in values["attributes"].items()},
    )


def reference_percentiles(calibration: Calibration, texts: Published, cosines: Array) -> Array:
    """Percentiles among the reference passages."""
    pairs = zip(cosines.tolist(), texts.n_tokens.tolist(), strict=True)
    return np.array([calibration.reference_percentile(cosine, n) for cosine, n in pairs])


def fit(percentiles: Array) -> tuple[float, ...]:
    """A table: the quantiles of these percentiles at :data:`STEPS`, made to rise where several are equal."""
    quantiles = np.quantile(percentiles, np.array(STEPS) / 100)
    return tuple(np.round(np.maximum.accumulate(quantiles) + 0.001 * np.arange(len(STEPS)), 3).tolist())


def long_enough(texts: Published, narration: int, speech: int) -> Mask:
    """Which texts have as many tokens as a band needs."""
    found: Mask = texts.n_tokens >= np.where(texts.is_speech, speech, narration)
    return found


def fitted(percentiles: Array, texts: Published, used: Mask, narration: int, speech: int) -> PublishedFiction:
    """The tables from the texts ``used`` that are long enough; lines of dialogue count for speech only."""
    used = used & long_enough(texts, narration, speech) & ~(texts.is_line & ~texts.is_speech)
    of_narration, of_speech = (fit(percentiles[used & (texts.is_speech == kind)]) for kind in (False, True))
    return PublishedFiction(of_narration, of_speech, narration, speech)


def standings(tables: PublishedFiction, percentiles: Array, texts: Published, asked: Mask) -> Array:
    """Percentiles in published fiction, of the texts ``asked`` that have one."""
    rows = np.flatnonzero(asked)
    found = [tables.percentile(percentiles[i], int(texts.n_tokens[i]), speech=bool(texts.is_speech[i])) for i in rows]
    return np.array([each for each in found if each is not None])


def shares(standing: Array) -> Array:
    """Share of the texts in each band, plain first, in percent."""
    bands = np.array([Band.at(each) for each in standing], dtype=np.int64)
    counts = np.bincount(bands, minlength=len(Band)).astype(np.float64)
    return counts * (100 / max(1, len(bands)))


def on_held_out_halves(
    percentiles: Array, texts: Published, asked: Mask, tables: PublishedFiction, splits: int
) -> Array:
    """Shares of the bands among the texts ``asked`` of authors that took no part in fitting, shape ``(splits, 5)``.

    Each row is a random half of the authors, on which tables like ``tables`` were fitted, checked on the other half.
    """
    rows = []
    for seed in range(splits):
        half = np.random.default_rng(seed).permutation(texts.n_authors)[: texts.n_authors // 2]
        inside = np.isin(texts.author, half)
        made = fitted(percentiles, texts, inside, tables.fewest_narration, tables.fewest_speech)
        rows.append(shares(standings(made, percentiles, texts, asked & ~inside)))
    return np.stack(rows)
