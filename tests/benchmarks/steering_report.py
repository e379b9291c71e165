"""Ways to steer, what came of each, and the figures by which they are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core.stats.bootstrap import interval

MOST_PERPLEXITY = 1.25
"""Perplexity over that of λ = 0 up to which a strength can be selected."""
_FIRST_HALF = slice(0, None, 2)
_SECOND_HALF = slice(1, None, 2)
_DRAWS = 4000
Kind = Literal["constant", "norm restored", "below median", "raised to target", "capped", "Gaussian over depth"]
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Way:
    """A way to steer and its strength: λ, or the quantile of the target."""

    kind: Kind
    strength: float
    attribute: str = "creativity"

    @property
    def family(self) -> str:
        """The way without its strength."""
        return self.kind if self.attribute == "creativity" else f"{self.kind}, {self.attribute}"

    @property
    def name(self) -> str:
        """For tables."""
        return f"{self.family} {self.strength:g}"


WAYS = (
    Way("constant", 0.0),
    *(Way("constant", lam) for lam in (3.0, 6.0, 9.0)),
    *(Way("norm restored", lam) for lam in (6.0, 9.0)),
    *(Way("below median", lam) for lam in (6.0, 12.0)),
    *(Way("raised to target", quantile) for quantile in (0.5, 0.75)),
    *(Way("capped", lam) for lam in (6.0, 9.0)),
    *(Way("Gaussian over depth", lam) for lam in (6.0, 9.0)),
    *(Way("constant", lam, "imagery") for lam in (3.0, 6.0)),
)


@dataclass(frozen=True)
class Outcome:
    """One continuation. Cosines are means over its tokens; ``sense`` is the surprisal of the real next sentence."""

    text: str
    n_tokens: int
    cosine: float
    later: float
    other: float
    nats: float
    sense: float


@dataclass(frozen=True)
class Figure:
    """A mean over passages and its 95 % interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:+.3f} ({self.low:+.3f} to {self.high:+.3f})"


def figure(values: Values) -> Figure:
    """Mean and paired bootstrap interval over passages."""
    picks = np.random.default_rng(0).integers(0, len(values), size=(_DRAWS, len(values)))
    return Figure(float(values.mean()), *interval(values[picks].mean(axis=1)))


def against(found: Sequence[Outcome], other: Sequence[Outcome], field: str) -> Values:
    """Differences of one figure, passage by passage."""
    return np.array([getattr(a, field) - getattr(b, field) for a, b in zip(found, other, strict=True)])


def selected(outcomes: Mapping[Way, Sequence[Outcome]]) -> dict[str, Way]:
    """By family: the strength of the largest effect that is fluent, on the passages given."""
    base = outcomes[WAYS[0]]
    best: dict[str, tuple[float, Way]] = {}
    for way, found in outcomes.items():
        ratio = float(np.exp(against(found, base, "nats").mean()))
        effect = float(against(found, base, "cosine").mean())
        if way.strength and ratio <= MOST_PERPLEXITY and effect > best.get(way.family, (-1.0, way))[0]:
            best[way.family] = (effect, way)
    return {family: way for family, (_, way) in best.items()}


def report(outcomes: Mapping[Way, Sequence[Outcome]]) -> dict[str, object]:
    """All strengths on all passages; the selected ones on the second half, also against the constant one selected."""
    base = outcomes[WAYS[0]]
    halves = [{way: found[half] for way, found in outcomes.items()} for half in (_FIRST_HALF, _SECOND_HALF)]
    chosen, test = selected(halves[0]), halves[1]

    def figures(found: Sequence[Outcome], other: Sequence[Outcome]) -> dict[str, object]:
        nats = figure(against(found, other, "nats"))
        ratio = {name: round(float(np.exp(value)), 3) for name, value in asdict(nats).items()}
        cosines = {name: asdict(figure(against(found, other, name))) for name in ("cosine", "later", "other", "sense")}
        return {"n": len(found), **cosines, "perplexity_ratio": ratio}

    return {
        "all": {way.name: figures(found, base) for way, found in outcomes.items() if way.strength},
        "selected": {family: way.strength for family, way in chosen.items()},
        "test": {way.name: figures(test[way], test[WAYS[0]]) for way in chosen.values()},
        "test_against_constant": {
            way.name: figures(test[way], test[chosen["constant"]])
            for family, way in chosen.items()
            if family != "constant" and "constant" in chosen
        },
    }


def families() -> list[str]:
    """The ways without their strengths."""
    return list(dict.fromkeys(way.family for way in WAYS))


def print_tables(result: Mapping[str, object]) -> None:
    """Print a table for each part of a report."""
    for part in ("all", "test", "test_against_constant"):
        rows = result[part]
        assert isinstance(rows, dict)
        table = Table(
            part, "n", "cosine", "later layer", "other attribute", "sense, nats", "perplexity ratio", box=None
        )
        for name, values in rows.items():
            cells = [str(Figure(**values[each])) for each in ("cosine", "later", "other", "sense")]
            ratio = "{value} ({low} to {high})".format(**values["perplexity_ratio"])
            table.add_row(name, str(values["n"]), *cells, ratio)
        Console(width=170).print(table)
