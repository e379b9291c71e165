"""The protocol by which a derivation generates text and reads hidden states, through llama.cpp or torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from core.engine.protocol import ChatMessage, PassageScore, SteeringVector, TextStates

T = TypeVar("T")
Messages = tuple[ChatMessage, ...]
Advance = Callable[[float], None]
"""Called during a long call with the share of it that is done, above 0 and below 1."""

WRITING_SHARE = 0.6
"""About how much of the time to generate texts and then read them is taken by generating."""


NO_TEXT = "…"
"""Stands for a text of no words."""


def silently(_share: float) -> None:
    """An :data:`Advance` that does nothing."""


@dataclass(frozen=True)
class SourceInfo:
    """The model of a state source, and the program that runs it (``route``)."""

    model_name: str
    n_layer: int
    n_embd: int
    fingerprint: str
    route: str
    architecture: str = "llama"


class StateSource(Protocol):
    """A model that generates text and gives its hidden states. It takes and returns lists, so that it can batch."""

    info: SourceInfo
    batch_size: int
    """Texts to read in one call."""

    def most_together(self, n_tokens: int) -> int:
        """How many texts of ``n_tokens`` tokens to generate in one call."""
        ...

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

    async def samples(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[tuple[str, TextStates]]:
        """As :meth:`generate`, unsteered, with the states of each text as the answer to its prompt."""
        ...

    async def states(
        self,
        texts: Sequence[str],
        prompts: Sequence[Messages],
        context: str,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[TextStates]:
        """States of each text as the answer to its prompt, or (empty prompt) read as ``context`` says.

        Layers after ``last_layer`` are not computed; their rows are zeros.
        """
        ...

    async def token_cosines(
        self, texts: Sequence[str], vector: SteeringVector, advance: Advance = silently
    ) -> list[PassageScore]:
        """Per-token cosines of each text under the vector's readout, ignoring its minimum number of tokens."""
        ...

    async def surprisal(
        self, texts: Sequence[str], prompts: Sequence[Messages], advance: Advance = silently
    ) -> list[float]:
        """Mean nats per token of each text after its prompt, unsteered."""
        ...


async def generated_and_read(
    source: StateSource,
    prompts: Sequence[Messages],
    seeds: Sequence[int],
    n_tokens: int,
    advance: Advance,
    last_layer: int | None,
) -> list[tuple[str, TextStates]]:
    """:meth:`StateSource.samples` for a source that reads texts after it has generated them."""
    texts = await source.generate(prompts, seeds, n_tokens, None, 0.0, lambda share: advance(WRITING_SHARE * share))
    texts = [text.strip() or NO_TEXT for text in texts]

    def reading(share: float) -> None:
        advance(WRITING_SHARE + (1 - WRITING_SHARE) * share)

    return list(zip(texts, await source.states(texts, prompts, "bare", reading, last_layer=last_layer), strict=True))


def in_batches(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """``items`` in consecutive batches of at most ``size``."""
    return [items[i : i + size] for i in range(0, len(items), size)]
