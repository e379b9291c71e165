"""What the child process answers: it gives way, and stops when cancelled. One child serves all these tests."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import pytest
import pytest_asyncio

from core import paths
from core.attribute.calibration import Zones
from core.engine.client import EngineClient
from core.engine.protocol import (
    ChatMessage,
    GenerateRequest,
    PassageScore,
    Priority,
    Readout,
    SteeringVector,
)
from core.errors import EngineProblem, UsageProblem
from core.rewrite.options import RewriteOptions
from core.rewrite.order import Finished, RewriteOrder
from core.rewrite.run import rewrite

pytestmark = [pytest.mark.model, pytest.mark.asyncio(loop_scope="module")]
CHAPTER = (Path(__file__).resolve().parents[3] / "resources" / "sample" / "chapter.md").read_text("utf-8")
PARAGRAPH = CHAPTER.split("\n\n")[2]
LONG_TEXT = "The lamp on the pier went out and nobody saw it go. " * 160  # some 2,100 tokens; the window has 2,048
LONG_PROMPT = (ChatMessage("user", f"{CHAPTER[:1800]}\n\nGo on with the story."),)
STORY = GenerateRequest((ChatMessage("user", "Tell a long story about a lamp."),), lam=3.0, seed=9, max_tokens=60)

OTHER = GenerateRequest((ChatMessage("user", "x"),), max_tokens=2)
"""After it, the prompt before it is no longer cached."""


def vector() -> SteeringVector:
    direction = np.random.default_rng(5).normal(size=576).astype(np.float32)
    return SteeringVector(10, 8 * direction / np.linalg.norm(direction), Readout())


VECTOR = vector()


@dataclass(frozen=True)
class Steers:
    """An attribute, as far as a rewrite needs it."""

    name: str = "made up"
    zones: Zones = field(default_factory=lambda: Zones(2.0, 5.0, 8.0))
    vector: SteeringVector = field(default_factory=vector)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine() -> AsyncIterator[EngineClient]:
    client = EngineClient()
    starter = paths.starter_model()
    assert starter is not None
    await client.load(starter)
    yield client
    await client.close()


async def write(engine: EngineClient, request: GenerateRequest) -> str:
    text = ""
    async for so_far in engine.generate(request, [VECTOR]):
        text = so_far
    return text


def computed_by(engine: EngineClient) -> float:
    """Seconds of processor time that the child has used: its work, however busy the machine is."""
    times = psutil.Process(engine.worker_pid).cpu_times()
    return float(times.user + times.system)


async def work_of(engine: EngineClient, asked: Awaitable[object]) -> float:
    """The child's seconds of processor time for one request."""
    before = computed_by(engine)
    await asked
    return computed_by(engine) - before


async def cancelled_half_begun(engine: EngineClient, asked: Coroutine[Any, Any, object], whole: float) -> None:
    """Ask, and stop asking when the child has done an eighth of the ``whole`` work."""
    before = computed_by(engine)
    task = asyncio.create_task(asked)
    while computed_by(engine) - before < whole / 8:
        await asyncio.sleep(0.005)
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_a_score_during_a_rewrite_comes_at_once_and_neither_is_changed(engine: EngineClient) -> None:
    alone = await engine.score(PARAGRAPH, VECTOR, fresh=True)
    text_alone = await write(engine, STORY)
    n_steps = 0
    steps_waited: list[int] = []

    async def type_words() -> None:
        while len(steps_waited) < 8:
            asked_at = n_steps
            assert await engine.score(PARAGRAPH, VECTOR, fresh=True, priority=Priority.TYPED) == alone
            steps_waited.append(n_steps - asked_at)

    async with aclosing(engine.generate(STORY, [VECTOR])) as stream:
        text = await anext(stream)
        typing = asyncio.create_task(type_words())
        async for so_far in stream:
            text = so_far
            n_steps += 1
    assert typing.done(), f"written after {len(steps_waited)} scores"
    await typing
    assert text == text_alone
    assert np.median(steps_waited) <= 2, steps_waited


async def test_a_score_while_a_prompt_is_read_comes_before_the_first_word(engine: EngineClient) -> None:
    request = GenerateRequest(LONG_PROMPT, lam=3.0, seed=2, max_tokens=12)
    expected = await write(engine, request)
    await write(engine, OTHER)
    alone = await engine.score(PARAGRAPH, VECTOR, fresh=True)
    order: list[str] = []

    async def rewrite() -> str:
        text = ""
        async for so_far in engine.generate(request, [VECTOR]):
            order.append("word")
            text = so_far
        return text

    writing = asyncio.create_task(rewrite())
    await asyncio.sleep(0)  # it has asked; what follows reaches the child after it
    for _ in range(3):
        assert await engine.score(PARAGRAPH, VECTOR, fresh=True, priority=Priority.TYPED) == alone
        order.append("score")
    assert await writing == expected
    assert order[:3] == ["score"] * 3


@pytest.mark.parametrize("what", ["prompt", "words"])
async def test_a_cancelled_rewrite_stops_computing(engine: EngineClient, what: str) -> None:
    short = GenerateRequest(LONG_PROMPT, max_tokens=2) if what == "prompt" else STORY
    await write(engine, OTHER)
    whole = await work_of(engine, write(engine, short))
    await write(engine, OTHER)
    await cancelled_half_begun(engine, write(engine, replace(short, max_tokens=1500)), whole)
    # Not urgent: it waits for whatever is still being computed.
    assert await work_of(engine, engine.surprisal("A few words.")) < whole / 2


async def test_a_cancelled_score_stops_computing(engine: EngineClient) -> None:
    text = CHAPTER
    whole = await work_of(engine, engine.score(text, VECTOR, fresh=True))
    await cancelled_half_begun(engine, engine.score(text, VECTOR, fresh=True), whole)
    assert await work_of(engine, engine.score(PARAGRAPH, VECTOR)) < whole / 2


async def test_short_texts_have_no_score_and_empty_ones_do_no_harm(engine: EngineClient) -> None:
    assert (await engine.score("", VECTOR)).cosine is None
    assert (await engine.score("Oh.", VECTOR)).cosine is None
    assert (await engine.score(PARAGRAPH, VECTOR, revision=7)).cosine is not None


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def long_score(engine: EngineClient) -> PassageScore:
    """Of LONG_TEXT."""
    return await engine.score(LONG_TEXT, VECTOR, fresh=True)


async def test_a_very_long_paragraph_is_scored_in_windows(long_score: PassageScore) -> None:
    score = long_score
    assert score.cosine is not None
    assert len(score.tokens) == score.n_tokens > 2048
    assert score.cosine == pytest.approx(np.mean([token.cosine for token in score.tokens]), abs=1e-5)


async def test_the_states_of_a_long_text_are_read_in_windows_as_its_score_is(
    engine: EngineClient, long_score: PassageScore
) -> None:
    states = await engine.states(LONG_TEXT)
    score = long_score
    assert score.n_tokens == states.n_tokens > 2048
    chosen = vector()
    unit = chosen.direction / np.linalg.norm(chosen.direction)
    assert score.cosine == pytest.approx(float(states.mean_unit[chosen.layer] @ unit), abs=1e-4)


async def test_surprisal_and_entropy_of_a_text(engine: EngineClient) -> None:
    found = await engine.token_surprisal(PARAGRAPH)
    assert found.n_tokens == (await engine.score(PARAGRAPH, VECTOR)).n_tokens
    assert 0 < found.nats == await engine.surprisal(PARAGRAPH)
    assert 0 < found.entropy < np.log(49152)


async def test_what_cannot_be_done_is_said(engine: EngineClient) -> None:
    wrong = SteeringVector(10, np.ones(64, dtype=np.float32), Readout())
    with pytest.raises(UsageProblem, match="another shape"):
        await engine.score(PARAGRAPH, wrong)
    with pytest.raises(UsageProblem, match="another shape"):
        async for _ in engine.generate(STORY, [wrong]):
            pass
    with pytest.raises(UsageProblem, match="no attribute"):
        async for _ in engine.generate(STORY):
            pass


async def test_every_score_is_by_the_attribute_it_was_asked_with(engine: EngineClient) -> None:
    text = "The lamp had been burning all night."
    other = SteeringVector(4, -VECTOR.direction, VECTOR.readout)
    alone = [await engine.score(text, each, fresh=True) for each in (VECTOR, other)]
    assert alone[0].cosine != alone[1].cosine
    together = await asyncio.gather(*(engine.score(text, each, fresh=True) for each in (VECTOR, other) * 3))
    assert together == alone * 3


async def test_a_rewrite_waits_for_one_background_score_at_most_and_none_is_lost(engine: EngineClient) -> None:
    """What was clicked goes first, however much of a manuscript is still to be read."""
    happened: list[str] = []

    async def read(text: str) -> PassageScore:
        score = await engine.score(text, VECTOR, priority=Priority.REST)
        happened.append("background")
        return score

    texts = [f"{n}. {PARAGRAPH}" for n in range(12)]
    reading = [asyncio.create_task(read(text)) for text in texts[:2]]
    await asyncio.sleep(0)
    async for event in rewrite(engine, RewriteOrder(PARAGRAPH, (Steers(),), RewriteOptions(lam=1.0))):
        if not happened or happened[-1] != "rewrite":
            happened.append("rewrite")
        if len(reading) < len(texts):
            reading.append(asyncio.create_task(read(texts[len(reading)])))
        finished = isinstance(event, Finished)
    assert finished
    last = len(happened) - 1 - happened[::-1].index("rewrite")
    assert happened[:last].count("background") <= 2, happened  # what had been sent before the click
    reading += [asyncio.create_task(read(text)) for text in texts[len(reading) :]]
    assert [score.cosine for score in await asyncio.gather(*reading)] == [
        pytest.approx((await engine.score(text, VECTOR, fresh=True)).cosine, abs=1e-3) for text in texts
    ]


async def test_one_score_of_typing_at_most_comes_between_two_steps_of_a_rewrite(engine: EngineClient) -> None:
    happened: list[str] = []

    async def type_again_and_again() -> None:
        while "over" not in happened:
            await asyncio.gather(*(typed() for _ in range(3)))

    async def typed() -> None:
        await engine.score(PARAGRAPH, VECTOR, fresh=True, priority=Priority.TYPED)
        happened.append("typed")

    typing = asyncio.create_task(type_again_and_again())
    while "typed" not in happened:
        assert not typing.done()
        await asyncio.sleep(0)
    async for _ in engine.generate(STORY, [VECTOR]):
        happened.append("step")
    happened.append("over")
    await typing
    first, last = happened.index("step"), len(happened) - 1 - happened[::-1].index("step")
    runs = "".join("t" if each == "typed" else " " for each in happened[first:last]).split()
    assert runs, "nothing was scored while it wrote"
    assert max(map(len, runs)) == 1


async def test_learning_is_interrupted_by_a_click_and_gives_the_same_texts_in_the_end(engine: EngineClient) -> None:
    requests = [
        GenerateRequest((ChatMessage("user", f"A story about lamp {n}."),), seed=n, max_tokens=80) for n in range(4)
    ]
    happened: list[str] = []

    async def learn() -> list[str]:
        texts: list[str] = []
        async for so_far in engine.generate_together(requests, priority=Priority.LEARNING):
            happened.append("learning")
            texts = [each.text for each in so_far]
        happened.append("learned")
        return texts

    undisturbed = await learn()
    happened.clear()
    learning = asyncio.create_task(learn())
    while len(happened) < 10:
        assert not learning.done()
        await asyncio.sleep(0.001)
    assert await write(engine, STORY)
    happened.append("written")
    assert await learning == undisturbed
    assert happened.index("written") < happened.index("learned")


async def test_a_fault_in_the_child_is_a_sentence_for_people_and_a_traceback_in_the_log(
    engine: EngineClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "core.engine.process")
    secret = "Nobody may read this."
    broken = replace(VECTOR, readout=replace(VECTOR.readout, min_tokens=secret))  # type: ignore[arg-type]
    with pytest.raises(EngineProblem) as caught:
        await engine.score("The lamp had been burning all night.", broken)
    assert "log" in str(caught.value) and "Error" not in str(caught.value)
    while "TypeError" not in caplog.text:
        await asyncio.sleep(0.01)
    assert "service.py" in caplog.text
    assert secret not in caplog.text


async def test_without_a_model_there_is_no_process_until_one_is_loaded(engine: EngineClient) -> None:
    model, pid = engine.model, engine.worker_pid
    assert model is not None and pid is not None
    waiting = asyncio.create_task(engine.score(LONG_TEXT, VECTOR))
    await asyncio.sleep(0)
    await engine.unload()
    with pytest.raises(EngineProblem):
        await waiting
    assert engine.model is None and engine.worker_pid is None and not psutil.pid_exists(pid)
    with pytest.raises(EngineProblem, match="No model"):
        await engine.score(PARAGRAPH, VECTOR)
    assert (await engine.load(model.path)).fingerprint == model.fingerprint
    assert (await engine.score(PARAGRAPH, VECTOR)).cosine is not None
