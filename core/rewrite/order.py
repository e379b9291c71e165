"""Data of a rewrite: what is ordered, what comes back, and the events in between."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from core.engine.protocol import SteeringVector
from core.errors import UsageProblem
from core.rewrite.blend import Steerable
from core.rewrite.hunks import Hunk
from core.rewrite.options import Mode, RewriteOptions


class Steered(Steerable, Protocol):
    """An attribute to steer by: its name, its bounds on λ, and the vector that λ multiplies."""

    @property
    def vector(self) -> SteeringVector: ...


@dataclass(frozen=True)
class RewriteOrder:
    """The passage to rewrite, the attributes to steer by, and the options.

    ``passage`` is the text to replace (one paragraph or a selection); ``before`` and ``after`` are its neighbours, for
    context only. The first of ``attributes`` also scores both texts. ``known`` are existing versions: a variant equal
    to one is flagged, and an addition equal to one is not made again.
    """

    passage: str
    attributes: tuple[Steered, ...]
    options: RewriteOptions = field(default_factory=RewriteOptions)
    before: str = ""
    after: str = ""
    known: tuple[str, ...] = ()

    def check(self) -> None:
        """Raise UsageProblem where there is nothing to rewrite, or an option is out of its bounds."""
        if not self.passage.strip():
            raise UsageProblem("There is nothing to rewrite here.")
        self.options.check(self.attributes)


@dataclass(frozen=True)
class Variant:
    """One finished rewrite. ``flags`` are codes of :class:`core.rewrite.checks.Flag`, to be shown before accepting.

    The token counts belong to the cosines, because calibration depends on length. ``text`` is empty where no attempt
    gave usable prose. ``lam`` is the first attribute's λ for this variant. ``hunks`` are the changes of an enriched
    passage: ``text`` has all that add something, and none of the cuts; None for a passage generated anew.
    """

    text: str
    lam: float
    seed: int
    cosine_before: float | None
    cosine_after: float | None
    flags: tuple[str, ...] = ()
    n_tokens_before: int = 0
    n_tokens_after: int = 0
    hunks: tuple[Hunk, ...] | None = None

    @property
    def mode(self) -> Mode:
        """How it was made."""
        return Mode.REWRITE if self.hunks is None else Mode.ENRICH


@dataclass(frozen=True)
class Writing:
    """The variant is being generated; ``text`` is all of it so far, already cleaned."""

    index: int
    text: str


@dataclass(frozen=True)
class Retrying:
    """The attempt was not usable prose, and another has started; the text shown so far should be cleared."""

    index: int


@dataclass(frozen=True)
class Finished:
    """The variant is complete and checked."""

    index: int
    variant: Variant


RewriteEvent = Writing | Retrying | Finished
