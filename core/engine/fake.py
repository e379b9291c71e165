"""A deterministic engine for tests that need no real model.

It implements the same protocol: cosines are computed from the words (long words score higher), and generation returns a
script. Its model name is "scripted".
"""

from __future__ import annotations

import asyncio
import re
import zlib
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np

from core.engine.protocol import (
    AnswerCosines,
    ChatMessage,
    Continuation,
    ContinuationFigures,
    EngineStatus,
    GenerateRequest,
    ModelInfo,
    PassageScore,
    Priority,
    StatusListener,
    SteeringVector,
    TextStates,
    TokenCosine,
    TokenSurprisal,
)

_WORD = re.compile(r"\S+\s*")


class ScriptedEngine:
    """Answers every request from its text alone. ``script`` holds the texts to generate, one per call, cycled.

    ``gate``, if given, is awaited before each generated word, so that a test can pause a rewrite.
    """

    def __init__(self, script: Sequence[str] = (), *, gate: asyncio.Event | None = None) -> None:
        self.script = list(script)
        self.scored: list[str] = []
        self.requests: list[GenerateRequest] = []
        self.batches: list[int] = []
        """Number of requests of each batch."""
        self._gate = gate
        self._listeners: list[StatusListener] = []
        self.renewals = 0
        """How often its process was to be replaced."""
        self.foregrounds = 0
        """Number of foreground locks held now."""
        self.model: ModelInfo | None = None

    async def load(self, model: Path) -> ModelInfo:
        """Pretend to load ``model``, of a size at which a passage is rewritten rather than enriched."""
        self.model = ModelInfo(model, "scripted", "scripted", 30, 576, 49152, 8_030_261_248, "scripted")
        self.announce(EngineStatus.READY, "")
        return self.model

    async def unload(self) -> None:
        """Have no model."""
        self.model = None

    def renew(self) -> None:
        """Count how often."""
        self.renewals += 1

    @contextmanager
    def foreground(self) -> Iterator[None]:
        """Count the holders; no request waits."""
        self.foregrounds += 1
        try:
            yield
        finally:
            self.foregrounds -= 1

    async def score(
        self,
        text: str,
        vector: SteeringVector,
        *,
        revision: int = 0,
        fresh: bool = False,
        priority: Priority = Priority.ASKED,
    ) -> PassageScore:
        """One token per word; a word's cosine grows with its length and is jittered by its own checksum."""
        self.scored.append(text)
        await asyncio.sleep(0)
        tokens = tuple(
            TokenCosine(word.start(), word.end(), self._word_cosine(word.group())) for word in _WORD.finditer(text)
        )
        if len(tokens) < vector.readout.min_tokens:
            return PassageScore(len(tokens), None, tokens)
        return PassageScore(len(tokens), sum(t.cosine for t in tokens) / max(1, len(tokens)), tokens)

    @staticmethod
    def _word_cosine(word: str) -> float:
        letters = len(word.strip())
        return min(0.2, 0.012 * letters) - 0.05 + (zlib.crc32(word.strip().encode()) % 100) / 5000

    async def generate(
        self, request: GenerateRequest, vectors: Sequence[SteeringVector] = ()
    ) -> AsyncGenerator[str, None]:
        """Generate the next entry of the script word by word."""
        self.requests.append(request)
        text = self.script[(len(self.requests) - 1) % len(self.script)] if self.script else "And the lamp spoke back."
        for word in _WORD.finditer(text):
            if self._gate is not None:
                await self._gate.wait()
            await asyncio.sleep(0)
            yield text[: word.end()]

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        """Generate one entry of the script per request, together."""
        self.batches.append(len(requests))
        streams = [self.generate(request) for request in requests]
        so_far = [Continuation("")] * len(requests)
        while not all(each.ended for each in so_far):
            for i, stream in enumerate(streams):
                if not so_far[i].ended:
                    text = await anext(stream, None)
                    so_far[i] = Continuation(so_far[i].text, ended=True) if text is None else Continuation(text)
            yield tuple(so_far)
        if last_layer is not None:
            yield tuple(replace(each, states=self._states_of(each.text, last_layer)) for each in so_far)

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        """The mean cosine of each text's words; surprisal is the same for all."""
        scores = [await self.score(text, vector) for text in texts]
        return tuple(
            ContinuationFigures(
                max(1, score.n_tokens), sum(t.cosine for t in score.tokens) / max(1, score.n_tokens), 3.0, 3.0
            )
            for score in scores
        )

    async def surprisal(
        self, text: str, messages: tuple[ChatMessage, ...] = (), *, priority: Priority = Priority.ASKED
    ) -> float:
        """A constant: every text is equally likely here."""
        return 3.0

    async def token_surprisal(
        self, text: str, messages: tuple[ChatMessage, ...] = (), *, priority: Priority = Priority.ASKED
    ) -> TokenSurprisal:
        """The same constants for every text."""
        return TokenSurprisal(3.0, 2.0, max(1, len(text.split())))

    async def states(
        self,
        text: str,
        messages: tuple[ChatMessage, ...] = (),
        *,
        context: str = "bare",
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> TextStates:
        """Pseudo-random states drawn from the text's checksum."""
        return self._states_of(text, last_layer)

    @staticmethod
    def _states_of(text: str, last_layer: int | None) -> TextStates:
        draw = np.random.default_rng(zlib.crc32(text.encode()))
        mean = draw.normal(size=(30, 576)).astype(np.float32)
        if last_layer is not None:
            mean[last_layer + 1 :] = 0
        norms = np.linalg.norm(mean, axis=1).astype(np.float32)
        return TextStates(max(1, len(text.split())), mean, mean / np.maximum(norms, 1e-12)[:, None], norms)

    async def read_answer(
        self, text: str, messages: tuple[ChatMessage, ...], vector: SteeringVector, lam: float = 0.0
    ) -> AnswerCosines:
        """The cosine of :meth:`score`, whatever the messages; λ adds a hundredth per unit to the second cosine."""
        score = await self.score(text, vector)
        cosine = sum(token.cosine for token in score.tokens) / max(1, len(score.tokens))
        return AnswerCosines(score.n_tokens, cosine, cosine + 0.01 * lam)

    def subscribe(self, listener: StatusListener) -> None:
        """Report later status changes to ``listener``."""
        self._listeners.append(listener)

    def announce(self, status: EngineStatus, sentence: str) -> None:
        """Report a status change to the listeners, for tests."""
        for listener in self._listeners:
            listener(status, sentence)

    async def close(self) -> None:
        """Do nothing: there is nothing to release."""
