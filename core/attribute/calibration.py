"""From a cosine to something a writer can read: percentile and band; and from λ to a named zone.

A cosine means nothing by itself: it depends on the model, the layer and the length of the text. So an attribute file
carries the quantiles of the score over reference passages, one row per length class, and a cosine is read against the
row of its own class. Zones come from measured perplexity ratios (CONTRACTS, Calibration).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum

import numpy as np

from core.engine.protocol import Floats

QUANTILE_COUNT = 101
"""Quantiles are stored for 0 %, 1 %, …, 100 %."""

LENGTH_CLASS_STARTS = (0, 24, 48, 96)
"""Lower bounds, in tokens, of the length classes that calibration tells apart."""


class Band(IntEnum):
    """How a passage reads against the reference passages; each covers a fifth of them."""

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
    """Quantiles of the score over reference passages.

    ``quantiles`` has shape ``(len(length_starts), QUANTILE_COUNT)`` and rises along each row; row ``i`` holds for texts
    of at least ``length_starts[i]`` tokens. ``n_passages`` says how many reference passages stand behind each row.
    """

    quantiles: Floats
    length_starts: tuple[int, ...] = LENGTH_CLASS_STARTS
    n_passages: int = 0

    def percentile(self, cosine: float, n_tokens: int) -> float:
        """Percentile 0–100 of ``cosine`` among reference passages of about this length."""
        row = int(np.searchsorted(self.length_starts, n_tokens, side="right")) - 1
        quantiles = self.quantiles[max(row, 0)]
        return float(np.interp(cosine, quantiles, np.linspace(0.0, 100.0, quantiles.shape[0])))


class Zone(Enum):
    """What a λ does to the prose, by measured perplexity of the steered text under the unsteered model."""

    PLAINER = "plainer"
    MILD = "mild"
    VIVID = "vivid"
    RISKY = "risky"


@dataclass(frozen=True)
class Zones:
    """Bounds on λ for one attribute and model, from perplexity ratios measured on unseen premises.

    Up to ``mild`` the ratio stays below 1.25, up to ``vivid`` below 1.6; beyond is risky, and outside
    ``[-lam_max, lam_max]`` (ratio 4) a λ is refused. ``measured`` keeps the curve: ``(λ, perplexity ratio)`` pairs.
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
        """Whether ``lam`` may be used at all."""
        return -self.lam_max <= lam <= self.lam_max
