"""Vary a word or a short phrase: other words for its place, ranked by gain of the score, sense and fit.

They come from a list of words (:mod:`core.rewrite.alternatives`) and from the model, which is asked for words like this
one, steered and not. The unsteered model judges them all at their place: how likely each is after the text before it,
whether what follows stays as likely, and the score of the sentence with it. English only.
"""

from __future__ import annotations

import math
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass

from core.engine.protocol import ChatMessage, Continuation, ContinuationFigures, Engine, GenerateRequest
from core.rewrite.alternatives import WordList
from core.rewrite.order import Steered
from core.rewrite.vary_site import VarySite, WordPlace

MOST_OFFERED = 8


@dataclass(frozen=True)
class Limits:
    """What is offered: at most so many nats less likely at its place than the writer's word, with the text that
    follows, up to 60 characters, at most so many nats less likely, and at least this change of the sentence's cosine.
    """

    unlikely: float
    following: float
    gain: float


LISTED = Limits(14.0, 6.0, -0.003)
PROPOSED = Limits(8.0, 3.5, 0.002)
"""Stricter, because a word of the model may be another part of speech, or mean something else."""
MOST_OBJECT = 2.9
"""Nats by which the first word of an object may become less likely: “trembled the” is not said."""
_GAIN_UNIT = 0.01
_NATS_UNIT = 10.0
_MOST_MEASURED = 24

_REQUEST = "List words that a novelist could put in place of a word: vivid, precise, of the same form."
_EXAMPLES = """walked: strolled, trudged, wandered, marched, ambled
dark: gloomy, dim, shadowy, murky, unlit
suddenly: abruptly, sharply, instantly, at once
noise: clatter, crash, rattle, thud, racket
crying: sobbing, weeping, wailing, whimpering, howling
houses: cottages, cabins, villas, hovels
said: whispered, muttered, replied, shouted
happy: cheerful, merry, joyful, glad, radiant
"""
_UNRELATED = "thing"
_ROWS = 4
_MOST_TOKENS = 18
_SEED_STEP = 17
_MOST_ASKED_FOR = 2
"""Words of a phrase for which the model is asked."""
_LEAST_ALIKE, _LEAST_ALIKE_SHARE = 4.0, 0.75
"""A word of the model must be so much likelier in a list for the writer's word than in one for another: in nats, and as
a share of what the writer's word itself is."""
_SHORTEST = 3


@dataclass(frozen=True)
class VaryOrder:
    """What to vary, and how the model is steered when it is asked: ``attribute`` by ``lam``; it also scores."""

    site: VarySite
    attribute: Steered
    lam: float
    seed: int = 0


@dataclass(frozen=True)
class Alternative:
    """Text for the place of the site's. ``gain`` is the change of the sentence's cosine, None for a short sentence.

    ``lam`` is the strength under which the model proposed it; None if it comes from the list.
    """

    text: str
    gain: float | None
    value: float
    lam: float | None = None


@dataclass(frozen=True)
class _Candidate:
    place: WordPlace
    word: str
    lam: float | None = None


async def vary(engine: Engine, order: VaryOrder, words: WordList) -> AsyncGenerator[tuple[Alternative, ...], None]:
    """Yield what is found, best first: once for the list, and once more with what the model proposes in addition.

    What was yielded first stays first. Closing the iterator stops the computation. Raises EngineProblem.
    """
    runner = _Runner(engine, order)
    with engine.foreground():
        listed = [
            _Candidate(place, word) for place in order.site.places for word in place.listed(words.found(place.word))
        ]
        found = await runner.judged(listed, LISTED)
        yield found
        if len(found) < MOST_OFFERED:
            proposed = await runner.proposed({each.word for each in listed}, words)
            more = await runner.judged(proposed, PROPOSED)
            yield (*found, *more)[:MOST_OFFERED]


class _Runner:
    def __init__(self, engine: Engine, order: VaryOrder) -> None:
        self._engine = engine
        self._order = order
        self._site = order.site
        self._vector = order.attribute.vector

    async def judged(self, candidates: Sequence[_Candidate], limits: Limits) -> tuple[Alternative, ...]:
        """Those that fit their place and do not make the sentence flatter, best first."""
        fitting: list[tuple[_Candidate, float]] = []
        for place in dict.fromkeys(each.place for each in candidates):
            own = [each for each in candidates if each.place == place][:_MOST_MEASURED]
            context, after = self._site.around(place)
            texts = [f" {each.word}" for each in (_Candidate(place, place.word), *own)]
            plain, *others = await self._engine.continuations(context, texts, self._vector, after=after)
            takes_object = await self._takes_object(place, context, texts)
            for each, figures, takes in zip(own, others, takes_object, strict=True):
                less_likely = _surprisal(figures) - _surprisal(plain)
                following = (figures.following - plain.following) * max(1, len(after.split()))
                if takes and following <= limits.following and less_likely <= limits.unlikely:
                    fitting.append((each, (max(0.0, less_likely) + max(0.0, following)) / _NATS_UNIT))
        return await self._with_gain(fitting, limits.gain)

    async def _takes_object(self, place: WordPlace, context: str, texts: Sequence[str]) -> list[bool]:
        """Whether each of ``texts`` but the first, the writer's, can stand before an object, where one follows."""
        if not place.object_begins:
            return [True] * (len(texts) - 1)
        after = f" {place.following}"
        plain, *others = await self._engine.continuations(context, texts, self._vector, after=after)
        return [each.following - plain.following <= MOST_OBJECT for each in others]

    async def _with_gain(self, fitting: Sequence[tuple[_Candidate, float]], least: float) -> tuple[Alternative, ...]:
        if not fitting:
            return ()
        before = (await self._engine.score(self._site.sentence(), self._vector)).cosine
        found: list[Alternative] = []
        for each, cost in fitting:
            after = (await self._engine.score(self._site.sentence(each.place, each.word), self._vector)).cosine
            gain = after - before if after is not None and before is not None else None
            if gain is None or gain >= least:
                value = (gain or 0.0) / _GAIN_UNIT - cost
                found.append(Alternative(self._site.replaced(each.place, each.word), gain, value, each.lam))
        return tuple(sorted(found, key=lambda each: each.value, reverse=True)[:MOST_OFFERED])

    async def proposed(self, known: set[str], words: WordList) -> list[_Candidate]:
        """Words that the model proposes for the longest words of the site: real ones, and of the same form."""
        found: list[_Candidate] = []
        for place in sorted(self._site.places, key=lambda each: -len(each.word))[:_MOST_ASKED_FOR]:
            mine: dict[str, _Candidate] = {}
            async for lam, line in self._lines(place.word):
                for word in (each.strip(" .").lower() for each in line.split(",")[:-1] or [line]):
                    if len(word) >= _SHORTEST and word not in known and place.takes(word):
                        mine.setdefault(word, _Candidate(place, word, lam))
            found += await self._alike(place, list(mine.values()), words)
        return found

    async def _lines(self, word: str) -> AsyncGenerator[tuple[float, str], None]:
        """Lists of words, each with the λ under which it was generated; every second at λ = 0."""
        requests = [
            GenerateRequest(
                messages=(ChatMessage("user", _REQUEST),),
                begun=f"{_EXAMPLES}{word.lower()}:",
                lam=self._order.lam if i % 2 else 0.0,
                seed=self._order.seed + _SEED_STEP * i,
                max_tokens=_MOST_TOKENS,
                stop=("\n",),
            )
            for i in range(_ROWS)
        ]
        finished: tuple[Continuation, ...] = ()
        async with aclosing(self._engine.generate_together(requests, [self._vector])) as stream:
            async for so_far in stream:
                finished = so_far
        for request, each in zip(requests, finished, strict=True):
            yield request.lam, each.text

    async def _alike(self, place: WordPlace, found: list[_Candidate], words: WordList) -> list[_Candidate]:
        """Those that belong to a list for this word rather than for any, and are no words that the model made up."""
        if not found:
            return []
        texts = [f" {each}" for each in (place.word.lower(), *(each.word for each in found))]
        here, there = [
            await self._engine.continuations(f"{_EXAMPLES}{head}:", texts, self._vector)
            for head in (place.word.lower(), _UNRELATED)
        ]
        alike = [_surprisal(other) - _surprisal(own) for own, other in zip(here, there, strict=True)]
        least = max(_LEAST_ALIKE, _LEAST_ALIKE_SHARE * alike[0])
        return [
            each
            for each, value, figures in zip(found, alike[1:], here[1:], strict=True)
            if value >= least and (figures.n_tokens == 1 or each.word in words.known)
        ]


def _surprisal(figures: ContinuationFigures) -> float:
    """Surprisal of the whole text, in nats."""
    return figures.nats * figures.n_tokens if math.isfinite(figures.nats) else math.inf
