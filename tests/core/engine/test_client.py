"""The child process: it gives way, stops when told, and may be killed without anything being lost."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import time
from collections.abc import AsyncIterator
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import psutil
import pytest
import pytest_asyncio

from core import paths
from core.attribute.calibration import Zones
from core.engine.client import EngineClient
from core.engine.protocol import (
    ChatMessage,
    EngineStatus,
    GenerateRequest,
    PassageScore,
    Priority,
    Readout,
    SteeringVector,
)
from core.errors import EngineProblem, ModelProblem, Superseded, UsageProblem
from core.rewrite.rewriter import Finished, RewriteOrder, rewrite

pytestmark = pytest.mark.model
CHAPTER = (Path(__file__).resolve().parents[3] / "resources" / "sample" / "chapter.md").read_text("utf-8")
PARAGRAPH = CHAPTER.split("\n\n")[2]
LONG_PROMPT = (ChatMessage("user", f"{CHAPTER[:3000]}\n\nGo on with the story."),)
STORY = GenerateRequest((ChatMessage("user", "Tell a long story about a lamp."),), lam=3.0, seed=9, max_tokens=60)


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


@pytest_asyncio.fixture
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


async def median_seconds(engine: EngineClient, times: int = 5) -> float:
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        await engine.score(PARAGRAPH, VECTOR, fresh=True)
        taken.append(time.perf_counter() - began)
    return float(np.median(taken))


async def test_a_score_during_a_rewrite_comes_at_once_and_neither_is_changed(engine: EngineClient) -> None:
    alone = await engine.score(PARAGRAPH, VECTOR, fresh=True)
    began = time.perf_counter()
    text_alone = await write(engine, STORY)
    per_token = (time.perf_counter() - began) / STORY.max_tokens
    idle = await median_seconds(engine)
    scores: list[PassageScore] = []
    waits: list[float] = []
    text = ""
    async with aclosing(engine.generate(STORY, [VECTOR])) as stream:
        async for so_far in stream:
            text = so_far
            if len(scores) < 8:
                asked = time.perf_counter()
                scores.append(await engine.score(PARAGRAPH, VECTOR, fresh=True, priority=Priority.TYPED))
                waits.append(time.perf_counter() - asked)
    assert text == text_alone
    assert scores == [alone] * 8
    assert np.median(waits) <= 1.5 * idle + 3 * per_token, (waits, idle, per_token)


async def test_a_score_while_a_prompt_is_read_comes_before_the_first_word(engine: EngineClient) -> None:
    request = GenerateRequest(LONG_PROMPT, lam=3.0, seed=2, max_tokens=12)
    expected = await write(engine, request)
    await write(engine, GenerateRequest((ChatMessage("user", "x"),), max_tokens=2))  # the prompt is no longer cached
    alone = await engine.score(PARAGRAPH, VECTOR, fresh=True)
    order: list[str] = []

    async def rewrite() -> str:
        text = ""
        async for so_far in engine.generate(request, [VECTOR]):
            order.append("word")
            text = so_far
        return text

    writing = asyncio.create_task(rewrite())
    await asyncio.sleep(0.2)
    for _ in range(3):
        assert await engine.score(PARAGRAPH, VECTOR, fresh=True, priority=Priority.TYPED) == alone
        order.append("score")
    assert await writing == expected
    assert order[:3] == ["score"] * 3


@pytest.mark.parametrize("what", ["prompt", "words"])
async def test_a_cancelled_rewrite_stops_computing(engine: EngineClient, what: str) -> None:
    request = GenerateRequest(LONG_PROMPT if what == "prompt" else STORY.messages, seed=1, max_tokens=1500)
    idle = await median_seconds(engine)

    async def rewrite() -> None:
        async for _ in engine.generate(request, [VECTOR]):
            pass

    task = asyncio.create_task(rewrite())
    await asyncio.sleep(0.4)
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    cancelled = time.perf_counter()
    await engine.surprisal("A few words.")  # not urgent: it waits for whatever is still being computed
    assert time.perf_counter() - cancelled < 0.1 + 10 * idle


async def test_a_cancelled_score_stops_computing(engine: EngineClient) -> None:
    text = CHAPTER * 4
    began = time.perf_counter()
    await engine.score(text, VECTOR, fresh=True)
    whole = time.perf_counter() - began
    task = asyncio.create_task(engine.score(text, VECTOR, fresh=True))
    await asyncio.sleep(whole / 8)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    cancelled = time.perf_counter()
    await engine.score(PARAGRAPH, VECTOR)
    assert time.perf_counter() - cancelled < whole / 2


async def test_a_killed_child_is_replaced_and_nothing_pending_is_lost(engine: EngineClient) -> None:
    heard: list[EngineStatus] = []
    engine.subscribe(lambda status, _sentence: heard.append(status))
    expected = await engine.score(PARAGRAPH, VECTOR, fresh=True)
    text_alone = await write(engine, STORY)
    first = engine.worker_pid
    assert first is not None
    writing = asyncio.create_task(write(engine, STORY))
    await asyncio.sleep(0.2)
    scoring = asyncio.create_task(engine.score(PARAGRAPH, VECTOR, fresh=True))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    assert await scoring == expected
    assert await writing == text_alone
    assert engine.worker_pid != first
    assert heard == [EngineStatus.RESTARTING, EngineStatus.READY]


async def test_a_child_that_keeps_dying_is_given_up_with_a_sentence(engine: EngineClient) -> None:
    sentences: list[str] = []
    engine.subscribe(lambda _status, sentence: sentences.append(sentence))
    task = asyncio.create_task(write(engine, GenerateRequest(LONG_PROMPT, max_tokens=1500)))
    with pytest.raises(EngineProblem) as caught:
        while not task.done():
            pid = engine.worker_pid
            await asyncio.sleep(0.05)
            if pid is not None:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    continue
        await task
    assert "\n" not in str(caught.value)
    assert any("text is safe" in sentence for sentence in sentences)


async def test_short_texts_have_no_score_and_empty_ones_do_no_harm(engine: EngineClient) -> None:
    assert (await engine.score("", VECTOR)).cosine is None
    assert (await engine.score("Oh.", VECTOR)).cosine is None
    assert (await engine.score(PARAGRAPH, VECTOR, revision=7)).cosine is not None


async def test_a_very_long_paragraph_is_scored_in_windows(engine: EngineClient) -> None:
    score = await engine.score(CHAPTER * 3, VECTOR, fresh=True)
    assert score.cosine is not None
    assert len(score.tokens) == score.n_tokens > 2048
    assert score.cosine == pytest.approx(np.mean([token.cosine for token in score.tokens]), abs=1e-5)


async def test_the_states_of_a_long_text_are_read_in_windows_as_its_score_is(engine: EngineClient) -> None:
    text = "The lamp on the pier went out and nobody saw it go. " * 160  # some 2,100 tokens; the window has 2,048
    states = await engine.states(text)
    score = await engine.score(text, VECTOR, fresh=True)
    assert score.n_tokens == states.n_tokens > 2048
    chosen = vector()
    unit = chosen.direction / np.linalg.norm(chosen.direction)
    assert score.cosine == pytest.approx(float(states.mean_unit[chosen.layer] @ unit), abs=1e-4)


async def test_how_a_text_is_foreseen(engine: EngineClient) -> None:
    found = await engine.token_surprisal(PARAGRAPH)
    assert found.n_tokens == (await engine.score(PARAGRAPH, VECTOR)).n_tokens
    assert 0 < found.nats == await engine.surprisal(PARAGRAPH)
    assert 0 < found.entropy < np.log(49152)


async def test_what_cannot_be_done_is_said(engine: EngineClient, tmp_path: Path) -> None:
    wrong = SteeringVector(10, np.ones(64, dtype=np.float32), Readout())
    with pytest.raises(UsageProblem, match="another shape"):
        await engine.score(PARAGRAPH, wrong)
    with pytest.raises(UsageProblem, match="another shape"):
        async for _ in engine.generate(STORY, [wrong]):
            pass
    with pytest.raises(UsageProblem, match="no attribute"):
        async for _ in engine.generate(STORY):
            pass
    with pytest.raises(ModelProblem, match=r"nowhere\.gguf"):
        await engine.load(tmp_path / "nowhere.gguf")


async def test_loading_says_how_far_it_has_come() -> None:
    starter = paths.starter_model()
    assert starter is not None
    client = EngineClient()
    said: list[tuple[EngineStatus, str]] = []
    client.subscribe(lambda status, sentence: said.append((status, sentence)))
    await client.load(starter)
    await client.close()
    on_the_way = [sentence for status, sentence in said if status is EngineStatus.LOADING and "%" in sentence]
    assert len(on_the_way) > 3
    assert on_the_way[-1].endswith("100%")


async def test_every_score_is_by_the_attribute_it_was_asked_with(engine: EngineClient) -> None:
    text = "The lamp had been burning all night."
    other = SteeringVector(4, -VECTOR.direction, VECTOR.recipe)
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
    async for event in rewrite(engine, RewriteOrder(PARAGRAPH, (Steers(),), lam=1.0)):
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
        await asyncio.sleep(0.001)
    assert await write(engine, STORY)
    happened.append("written")
    assert await learning == undisturbed
    assert happened.index("written") < happened.index("learned")


async def test_of_two_loads_at_once_the_later_one_wins_and_one_child_remains(engine: EngineClient) -> None:
    starter = paths.starter_model()
    assert starter is not None
    first, second = asyncio.create_task(engine.load(starter)), asyncio.create_task(engine.load(starter))
    with pytest.raises(Superseded):
        await first
    await second
    assert (await engine.score(PARAGRAPH, VECTOR)).cosine is not None
    assert children_of_this_process() == [engine.worker_pid]
    again = asyncio.create_task(engine.load(starter))
    await asyncio.sleep(0)
    later = asyncio.create_task(engine.load(starter))
    await asyncio.sleep(0)
    again.cancel()
    await asyncio.gather(again, return_exceptions=True)
    await later
    assert children_of_this_process() == [engine.worker_pid]


async def test_closing_while_a_model_is_loaded_leaves_no_child() -> None:
    starter = paths.starter_model()
    assert starter is not None
    client = EngineClient()
    under_way = asyncio.Event()
    client.subscribe(lambda status, sentence: under_way.set() if "%" in sentence else None)
    loading = asyncio.create_task(client.load(starter))
    await under_way.wait()
    await client.close()
    with pytest.raises(Superseded):
        await loading
    with pytest.raises(Superseded):
        await client.load(starter)
    assert children_of_this_process() == []


async def test_a_fault_in_the_child_is_a_sentence_for_people_and_a_traceback_in_the_log(
    engine: EngineClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "core.engine.process")
    secret = "Nobody may read this."
    broken = replace(VECTOR, recipe=replace(VECTOR.recipe, min_tokens=secret))  # type: ignore[arg-type]
    with pytest.raises(EngineProblem) as caught:
        await engine.score("The lamp had been burning all night.", broken)
    assert "log" in str(caught.value) and "Error" not in str(caught.value)
    while "TypeError" not in caplog.text:
        await asyncio.sleep(0.01)
    assert "service.py" in caplog.text
    assert secret not in caplog.text


def children_of_this_process() -> list[int]:
    """Ids of the model processes that this one has started and that still run."""
    return [each.pid for each in psutil.Process().children() if "core.engine.worker" in each.cmdline()]
