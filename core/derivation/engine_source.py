"""Generate texts and read hidden states for a derivation through llama.cpp, without torch (``inkglow derive``)."""

from __future__ import annotations

from collections.abc import Awaitable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from core.derivation.state_source import NO_TEXT, Advance, Messages, SourceInfo, generated_and_read, silently
from core.engine.protocol import (
    MOST_ROWS,
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
from core.rewrite.prompt import SMALL_MODEL_PARAMETERS

T = TypeVar("T")
_AT_ONCE = 1024
"""Tokens that a large model generates in one batch: a rewrite in between discards the batch, two minutes of work."""
_PROMPT_TOKENS = 112
"""Room for the request of each text in a batch; one of a long premise takes more."""
_CHARACTERS_PER_TOKEN = 3.5
"""Fewer than English has, so that the room for a request is not underestimated."""


class LlamaSource:
    """A :class:`core.derivation.state_source.StateSource` on an engine that has a model loaded.

    Its requests have the lowest priority (``Priority.LEARNING``).
    """

    def __init__(self, engine: Engine, model: ModelInfo) -> None:
        self._engine = engine
        self._n_ctx = model.n_ctx
        self._is_small = model.n_params < SMALL_MODEL_PARAMETERS
        self.batch_size = MOST_TOGETHER
        self.info = SourceInfo(
            model.name, model.n_layer, model.n_embd, model.fingerprint, "llama.cpp", model.architecture
        )

    def most_together(self, n_tokens: int) -> int:
        """As many as memory allows; of a large model fewer, so that little is lost where a batch is interrupted."""
        most = min(MOST_ROWS, self._n_ctx // (n_tokens + _PROMPT_TOKENS))
        return max(1, most if self._is_small else min(most, _AT_ONCE // n_tokens))

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
        return [each.text for each in await self._generated(prompts, seeds, n_tokens, vectors, lam, advance)]

    async def samples(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[tuple[str, TextStates]]:
        """One continuation per prompt; its states are taken while it is generated, so that it is not read again."""
        if last_layer is None:
            return await generated_and_read(self, prompts, seeds, n_tokens, advance, None)
        found: list[tuple[str, TextStates]] = []
        generated = await self._generated(prompts, seeds, n_tokens, (), 0.0, advance, last_layer)
        for prompt, each in zip(prompts, generated, strict=True):
            text, states = each.text.strip(), each.states
            if not text or states is None or not states.n_tokens:
                text = text or NO_TEXT
                [states] = await self.states([text], [prompt], "bare", last_layer=last_layer)
            found.append((text, states))
        return found

    async def _generated(
        self,
        prompts: Sequence[Messages],
        seeds: Sequence[int],
        n_tokens: int,
        vectors: Sequence[SteeringVector],
        lam: float,
        advance: Advance,
        last_layer: int | None = None,
    ) -> list[Continuation]:
        requests = [
            GenerateRequest(prompt, lam=lam, seed=seed, max_tokens=n_tokens, min_p=0.0, top_p=1.0)
            for prompt, seed in zip(prompts, seeds, strict=True)
        ]
        texts: list[Continuation] = []
        for start, together in self._groups(requests, n_tokens):
            newest = (Continuation(""),) * len(together)
            n_steps = 0
            stream = self._engine.generate_together(
                together, vectors, priority=Priority.LEARNING, last_layer=last_layer
            )
            async for so_far in stream:
                newest, n_steps = so_far, min(n_steps + 1, n_tokens)  # a step is a token of each
                advance((start + len(together) * n_steps / (n_tokens + 1)) / len(requests))
            texts += newest
        return texts

    def _groups(
        self, requests: Sequence[GenerateRequest], n_tokens: int
    ) -> Iterator[tuple[int, Sequence[GenerateRequest]]]:
        """The requests in batches that fit into memory, each with the index of its first."""
        most, start = self.most_together(n_tokens), 0
        while start < len(requests):
            end, n_used = start, 0.0
            while end < len(requests) and end - start < most:
                n_prompt = sum(len(turn.content) for turn in requests[end].messages) / _CHARACTERS_PER_TOKEN
                n_used += max(_PROMPT_TOKENS, n_prompt + _PROMPT_TOKENS / 2) + n_tokens
                if n_used > self._n_ctx and end > start:
                    break
                end += 1
            yield start, requests[start:end]
            start = end

    async def states(
        self,
        texts: Sequence[str],
        prompts: Sequence[Messages],
        context: str,
        advance: Advance = silently,
        *,
        last_layer: int | None = None,
    ) -> list[TextStates]:
        """States of each text."""
        read = (
            self._engine.states(text, prompt, context=context, priority=Priority.LEARNING, last_layer=last_layer)
            for text, prompt in zip(texts, prompts, strict=True)
        )
        return await _one_by_one(read, len(texts), advance)

    async def token_cosines(
        self, texts: Sequence[str], vector: SteeringVector, advance: Advance = silently
    ) -> list[PassageScore]:
        """Per-token cosines of each text; what is read before every text is read once."""
        vector = replace(vector, readout=replace(vector.readout, min_tokens=1))
        scored = (self._engine.score(text, vector, priority=Priority.LEARNING) for text in texts)
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
