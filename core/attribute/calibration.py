"""Calibration: convert a cosine to a percentile and a band, and a λ to a named zone.

A cosine alone says little: it depends on the model, the layer and the length of the text. So an attribute file contains
the quantiles of the score over reference passages, one row per length class, and a cosine is compared with the row of
its own class. Tables then turn the percentile among these passages into one among published fiction
(:mod:`core.attribute.published`). Zones come from measured perplexity ratios (CONTRACTS, Calibration).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum

import numpy as np

from core.array_types import Floats
from core.attribute.published import PublishedFiction

QUANTILE_COUNT = 101
"""Quantiles are stored for 0 %, 1 %, …, 100 %."""

LENGTH_CLASS_STARTS = (0, 24, 48, 96)
"""Lower bounds, in tokens, of the length classes of a calibration."""


class Band(IntEnum):
    """How a passage compares with published fiction; each band covers a fifth of it."""

    PLAIN = 0
    QUIET = 1
    STEADY = 2
    LIVELY = 3
    VIVID = 4

    @property
    def word(self) -> str:
        """The word shown to writers and written to JSON."""
        return self.name.lower()

    @classmethod
    def at(cls, percentile: float) -> Band:
        """The band of a percentile in 0–100."""
        return cls(min(4, max(0, int(percentile // 20))))


@dataclass(frozen=True, eq=False)
class Calibration:
    """Quantiles of the score over reference passages, and where published fiction stands among these.

    ``quantiles`` has shape ``(len(length_starts), QUANTILE_COUNT)`` and rises along each row; row ``i`` holds for texts
    of at least ``length_starts[i]`` tokens. ``n_passages`` is the number of reference passages. Without ``published``
    a percentile is that among the reference passages.
    """

    quantiles: Floats
    length_starts: tuple[int, ...] = LENGTH_CLASS_STARTS
    n_passages: int = 0
    published: PublishedFiction | None = None

    def percentile(self, cosine: float, n_tokens: int, *, speech: bool = False) -> float | None:
        """Percentile 0–100 in published fiction, of speech or narration; None for a text too short to compare."""
        reference = self.reference_percentile(cosine, n_tokens)
        return reference if self.published is None else self.published.percentile(reference, n_tokens, speech=speech)

    def band(self, cosine: float, n_tokens: int, *, speech: bool = False) -> Band | None:
        """The band of that percentile, if there is one."""
        percentile = self.percentile(cosine, n_tokens, speech=speech)
        return None if percentile is None else Band.at(percentile)

    def reference_percentile(self, cosine: float, n_tokens: int) -> float:
        """Percentile 0–100 of ``cosine`` among reference passages of about this length."""
        row = int(np.searchsorted(self.length_starts, n_tokens, side="right")) - 1
        quantiles = self.quantiles[max(row, 0)]
        return float(np.interp(cosine, quantiles, np.linspace(0.0, 100.0, quantiles.shape[0])))


class Zone(Enum):
    """The effect of a λ on the prose, by the perplexity of the steered text under the unsteered model."""

    PLAINER = "plainer"
    MILD = "mild"
    VIVID = "vivid"
    RISKY = "risky"


@dataclass(frozen=True)
class Zones:
    """Bounds on λ for one attribute and model, from perplexity ratios measured on unseen premises.

    Up to ``mild`` the ratio stays below 1.25, up to ``vivid`` below 1.6; a larger λ is risky, and one outside
    ``[-lam_max, lam_max]`` (ratio 4) is refused. ``measured`` holds the curve: ``(λ, perplexity ratio)`` pairs.
    """

    mild: float
    vivid: float
    lam_max: float
    measured: tuple[tuple[float, float], ...] = ()

    def zone(self, lam: float) -> Zone:
        """The zone that ``lam`` lies in."""
        if lam < 0:
            return Zone.PLAINER if -lam <= self.vivid else Zone.RISKY
        if lam <= self.mild:
            return Zone.MILD
        return Zone.VIVID if lam <= self.vivid else Zone.RISKY

    def allows(self, lam: float) -> bool:
        """Whether ``lam`` is within the bound; the tolerance admits the bound itself after its rounding to F32."""
        return abs(lam) <= self.lam_max * (1.0 + 1e-6)


MILD_RATIO, VIVID_RATIO, REFUSED_RATIO = 1.25, 1.6, 4.0
"""Perplexity ratios at which the zones end (CONTRACTS, Calibration)."""


def calibrate(
    samples: Sequence[tuple[int, float]], n_passages: int, length_starts: tuple[int, ...] = LENGTH_CLASS_STARTS
) -> Calibration:
    """Quantiles per length class from ``(n_tokens, cosine)`` of reference texts.

    A passage may appear several times, cut at different sentence ends; ``n_passages`` counts passages. A class with
    fewer than 20 texts uses the row of the next shorter class, so that no row comes from a few texts.
    """
    lengths = np.array([n for n, _ in samples])
    cosines = np.array([cosine for _, cosine in samples], dtype=np.float32)
    grid = np.linspace(0.0, 1.0, QUANTILE_COUNT)
    ends = (*length_starts[1:], np.iinfo(np.int64).max)
    rows: list[Floats] = []
    for start, end in zip(length_starts, ends, strict=True):
        inside = cosines[(lengths >= start) & (lengths < end)]
        if len(inside) < 20:
            inside = cosines if not rows else inside
        row = rows[-1] if rows and len(inside) < 20 else np.quantile(inside, grid).astype(np.float32)
        rows.append(row)
    return Calibration(np.stack(rows), length_starts, n_passages)


def zones_from(curve: Sequence[tuple[float, float]]) -> Zones:
    """λ zones from measured ``(λ, perplexity ratio)`` pairs of both signs, λ = 0 included.

    The ratio is assumed to rise with |λ|: each side is replaced by the nearest rising curve (isotonic regression), so
    that noise at one λ does not end a zone. Bounds are interpolated. ``mild`` and ``vivid`` come from the positive side
    and apply to both signs; ``lam_max`` is the smaller one of both sides. If the grid ends before a ratio is reached,
    the bound is the end of the grid, because nothing is known beyond it.
    """
    positive = _rising(sorted((lam, ratio) for lam, ratio in curve if lam >= 0))
    negative = _rising(sorted((-lam, ratio) for lam, ratio in curve if lam <= 0))
    lam_max = _reaches(positive, REFUSED_RATIO)
    if len(negative) > 1:
        lam_max = min(lam_max, _reaches(negative, REFUSED_RATIO))
    vivid = min(_reaches(positive, VIVID_RATIO), lam_max)
    mild = min(_reaches(positive, MILD_RATIO), vivid)
    return Zones(round(mild, 2), round(vivid, 2), round(lam_max, 2), tuple((float(x), float(y)) for x, y in curve))


def _rising(side: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Isotonic least squares by pooling adjacent violators; the first ratio, of λ = 0, is exact and the least."""
    (start, exact), *rest = side
    blocks: list[list[float]] = []
    for _, ratio in rest:
        blocks.append([ratio])
        while len(blocks) > 1 and np.mean(blocks[-2]) > np.mean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    fitted = [max(exact, float(np.mean(block))) for block in blocks for _ in block]
    return [(start, exact), *((lam, value) for (lam, _), value in zip(rest, fitted, strict=True))]


def _reaches(side: Sequence[tuple[float, float]], ratio: float) -> float:
    """The λ at which a rising curve first reaches ``ratio``, or the last λ measured."""
    previous_lam, previous = side[0]
    for lam, value in side[1:]:
        if value >= ratio:
            if previous >= ratio:
                return previous_lam
            return previous_lam + (lam - previous_lam) * (ratio - previous) / (value - previous)
        previous_lam, previous = lam, value
    return previous_lam
