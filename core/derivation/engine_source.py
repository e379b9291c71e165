"""Generate texts and read hidden states for a derivation through llama.cpp, without torch (``inkglow derive``)."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from core.derivation.state_source import Advance, Messages, SourceInfo, silently
from core.engine.protocol import (
    MOST_TOGETHER,
    Continuation,
    Engine,
    GenerateRequest,
    ModelInfo,
    PassageScore,
    Priority,
    SteeringVector,
    TextStates,
)

T = TypeVar("T")


class LlamaSource:
    """A :class:`core.derivation.state_source.StateSource` on an engine that has a model loaded.

    Its requests have the lowest priority (``Priority.LEARNING``).
    """

    def __init__(self, engine: Engine, model: ModelInfo) -> None:
        self._engine = engine
        self.batch_size = MOST_TOGETHER
        self.info = SourceInfo(
            model.name, model.n_layer, model.n_embd, model.fingerprint, "llama.cpp", model.architecture
        )

    async def generate(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vector: SteeringVector | None,
        lam: float,
        advance: Advance = silently,
    ) -> list[str]:
        """One continuation per prompt."""
        vectors = () if vector is None else (vector,)
        requests = [
            GenerateRequest(prompt, lam=lam, seed=seed, max_tokens=n_tokens, min_p=0.0, top_p=1.0)
            for prompt, seed in zip(prompts, seeds, strict=True)
        ]
        texts: list[str] = []
        for start in range(0, len(requests), MOST_TOGETHER):
            together = requests[start : start + MOST_TOGETHER]
            newest = (Continuation(""),) * len(together)
            n_steps = 0
            async for so_far in self._engine.generate_together(together, vectors, priority=Priority.LEARNING):
                newest, n_steps = so_far, min(n_steps + 1, n_tokens)  # a step is a token of each
                advance((start + len(together) * n_steps / (n_tokens + 1)) / len(requests))
            texts += [each.text for each in newest]
        return texts

    async def states(
        self, texts: Sequence[str], prompts: Sequence[Messages], context: str, advance: Advance = silently
    ) -> list[TextStates]:
        """States of each text."""
        read = (
            self._engine.states(text, prompt, context=context, priority=Priority.LEARNING)
            for text, prompt in zip(texts, prompts, strict=True)
        )
        return await _one_by_one(read, len(texts), advance)

    async def token_cosines(
        self, texts: Sequence[str], vector: SteeringVector, advance: Advance = silently
    ) -> list[PassageScore]:
        """Per-token cosines of each text, each from one full forward pass (no cache)."""
        vector = replace(vector, readout=replace(vector.readout, min_tokens=1))
        scored = (self._engine.score(text, vector, fresh=True, priority=Priority.LEARNING) for text in texts)
        return await _one_by_one(scored, len(texts), advance)

    async def surprisal(
        self, texts: Sequence[str], prompts: Sequence[Messages], advance: Advance = silently
    ) -> list[float]:
        """Mean nats per token of each text after its prompt."""
        measured = (
            self._engine.surprisal(text, prompt, priority=Priority.LEARNING)
            for text, prompt in zip(texts, prompts, strict=True)
        )
        return await _one_by_one(measured, len(texts), advance)


async def _one_by_one(work: Iterable[Awaitable[T]], n: int, advance: Advance) -> list[T]:
    """The results of ``n`` awaitables, awaited one after another."""
    results: list[T] = []
    for each in work:
        results.append(await each)
        if len(results) < n:
            advance(len(results) / n)
    return results
