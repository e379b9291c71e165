"""States and generations for a derivation through llama.cpp: what ``inkglow derive`` uses, no torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.attribute.source import Messages, SourceInfo
from core.engine.protocol import (
    MOST_TOGETHER,
    Engine,
    GenerateRequest,
    ModelInfo,
    PassageScore,
    Priority,
    SteeringVector,
    TextStates,
)


class LlamaSource:
    """A :class:`core.attribute.source.StateSource` on an engine that has a model loaded.

    It gives way to everything else that is asked of the engine.
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
            steps = [
                step async for step in self._engine.generate_together(together, vectors, priority=Priority.LEARNING)
            ]
            texts += [each.text for each in steps[-1]] if steps else [""] * len(together)
        return texts

    async def states(self, texts: Sequence[str], prompts: Sequence[Messages], context: str) -> list[TextStates]:
        """States of each text."""
        return [
            await self._engine.states(text, prompt, context=context, priority=Priority.LEARNING)
            for text, prompt in zip(texts, prompts, strict=True)
        ]

    async def token_cosines(self, texts: Sequence[str], vector: SteeringVector) -> list[PassageScore]:
        """Per-token cosines of each text, by whole passes."""
        vector = replace(vector, recipe=replace(vector.recipe, min_tokens=1))
        return [await self._engine.score(text, vector, fresh=True, priority=Priority.LEARNING) for text in texts]

    async def surprisal(self, texts: Sequence[str], prompts: Sequence[Messages]) -> list[float]:
        """Nats per token of each text after its prompt."""
        return [
            await self._engine.surprisal(text, prompt, priority=Priority.LEARNING)
            for text, prompt in zip(texts, prompts, strict=True)
        ]
