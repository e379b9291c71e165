"""``make rewrites``: what a rewrite does, measured over passages, λ beside the prompt alone (λ = 0).

The score's own change is circular for λ > 0 (trap 11 of the method), so beside it stand figures that the vector cannot
see: perplexity under the unsteered model, share usable at all, names kept.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from core import loading, paths
from core.attribute.contrast import load_pairs
from core.checks import UNUSABLE, Flag
from core.engine.client import EngineClient
from core.rewriting import Finished, RewriteOrder, Variant, rewrite

LAMS = (0.0, 3.0, 5.0, 8.0)


@dataclass(frozen=True)
class Outcome:
    """One rewrite: None where there was nothing usable to measure."""

    usable: bool
    cosine_change: float | None
    perplexity_ratio: float | None
    names_lost: bool


@dataclass(frozen=True)
class Row:
    """Figures of one λ over ``n`` passages; each with a 95 % interval, by bootstrap over passages.

    ``over_prompt_alone`` is the paired difference of the cosine's change from that at λ = 0, same passage and seed.
    """

    lam: float
    n: int
    usable: int
    cosine_change: tuple[float, float, float]
    over_prompt_alone: tuple[float, float, float]
    livelier: float
    perplexity_ratio: tuple[float, float, float]
    names_lost: int


async def measure(n: int) -> list[Row]:
    """Rewrite the plain sides of ``n`` pairs at each λ, with the same seeds."""
    engine = EngineClient()
    await loading.load(engine)
    passages = [pair.worse for pair in load_pairs(paths.resources() / "reference" / "pairs.jsonl")][:n]
    outcomes: dict[float, list[Outcome]] = {}
    for lam in LAMS:
        outcomes[lam] = [
            await _rewrite(engine, passage, lam, seed=100 * number)
            for number, passage in enumerate(track(passages, f"λ = {lam:g}", transient=True))
        ]
    await engine.close()
    return [_row(lam, outcomes[lam], outcomes[0.0]) for lam in LAMS]


async def _rewrite(engine: EngineClient, passage: str, lam: float, seed: int) -> Outcome:
    variant: Variant | None = None
    async for event in rewrite(engine, RewriteOrder(passage, lam=lam, seed=seed)):
        if isinstance(event, Finished):
            variant = event.variant
    if variant is None or not variant.text or UNUSABLE.intersection(Flag(flag) for flag in variant.flags):
        return Outcome(usable=False, cosine_change=None, perplexity_ratio=None, names_lost=False)
    nats = await engine.surprisal(variant.text) - await engine.surprisal(passage)
    before, after = variant.cosine_before, variant.cosine_after
    return Outcome(
        usable=True,
        cosine_change=None if before is None or after is None else after - before,
        perplexity_ratio=math.exp(nats),
        names_lost=Flag.NAMES_LOST in variant.flags,
    )


def _row(lam: float, outcomes: list[Outcome], alone: list[Outcome]) -> Row:
    changes = [o.cosine_change for o in outcomes if o.cosine_change is not None]
    differences = [
        steered.cosine_change - unsteered.cosine_change
        for steered, unsteered in zip(outcomes, alone, strict=True)
        if steered.cosine_change is not None and unsteered.cosine_change is not None
    ]
    return Row(
        lam=lam,
        n=len(outcomes),
        usable=sum(o.usable for o in outcomes),
        cosine_change=_mean_with_interval(changes),
        over_prompt_alone=_mean_with_interval(differences),
        livelier=round(float(np.mean([change > 0 for change in changes])), 3),
        perplexity_ratio=_mean_with_interval([o.perplexity_ratio for o in outcomes if o.perplexity_ratio is not None]),
        names_lost=sum(o.names_lost for o in outcomes),
    )


def _mean_with_interval(values: list[float]) -> tuple[float, float, float]:
    array = np.array(values)
    picks = np.random.default_rng(0).integers(0, len(array), size=(2000, len(array)))
    low, high = np.quantile(array[picks].mean(axis=1), [0.025, 0.975])
    return round(float(array.mean()), 4), round(float(low), 4), round(float(high), 4)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=36)
    given = parser.parse_args()
    rows = asyncio.run(measure(given.passages))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n", "utf-8")
    table = Table("λ", "usable", "cosine change", "over λ = 0, paired", "livelier", "ppl ratio", "names lost", box=None)
    for row in rows:
        table.add_row(
            f"{row.lam:g}",
            f"{row.usable}/{row.n}",
            _words(row.cosine_change, "+.4f"),
            _words(row.over_prompt_alone, "+.4f"),
            f"{row.livelier:.2f}",
            _words(row.perplexity_ratio, ".2f"),
            str(row.names_lost),
        )
    Console(width=130).print(table)


def _words(figure: tuple[float, float, float], how: str) -> str:
    value, low, high = (format(number, how) for number in figure)
    return f"{value} ({low} to {high})"


if __name__ == "__main__":
    main()
