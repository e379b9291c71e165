"""How much work a derivation is, stage by stage: for a progress bar and a time that mean something."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import get_args

from core.attribute.contrast import ToldSide
from core.attribute.derivation import LAM_GRID, ZONE_TOKENS
from core.attribute.from_directions import N_SAMPLED, SAMPLING
from core.attribute.from_prompts import WRITTEN_REPORT, after_examples_stage
from core.attribute.from_texts import comparing_stage
from core.attribute.plan import CONTEXTS, EXAMPLES, Plan, TextContrast
from core.attribute.source import StateSource
from core.attribute.text_contrast import halves
from core.engine.protocol import ChatMessage

READ_COST = 0.8
"""Reading a token through all blocks, against writing one in a batch of four (8B shape, 2 cores: 0.12 s, 0.16 s)."""
_PROMPT_TOKENS, _PASSAGE_TOKENS, _PAIR_TOKENS, _WRITTEN_TOKENS = 60, 100, 45, 80
_CHARACTERS_PER_TOKEN = 4.5
_EARLY_EXIT = 1 / 3
"""A score against a pass through all blocks."""


@dataclass(frozen=True)
class Stage:
    """One stage by the name its progress is reported under; ``cost`` in tokens written."""

    name: str
    cost: float


def stages(plan: Plan) -> tuple[Stage, ...]:
    """Every stage of a derivation that takes time, in order."""
    if plan.directions is not None:
        ways = [Stage(SAMPLING, N_SAMPLED * READ_COST * _PASSAGE_TOKENS), _own_pairs(plan)]
    else:
        ways = _telling(plan) if plan.texts is None else _reading(plan.texts, plan)
    n_zones = len(plan.contrast.of("zones"))
    written = ZONE_TOKENS + READ_COST * (ZONE_TOKENS + _PROMPT_TOKENS)
    return (
        *ways,
        Stage("Calibrating on reference passages", len(plan.passages) * _EARLY_EXIT * READ_COST * _PASSAGE_TOKENS),
        Stage("Measuring how strong λ may be", len(LAM_GRID) * n_zones * written),
    )


def _telling(plan: Plan) -> list[Stage]:
    n_derive = len(plan.contrast.of("derive", plan.n_premises))
    n_held = len(plan.contrast.of("held_out"))
    told = plan.n_tokens + READ_COST * (plan.n_tokens + _PROMPT_TOKENS)
    read = READ_COST * (plan.n_tokens + _PROMPT_TOKENS / 2)
    result: list[Stage] = []
    of = [f", {i + 1} of {plan.tellings}" if plan.tellings > 1 else "" for i in range(plan.tellings)]
    for side in ("creatively", "boringly"):
        result += [Stage(f"Premises told {side}{each}", n_derive * told) for each in of]
    if plan.written:
        example = READ_COST * (_WRITTEN_TOKENS + _PROMPT_TOKENS)
        shown = told + 2 * EXAMPLES * example  # read before a telling, and again with it
        if plan.is_told_after_examples:
            result += [Stage(after_examples_stage(side), n_derive * shown) for side in get_args(ToldSide)]
        result += [Stage(f"Written tellings, {side}", n_derive * example) for side in get_args(ToldSide)]
    for side in ("creative", "boring"):
        result += [Stage(f"Held-out premises, {side}{each}", n_held * told) for each in of]
    for context in CONTEXTS:
        result.append(Stage(f"Checking, {context}", 2 * plan.tellings * n_held * read))
        result.append(Stage(f"Checking pairs, {context}", 2 * len(plan.pairs) * READ_COST * _PAIR_TOKENS))
        n_passages = len(plan.passages_choosing)
        result.append(Stage(f"Checking passages, {context}", n_passages * READ_COST * _PASSAGE_TOKENS))
    if plan.written_held_out:
        result.append(Stage(WRITTEN_REPORT, 2 * n_held * _EARLY_EXIT * READ_COST * _WRITTEN_TOKENS))
    return result


def _reading(texts: TextContrast, plan: Plan) -> list[Stage]:
    deriving, held = halves(texts)
    result = [
        Stage(f"Reading the {side} texts", sum(map(_reading_cost, group)))
        for side, group in (("better", deriving.better), ("worse", deriving.worse))
    ]
    for style in ("", " one punctuation,"):
        result += [
            Stage(f"Report,{style} {side} texts", _EARLY_EXIT * sum(map(_reading_cost, group)))
            for side, group in (("better", held.better), ("worse", held.worse))
        ]
    result.append(_own_pairs(plan))
    for name, _ in plan.compare_with:
        result += [
            Stage(comparing_stage(name, side), _EARLY_EXIT * sum(map(_reading_cost, group)))
            for side, group in (("better", held.better), ("worse", held.worse))
        ]
    return result


def _own_pairs(plan: Plan) -> Stage:
    return Stage("Report, vivid and plain pairs", 2 * len(plan.pairs) * _EARLY_EXIT * READ_COST * _PAIR_TOKENS)


def _reading_cost(text: str) -> float:
    return READ_COST * len(text) / _CHARACTERS_PER_TOKEN


class Overall:
    """From a stage's progress to that of the whole, and the time left. ``clock`` gives seconds."""

    def __init__(self, plan: Plan) -> None:
        self._stages = stages(plan)
        self._names = [stage.name for stage in self._stages]
        self._total = sum(stage.cost for stage in self._stages)
        self._done = 0.0
        self._at: float | None = None
        self._rate = 0.0

    def update(self, stage: str, done: int, total: int, now: float | None = None) -> tuple[float, float | None]:
        """Take in one report; returns the fraction done and the seconds left (None while nothing can be said).

        What an earlier run left behind goes by in no time and must not count towards the speed.
        """
        now = time.monotonic() if now is None else now
        if stage in self._names:
            at = self._names.index(stage)
            before = sum(each.cost for each in self._stages[:at])
            cost = before + self._stages[at].cost * done / max(1, total)
            gained, taken = cost - self._done, now - (self._at if self._at is not None else now)
            if gained > 0 and taken > 0.05:
                rate = gained / taken
                self._rate = rate if not self._rate else 0.8 * self._rate + 0.2 * rate
            self._done, self._at = max(self._done, cost), now
        left = (self._total - self._done) / self._rate if self._rate else None
        return self._done / self._total, left


async def estimate_seconds(source: StateSource, plan: Plan) -> float:
    """How long the whole would take here, from writing and reading a few tokens. Raises what the source raises."""
    prompt = (ChatMessage("user", "Write one paragraph of a story."),)
    n_tokens, n_together = 12, source.batch_size
    await source.generate([prompt], [0], 1, None, 0.0)
    began = time.monotonic()
    await source.generate([prompt] * n_together, list(range(n_together)), n_tokens, None, 0.0)
    per_token = (time.monotonic() - began) / (n_tokens * n_together)
    return per_token * sum(stage.cost for stage in stages(plan))
