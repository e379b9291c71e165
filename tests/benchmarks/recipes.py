"""Ways of reading a score beside the shipped one, on pairs nobody here wrote: chosen on one half, told on the other.

::

    python -m tests.benchmarks.recipes --out build/recipes.json

The attribute stays what it is: its directions, creative minus boring, sign included. What varies is how a text is read
against them: layer or layers, the states as they are or centred on their mean over the reference passages, with or
without the directions in which all prose varies most taken out. Figurative against literal sentences
(``../shared/data``); the half is by a hash of the literal sentence. Beside it, as a check that nothing of ours was
lost, the rank correlation with the reference passages' intent and our own pairs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import llama_cpp
import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

from core import paths
from core.attribute import gguf_file
from core.attribute.contrast import load_pairs, load_passages
from core.attribute.gguf_file import Attribute
from core.attribute.validity import baseline_accuracies, pairwise_figure, spearman
from core.engine.llama import Batch, LlamaModel, LoadOptions
from core.engine.protocol import Floats
from core.engine.tensors import LayerCapture
from core.prompts import neutral_context

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "figurative_literal.jsonl"
MOST_TOKENS = 440
COMMON = (0, 1, 4, 16)
"""How many of the directions in which all prose varies most are taken out."""
BANDS = ((4, 8), (6, 12), (8, 12), (8, 16), (4, 20))
"""First and last of the layers whose scores are averaged."""
SAME_LENGTH = 0.1


class StatesReader:
    """Hidden states of a text at every layer but the last, behind a prefix that is read once."""

    def __init__(self, model: LlamaModel, prefix: Sequence[int]) -> None:
        self._model = model
        self._capture = LayerCapture()
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = params.n_batch = params.n_ubatch = 512
        params.n_threads = params.n_threads_batch = model.n_threads
        params.cb_eval = self._capture.callback
        self._context = llama_cpp.llama_init_from_model(model.handle, params)
        self._batch = Batch(512)
        self._layers = tuple(range(model.n_layer - 1))
        self._start = 0
        self._read(list(prefix))
        self._start = len(prefix)

    def read(self, text: str) -> Floats:
        """Shape ``(n_layer - 1, n_tokens, n_embd)``."""
        llama_cpp.llama_memory_seq_rm(llama_cpp.llama_get_memory(self._context), 0, self._start, -1)
        return self._read(self._model.tokenize(text)[:MOST_TOKENS])

    def _read(self, tokens: list[int]) -> Floats:
        self._capture.arm(self._layers)
        status = llama_cpp.llama_decode(self._context, self._batch.fill(tokens, self._start, 0, "none"))
        if status != 0:
            raise RuntimeError(f"llama.cpp status {status}")
        return np.stack([self._capture.take(layer, len(tokens), self._model.n_embd) for layer in self._layers])


@dataclass(frozen=True, eq=False)
class Way:
    """One way of reading: per layer a point to measure from and directions to take out (rows, orthonormal)."""

    name: str
    centre: Floats | None
    common: Floats | None

    def scores(self, states: Floats, attribute: Floats) -> NDArray[np.float64]:
        """Mean per-token cosine at every layer, shape ``(n_layer - 1,)``."""
        if self.centre is not None:
            states = states - self.centre[:, None]
        direction = attribute[: len(states)]
        if self.common is not None:
            states = states - np.einsum("ltc,lce->lte", np.einsum("lte,lce->ltc", states, self.common), self.common)
            direction = direction - np.einsum(
                "lc,lce->le", np.einsum("le,lce->lc", direction, self.common), self.common
            )
        units = direction / np.maximum(np.linalg.norm(direction, axis=1, keepdims=True), 1e-9)
        norms = np.maximum(np.linalg.norm(states, axis=2), 1e-9)
        cosines = np.einsum("lte,le->lt", states, units) / norms
        return np.asarray(cosines.mean(axis=1), dtype=np.float64)


def ways(reference: Sequence[Floats]) -> list[Way]:
    """The shipped way first; then centred, and with the commonest directions taken out."""
    together = np.concatenate(reference, axis=1)
    centre = together.mean(axis=1)
    found = [Way("as they are", None, None), Way("centred", centre, None)]
    axes = np.stack(
        [
            np.linalg.svd(rows - mean, full_matrices=False)[2][: max(COMMON)]
            for rows, mean in zip(together, centre, strict=True)
        ]
    )
    found += [Way(f"centred, without {n} common", centre, axes[:, :n]) for n in COMMON if n]
    return found


def layer_choices(n_layers: int) -> Iterator[tuple[str, list[int]]]:
    """Single layers, then bands of them."""
    for layer in range(2, n_layers):
        yield f"layer {layer}", [layer]
    for first, last in BANDS:
        if last < n_layers:
            yield f"layers {first} to {last}", list(range(first, last + 1))


def in_first_half(text: str) -> bool:
    """Which half a pair belongs to, by its literal sentence alone."""
    return hashlib.sha256(text.encode()).digest()[0] < 128


def measure(attribute: Attribute, model_path: Path, step: int) -> dict[str, object]:
    """Every way and layer on the choosing half; the best and the shipped one on the other."""
    model = LlamaModel(model_path, LoadOptions(), lambda _fraction: True)
    prefix = model.prompt_tokens(neutral_context()) if attribute.recipe.context == "neutral" else model.with_one_bos([])
    reader = StatesReader(model, prefix)
    resources = paths.resources() / "reference"
    passages, own = load_passages(resources / "passages.jsonl"), load_pairs(resources / "pairs.jsonl")
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()][::step]
    reference = [reader.read(p.text) for p in track(passages, "Reference passages")]
    candidates = ways(reference[::2])

    def scored(texts: Sequence[str], what: str) -> NDArray[np.float64]:
        """Shape ``(n_ways, n_texts, n_layer - 1)``."""
        values = [
            [way.scores(states, attribute.directions) for way in candidates]
            for states in (reader.read(t) for t in track(texts, what))
        ]
        return np.array(values).transpose(1, 0, 2)

    up, down = scored([r["figurative"] for r in rows], "Figurative"), scored([r["literal"] for r in rows], "Literal")
    vivid, plain = scored([p.better for p in own], "Vivid"), scored([p.worse for p in own], "Plain")
    intents = [float(p.intent) for p in passages]
    meant = np.array(
        [[way.scores(states, attribute.directions) for way in candidates] for states in reference]
    ).transpose(1, 0, 2)
    chosen = np.array([in_first_half(r["literal"]) for r in rows])
    words = np.array([[len(r[side].split()) for r in rows] for side in ("figurative", "literal")], dtype=float)
    matched = np.abs(words[0] / words[1] - 1) <= SAME_LENGTH
    table = []
    for w, way in enumerate(candidates):
        for name, layers in layer_choices(up.shape[2]):
            a, b = up[w][:, layers].mean(axis=1), down[w][:, layers].mean(axis=1)
            table.append(
                {
                    "way": way.name,
                    "layers": name,
                    "choosing": pairwise_figure(a[chosen], b[chosen]).value,
                    "choosing_same_length": pairwise_figure(a[chosen & matched], b[chosen & matched]).value,
                    "other_half": pairwise_figure(a[~chosen], b[~chosen]).to_json(),
                    "other_half_same_length": pairwise_figure(a[~chosen & matched], b[~chosen & matched]).to_json(),
                    "own_pairs": pairwise_figure(
                        vivid[w][:, layers].mean(axis=1), plain[w][:, layers].mean(axis=1)
                    ).value,
                    "intent": spearman(meant[w][:, layers].mean(axis=1), intents),
                }
            )
    shipped = next(r for r in table if r["way"] == candidates[0].name and r["layers"] == f"layer {attribute.layer}")
    rest = [r for r, first in zip(rows, chosen, strict=True) if not first]
    return {
        "n_pairs": len(rows),
        "shipped": shipped,
        "best": max(table, key=lambda row: float(str(row["choosing_same_length"]))),
        "baselines_other_half": baseline_accuracies([r["figurative"] for r in rest], [r["literal"] for r in rest]),
        "table": table,
    }


def main() -> None:
    """Measure, print the best by the choosing half, write everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--step", type=int, default=1, help="take every so many pairs")
    given = parser.parse_args()
    starter = paths.starter_model()
    if starter is None or not DATA.exists():
        raise SystemExit(f"This needs the starter model and {DATA}.")
    attribute = gguf_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    found = measure(attribute, starter, given.step)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    shown = Table("way", "layers", "choosing", "same length", "other half", "same length", "own", "intent", box=None)
    rows = sorted(found["table"], key=lambda row: -row["choosing_same_length"])[:12]  # type: ignore[call-overload]
    for row in [found["shipped"], *rows]:
        other, same = row["other_half"], row["other_half_same_length"]
        figures = [f"{f['value']:.3f} ({f['low']:.3f}–{f['high']:.3f}, n {f['n']:.0f})" for f in (other, same)]
        numbers = [f"{row[key]:.3f}" for key in ("choosing", "choosing_same_length", "own_pairs", "intent")]
        shown.add_row(row["way"], row["layers"], *numbers[:2], *figures, *numbers[2:])
    Console(width=150).print(shown)


if __name__ == "__main__":
    main()
