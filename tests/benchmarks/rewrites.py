"""``make rewrites``: measure the effect of rewriting at several λ, compared with the prompt alone (λ = 0).

The change of the score is circular for λ > 0 (trap 11 of the method), so figures independent of the vector are reported
too: perplexity under the unsteered model, share of usable rewrites, names kept; and with ``--judge PAIRS.jsonl`` the
score of a bag-of-words classifier trained on those pairs.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from core import paths
from core.attribute import selection
from core.derivation.pairs import load_text_pairs, normalised
from core.derivation.premises import load_pairs
from core.engine.client import EngineClient
from core.rewrite.checks import UNUSABLE, Flag
from core.rewrite.options import RewriteOptions
from core.rewrite.order import Finished, RewriteOrder, Variant
from core.rewrite.run import rewrite
from core.stats import bag_of_words

LAMS = (0.0, 3.0, 5.0, 8.0)
Judge = Callable[[str], float]


@dataclass(frozen=True)
class Outcome:
    """Measurements of one rewrite; None where it was not usable."""

    usable: bool
    cosine_change: float | None
    perplexity_ratio: float | None
    names_lost: bool
    judged: float | None = None


@dataclass(frozen=True)
class Row:
    """Figures of one λ over ``n`` passages, with 95 % intervals by bootstrap over passages.

    ``over_prompt_alone`` is the paired difference between the cosine's change and that at λ = 0, with the same passage
    and seed; ``judged_over_prompt_alone`` is that of the judge's score, None without a judge.
    """

    lam: float
    n: int
    usable: int
    cosine_change: tuple[float, float, float]
    over_prompt_alone: tuple[float, float, float]
    livelier: float
    perplexity_ratio: tuple[float, float, float]
    names_lost: int
    judged_over_prompt_alone: tuple[float, float, float] | None = None


async def measure(n: int, attribute: str, lams: Sequence[float], judge: Judge | None) -> list[Row]:
    """Rewrite the plain sides of ``n`` pairs at each λ, with the same seeds."""
    engine = EngineClient()
    ready = await selection.load(engine, wanted=selection.AttributeSelection(attribute))
    steered_by = (ready.attribute,)
    passages = [pair.worse for pair in load_pairs(paths.resources() / "reference" / "pairs.jsonl")][:n]
    outcomes: dict[float, list[Outcome]] = {}
    for lam in lams:
        outcomes[lam] = [
            await _rewrite(engine, RewriteOrder(passage, steered_by, RewriteOptions(lam=lam, seed=100 * number)), judge)
            for number, passage in enumerate(track(passages, f"λ = {lam:g}", transient=True))
        ]
    await engine.close()
    return [_row(lam, outcomes[lam], outcomes[0.0]) for lam in lams]


async def _rewrite(engine: EngineClient, order: RewriteOrder, judge: Judge | None) -> Outcome:
    variant: Variant | None = None
    async for event in rewrite(engine, order):
        if isinstance(event, Finished):
            variant = event.variant
    if variant is None or not variant.text or UNUSABLE.intersection(Flag(flag) for flag in variant.flags):
        return Outcome(usable=False, cosine_change=None, perplexity_ratio=None, names_lost=False)
    nats = await engine.surprisal(variant.text) - await engine.surprisal(order.passage)
    before, after = variant.cosine_before, variant.cosine_after
    return Outcome(
        usable=True,
        cosine_change=None if before is None or after is None else after - before,
        perplexity_ratio=math.exp(nats),
        names_lost=Flag.NAMES_LOST in variant.flags,
        judged=judge(variant.text) if judge is not None else None,
    )


def _row(lam: float, outcomes: list[Outcome], alone: list[Outcome]) -> Row:
    changes = [o.cosine_change for o in outcomes if o.cosine_change is not None]
    differences = [
        steered.cosine_change - unsteered.cosine_change
        for steered, unsteered in zip(outcomes, alone, strict=True)
        if steered.cosine_change is not None and unsteered.cosine_change is not None
    ]
    judged = [
        steered.judged - unsteered.judged
        for steered, unsteered in zip(outcomes, alone, strict=True)
        if steered.judged is not None and unsteered.judged is not None
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
        judged_over_prompt_alone=_mean_with_interval(judged) if judged else None,
    )


def _mean_with_interval(values: list[float]) -> tuple[float, float, float]:
    array = np.array(values)
    picks = np.random.default_rng(0).integers(0, len(array), size=(2000, len(array)))
    low, high = np.quantile(array[picks].mean(axis=1), [0.025, 0.975])
    return round(float(array.mean()), 4), round(float(low), 4), round(float(high), 4)


def _bag_of_words(pairs: Path) -> Judge:
    """A classifier trained on all ``pairs``; it gives the log odds that a text is from the better side."""
    better, worse = zip(*load_text_pairs(pairs), strict=True)
    weights = bag_of_words.train([normalised(text) for text in better], [normalised(text) for text in worse])
    return lambda text: bag_of_words.score(weights, normalised(text))


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=36)
    parser.add_argument("--attribute", default="", help="name of the attribute; creativity by default")
    parser.add_argument("--lams", type=float, nargs="+", default=LAMS, help="values of λ; must include 0")
    parser.add_argument("--judge", type=Path, help="pairs of texts (before, after) to train a bag of words on")
    given = parser.parse_args()
    judge = _bag_of_words(given.judge) if given.judge is not None else None
    rows = asyncio.run(measure(given.passages, given.attribute, given.lams, judge))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False) + "\n", "utf-8")
    table = Table(
        "λ",
        "usable",
        "cosine change",
        "over λ = 0, paired",
        "livelier",
        "ppl ratio",
        "names lost",
        "judge over λ = 0",
        box=None,
    )
    for row in rows:
        table.add_row(
            f"{row.lam:g}",
            f"{row.usable}/{row.n}",
            _words(row.cosine_change, "+.4f"),
            _words(row.over_prompt_alone, "+.4f"),
            f"{row.livelier:.2f}",
            _words(row.perplexity_ratio, ".2f"),
            str(row.names_lost),
            _words(row.judged_over_prompt_alone, "+.2f") if row.judged_over_prompt_alone else "",
        )
    Console(width=150).print(table)


def _words(figure: tuple[float, float, float], how: str) -> str:
    value, low, high = (format(number, how) for number in figure)
    return f"{value} ({low} to {high})"


if __name__ == "__main__":
    main()
