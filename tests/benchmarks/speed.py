"""Measure the engine's speed as ratios; both sides of a ratio are measured in turns within one run."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from core import paths
from core.engine.protocol import ChatMessage, GenerateRequest, SteeringVector
from core.engine.worker.generation_context import GenerationContext
from core.engine.worker.llama import LlamaModel, LoadOptions
from core.engine.worker.scoring_context import ScoringContext

PAIRS = 15
PARAGRAPH_TOKENS = 128
TYPED_TOKENS = 8
WRITTEN_TOKENS = 96


def engine_ratios(model_path: Path, vector: SteeringVector) -> dict[str, float]:
    """Time or speed with early exit, incremental scoring and steering, each over that without."""
    model = LlamaModel(model_path, LoadOptions(), lambda _fraction: True)
    scoring = ScoringContext(model, lambda: False)
    writing = GenerationContext(model, lambda: False, lambda: False)
    try:
        return {
            **_scoring_ratios(model, scoring, vector.layer),
            "early_exit_limit": round(1.2 * (vector.layer + 1) / model.n_layer, 3),
            **_steering_ratio(writing, vector),
        }
    finally:
        scoring.close()
        writing.close()
        model.close()


def _scoring_ratios(model: LlamaModel, scoring: ScoringContext, layer: int) -> dict[str, float]:
    text = (paths.resources() / "sample" / "chapter.md").read_text("utf-8")
    all_tokens = model.tokenize(text)
    paragraph = model.with_one_bos(all_tokens[:PARAGRAPH_TOKENS])
    grown = [*paragraph, *all_tokens[PARAGRAPH_TOKENS : PARAGRAPH_TOKENS + TYPED_TOKENS]]
    early: list[float] = []
    full: list[float] = []
    word: list[float] = []
    for _ in range(PAIRS + 2):
        early.append(_seconds(lambda: scoring.layer_states(paragraph, layer, fresh=True)))
        word.append(_seconds(lambda: scoring.layer_states(grown, layer)))
        full.append(_seconds(lambda: scoring.full_pass_states(paragraph, layer)))
    return {
        "early_exit_over_full": _ratio(early, full),
        "word_over_paragraph": _ratio(word, early),
    }


def _steering_ratio(writing: GenerationContext, vector: SteeringVector) -> dict[str, float]:
    """Tokens per second with the vector over those without; the cached prompt is not counted."""
    messages = (ChatMessage("user", "Tell the story of a lamp that nobody lit, at length."),)
    rates: dict[float, list[float]] = {0.0: [], 3.0: []}
    for turn in range(PAIRS + 2):
        for lam in (0.0, 3.0) if turn % 2 else (3.0, 0.0):
            request = GenerateRequest(messages, lam=lam, seed=turn, max_tokens=WRITTEN_TOKENS)
            stamps = [time.perf_counter() for step in writing.generate(request, (vector,)) if step is not None]
            if len(stamps) > 8:
                rates[lam].append((len(stamps) - 1) / (stamps[-1] - stamps[0]))
    return {"steered_over_unsteered": round(median(rates[3.0][1:]) / median(rates[0.0][1:]), 3)}


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _ratio(numerators: list[float], denominators: list[float]) -> float:
    """Median of the ratios of alternating pairs, the first two (warm-up) left out."""
    return round(median(a / b for a, b in list(zip(numerators, denominators, strict=True))[2:]), 3)
