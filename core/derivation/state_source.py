"""Who generates text and reads states for a derivation: llama.cpp or torch, behind one protocol."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from core.engine.protocol import ChatMessage, PassageScore, SteeringVector, TextStates

T = TypeVar("T")
Messages = tuple[ChatMessage, ...]
Progress = Callable[[str, float, int], None]
"""``progress(stage, done, total)``, in pieces of work of about equal cost; parts of a piece count as fractions.

The first report of a stage says how much an earlier run has left of it.
"""
Advance = Callable[[float], None]
"""Called inside a long call with the share of it that is done, above 0 and below 1."""

WRITING_SHARE = 0.6
"""Of the time that writing texts and then reading them takes, about how much is the writing."""


def silently(_share: float) -> None:
    """An :data:`Advance` for a caller that does not need to know."""


@dataclass(frozen=True)
class SourceInfo:
    """What a state source is made of."""

    model_name: str
    n_layer: int
    n_embd: int
    fingerprint: str
    route: str
    architecture: str = "llama"


class StateSource(Protocol):
    """A model that generates and shows its states. Lists in, lists out, so that a source may work in batches."""

    info: SourceInfo
    batch_size: int

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
        advance: Advance = silently,
    ) -> list[str]:
        """One sampled continuation (temperature 0.8) per prompt; steered where ``lam`` is not 0."""
        ...

    async def states(
        self, texts: Sequence[str], prompts: Sequence[Messages], context: str, advance: Advance = silently
    ) -> list[TextStates]:
        """States of each text as the answer to its prompt, or (empty prompt) read as ``context`` says."""
        ...

    async def token_cosines(
        self, texts: Sequence[str], vector: SteeringVector, advance: Advance = silently
    ) -> list[PassageScore]:
        """Per-token cosines of each text under the vector's recipe, whatever its minimum of tokens."""
        ...

    async def surprisal(
        self, texts: Sequence[str], prompts: Sequence[Messages], advance: Advance = silently
    ) -> list[float]:
        """Mean nats per token of each text after its prompt, unsteered."""
        ...


def in_batches(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """``items`` in runs of at most ``size``."""
    return [items[i : i + size] for i in range(0, len(items), size)]
