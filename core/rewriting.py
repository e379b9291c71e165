"""A passage and a λ in, checked variants out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

from core.engine.protocol import Engine


@dataclass(frozen=True)
class RewriteOrder:
    """What to rewrite and how.

    ``passage`` is the text to replace (one paragraph or a selection); ``before`` and ``after`` are its neighbours, for
    context only. ``lam`` multiplies the raw attribute. Variant ``i`` uses seed ``seed + i``.
    """

    passage: str
    before: str = ""
    after: str = ""
    lam: float = 3.0
    variants: int = 1
    seed: int = 0


@dataclass(frozen=True)
class Variant:
    """One finished rewrite. ``flags`` are codes that say what a reader should know before accepting."""

    text: str
    lam: float
    seed: int
    cosine_before: float | None
    cosine_after: float | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Writing:
    """The variant is being written; ``text`` is everything so far, already cleaned for showing."""

    index: int
    text: str


@dataclass(frozen=True)
class Retrying:
    """The attempt was not usable prose and another has begun; what was shown of it should be cleared."""

    index: int


@dataclass(frozen=True)
class Finished:
    """The variant is complete and checked."""

    index: int
    variant: Variant


RewriteEvent = Writing | Retrying | Finished


def rewrite(engine: Engine, order: RewriteOrder) -> AsyncIterator[RewriteEvent]:
    """Carry out ``order``; closing the iterator (or cancelling the task that reads it) stops the computation."""
    raise NotImplementedError
