"""Results made up for tests."""

from __future__ import annotations

from core.evaluation.results import ARMS, Arm, Results, Setup, Story

SETUP = Setup(
    model="made up",
    fingerprint="scripted",
    attribute="creativity",
    layer=8,
    lam=3.0,
    readout={},
    premises_from="a test",
    n_tokens=20,
    seed=1,
    temperature=0.8,
    judges={},
    command="inkglow evaluate",
    program="0",
)


def results(n: int = 16, arms: tuple[Arm, ...] = ARMS) -> Results:
    """``n`` premises with a story in each of ``arms``; the texts do not say which is from which."""
    premises = {f"p{i}": f"Premise number {i} asks for a story about a lamp." for i in range(n)}
    stories = tuple(
        Story(key, arm, 7, 0.0, f"A tale {hash_word(key, arm)} of some words, and then of a few more.", 12, 0.1, 0.1)
        for key in premises
        for arm in arms
    )
    return Results(SETUP, premises, stories)


def hash_word(premise: str, arm: Arm) -> str:
    """A word of its own for every story."""
    return f"{premise}{'xyz'[ARMS.index(arm)]}"
