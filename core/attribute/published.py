"""Where published fiction stands among the reference passages: the tables that make the bands.

The reference passages were written for this project, dull to vivid, so published fiction does not spread evenly over
their percentiles. A table for each method turns a percentile among the reference passages into one among published
fiction, so that each band holds a fifth of it; one table is for narration, one for speech. They were fitted with the
starter model by ``python -m tests.benchmarks.bands`` on fiction that is not part of Inkglow, and are applied to every
model.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from core import paths
from core.attribute.names import Method

TABLES = Path("reference") / "published_fiction.json"
"""The tables, in the folder of the resources."""
STEPS = tuple(range(0, 101, 5))
"""Percentiles of published fiction that a table has an entry for."""


@dataclass(frozen=True)
class PublishedFiction:
    """The tables of one method.

    ``narration`` and ``speech`` hold, for each of :data:`STEPS`, the percentile among the reference passages that has
    this share of published fiction below it; both rise. A paragraph of fewer tokens than ``fewest_narration`` or
    ``fewest_speech`` has no place: there it would be chance.
    """

    narration: tuple[float, ...]
    speech: tuple[float, ...]
    fewest_narration: int
    fewest_speech: int

    def percentile(self, reference: float, n_tokens: int, *, speech: bool) -> float | None:
        """Percentile 0–100 in published fiction of a percentile among the reference passages; None for short texts."""
        if n_tokens < (self.fewest_speech if speech else self.fewest_narration):
            return None
        return float(np.interp(reference, self.speech if speech else self.narration, STEPS))


def published_fiction(method: Method | None) -> PublishedFiction | None:
    """The tables for attributes made by ``method``; None where there are none: for attributes from texts or vectors."""
    return _tables().get(method or "")


@cache
def _tables() -> dict[str, PublishedFiction]:
    values = json.loads((paths.resources() / TABLES).read_text("utf-8"))
    return {
        method: PublishedFiction(
            tuple(each["narration"]), tuple(each["speech"]), each["fewest_narration"], each["fewest_speech"]
        )
        for method, each in values["tables"].items()
    }
