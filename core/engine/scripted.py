"""A deterministic stand-in for the model, for tests where the model is beside the point.

It answers through the same protocol: cosines come from the words themselves (rare and long words score higher), and
generation recites a script. It never claims to be a model: its name is "scripted".
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import numpy as np

from core.engine.protocol import (
    AnswerCosines,
    ChatMessage,
    Continuation,
    EngineStatus,
    GenerateRequest,
    ModelInfo,
    PassageScore,
    Predictability,
    Slot,
    StatusListener,
    SteeringVector,
    TextStates,
    TokenCosine,
)

_WORD = re.compile(r"\S+\s*")


class ScriptedEngine:
    """Answers every request from the text alone; ``script`` is what generation recites, one entry per call, cycled.

    ``gate``, where given, is awaited before each generated word, so that a test can hold a rewrite half-way.
    """

    def __init__(self, script: Sequence[str] = (), *, gate: asyncio.Event | None = None) -> None:
        self.script = list(script)
        self.scored: list[str] = []
        self.requests: list[GenerateRequest] = []
        self._gate = gate
        self._listeners: list[StatusListener] = []
        self._vectors: dict[Slot, SteeringVector | None] = {}
        self.model: ModelInfo | None = None

    async def load(self, model: Path) -> ModelInfo:
        """Pretend to load ``model``."""
        self.model = ModelInfo(model, "scripted", "scripted", 30, 576, 49152, 134_515_008, "scripted")
        self.announce(EngineStatus.READY, "")
        return self.model

    async def set_attribute(
        self, vector: SteeringVector | None, beside: Sequence[SteeringVector] = (), *, slot: Slot = Slot.SHOWN
    ) -> None:
        """Remember the vector, for its recipe."""
        self._vectors[slot] = vector

    async def score(
        self, text: str, *, revision: int = 0, fresh: bool = False, slot: Slot = Slot.SHOWN
    ) -> PassageScore:
        """One token per word; a word's cosine grows with its length and is jittered by its own checksum."""
        self.scored.append(text)
        await asyncio.sleep(0)
        tokens = tuple(
            TokenCosine(word.start(), word.end(), self._word_cosine(word.group())) for word in _WORD.finditer(text)
        )
        vector = self._vectors.get(slot)
        minimum = vector.recipe.min_tokens if vector else 1
        if len(tokens) < minimum:
            return PassageScore(len(tokens), None, tokens)
        return PassageScore(len(tokens), sum(t.cosine for t in tokens) / len(tokens), tokens)

    @staticmethod
    def _word_cosine(word: str) -> float:
        letters = len(word.strip())
        return min(0.2, 0.012 * letters) - 0.05 + (zlib.crc32(word.strip().encode()) % 100) / 5000

    async def generate(self, request: GenerateRequest) -> AsyncGenerator[str, None]:
        """Recite the next entry of the script word by word."""
        self.requests.append(request)
        text = self.script[(len(self.requests) - 1) % len(self.script)] if self.script else "And the lamp spoke back."
        for word in _WORD.finditer(text):
            if self._gate is not None:
                await self._gate.wait()
            await asyncio.sleep(0)
            yield text[: word.end()]

    async def generate_together(
        self, requests: Sequence[GenerateRequest], *, slot: Slot = Slot.SHOWN
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        """Recite as many entries side by side."""
        streams = [self.generate(request) for request in requests]
        so_far = [Continuation("")] * len(requests)
        while not all(each.ended for each in so_far):
            for i, stream in enumerate(streams):
                if not so_far[i].ended:
                    text = await anext(stream, None)
                    so_far[i] = Continuation(so_far[i].text, ended=True) if text is None else Continuation(text)
            yield tuple(so_far)

    async def surprisal(self, text: str, messages: tuple[ChatMessage, ...] = ()) -> float:
        """A constant: every text is equally likely here."""
        return 3.0

    async def predictability(self, text: str, messages: tuple[ChatMessage, ...] = ()) -> Predictability:
        """The same constants for every text."""
        return Predictability(3.0, 2.0, max(1, len(text.split())))

    async def states(self, text: str, messages: tuple[ChatMessage, ...] = (), *, context: str = "bare") -> TextStates:
        """Pseudo-random states drawn from the text's checksum."""
        draw = np.random.default_rng(zlib.crc32(text.encode()))
        mean = draw.normal(size=(30, 576)).astype(np.float32)
        norms = np.linalg.norm(mean, axis=1).astype(np.float32)
        return TextStates(max(1, len(text.split())), mean, mean / norms[:, None], norms)

    async def read_answer(
        self, text: str, messages: tuple[ChatMessage, ...], lam: float = 0.0, *, slot: Slot = Slot.SHOWN
    ) -> AnswerCosines:
        """As :meth:`score` whatever was asked; λ moves the second cosine by a hundredth each."""
        score = await self.score(text, slot=slot)
        cosine = sum(token.cosine for token in score.tokens) / max(1, len(score.tokens))
        return AnswerCosines(score.n_tokens, cosine, cosine + 0.01 * lam)

    def subscribe(self, listener: StatusListener) -> None:
        """Report later status changes to ``listener``."""
        self._listeners.append(listener)

    def announce(self, status: EngineStatus, sentence: str) -> None:
        """Let a test play a status change."""
        for listener in self._listeners:
            listener(status, sentence)

    async def close(self) -> None:
        """Nothing to release."""
