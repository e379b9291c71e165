"""How well the provisional attribute agrees with the whole one on published prose, with the starter model.

::

    python -m tests.benchmarks.quick --prose FILE.jsonl --out build/quick.json

Generates a pool of samples (36 premises, 6 a side, 48 tokens; some ten minutes on two cores). From it are drawn, 40
times: a provisional attribute, of as many premises, samples and tokens as :mod:`core.derivation.quick` takes; and two
attributes from the halves of the premises, in place of two whole derivations, which would take hours. Figures are rank
correlations of the scores of every third paragraph: with the bundled attribute, and between the halves.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import get_args

import numpy as np
from rich.console import Console

from core import paths
from core.array_types import Floats
from core.attribute import file as attribute_file
from core.derivation import quick, stability
from core.derivation.premises import ContrastSide, load, load_prose
from core.engine.protocol import GenerateRequest
from core.engine.reading_context import neutral_context
from core.engine.worker.generation_context import GenerationContext
from core.engine.worker.llama import LlamaModel, LoadOptions
from core.engine.worker.scoring_context import ScoringContext
from core.stats.separation import spearman

N_PREMISES, N_SAMPLES, N_TOKENS = 36, 6, 48
DRAWS = 40
EVERY = 3


class Pool:
    """Mean states at one layer: of the samples' first tokens and of all, and unit states of paragraphs."""

    def __init__(self, model: LlamaModel, prose: tuple[str, ...]) -> None:
        self._model = model
        self._scoring = ScoringContext(model, lambda: False)
        self._writing = GenerationContext(model, lambda: False, lambda: False)
        self.layer = stability.middle(stability.candidate_layers(model.n_layer), model.n_layer)
        self._contrast = load(paths.resources() / "contrast")
        sides = [self._samples(side) for side in get_args(ContrastSide)]
        self.short, self.long = (np.stack([side[i] for side in sides]) for i in range(2))
        """Shape ``(2, N_PREMISES, N_SAMPLES, n_embd)``: creative, boring."""
        self.prose = prose

    def _samples(self, side: ContrastSide) -> tuple[Floats, Floats]:
        short, long = [], []
        for at, premise in enumerate(self._contrast.of("derive")[:N_PREMISES]):
            messages = self._contrast.prompt(premise, side)
            requests = [
                GenerateRequest(messages, seed=1000 * at + k, max_tokens=N_TOKENS, min_p=0.0, top_p=1.0)
                for k in range(N_SAMPLES)
            ]
            *_, texts = (step for step in self._writing.generate_together(requests, ()) if step is not None)
            for text in texts:
                rows = self.states(self._model.prompt_tokens(messages), text.text.strip() or "…", self.layer)
                short.append(rows[: quick.N_TOKENS].mean(axis=0))
                long.append(rows.mean(axis=0))
        shape = (N_PREMISES, N_SAMPLES, self._model.n_embd)
        return np.reshape(short, shape).astype(np.float32), np.reshape(long, shape).astype(np.float32)

    def states(self, before: list[int], text: str, layer: int) -> Floats:
        """States of ``text`` after ``before``."""
        return self._scoring.states_after(before, self._model.tokenize(text)[:1500], layer)[layer]

    def units(self, layer: int) -> Floats:
        """Mean unit states of the paragraphs, read as the answer to the neutral request."""
        before = self._model.prompt_tokens(neutral_context())
        found = []
        for text in self.prose:
            rows = self.states(before, text, layer)
            found.append((rows / np.linalg.norm(rows, axis=1, keepdims=True)).mean(axis=0))
        return np.stack(found)


def _direction(samples: Floats) -> Floats:
    """Creative minus boring: ``samples`` has shape ``(2, n_premises, n_samples, n_embd)``."""
    creative, boring = samples.mean(axis=(1, 2))
    difference: Floats = creative - boring
    return difference


def figures(pool: Pool, bundled: attribute_file.Attribute, seed: int = 0) -> dict[str, dict[str, float]]:
    """Mean, and 10th and 90th percentile over the draws, of each rank correlation."""
    draw = np.random.default_rng(seed)
    units = pool.units(pool.layer)
    whole = pool.units(bundled.layer) @ bundled.directions[bundled.layer]
    found: dict[str, list[float]] = {"provisional, bundled": [], "half, other half": [], "half, bundled": []}
    for _ in range(DRAWS):
        premises = draw.permutation(N_PREMISES)
        provisional = units @ _direction(pool.short[:, premises[: quick.N_PREMISES], : quick.SAMPLES_PER_PREMISE])
        halves = [units @ _direction(pool.long[:, half]) for half in np.split(premises, 2)]
        found["provisional, bundled"].append(spearman(provisional, whole))
        found["half, other half"].append(spearman(*halves))
        found["half, bundled"].append(spearman(halves[0], whole))
    return {
        name: {"mean": round(float(np.mean(values)), 3), **_tails(values), "n": len(pool.prose)}
        for name, values in found.items()
    }


def _tails(values: list[float]) -> dict[str, float]:
    return {f"p{share:.0%}"[:-1]: round(float(np.quantile(values, share)), 3) for share in (0.1, 0.9)}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prose", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    path = paths.starter_model()
    assert path is not None
    model = LlamaModel(path, LoadOptions(), lambda _fraction: True)
    pool = Pool(model, load_prose(given.prose)[::EVERY])
    bundled = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    result = figures(pool, bundled)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    Console().print(result)


if __name__ == "__main__":
    main()
