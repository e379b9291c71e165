"""Rewrite a passage under λ and return checked variants.

The prompt is read unsteered, and the answer is generated under λ·a, cleaned of talk, checked by measures independent of
the vector (perplexity under the unsteered model, repetition, names, length) and scored. An unusable answer is generated
again with another seed; remaining problems are listed in the variant's flags.
"""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace

from core.engine.protocol import MOST_TOGETHER, Continuation, Engine, GenerateRequest, PassageScore
from core.rewrite.checks import UNUSABLE, Flag, leak_flags, perplexity_flags, text_flags
from core.rewrite.cleaning import Cleaned, clean, ends_a_sentence, whole_sentences, whole_words
from core.rewrite.fragments import begun_alike, ended_alike, first_sentence, is_part_of_a_sentence
from core.rewrite.order import Finished, Retrying, RewriteEvent, RewriteOrder, Variant, Writing
from core.rewrite.prompt import EXAMPLES, SMALL_MODEL_PARAMETERS, rewrite_prompt
from core.rewrite.sense import SenseCheck

TRIES = 4
_SEED_STEP = 7919
"""Difference of the seeds of successive attempts; variants use consecutive seeds."""


@dataclass
class _Answer:
    """The model's answer so far for one variant."""

    index: int
    raw: str = ""
    is_talk: bool = False
    over: bool = False
    cut_off: bool = False


@dataclass(frozen=True)
class _Draft:
    index: int
    text: str
    flags: tuple[Flag, ...]

    @property
    def faults(self) -> int:
        """Rank to compare drafts: the number of flags that make it unusable counts first, then that of all flags."""
        return 100 * len(UNUSABLE.intersection(self.flags)) + len(self.flags)


class Rewriter:
    """Generates the passage anew; :func:`core.rewrite.run.rewrite` uses it."""

    def __init__(self, engine: Engine, order: RewriteOrder) -> None:
        self._engine = engine
        self._order = order
        self._options = order.options
        self._vectors = [each.vector for each in order.attributes]
        model = engine.model
        self._small = model is not None and model.n_params < SMALL_MODEL_PARAMETERS
        self._around = "\n\n".join((order.before, order.passage, order.after))
        self._known = {_same(text) for text in order.known}
        self._sense = SenseCheck(engine, order)
        self._part_of_a_sentence = is_part_of_a_sentence(order.passage)

    async def run(self) -> AsyncGenerator[RewriteEvent, None]:
        """Generate all variants; of a batch, only the unusable ones are generated again, one by one."""
        before = await self._engine.score(self._order.passage, self._vectors[0])
        self._nats = await self._engine.surprisal(self._order.passage)
        self._budget = token_budget(before.n_tokens)
        at_once = MOST_TOGETHER if self._options.together or self._options.ladder else 1
        for start in range(0, self._options.variants, at_once):
            indices = range(start, min(start + at_once, self._options.variants))
            drafts: dict[int, _Draft] = {}
            async with aclosing(self._attempt(indices, 0)) as steps:
                async for step in steps:
                    if isinstance(step, Writing):
                        yield step
                    else:
                        drafts[step.index] = step
            for index in indices:
                draft = self._compared(drafts[index])
                async with aclosing(self._retries(draft)) as steps_again:
                    async for again in steps_again:
                        if isinstance(again, _Draft):
                            draft = again
                        else:
                            yield again
                self._known.add(_same(draft.text))
                yield Finished(index, await self._variant(draft, before))

    async def _retries(self, best: _Draft) -> AsyncGenerator[Writing | Retrying | _Draft, None]:
        """Try other seeds while ``best`` is unusable; yields each better draft."""
        for attempt in range(1, TRIES):
            if not UNUSABLE.intersection(best.flags):
                return
            yield Retrying(best.index)
            async with aclosing(self._attempt([best.index], attempt)) as steps:
                async for step in steps:
                    if isinstance(step, Writing):
                        yield step
                    elif (draft := self._compared(step)).faults < best.faults:
                        best = draft
                        yield best

    def _compared(self, draft: _Draft) -> _Draft:
        """``draft``, flagged where its text equals an existing version."""
        if not draft.text or _same(draft.text) not in self._known:
            return draft
        return replace(draft, flags=(*draft.flags, Flag.REPEATED))

    def _request(self, index: int, seed: int) -> GenerateRequest:
        lams = self._options.lams_of(index)
        return request_for(self._order, lams, seed, small_model=self._small, max_tokens=self._budget)

    async def _attempt(self, indices: Sequence[int], attempt: int) -> AsyncGenerator[Writing | _Draft, None]:
        """Stream one answer per variant, then their drafts. Stops once every answer is complete or is talk."""
        requests = [self._request(index, self._options.seed + index + attempt * _SEED_STEP) for index in indices]
        answers = [_Answer(index) for index in indices]
        async with aclosing(self._engine.generate_together(requests, self._vectors)) as stream:
            async for so_far in stream:
                for answer, continuation in zip(answers, so_far, strict=True):
                    if not answer.over and continuation.text != answer.raw:
                        shown = self._take(answer, continuation)
                        if shown:
                            yield Writing(answer.index, shown)
                    answer.cut_off = not (answer.over or continuation.ended)
                if all(answer.over for answer in answers):
                    break
        for answer in answers:
            draft = await self._draft(answer)
            if draft.text:
                yield Writing(draft.index, draft.text)
            yield draft

    def _take(self, answer: _Answer, continuation: Continuation) -> str:
        """Update ``answer`` with its text so far; returns the text to show."""
        answer.raw = continuation.text
        cleaned = self._clean(answer.raw, finished=False)
        answer.is_talk = not cleaned.is_prose
        answer.over = answer.is_talk or self._has_ended(answer.raw, cleaned.text)
        if answer.is_talk:
            return ""
        return first_sentence(cleaned.text) if self._part_of_a_sentence else cleaned.text

    async def _draft(self, answer: _Answer) -> _Draft:
        cleaned = self._clean(answer.raw, finished=True)
        text = self._ended(cleaned.text, cut_off=answer.cut_off)
        if answer.is_talk or not cleaned.is_prose or not text:
            return _Draft(answer.index, "", (Flag.TALK,))
        flags = [Flag.CUT_OFF] if answer.cut_off else []
        flags += text_flags(self._order.passage, text)
        if self._small:
            flags += leak_flags(text, self._around, (each for pair in EXAMPLES for each in pair))
        flags += perplexity_flags(math.exp(min(20.0, await self._engine.surprisal(text) - self._nats)))
        return _Draft(answer.index, text, tuple(flags))

    def _clean(self, answer: str, *, finished: bool) -> Cleaned:
        passage = self._order.passage
        cleaned = clean(answer, passage, style=self._around, finished=finished)
        return replace(cleaned, text=begun_alike(cleaned.text, passage, self._around))

    def _ended(self, text: str, *, cut_off: bool) -> str:
        """``text`` without an incomplete end, and ending as the passage does: after a sentence or inside one."""
        passage = self._order.passage
        if ends_a_sentence(passage):
            text = whole_sentences(text)
            return whole_words(text) if cut_off and not ends_a_sentence(text) else text
        if self._part_of_a_sentence:
            text = first_sentence(text)
        return ended_alike(whole_words(text) if cut_off else text, passage)

    def _has_ended(self, answer: str, shown: str) -> bool:
        """Whether generation can stop: one paragraph is rewritten as one, part of a sentence as one sentence."""
        if self._part_of_a_sentence and first_sentence(shown) != shown:
            return True
        return "\n\n" not in self._order.passage.strip() and len(shown) > 20 and answer.endswith("\n\n")

    async def _variant(self, draft: _Draft, before: PassageScore) -> Variant:
        options = self._options
        variant = Variant(
            text=draft.text,
            lam=options.lams_of(draft.index)[0],
            seed=options.seed + draft.index,
            cosine_before=before.cosine,
            cosine_after=None,
            flags=tuple(draft.flags),
            n_tokens_before=before.n_tokens,
        )
        if not draft.text:
            return variant
        after = await self._engine.score(draft.text, self._vectors[0])
        flags = [*draft.flags, *await self._sense.flags(draft.text)]
        if options.lam > 0 and after.cosine is not None and before.cosine is not None and after.cosine <= before.cosine:
            flags.append(Flag.NOT_LIVELIER)
        return replace(variant, cosine_after=after.cosine, n_tokens_after=after.n_tokens, flags=tuple(flags))


def token_budget(n_tokens: int) -> int:
    """The most tokens that a passage of ``n_tokens`` may become."""
    return int(1.7 * n_tokens) + 24


def request_for(
    order: RewriteOrder, lams: Sequence[float], seed: int, *, small_model: bool, max_tokens: int
) -> GenerateRequest:
    """The request for the passage of ``order`` generated anew, steered by ``lams``, one for each attribute."""
    return GenerateRequest(
        messages=rewrite_prompt(
            order.passage,
            before=order.before,
            after=order.after,
            requests=order.options.requests,
            small_model=small_model,
        ),
        lam=lams[0],
        blend=tuple(lams[1:]),
        seed=seed,
        max_tokens=max_tokens,
        temperature=0.7,
        repeat_penalty=1.1 if small_model else 1.0,
    )


def _same(text: str) -> str:
    """``text`` with white space normalised, to compare texts."""
    return " ".join(text.split())
