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

LAMS = (0.0, 1.5, 3.0, 4.5)


@dataclass(frozen=True)
class Row:
    """Figures of one λ over ``n`` passages; intervals are 95 %, by bootstrap over passages."""

    lam: float
    n: int
    usable: int
    cosine_change: tuple[float, float, float]
    livelier: float
    perplexity_ratio: tuple[float, float, float]
    names_lost: int


async def measure(n: int) -> list[Row]:
    """Rewrite the plain sides of ``n`` pairs at each λ, with the same seeds."""
    engine = EngineClient()
    await loading.load(engine)
    passages = [pair.worse for pair in load_pairs(paths.resources() / "reference" / "pairs.jsonl")][:n]
    rows: list[Row] = []
    for lam in LAMS:
        variants: list[Variant] = []
        ratios: list[float] = []
        for number, passage in enumerate(track(passages, f"λ = {lam:g}", transient=True)):
            async for event in rewrite(engine, RewriteOrder(passage, lam=lam, seed=100 * number)):
                if isinstance(event, Finished):
                    variants.append(event.variant)
                    if event.variant.text:
                        before = await engine.surprisal(passage)
                        ratios.append(math.exp(await engine.surprisal(event.variant.text) - before))
        rows.append(_row(lam, variants, ratios))
    await engine.close()
    return rows


def _row(lam: float, variants: list[Variant], ratios: list[float]) -> Row:
    usable = [v for v in variants if v.text and not UNUSABLE.intersection(Flag(flag) for flag in v.flags)]
    changes = [
        v.cosine_after - v.cosine_before for v in usable if v.cosine_after is not None and v.cosine_before is not None
    ]
    return Row(
        lam=lam,
        n=len(variants),
        usable=len(usable),
        cosine_change=_mean_with_interval(changes),
        livelier=round(float(np.mean([change > 0 for change in changes])), 3),
        perplexity_ratio=_mean_with_interval(ratios),
        names_lost=sum(Flag.NAMES_LOST in v.flags for v in usable),
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
    table = Table("λ", "usable", "change of the cosine", "livelier", "perplexity ratio", "names lost", box=None)
    for row in rows:
        change, ratio = row.cosine_change, row.perplexity_ratio
        table.add_row(
            f"{row.lam:g}",
            f"{row.usable}/{row.n}",
            f"{change[0]:+.4f} ({change[1]:+.4f} to {change[2]:+.4f})",
            f"{row.livelier:.2f}",
            f"{ratio[0]:.2f} ({ratio[1]:.2f} to {ratio[2]:.2f})",
            str(row.names_lost),
        )
    Console().print(table)


if __name__ == "__main__":
    main()
