"""Measure each attribute's rank correlation with people's ratings, and the gain of ours over the paper's.

``python -m tests.benchmarks.raters hanna.csv:surprise pron.csv:rating --group author`` reads tables with a column
``text`` and the rating named, whole and within each group (human and machine authors, for example). The ratings select
nothing (held out): layers and readouts are those of the attribute files.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from core.attribute import selection
from core.attribute.selection import AttributeSelection
from core.cli.derive import progress_bars
from core.engine.client import EngineClient
from core.evaluation.validity.baselines import COUNTED, score
from core.evaluation.validity.ratings_file import FEWEST_TEXTS, Rated, load_ratings
from core.stats import bootstrap
from core.stats.separation import spearman, spearman_figure, spearman_without

PAPER, OURS = "creativity", "imagery"
DRAWS = 2000

Scores = Mapping[str, float]
"""By text."""


async def scored_by(attribute: str, texts: Sequence[str]) -> Scores:
    """Scores, by the starter model, of the texts that are long enough."""
    engine = EngineClient()
    try:
        ready = await selection.load(engine, None, AttributeSelection(attribute))
        with progress_bars() as progress:
            found = await score(engine, texts, ready.attribute.vector, progress)
    finally:
        await engine.close()
    return {text: cosine for text, (_, cosine) in found.items()}


def of_group(rated: Sequence[Rated], scores: Mapping[str, Scores]) -> dict[str, Any]:
    """Figures on the texts with scores by every attribute."""
    used = [each for each in rated if all(each.text in by for by in scores.values())]
    ratings = np.array([each.rating for each in used])
    counted = {name: [measure(each.text) for each in used] for name, measure in COUNTED.items()}
    ours, papers = (np.array([scores[name][each.text] for each in used]) for name in (OURS, PAPER))

    def gains(picks: bootstrap.Picks) -> bootstrap.Array:
        return bootstrap.spearmans(ours, ratings, picks) - bootstrap.spearmans(papers, ratings, picks)

    low, high = bootstrap.interval(bootstrap.in_blocks(len(used), DRAWS, 0, gains))
    best, value = max(
        ((name, spearman(values, ratings)) for name, values in counted.items()), key=lambda found: found[1]
    )
    return {
        "n": len(used),
        "mean": float(ratings.mean()),
        "spearman": {name: spearman_figure(s, ratings).to_json() for name, s in ((OURS, ours), (PAPER, papers))},
        "length_partialled": {
            name: spearman_without(s, ratings, counted["length"]) for name, s in ((OURS, ours), (PAPER, papers))
        },
        "gain": (spearman(ours, ratings) - spearman(papers, ratings), low, high),
        "best_baseline": {"name": best, "value": value},
    }


async def measure(files: Mapping[Path, str], group: str) -> dict[str, Any]:
    """Figures by file, then by group; ``all`` first."""
    data = {path: load_ratings(path, "text", column, group) for path, column in files.items()}
    texts = list(dict.fromkeys(each.text for found in data.values() for each in found.texts))
    scores = {attribute: await scored_by(attribute, texts) for attribute in (OURS, PAPER)}
    return {
        f"{path.stem}, {files[path]}": {
            name: of_group(rated, scores)
            for name, rated in {"all": found.texts, **found.by_group}.items()
            if len(rated) >= FEWEST_TEXTS
        }
        for path, found in data.items()
    }


def show(found: Mapping[str, Any]) -> None:
    """Print a table row for every group."""
    table = Table("ratings", "group", "n", "mean", OURS, PAPER, "gain", "length partialled", "baseline", box=None)
    for name, groups in found.items():
        for group, row in groups.items():
            figures = ["{value:+.3f} ({low:+.3f} to {high:+.3f})".format(**row["spearman"][a]) for a in (OURS, PAPER)]
            partialled, best = row["length_partialled"], row["best_baseline"]
            table.add_row(
                *(name, group, f"{row['n']}", f"{row['mean']:.2f}", *figures),
                "{:+.3f} ({:+.3f} to {:+.3f})".format(*row["gain"]),
                f"{partialled[OURS]:+.3f}, {partialled[PAPER]:+.3f}",
                f"{best['value']:+.3f} {best['name']}",
            )
    Console(width=220).print(table)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", help="FILE:COLUMN, a table and its column of ratings")
    parser.add_argument("--group", default="", help="a column of groups; figures are also computed within each group")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    files = {Path(path): column for path, _, column in (each.rpartition(":") for each in given.files)}
    found = asyncio.run(measure(files, given.group))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    show(found)


if __name__ == "__main__":
    main()
