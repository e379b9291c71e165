"""How much each phrase of a paragraph lifts or lowers its score: the paragraph is scored again without it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable, Sequence
from dataclasses import dataclass, replace

from core.engine.protocol import Engine, PassageScore, Priority, SteeringVector
from core.score.phrases import Phrase, phrases, without
from core.score.scoring import Score

MOST_PASSES = 20
"""Most phrases that are left out, one at a time; of more, those whose own tokens differ most from the rest."""
MOST_NAMED = 3
"""Phrases named on either side."""
WORTH_NAMING = 0.1
"""Least effect of a phrase that is named, as a share of the strongest one."""


@dataclass(frozen=True)
class PhraseEffect:
    """A phrase and the paragraph's cosine without it. ``change`` is that minus the cosine with it.

    A phrase that lifts the score has a negative change.
    """

    phrase: Phrase
    cosine_without: float
    change: float


async def phrase_effects(
    engine: Engine, text: str, score: Score | PassageScore, vector: SteeringVector, *, priority: Priority
) -> AsyncGenerator[PhraseEffect, None]:
    """Leave each phrase of ``text`` out in turn and score what is left; ``score`` is that of the whole text.

    Where its tokens are needed to choose the phrases and were not kept, it is scored once more.
    Nothing for a text without a score or of a single phrase. All requests are sent at once, for the last phrase
    first: each then shares with the one before all of the text up to its phrase, which is read only once. Close the
    generator to stop. Raises EngineProblem, UsageProblem.
    """
    if score.cosine is not None and not score.tokens and len(phrases(text)) > MOST_PASSES:
        score = await engine.score(text, vector, priority=priority)
    chosen = to_leave_out(text, score)
    if score.cosine is None or not chosen:
        return
    any_length = replace(vector, readout=replace(vector.readout, min_tokens=1))
    tasks = [
        asyncio.ensure_future(engine.score(without(text, phrase), any_length, priority=priority))
        for phrase in reversed(chosen)
    ]
    try:
        for phrase, task in zip(reversed(chosen), tasks, strict=True):
            cosine = (await task).cosine
            if cosine is not None:
                yield PhraseEffect(phrase, cosine, cosine - score.cosine)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def to_leave_out(text: str, score: Score | PassageScore) -> tuple[Phrase, ...]:
    """The phrases to leave out, in order: all, or the MOST_PASSES that probably matter most.

    To first order, without ``n`` tokens whose mean cosine is ``d`` above the text's, it falls by ``n·d`` divided by the
    number of tokens left.
    """
    found = phrases(text)
    if score.cosine is None or len(found) < 2:
        return ()
    if len(found) <= MOST_PASSES:
        return found
    mean = score.cosine

    def expected(phrase: Phrase) -> float:
        inside = [t.cosine - mean for t in score.tokens if t.end > phrase.start and t.start < phrase.end]
        return abs(sum(inside)) / max(1, score.n_tokens - len(inside))

    kept = sorted(found, key=expected, reverse=True)[:MOST_PASSES]
    return tuple(sorted(kept, key=lambda phrase: phrase.start))


def strongest(effects: Iterable[PhraseEffect]) -> tuple[Sequence[PhraseEffect], Sequence[PhraseEffect]]:
    """The phrases to name: those that lift the score and those that lower it, strongest first, MOST_NAMED at most."""
    ranked = sorted(effects, key=lambda each: each.change)
    least = WORTH_NAMING * max((abs(each.change) for each in ranked), default=0.0)
    lift = [each for each in ranked if each.change < 0 and each.change <= -least]
    lower = [each for each in reversed(ranked) if each.change > 0 and each.change >= least]
    return lift[:MOST_NAMED], lower[:MOST_NAMED]
