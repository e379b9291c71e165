"""Enrich a passage: keep its words in order, and add to its flattest sentences what the steered model proposes.

Many short additions are generated in one batch, most under λ·a and every sixth at λ = 0: first a few for each of the
flattest sentences, then more for the sentence whose own promise most. Rules of text refuse what does not fit, and
the rest are ranked by how likely a reader is to keep them (:mod:`core.rewrite.keep`), from what the unsteered model
says of them. What is offered raises the score, and leaves what follows as likely as it was.
"""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import replace
from random import Random

from core.engine.protocol import ChatMessage, Continuation, Engine, GenerateRequest, PassageScore
from core.errors import UsageProblem
from core.rewrite import hunks, keep, overused, proposals
from core.rewrite.beginnings import beginnings
from core.rewrite.checks import Flag, perplexity_flags, text_flags
from core.rewrite.cleaning import match_typography
from core.rewrite.hunks import Hunk
from core.rewrite.order import Finished, RewriteEvent, RewriteOrder, Variant, Writing
from core.rewrite.proposals import Proposal
from core.rewrite.sites import Site, flattest_first, is_english, sites

_REQUEST = "Write one paragraph of a novel, with precise details that can be seen, heard, smelled or touched."
_FIRST_ROWS, _MORE_ROWS = 28, 16
"""Additions generated in the first and in the second batch."""
_UNSTEERED_EVERY = 6
"""Every sixth is generated at λ = 0."""
_MOST_TOKENS = 14
_LEAST_LIKELY = 0.08
"""Tokens less likely than this share of the likeliest are not drawn."""
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

MOST_ENDING = 4.0
"""Surprisal of the mark that ends an addition, beyond which it was cut off within a phrase (“with a small”)."""
MOST_SENSE_LOST = 0.3
"""Nats per token by which what follows may become less likely."""
LEAST_GAIN = 0.004
"""Change of the passage's cosine that an addition must bring."""


class Enricher:
    """Carries out one order; :func:`core.rewrite.run.rewrite` uses it."""

    def __init__(self, engine: Engine, order: RewriteOrder) -> None:
        self._engine = engine
        self._order = order
        self._vectors = [each.vector for each in order.attributes]
        self._around = "\n\n".join((order.before, order.passage, order.after))
        self._taken: set[str] = set(order.known)
        self._nats: float | None = None

    async def run(self) -> AsyncGenerator[RewriteEvent, None]:
        """Yield the passage with each hunk as it is found, and each variant when it is complete."""
        passage = self._order.passage
        if not is_english(passage):
            raise UsageProblem("Adding to a passage works for English only; “Rewrite” works for other languages.")
        model = self._engine.model
        self._overused = await asyncio.to_thread(overused.load, model.name if model is not None else "")
        before = await self._engine.score(passage, self._vectors[0])
        for index in range(self._order.options.variants):
            found: list[Hunk] = []
            async with aclosing(self._hunks(index, before)) as steps:
                async for hunk in steps:
                    found.append(hunk)
                    self._taken.add(hunk.text)
                    yield Writing(index, hunks.apply(passage, found))
            yield Finished(index, await self._variant(index, found, before))

    async def _hunks(self, index: int, before: PassageScore) -> AsyncGenerator[Hunk, None]:
        """Those surely good after the first batch, the others after the second."""
        passage, seed = self._order.passage, self._order.options.seed + index
        wanted = max(1, min(2, round(len(passage.split()) / _WORDS_PER_HUNK)))
        places = flattest_first(sites(passage), before.tokens)[:_MOST_SITES]
        if not places:
            return
        pool = keep.Pool()
        found: list[Proposal] = []
        await self._collect(places, _FIRST_ROWS, seed, pool)
        while len(found) < wanted and (hunk := await self._next(pool, found, keep.SURE, before)):
            yield hunk
        if len(found) == wanted:
            return
        await self._collect([min(places, key=pool.site_nats)], _MORE_ROWS, seed + _SEED_STEP, pool)
        while len(found) < wanted and (hunk := await self._next(pool, found, keep.LEAST, before)):
            yield hunk

    async def _next(self, pool: keep.Pool, found: list[Proposal], least: float, before: PassageScore) -> Hunk | None:
        """The addition that is likeliest to be kept, with at least the probability ``least``; added to ``found``."""
        for proposal in pool.best(least):
            hunk = proposal.hunk
            if hunk.text in self._taken or any(proposal.is_like(each) for each in found):
                continue
            after = await self._engine.score(hunks.apply(self._order.passage, [hunk]), self._vectors[0])
            gain = (after.cosine or 0.0) - before.cosine if before.cosine is not None else None
            if (gain is None or gain >= LEAST_GAIN) and await self._keeps_sense(proposal):
                found.append(proposal)
                return replace(hunk, gain=gain or 0.0, nats=pool.nats(proposal))
            pool.remove(proposal)
        return None

    async def _measure_specific(self, pool: keep.Pool) -> None:
        """Measure how much likelier the best additions are here than after an unrelated sentence."""
        found = pool.best(0.0)[:_MEASURED_CLOSELY]
        texts = [each.in_context for each in found]
        elsewhere = await self._engine.continuations(_GENERIC, texts, self._vectors[0]) if found else ()
        for proposal, each in zip(found, elsewhere, strict=True):
            pool.set_specific(proposal, each.nats - pool.nats(proposal))

    async def _keeps_sense(self, proposal: Proposal) -> bool:
        """Whether what follows the addition is about as likely as without it."""
        site, passage, vector = proposal.site, self._order.passage, self._vectors[0]
        context = self._context(site)
        after = passage[site.end + 1 :][:_FOLLOWING_CHARACTERS].rsplit(" ", 1)[0]
        if not after.strip():
            return True
        plain, added = await self._engine.continuations(context, [".", proposal.in_context], vector, after=after)
        return added.following - plain.following <= MOST_SENSE_LOST

    async def _collect(self, places: Sequence[Site], rows: int, seed: int, pool: keep.Pool) -> None:
        """Generate a batch of additions to the sentences ``places``, and put the usable ones into ``pool``."""
        passage, style = self._order.passage, self._around
        usable: list[Proposal] = []
        async with aclosing(self._generated(places, rows, seed)) as generated:
            async for site, beginning, written in generated:
                text = match_typography(written.text.rstrip(), style)
                if proposals.is_acceptable(beginning, text, written.stop, passage, self._around, self._overused):
                    usable.append(Proposal(site, beginning, beginning + text))
        for group in _by_site(usable):
            context, texts = self._context(group[0].site), [each.in_context for each in group]
            figures = await self._engine.continuations(context, texts, self._vectors[0])
            for proposal, each in zip(group, figures, strict=True):
                if each.ending <= MOST_ENDING:
                    pool.add(proposal, each)
        await self._measure_specific(pool)

    async def proposed(self, site: Site, seed: int) -> AsyncGenerator[str, None]:
        """What the model proposes for one sentence, before any filter."""
        async with aclosing(self._generated([site], _FIRST_ROWS, seed)) as generated:
            async for _, beginning, written in generated:
                yield beginning + written.text

    async def _generated(
        self, places: Sequence[Site], rows: int, seed: int
    ) -> AsyncGenerator[tuple[Site, str, Continuation], None]:
        """What the model wrote after each beginning, as many for each of ``places``."""
        options, request, passage = self._order.options, _REQUEST, self._order.passage
        for wanted in options.requests:
            request = f"{request} {wanted[0].upper()}{wanted[1:].rstrip('.')}."
        starts = [
            (site, beginning)
            for site in places
            for beginning in beginnings(site, passage, rows // len(places), Random(f"{seed} {site.sentence}"))
        ]
        # The text before the first is read once for all that begin with a part of it.
        starts.sort(key=lambda start: len(self._context(start[0])), reverse=True)
        requests = [
            GenerateRequest(
                messages=(ChatMessage("user", request),),
                begun=self._context(site) + beginning,
                lam=0.0 if i % _UNSTEERED_EVERY == 0 else options.lam,
                blend=() if i % _UNSTEERED_EVERY == 0 else options.blend,
                seed=seed + 31 * i,
                max_tokens=_MOST_TOKENS,
                temperature=0.8,
                top_p=1.0,  # to sort the whole vocabulary for each token took a third of the time
                min_p=_LEAST_LIKELY,
                stop=proposals.STOPS,
                never=proposals.never(beginning, passage, self._around, self._overused),
            )
            for i, (site, beginning) in enumerate(starts)
        ]
        if not requests:
            return
        finished: tuple[Continuation, ...] = ()
        async with aclosing(self._engine.generate_together(requests, self._vectors)) as stream:
            async for so_far in stream:
                finished = so_far
        for (site, beginning), each in zip(starts, finished, strict=False):
            if each.ended and each.text.strip():
                yield site, beginning, each

    async def _variant(self, index: int, found: list[Hunk], before: PassageScore) -> Variant:
        options, passage = self._order.options, self._order.passage
        text = hunks.apply(passage, found)
        after = await self._engine.score(text, self._vectors[0]) if found else before
        flags: list[str] = []
        if not found:
            flags.append(Flag.NOTHING_BETTER)
        else:
            ratio = math.exp(min(20.0, await self._engine.surprisal(text) - await self._passage_nats()))
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

    async def _passage_nats(self) -> float:
        """Surprisal of the passage in nats per token; read only once something is found, to show that the sooner."""
        if self._nats is None:
            self._nats = await self._engine.surprisal(self._order.passage)
        return self._nats

    def _context(self, site: Site) -> str:
        """The text up to the addition, without the sentence's full stop; the passage's own first."""
        own = self._order.passage[: site.end]
        room = _CONTEXT_CHARACTERS - len(own)
        before = self._order.before[-room:].partition(" ")[2] if room > 0 and self._order.before else ""
        return f"{before} {own}" if before else own


def _by_site(found: Sequence[Proposal]) -> list[list[Proposal]]:
    """Those of one sentence together."""
    groups: dict[int, list[Proposal]] = {}
    for each in found:
        groups.setdefault(each.site.start, []).append(each)
    return list(groups.values())
