"""``python -m tests.benchmarks.premises``: whether more premises, or more samples of each, make *creativity* steadier.

The model answers all 200 bundled ``derive`` premises, each requested creatively and boringly, and attributes are made
from random subsets. Printed for each number of premises: the cosine and the rank correlation of the scores (of the
reference passages) between attributes from two disjoint subsets of that size, which share no premise; and the cosine
with the attribute from all premises. Samples are cached beside ``--out``, so a stopped run resumes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table

from core import paths
from core.array_types import Floats
from core.attribute import selection
from core.cli.derive import progress_bars
from core.derivation import stability
from core.derivation.cache import SampleStore
from core.derivation.engine_source import LlamaSource
from core.derivation.paper import SAMPLES
from core.derivation.plan import plan_from_resources
from core.derivation.premises import load, load_passages
from core.derivation.samples import Samples
from core.derivation.stages import Stage, Step
from core.derivation.text_reader import Reader
from core.engine.client import EngineClient
from core.stats.separation import spearman

SIZES = (12, 24, 36, 72, 100)
DRAWS = 50


async def differences(out: Path, samples_per_premise: int) -> tuple[Floats, Floats, int]:
    """Creative minus boring mean states, ``(n_samples, n_premises, n_embd)``; unit-normed mean states of the reference
    passages, ``(n_passages, n_embd)``; and the layer of both, that of the bundled attribute.
    """
    engine = EngineClient()
    try:
        ready = await selection.load(engine)
        source, layer = LlamaSource(engine, ready.model), ready.attribute.layer
        contrast = load(paths.resources() / "contrast", more=True)
        plan = plan_from_resources(paths.resources(), contrast, samples_per_premise=samples_per_premise)
        store = SampleStore(out.with_suffix(".partial"), source.info.fingerprint, contrast.digest, f"{layer}")
        with progress_bars() as show:
            reader = Reader(source, store, lambda step, done, total: show(step.title, done, total), layer)
            premises, generated = contrast.of("derive"), Samples(reader, plan)
            sides = [
                np.stack([each.states.mean[layer] for each in await generated.zero_shot(premises, side, stage)])
                for side, stage in SAMPLES.items()
            ]
            texts = [each.text for each in load_passages(paths.resources() / "reference" / "passages.jsonl")]
            read = await reader.read(texts, stability.CONTEXT, Step(Stage.CALIBRATE))
        difference = (sides[0] - sides[1]).reshape(samples_per_premise, len(premises), -1)
        return difference, np.stack([each.mean_unit[layer] for each in read]), layer
    finally:
        await engine.close()


def agreement(of_premises: Floats, passages: Floats, size: int, seed: int = 0) -> Mapping[str, float]:
    """Mean agreement of attributes from disjoint random subsets of ``size`` of the rows of ``of_premises``.

    ``standard_deviation`` is that of the cosine over the draws, which overlap with each other.
    """
    draw, whole = np.random.default_rng(seed), of_premises.mean(axis=0)
    cosines, orders, with_whole = [], [], []
    for _ in range(DRAWS):
        order = draw.permutation(len(of_premises))
        one, other = (of_premises[chosen].mean(axis=0) for chosen in (order[:size], order[size : 2 * size]))
        cosines.append(_cosine(one, other))
        orders.append(spearman(passages @ one, passages @ other))
        with_whole.append(_cosine(one, whole))
    means = {"cosine": cosines, "order_of_passages": orders, "cosine_with_all": with_whole}
    rounded = {name: round(float(np.mean(values)), 3) for name, values in means.items()}
    return {"premises": size, **rounded, "standard_deviation": round(float(np.std(cosines)), 3)}


def _cosine(one: NDArray[np.float32], other: NDArray[np.float32]) -> float:
    return float(one @ other / np.linalg.norm(one) / np.linalg.norm(other))


def print_rows(rows: Sequence[Mapping[str, float]], layer: int) -> None:
    """Print the table."""
    table = Table(*rows[0], title=f"attributes from disjoint sets of premises, layer {layer}", box=None)
    for row in rows:
        table.add_row(*(f"{value:g}" for value in row.values()))
    Console().print(table)


def main() -> None:
    """Measure, print and write the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("build/premises.json"))
    parser.add_argument("--samples", type=int, default=1, help="samples per premise and side")
    options = parser.parse_args()
    options.out.parent.mkdir(parents=True, exist_ok=True)
    difference, passages, layer = asyncio.run(differences(options.out, options.samples))
    rows = [
        {"samples": n, **agreement(difference[:n].mean(axis=0), passages, size)}
        for n in range(1, options.samples + 1)
        for size in SIZES
    ]
    options.out.write_text(json.dumps({"layer": layer, "rows": rows}, indent=1) + "\n", "utf-8")
    print_rows(rows, layer)


if __name__ == "__main__":
    main()
