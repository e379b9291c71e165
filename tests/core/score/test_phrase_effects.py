"""Which phrases lift a paragraph's score: the planted ones, by the starter model."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import replace

import pytest
import pytest_asyncio

from core.attribute import selection
from core.attribute.selection import LoadedModel
from core.engine.client import EngineClient
from core.engine.fake import ScriptedEngine
from core.engine.protocol import PassageScore, Priority, SteeringVector
from core.score.phrase_effects import MOST_PASSES, PhraseEffect, phrase_effects, strongest, to_leave_out
from core.score.phrases import Phrase, phrases
from tests import making
from tests.core.score.planted import PLAIN_IN_VIVID, VIVID_IN_PLAIN, planted


class Recording(ScriptedEngine):
    """Remembers what was asked, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.priorities: list[Priority] = []

    async def score(
        self,
        text: str,
        vector: SteeringVector,
        *,
        revision: int = 0,
        fresh: bool = False,
        priority: Priority = Priority.ASKED,
    ) -> PassageScore:
        self.priorities.append(priority)
        return await super().score(text, vector)


@pytest.mark.asyncio
async def test_each_phrase_is_left_out_once_the_last_one_first() -> None:
    engine, vector = Recording(), making.attribute().vector
    text = "The dog sat on a mat by the door, phosphorescent catastrophes wandering, and he ate a bun."
    score = await engine.score(text, vector)
    engine.scored.clear()
    stream = phrase_effects(engine, text, score, vector, priority=Priority.VISIBLE)
    effects = [effect async for effect in stream]
    assert [each.phrase for each in effects] == list(reversed(phrases(text)))
    assert engine.scored[-1].startswith("Phosphorescent")
    assert engine.priorities[1:] == [Priority.VISIBLE] * len(effects)
    assert score.cosine is not None
    assert all(each.change == pytest.approx(each.cosine_without - score.cosine) for each in effects)
    lift, _ = strongest(effects)
    assert lift[0].phrase.of(text) == "phosphorescent catastrophes wandering"


@pytest.mark.asyncio
async def test_of_a_long_paragraph_the_phrases_that_probably_matter_most_are_left_out() -> None:
    engine, vector = Recording(), making.attribute().vector
    plain = [f"The {name} sat on a mat by it." for name in ("dog", "cat", "rat", "man", "boy", "ant", "owl", "bee")] * 4
    text = " ".join([*plain[:20], "Phosphorescent catastrophes wandered magnificently.", *plain[20:]])
    score = await engine.score(text, vector)
    chosen = to_leave_out(text, score)
    assert len(chosen) == MOST_PASSES < len(phrases(text))
    without_tokens = phrase_effects(
        engine, text, replace(score, tokens=()), making.attribute().vector, priority=Priority.VISIBLE
    )
    assert {each.phrase async for each in without_tokens} == set(chosen)
    assert "Phosphorescent catastrophes wandered magnificently" in [phrase.of(text) for phrase in chosen]
    assert list(chosen) == sorted(chosen, key=lambda phrase: phrase.start)


@pytest.mark.asyncio
async def test_a_paragraph_without_score_or_of_one_phrase_has_none() -> None:
    engine, vector = Recording(), making.attribute().vector
    for text, score in (("A dog. A cat.", PassageScore(4, None, ())), ("A dog sat.", PassageScore(3, 0.1, ()))):
        effects = phrase_effects(engine, text, score, vector, priority=Priority.ASKED)
        assert [effect async for effect in effects] == []
    assert engine.scored == []


@pytest.mark.asyncio
async def test_closing_the_stream_stops_what_is_left() -> None:
    engine, vector = Recording(), making.attribute().vector
    text = "The dog sat on a mat by the door, he ate a bun, he went out, he came in, he sat down again."
    score = await engine.score(text, vector)
    async with aclosing(phrase_effects(engine, text, score, vector, priority=Priority.ASKED)) as stream:
        await anext(stream)
        n_scored = len(engine.scored)
    assert len(engine.scored) <= n_scored + len(phrases(text))


def test_named_are_only_phrases_with_a_good_part_of_the_strongest_effect() -> None:
    changes = [-0.02, -0.006, -0.001, 0.0015, 0.0, 0.008, 0.007, 0.006]
    effects = [PhraseEffect(Phrase(i, i + 1), 0.1, change) for i, change in enumerate(changes)]
    lift, lower = strongest(effects)
    assert [each.change for each in lift] == [-0.02, -0.006]
    assert [each.change for each in lower] == [0.008, 0.007, 0.006]
    assert strongest([]) == ([], [])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def loaded() -> AsyncIterator[tuple[EngineClient, LoadedModel]]:
    engine = EngineClient()
    yield engine, await selection.load(engine)
    await engine.close()


async def top(engine: EngineClient, ready: LoadedModel, marked: str, *, lifting: bool) -> bool:
    """Whether at least half of the phrase that is named first is the planted one."""
    text, start, end = planted(marked)
    vector = ready.attribute.vector
    score = await engine.score(text, vector)
    stream = phrase_effects(engine, text, score, vector, priority=Priority.ASKED)
    lift, lower = strongest([effect async for effect in stream])
    if not (found := lift if lifting else lower):
        return False
    named = found[0].phrase
    return 2 * (min(end, named.end) - max(start, named.start)) >= named.end - named.start


@pytest.mark.model
@pytest.mark.asyncio(loop_scope="module")
async def test_a_vivid_phrase_planted_in_plain_prose_is_named_first(loaded: tuple[EngineClient, LoadedModel]) -> None:
    named = [await top(*loaded, marked, lifting=True) for marked in VIVID_IN_PLAIN]
    assert sum(named) >= 8, named


@pytest.mark.model
@pytest.mark.asyncio(loop_scope="module")
async def test_a_dull_clause_planted_in_vivid_prose_is_named_first(loaded: tuple[EngineClient, LoadedModel]) -> None:
    named = [await top(*loaded, marked, lifting=False) for marked in PLAIN_IN_VIVID[:5]]
    assert sum(named) >= 4, named
