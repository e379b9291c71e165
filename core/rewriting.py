"""A passage and a λ in, checked variants out.

The prompt is read unsteered, the answer written under λ·a, cleaned of talk, then judged by what the vector cannot see
(its perplexity under the unsteered model, repetition, names, length) and re-scored. An unusable answer is tried again
with another seed; what is still wrong at the end is said in the variant's flags.
"""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, replace

from core.checks import UNUSABLE, Flag, perplexity_flags, text_flags
from core.cleaning import Cleaned, clean, ends_a_sentence, whole_sentences
from core.engine.protocol import Engine, GenerateRequest, PassageScore
from core.errors import UsageProblem
from core.prompts import SMALL_MODEL_PARAMETERS, rewrite_prompt

TRIES = 4
_SEED_STEP = 7919
"""Between the tries of one variant; variants themselves use neighbouring seeds."""


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
    """One finished rewrite. ``flags`` are codes of :class:`core.checks.Flag`, to be read before accepting.

    The token counts go with the cosines, because calibration depends on length. ``text`` is empty where the model gave
    no usable prose in any try.
    """

    text: str
    lam: float
    seed: int
    cosine_before: float | None
    cosine_after: float | None
    flags: tuple[str, ...] = ()
    n_tokens_before: int = 0
    n_tokens_after: int = 0


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


@dataclass(frozen=True)
class _Draft:
    text: str
    flags: tuple[Flag, ...]

    @property
    def faults(self) -> int:
        """How many reasons there are to try again, and then how much there is to say."""
        return 100 * len(UNUSABLE.intersection(self.flags)) + len(self.flags)


async def rewrite(engine: Engine, order: RewriteOrder) -> AsyncGenerator[RewriteEvent, None]:
    """Carry out ``order``; closing the iterator (or cancelling the task that reads it) stops the computation.

    Raises UsageProblem for an empty passage, EngineProblem where the model fails.
    """
    if not order.passage.strip():
        raise UsageProblem("There is nothing to rewrite here.")
    async with aclosing(_Rewriter(engine, order).run()) as events:
        async for event in events:
            yield event


class _Rewriter:
    def __init__(self, engine: Engine, order: RewriteOrder) -> None:
        self._engine = engine
        self._order = order
        model = engine.model
        self._small = model is not None and model.n_params < SMALL_MODEL_PARAMETERS

    async def run(self) -> AsyncGenerator[RewriteEvent, None]:
        """All variants, one after another."""
        before = await self._engine.score(self._order.passage)
        self._nats = await self._engine.surprisal(self._order.passage)
        self._budget = int(1.7 * before.n_tokens) + 24
        for index in range(self._order.variants):
            best: _Draft | None = None
            for attempt in range(TRIES):
                if attempt:
                    yield Retrying(index)
                request = self._request(self._order.seed + index + attempt * _SEED_STEP)
                async with aclosing(self._attempt(request, index)) as steps:
                    async for step in steps:
                        if isinstance(step, Writing):
                            yield step
                        elif best is None or step.faults < best.faults:
                            best = step
                assert best is not None
                if not UNUSABLE.intersection(best.flags):
                    break
            assert best is not None
            yield Finished(index, await self._variant(best, index, before))

    def _request(self, seed: int) -> GenerateRequest:
        order = self._order
        return GenerateRequest(
            messages=rewrite_prompt(order.passage, before=order.before, after=order.after, small_model=self._small),
            lam=order.lam,
            seed=seed,
            max_tokens=self._budget,
            temperature=0.7,
            repeat_penalty=1.1 if self._small else 1.0,
        )

    async def _attempt(self, request: GenerateRequest, index: int) -> AsyncGenerator[Writing | _Draft, None]:
        """Stream one answer, then its draft. Stops generating as soon as the answer is complete or seen to be talk."""
        passage = self._order.passage
        answer, n_shown, ended = "", 0, False
        async with aclosing(self._engine.generate(request)) as stream:
            async for answer in stream:
                n_shown += 1
                cleaned = self._clean(answer, finished=False)
                if not cleaned.is_prose:
                    yield _Draft("", (Flag.TALK,))
                    return
                if cleaned.text:
                    yield Writing(index, cleaned.text)
                if self._has_ended(answer, cleaned.text):
                    ended = True
                    break
        cleaned = self._clean(answer, finished=True)
        text, flags = cleaned.text, []
        if not ended and n_shown >= request.max_tokens:
            flags.append(Flag.CUT_OFF)
        if ends_a_sentence(passage):
            text = whole_sentences(text)
        if not cleaned.is_prose or not text:
            yield _Draft("", (Flag.TALK,))
            return
        flags += text_flags(passage, text)
        flags += perplexity_flags(math.exp(min(20.0, await self._engine.surprisal(text) - self._nats)))
        yield Writing(index, text)
        yield _Draft(text, tuple(flags))

    def _clean(self, answer: str, *, finished: bool) -> Cleaned:
        order = self._order
        style = "\n\n".join((order.before, order.passage, order.after))
        return clean(answer, order.passage, style=style, finished=finished)

    def _has_ended(self, answer: str, shown: str) -> bool:
        """A one-paragraph passage is rewritten in one paragraph: a blank line after it ends the answer."""
        return "\n\n" not in self._order.passage.strip() and len(shown) > 20 and answer.endswith("\n\n")

    async def _variant(self, draft: _Draft, index: int, before: PassageScore) -> Variant:
        order = self._order
        variant = Variant(
            text=draft.text,
            lam=order.lam,
            seed=order.seed + index,
            cosine_before=before.cosine,
            cosine_after=None,
            flags=tuple(draft.flags),
            n_tokens_before=before.n_tokens,
        )
        if not draft.text:
            return variant
        after = await self._engine.score(draft.text)
        flags = list(draft.flags)
        if order.lam > 0 and after.cosine is not None and before.cosine is not None and after.cosine <= before.cosine:
            flags.append(Flag.NOT_LIVELIER)
        return replace(variant, cosine_after=after.cosine, n_tokens_after=after.n_tokens, flags=tuple(flags))
