"""Enrich a passage: keep its words in order, and continue its flattest sentences with what the steered model proposes.

For each sentence many short continuations are generated in one batch, most under λ·a and every sixth at λ = 0,
filtered by rules of text, and ranked by the unsteered model alone: their surprisal, how well they follow from this
sentence rather than from any, how much they raise the score, and whether what follows stays as likely.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass

from core.engine.protocol import ChatMessage, Continuation, Engine, GenerateRequest, PassageScore
from core.errors import UsageProblem
from core.rewrite import hunks, overused, proposals
from core.rewrite.checks import Flag, perplexity_flags, text_flags
from core.rewrite.hunks import Hunk
from core.rewrite.order import Finished, RewriteEvent, RewriteOrder, Variant, Writing
from core.rewrite.sites import Site, content_words, flattest_first, is_english, sites

_REQUEST = "Write one paragraph of a novel, with precise details that can be seen, heard, smelled or touched."
_PER_SITE = 28
"""Continuations generated for a sentence."""
_UNSTEERED_EVERY = 6
"""Every sixth is generated at λ = 0."""
_MOST_TOKENS = 16
_MOST_SITES = 3
"""Sentences tried."""
_WORDS_PER_HUNK = 28
"""A passage gets one hunk for so many words, and two at most."""
_MEASURED_CLOSELY = 6
_GENERIC = "It was late in the day, and they had been there for some time"
"""What follows well from this text too is not specific to the passage's sentence."""
_CONTEXT_CHARACTERS = 240
_FOLLOWING_CHARACTERS = 60
_SEED_STEP = 104729

MOST_NATS = 2.8
"""Surprisal per token beyond which a continuation is refused."""
LEAST_SPECIFIC = 0.6
"""Nats per token by which it must be likelier here than after an unrelated sentence."""
MOST_SENSE_LOST = 0.15
"""Nats per token by which what follows may become less likely."""
LEAST_GAIN = 0.004
"""Change of the passage's cosine that an addition must bring."""
_GAIN_UNIT = 0.04


@dataclass(frozen=True)
class _Proposal:
    site: Site
    connector: str
    text: str
    nats: float
    lift: float
    """Estimated change of the sentence's mean cosine."""

    def value(self, specific: float) -> float:
        """Rank of a proposal that is ``specific`` nats per token likelier here than elsewhere."""
        return self.lift / _GAIN_UNIT + specific - self.nats


class Enricher:
    """Carries out one order; :func:`core.rewrite.run.rewrite` uses it."""

    def __init__(self, engine: Engine, order: RewriteOrder) -> None:
        self._engine = engine
        self._order = order
        self._vectors = [each.vector for each in order.attributes]
        self._around = "\n\n".join((order.before, order.passage, order.after))
        self._taken: set[str] = set(order.known)

    async def run(self) -> AsyncGenerator[RewriteEvent, None]:
        """Yield the passage with each hunk as it is found, and each variant when it is complete."""
        passage = self._order.passage
        if not is_english(passage):
            raise UsageProblem("Adding to a passage works for English only; “Rewrite” works for other languages.")
        model = self._engine.model
        self._overused = await asyncio.to_thread(overused.load, model.name if model is not None else "")
        before = await self._engine.score(passage, self._vectors[0])
        nats = await self._engine.surprisal(passage)
        for index in range(self._order.options.variants):
            found: list[Hunk] = []
            async with aclosing(self._hunks(index, before)) as steps:
                async for hunk in steps:
                    found.append(hunk)
                    self._taken.add(hunk.text)
                    yield Writing(index, hunks.apply(passage, found))
            yield Finished(index, await self._variant(index, found, before, nats))

    async def _hunks(self, index: int, before: PassageScore) -> AsyncGenerator[Hunk, None]:
        passage = self._order.passage
        wanted = max(1, min(2, round(len(passage.split()) / _WORDS_PER_HUNK)))
        connectors: set[str] = set()
        inserted = ""
        n_found = 0
        for number, site in enumerate(flattest_first(sites(passage), before.tokens)[:_MOST_SITES]):
            seed = self._order.options.seed + index + number * _SEED_STEP
            for proposal in await self._proposals(site, seed, connectors, inserted, before):
                hunk = await self._hunk(proposal, before)
                if hunk is not None:
                    yield hunk
                    connectors.add(proposal.connector)
                    inserted += hunk.text
                    n_found += 1
                    break
            if n_found == wanted:
                return

    async def _proposals(
        self, site: Site, seed: int, used: set[str], inserted: str, before: PassageScore
    ) -> list[_Proposal]:
        """The usable continuations of one sentence, the best first."""
        passage = self._order.passage
        connectors = [each for each in proposals.beginnings(site, passage) if each not in used]
        texts: dict[str, str] = {}
        async for connector, continuation in self._generated(site, connectors, seed):
            text = connector + continuation
            repeats = content_words(text) & content_words(inserted)
            if text + "." in self._taken or text in self._taken or repeats:
                continue
            if proposals.is_acceptable(connector, continuation, passage, self._around, self._overused):
                texts[text] = connector
        if not texts:
            return []
        context, own = (
            self._context(site),
            [token.cosine for token in before.tokens if site.start < token.end <= site.end],
        )
        found = list(texts)
        figures = await self._engine.continuations(context, [f"{text}." for text in found], self._vectors[0])
        mean = sum(own) / max(1, len(own))
        measured = [
            _Proposal(
                site, texts[text], text, each.nats, (each.cosine - mean) * each.n_tokens / (each.n_tokens + len(own))
            )
            for text, each in zip(found, figures, strict=True)
            if each.nats <= MOST_NATS and each.cosine > mean
        ]
        return await self._specific(sorted(measured, key=lambda each: each.value(0), reverse=True)[:_MEASURED_CLOSELY])

    async def proposed(self, site: Site, seed: int) -> AsyncGenerator[str, None]:
        """What the model proposes after one sentence, before any filter."""
        connectors = list(proposals.beginnings(site, self._order.passage))
        async with aclosing(self._generated(site, connectors, seed)) as generated:
            async for connector, continuation in generated:
                yield connector + continuation

    async def _generated(self, site: Site, connectors: list[str], seed: int) -> AsyncGenerator[tuple[str, str], None]:
        """Continuations that ended in a full stop, each with its connector."""
        options, request = self._order.options, _REQUEST
        for wanted in options.requests:
            request = f"{request} {wanted[0].upper()}{wanted[1:].rstrip('.')}."
        context = self._context(site)
        requests = [
            GenerateRequest(
                messages=(ChatMessage("user", request),),
                begun=context + connectors[i % len(connectors)],
                lam=0.0 if i % _UNSTEERED_EVERY == 0 else options.lam,
                blend=() if i % _UNSTEERED_EVERY == 0 else options.blend,
                seed=seed + 31 * i,
                max_tokens=_MOST_TOKENS,
                temperature=0.8,
                stop=proposals.STOPS,
            )
            for i in range(_PER_SITE if connectors else 0)
        ]
        if not requests:
            return
        finished: tuple[Continuation, ...] = ()
        async with aclosing(self._engine.generate_together(requests, self._vectors)) as stream:
            async for so_far in stream:
                finished = so_far
        for i, each in enumerate(finished):
            if each.ended and each.stop == "." and each.text.strip():
                yield connectors[i % len(connectors)], each.text.rstrip()

    async def _specific(self, found: list[_Proposal]) -> list[_Proposal]:
        """Those that follow from this sentence rather than from any, and leave what follows as likely; best first."""
        if not found:
            return []
        site, vector = found[0].site, self._vectors[0]
        after = self._order.passage[site.end + 1 :][:_FOLLOWING_CHARACTERS].rsplit(" ", 1)[0]
        texts = [f"{each.text}." for each in found]
        kept = found
        if after.strip():
            plain, *others = await self._engine.continuations(self._context(site), [".", *texts], vector, after=after)
            kept = [
                each
                for each, other in zip(found, others, strict=True)
                if other.following - plain.following <= MOST_SENSE_LOST
            ]
        generic = await self._engine.continuations(_GENERIC, [f"{each.text}." for each in kept], vector) if kept else ()
        specific = [other.nats - each.nats for each, other in zip(kept, generic, strict=True)]
        ranked = sorted(zip(kept, specific, strict=True), key=lambda pair: pair[0].value(pair[1]), reverse=True)
        return [each for each, by in ranked if by >= LEAST_SPECIFIC]

    async def _hunk(self, proposal: _Proposal, before: PassageScore) -> Hunk | None:
        """The proposal as a hunk, if it raises the passage's score."""
        at = proposal.site.end
        hunk = Hunk(at, at, proposal.text, 0.0, proposal.nats)
        after = await self._engine.score(hunks.apply(self._order.passage, [hunk]), self._vectors[0])
        if after.cosine is None:
            return None
        gain = after.cosine - before.cosine if before.cosine is not None else 0.0
        return Hunk(at, at, proposal.text, gain, proposal.nats) if gain >= LEAST_GAIN or before.cosine is None else None

    async def _variant(self, index: int, found: list[Hunk], before: PassageScore, nats: float) -> Variant:
        options, passage = self._order.options, self._order.passage
        text = hunks.apply(passage, found)
        after = await self._engine.score(text, self._vectors[0]) if found else before
        flags: list[str] = []
        if not found:
            flags.append(Flag.NOTHING_BETTER)
        else:
            ratio = math.exp(min(20.0, await self._engine.surprisal(text) - nats))
            flags += [flag for flag in text_flags(passage, text) if flag is not Flag.COPIED]
            flags += perplexity_flags(ratio)
        return Variant(
            text=text,
            lam=options.lam,
            seed=options.seed + index,
            cosine_before=before.cosine,
            cosine_after=after.cosine,
            flags=tuple(flags),
            n_tokens_before=before.n_tokens,
            n_tokens_after=after.n_tokens,
            hunks=tuple(sorted(found, key=lambda each: each.start)),
        )

    def _context(self, site: Site) -> str:
        """The text up to the end of the sentence, without its full stop; the passage's own first."""
        own = self._order.passage[: site.end]
        room = _CONTEXT_CHARACTERS - len(own)
        before = self._order.before[-room:].partition(" ")[2] if room > 0 and self._order.before else ""
        return f"{before} {own}" if before else own
