"""Made-up results with known effects, for tests of what is computed and written from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from core.evaluation.results import ARMS, Arm, Choice, JudgeKey, Picked, Rating, Results, Setup, Story

SETUP = Setup(
    model="made-up-1b",
    fingerprint="f" * 64,
    attribute="creativity",
    layer=8,
    lam=3.0,
    readout={"pooling": "mean", "min_tokens": 4},
    premises_from="our own premises",
    n_tokens=120,
    seed=1,
    temperature=0.8,
    judges={"self": "made-up-1b", "frontier": "made-up-70b"},
    command="inkglow evaluate run made-up.gguf --out build",
    program="inkglow 0.1.0",
)

LIFT: dict[Arm, float] = {"baseline": 0.0, "induced": 0.04, "creative": 0.06}
"""What each arm adds to the cosine, on average."""


def premises(n: int) -> dict[str, str]:
    return {f"p{i:02d}": f"A lighthouse keeper finds letter number {i}." for i in range(n)}


def stories(n: int) -> tuple[Story, ...]:
    draw = np.random.default_rng(5)
    found = []
    for place, premise in enumerate(premises(n)):
        of_premise = draw.normal(0, 0.02)
        for arm in ARMS:
            cosine = float(of_premise + LIFT[arm] + draw.normal(0, 0.02))
            steered = 0.09 if arm == "induced" else 0.0
            text = f"The {arm} story of {premise}. The sea was loud. It went on all night, and nobody came."
            lam = 3.0 if arm == "induced" else 0.0
            n_tokens = int(draw.integers(80, 121))
            found.append(Story(premise, arm, place, lam, text, n_tokens, cosine, cosine + steered))
    return tuple(found)


def ratings(n: int, judge: JudgeKey, means: Sequence[float], *, failing: int = 0) -> tuple[Rating, ...]:
    """Ratings about ``means`` (one per arm); the first ``failing`` premises' answers of each arm are unreadable."""
    draw = np.random.default_rng(len(judge))
    return tuple(
        Rating(judge, premise, arm, None, "As a language model, I…")
        if place < failing
        else Rating(judge, premise, arm, value := int(np.clip(round(draw.normal(mean, 1.2)), 0, 9)), f"Score: {value}")
        for arm, mean in zip(ARMS, means, strict=True)
        for place, premise in enumerate(premises(n))
    )


def both_orders(judge: JudgeKey, premise: str, arm: Arm, answers: tuple[Picked | None, Picked | None]) -> list[Choice]:
    """A model's two answers on (arm, baseline), then on (baseline, arm)."""
    return [
        Choice(judge, premise, arm, "baseline", answers[0], "A"),
        Choice(judge, premise, "baseline", arm, answers[1], "B"),
    ]


def choices(n: int, judge: JudgeKey, wins: int, flips: int, unreadable: int = 0) -> tuple[Choice, ...]:
    """Of ``n`` premises, the arm wins ``wins``, ``flips`` follow the first place, the rest are lost."""
    found: list[Choice] = []
    for arm in ("induced", "creative"):
        for place, premise in enumerate(premises(n)):
            answers: tuple[Picked | None, Picked | None] = ("second", "first")
            if place < unreadable:
                answers = (None, "first")
            elif place < unreadable + wins:
                answers = ("first", "second")
            elif place < unreadable + wins + flips:
                answers = ("first", "first")
            found += both_orders(judge, premise, "induced" if arm == "induced" else "creative", answers)
    return tuple(found)


def people(n: int) -> tuple[Choice, ...]:
    """Two people, each shown every pair once; the second disagrees on every fourth premise."""
    found = []
    for place, premise in enumerate(premises(n)):
        for rater, likes in (("ann", place % 5 > 0), ("ben", place % 5 > 0 and place % 4 > 0)):
            first: Arm = "induced" if place % 2 else "baseline"
            second: Arm = "baseline" if place % 2 else "induced"
            picked: Picked = "first" if (first == "induced") == likes else "second"
            found.append(Choice("human", premise, first, second, picked, rater=rater))
    return tuple(found)


def full(n: int = 64) -> Results:
    """Everyone was asked."""
    return Results(
        SETUP,
        premises(n),
        stories(n),
        ratings(n, "self", (5.6, 5.7, 5.8), failing=min(3, n // 4)) + ratings(n, "frontier", (3.1, 5.4, 5.9)),
        choices(n, "self", n // 4, n // 2, n // 16) + choices(n, "frontier", n * 3 // 4, n // 8) + people(n),
    )


def unasked(n: int = 64) -> Results:
    """Stories only."""
    return replace(full(n), ratings=(), choices=())
