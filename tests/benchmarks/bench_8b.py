"""``make bench-8b``: measure speed and memory at Llama-3-8B's size, as ratios within one run, without its weights.

::

    python -m tests.benchmarks.bench_8b --out build/bench-8b.json

Writes 4.5 GB of noise into a temporary folder, needs 6 GB of memory, and takes about twelve minutes on two cores.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median

import llama_cpp
import numpy as np
import psutil
from rich.console import Console
from rich.table import Table

from core.engine.protocol import MOST_TOGETHER, ChatMessage, GenerateRequest, Readout, SteeringVector
from core.engine.worker.generation_context import GenerationContext
from core.engine.worker.llama import Batch, LlamaModel, LoadOptions
from core.engine.worker.scoring_context import ScoringContext
from core.models.summary import inspect
from core.rewrite.prompt import rating_prompt
from tests.benchmarks import learning, shape_8b

LAYER = 8
PAIRS = 7
PARAGRAPH_TOKENS, TYPED_TOKENS = 128, 8
RATING_TOKENS = 48
"""Length of the rating prompt in Llama 3's template, in its tokens."""
WRITTEN_TOKENS = 12
LADDER = (0.0, 1.5, 3.0, 6.0)
MANUSCRIPT_PARAGRAPHS = (
    (40, 160, 110, 90, 200),
    (128, 60, 140, 170, 100),
    (80, 190, 50, 150, 128),
    (210, 70, 120, 95, 105),
    (60, 175, 135, 85, 145),
)
"""Tokens of the paragraphs of five stretches of a manuscript, each compared with one prefill."""

GOALS = {
    "early_exit_over_full": "≤ 0.31",
    "word_over_paragraph": "≤ 0.08",
    "score_over_asking_cold": "≤ 0.2",
    "score_over_asking_word": "≤ 0.02",
    "steered_over_unsteered": "≥ 0.95",
    "four_variants_over_one": "≤ 2.6",
    "ladder_over_four_variants": "≤ 1.1",
    "manuscript_over_prefill": "≥ 3.4",
    "memory_above_model_mb": "≤ 300",
    "first_glow_over_prefill_10k": "≤ 0.6",
    "full_over_prefill_10k": "≤ 10",
}


class Bench:
    """The model of that shape with both contexts, and the measurements on them."""

    def __init__(self, path: Path) -> None:
        self.model = LlamaModel(path, LoadOptions(), lambda _fraction: True)
        self.scoring = ScoringContext(self.model, lambda: False)
        self.writing = GenerationContext(self.model, lambda: False, lambda: False)
        draw = np.random.default_rng(1)
        self.draw = draw
        direction = draw.normal(size=self.model.n_embd).astype(np.float32)
        self.vector = SteeringVector(LAYER, direction / np.linalg.norm(direction), Readout())
        kv = inspect(path).kv
        self._counted_once = inspect(path).n_bytes + kv.n_bytes(self.scoring.window) + kv.n_bytes(self.writing.window)

    def tokens(self, count: int) -> list[int]:
        """``count`` tokens: words of the artificial vocabulary, after a BOS."""
        return self.model.with_one_bos([int(n) for n in self.draw.integers(300, 100_000, size=count)])

    def scoring_ratios(self) -> dict[str, float]:
        """Times of early exit over a full pass, and of a typed word over its paragraph."""
        early, full, word = [], [], []
        for _ in range(PAIRS + 1):
            paragraph = self.tokens(PARAGRAPH_TOKENS)
            grown = [*paragraph, *self.tokens(TYPED_TOKENS)[1:]]
            early.append(_seconds(partial(self.scoring.layer_states, paragraph, LAYER, fresh=True)))
            word.append(_seconds(partial(self.scoring.layer_states, grown, LAYER)))
            full.append(_seconds(partial(self.scoring.full_pass_states, paragraph, LAYER)))
        self._score, self._word = median(early[1:]), median(word[1:])
        return {
            "early_exit_over_full": _ratio(early, full),
            "early_exit_limit": round((LAYER + 1) / self.model.n_layer, 3),
            "word_over_paragraph": _ratio(word, early),
        }

    def asking_ratios(self) -> dict[str, float]:
        """Time of a score over that of asking for a rating: reading the prompt and generating one digit."""
        times = []
        for n in range(3):
            # In this vocabulary a letter is a token, so the text is cut to the prompt's length in Llama 3's tokens.
            words = (chr(97 + n) + rating_prompt("")[0].content + "x" * 400)[: RATING_TOKENS + PARAGRAPH_TOKENS]
            request = GenerateRequest((ChatMessage("user", words),), temperature=0.0, max_tokens=1)
            times.append(_seconds(partial(_last, self.writing.generate(request, ()))))
        asking = median(times)
        return {
            "score_over_asking_cold": round(self._score / asking, 3),
            "score_over_asking_word": round(self._word / asking, 4),
        }

    def writing_ratios(self) -> dict[str, float]:
        """Speed of steered over unsteered generation, and times: four texts over one, four λ over four texts at one λ.

        The cached prompt is not counted.
        """
        request = GenerateRequest((ChatMessage("user", "Tell of a lamp."),), max_tokens=WRITTEN_TOKENS)
        plain, steered, four, four_steered, ladder = [], [], [], [], []
        for seed in range(PAIRS + 1):
            seeded = replace(request, seed=seed)
            plain.append(self._per_step([seeded]))
            steered.append(self._per_step([replace(seeded, lam=3.0)]))
            texts = [replace(seeded, seed=10 * seed + i) for i in range(MOST_TOGETHER)]
            four.append(self._per_step(texts))
            four_steered.append(self._per_step([replace(each, lam=3.0) for each in texts]))
            ladder.append(self._per_step([replace(each, lam=lam) for each, lam in zip(texts, LADDER, strict=True)]))
        return {
            "steered_over_unsteered": round(1 / _ratio(steered, plain), 3),
            "four_variants_over_one": _ratio(four, plain),
            "ladder_over_four_variants": _ratio(ladder, four_steered),
        }

    def _per_step(self, requests: list[GenerateRequest]) -> float:
        stamps = [
            time.perf_counter()
            for step in self.writing.generate_together(requests, (self.vector,))
            if step is not None and not any(each.ended for each in step)
        ]
        return (stamps[-1] - stamps[0]) / max(1, len(stamps) - 1)

    def manuscript_ratio(self) -> dict[str, float]:
        """Tokens per second of scoring paragraphs, over those of llama.cpp's own full prefill; measured in turns."""
        params = llama_cpp.llama_context_default_params()
        params.n_ctx, params.n_batch, params.n_ubatch = 1024, 1024, 512
        params.n_threads = params.n_threads_batch = self.model.n_threads
        context = llama_cpp.llama_init_from_model(self.model.handle, params)
        ratios = []
        for lengths in MANUSCRIPT_PARAGRAPHS:
            paragraphs = [self.tokens(length) for length in lengths]
            scored = sum(_seconds(partial(self.scoring.layer_states, p, LAYER)) for p in paragraphs)
            whole = self.tokens(512)
            read = _seconds(partial(self._prefill, context, whole))
            ratios.append(sum(lengths) / scored / (len(whole) / read))
        llama_cpp.llama_free(context)
        return {"manuscript_over_prefill": round(median(ratios), 3)}

    @staticmethod
    def _prefill(context: llama_cpp.llama_context_p, tokens: list[int]) -> None:
        """Read ``tokens`` as llama.cpp reads a prompt: one batch, logits of the last token."""
        llama_cpp.llama_memory_clear(llama_cpp.llama_get_memory(context), False)
        batch = Batch(len(tokens))
        status = llama_cpp.llama_decode(context, batch.fill(tokens, 0, 0, "last"))
        batch.close()
        if status != 0:
            raise RuntimeError(f"llama.cpp status {status}")

    def learning_ratios(self) -> dict[str, float]:
        """Time to a model's first glow, and of all of learning: counted work at the speeds measured here."""
        return learning.ratios(learning.counted(), learning.measured_rates(self.model, self.scoring, self.writing))

    def memory(self) -> dict[str, float]:
        """Resident memory in MB, minus the weights (counted once) and the KV caches."""
        return {"memory_above_model_mb": round((psutil.Process().memory_info().rss - self._counted_once) / 1e6)}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _last(steps: Iterator[object]) -> None:
    for _ in steps:
        pass


def _ratio(numerators: list[float], denominators: list[float]) -> float:
    """Median of the ratios of alternating pairs, the first (warm-up) left out."""
    return round(median(a / b for a, b in list(zip(numerators, denominators, strict=True))[1:]), 3)


def main() -> None:
    """Make the model, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="an existing file of that shape")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="inkglow-8b-") as scratch:
        path = given.model or Path(scratch) / "shape-8b.gguf"
        if given.model is None:
            shape_8b.write(path)
        bench = Bench(path)
        figures = bench.scoring_ratios() | bench.asking_ratios() | bench.writing_ratios()
        figures |= bench.memory()
        figures |= bench.manuscript_ratio()
        figures |= bench.learning_ratios()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    table = Table("figure", "measured", "goal", box=None, header_style="bold")
    for name, value in figures.items():
        table.add_row(name, f"{value:g}", GOALS.get(name, ""))
    Console().print(table)


if __name__ == "__main__":
    main()
