"""``python -m tests.benchmarks.kept``: fit the numbers of ``core/rewrite/keep.py`` to judgements of additions.

``tests/benchmarks/judgements.jsonl`` has one addition a line: the passage's number, the sentence, the addition, what
the unsteered model says of it, and whether it was kept. A large language model judged them, each marked in its passage,
in random order and before it saw any figure. The passages are LLM-written: the selection half of the pairs' plain
sides, and every second dull or plain reference passage. Cross-validated by passage: the area under the curve, and how
often the best of each passage had been kept. Openings before a sentence and new short sentences after one are in the
file but left out: they were kept less often, and are not made.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from scipy.optimize import minimize

from core.array_types import Floats
from core.rewrite import keep

JUDGEMENTS = Path(__file__).with_name("judgements.jsonl")
PENALTY = 3.0
_FOLDS, _ROUNDS = 8, 5


@dataclass(frozen=True)
class Judged:
    """Features of the additions, shape ``(n, n_features)``; whether each was kept, 0 or 1; the passage of each."""

    features: Floats
    kept: Floats
    passages: Floats


def load(path: Path = JUDGEMENTS) -> Judged:
    """The judgements of ``path``."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["place"] == "continue"]
    figures = [keep.Figures(len(row["text"].split()), row["nats"], row["site_nats"], row["specific"]) for row in rows]
    return Judged(
        np.array([keep.features(each) for each in figures], dtype=np.float32),
        np.array([row["kept"] for row in rows], dtype=np.float32),
        np.array([row["passage"] for row in rows], dtype=np.float32),
    )


def fit(features: Floats, kept: Floats) -> tuple[float, tuple[float, ...]]:
    """Constant and weights of a logistic model, the weights of standardised features held small."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    z, signs = (features - mean) / spread, 2 * kept - 1

    def loss(w: Floats) -> float:
        return float(np.logaddexp(0, -signs * (z @ w[1:] + w[0])).sum() + PENALTY / 2 * (w[1:] ** 2).sum())

    found = minimize(loss, np.zeros(features.shape[1] + 1)).x
    weights = found[1:] / spread
    return float(found[0] - weights @ mean), tuple(float(each) for each in weights)


def held_out(judged: Judged, seed: int) -> Floats:
    """The logit of every addition by a model that saw no addition of its passage."""
    passages = np.unique(judged.passages)
    order = np.random.default_rng(seed).permutation(len(passages))
    out = np.zeros(len(judged.kept), dtype=np.float32)
    for fold in range(_FOLDS):
        inside = np.isin(judged.passages, passages[order[fold::_FOLDS]])
        constant, weights = fit(judged.features[~inside], judged.kept[~inside])
        out[inside] = judged.features[inside] @ np.array(weights) + constant
    return out


def area(logits: Floats, kept: Floats) -> float:
    """The probability that a kept addition has a higher logit than one that was not."""
    above = logits[kept == 1][:, None] - logits[kept == 0]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def best_of_each(logits: Floats, judged: Judged) -> float:
    """How often the addition with the highest logit of a passage had been kept."""
    return float(
        np.mean(
            [
                judged.kept[judged.passages == each][np.argmax(logits[judged.passages == each])]
                for each in np.unique(judged.passages)
            ]
        )
    )


def _reaching(judged: Judged, chances: Floats, least: float) -> list[NDArray[np.bool_]]:
    """Masks of the passages whose best addition has a chance of at least ``least``."""
    masks = [judged.passages == each for each in np.unique(judged.passages)]
    return [mask for mask in masks if chances[mask].max() >= least]


def main() -> None:
    """Fit, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--judgements", type=Path, default=JUDGEMENTS)
    judged = load(parser.parse_args().judgements)
    rounds = [held_out(judged, seed) for seed in range(_ROUNDS)]

    def mean(measure: Callable[[Floats], float]) -> float:
        return float(np.mean([measure(logits) for logits in rounds]))

    constant, weights = fit(judged.features, judged.kept)
    chances = 1 / (1 + np.exp(-np.mean(rounds, axis=0)))
    console = Console(highlight=False)
    console.print(
        f"{len(judged.kept)} additions, {int(judged.kept.sum())} kept, {len(np.unique(judged.passages))} passages"
    )
    console.print(f"held out: area {mean(lambda logits: area(logits, judged.kept)):.2f}")
    console.print(f"held out: the best of each passage kept {mean(lambda logits: best_of_each(logits, judged)):.2f}")
    for least in (0.1, 0.2, 0.25, 0.3, 0.4):
        kept = [judged.kept[inside][np.argmax(chances[inside])] for inside in _reaching(judged, chances, least)]
        console.print(f"held out: at least {least}: {len(kept)} passages, the best kept {int(sum(kept))}")
    console.print("held out: chances, deciles", np.round(np.quantile(chances, np.arange(0.1, 1.0, 0.1)), 2))
    console.print("constant", round(constant, 2), "weights", [round(each, 3) for each in weights])


if __name__ == "__main__":
    main()
