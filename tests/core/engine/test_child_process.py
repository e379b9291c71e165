"""The child process may be killed, replaced and closed without anything being lost. Each test has its own."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import psutil
import pytest
import pytest_asyncio

from core import paths
from core.engine import connection
from core.engine.client import EngineClient
from core.engine.protocol import EngineStatus, GenerateRequest
from core.engine.supervision import Patience
from core.errors import EngineProblem, ModelProblem, Superseded
from tests.core.engine.test_client import PARAGRAPH, STORY, VECTOR

pytestmark = pytest.mark.model


@asynccontextmanager
async def loaded(patience: Patience) -> AsyncIterator[EngineClient]:
    client = EngineClient(patience=patience)
    starter = paths.starter_model()
    assert starter is not None
    await client.load(starter)
    try:
        yield client
    finally:
        await client.close()


@pytest_asyncio.fixture
async def engine() -> AsyncIterator[EngineClient]:
    async with loaded(Patience()) as client:
        yield client


async def until(condition: Callable[[], bool]) -> None:
    """Wait for ``condition``; the test's own limit of time ends a wait in vain."""
    while not condition():
        await asyncio.sleep(0.01)


async def write(engine: EngineClient, request: GenerateRequest, on_words: Callable[[], None] = lambda: None) -> str:
    text = ""
    async for so_far in engine.generate(request, [VECTOR]):
        text = so_far
        on_words()
    return text


async def test_a_killed_child_is_replaced_and_nothing_pending_is_lost(engine: EngineClient) -> None:
    statuses: list[EngineStatus] = []
    engine.subscribe(lambda status, _sentence: statuses.append(status))
    expected = await engine.score(PARAGRAPH, VECTOR, fresh=True)
    text_alone = await write(engine, STORY)
    first = engine.worker_pid
    assert first is not None
    begun = asyncio.Event()
    writing = asyncio.create_task(write(engine, STORY, begun.set))
    await begun.wait()
    scoring = asyncio.create_task(engine.score(PARAGRAPH, VECTOR, fresh=True))
    await asyncio.sleep(0)
    os.kill(first, signal.SIGKILL)
    assert await scoring == expected
    assert await writing == text_alone
    assert engine.worker_pid != first
    assert statuses == [EngineStatus.RESTARTING, EngineStatus.READY]


async def test_a_stopped_child_is_said_to_be_silent_and_goes_on_where_it_was() -> None:
    async with loaded(Patience(round_s=0.05, silent=4, starting=400, lost=10_000)) as engine:
        statuses: list[EngineStatus] = []
        engine.subscribe(lambda status, _sentence: statuses.append(status))
        pid = engine.worker_pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        scoring = asyncio.create_task(engine.score(PARAGRAPH, VECTOR))
        await until(lambda: EngineStatus.SILENT in statuses)
        os.kill(pid, signal.SIGCONT)
        assert (await scoring).cosine is not None
        assert engine.worker_pid == pid and statuses[-1] is EngineStatus.READY


async def test_a_child_that_stays_silent_is_replaced_and_its_request_repeated() -> None:
    async with loaded(Patience(round_s=0.05, silent=2, starting=400, lost=6)) as engine:
        statuses: list[EngineStatus] = []
        engine.subscribe(lambda status, _sentence: statuses.append(status))
        pid = engine.worker_pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        assert (await engine.score(PARAGRAPH, VECTOR)).cosine is not None
        assert engine.worker_pid != pid
        assert statuses[:2] == [EngineStatus.SILENT, EngineStatus.RESTARTING] and statuses[-1] is EngineStatus.READY


async def test_a_stopped_child_that_is_full_of_requests_does_not_hold_up_the_end() -> None:
    async with loaded(Patience()) as engine:
        pid = engine.worker_pid
        assert pid is not None
        os.kill(pid, signal.SIGSTOP)
        scoring = asyncio.create_task(engine.score("A long text. " * 20_000, VECTOR))  # more than a pipe holds
        await asyncio.sleep(0)
        await engine.close()
        with pytest.raises(EngineProblem):
            await scoring
        assert not psutil.pid_exists(pid)


async def test_a_child_without_memory_is_replaced_and_its_request_repeated(engine: EngineClient) -> None:
    pid = engine.worker_pid
    assert pid is not None
    used = psutil.Process(pid).memory_info().vms
    resource.prlimit(pid, resource.RLIMIT_AS, (used, used))
    text = " ".join(f"{PARAGRAPH} Number {n}." for n in range(8))
    assert (await engine.score(text, VECTOR)).n_tokens > 200
    assert engine.worker_pid != pid


async def test_a_child_that_cannot_be_started_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    starter = paths.starter_model()
    assert starter is not None
    monkeypatch.setattr(connection, "worker_command", lambda: ["/nowhere/to/be/found"])
    client = EngineClient()
    with pytest.raises(ModelProblem, match="could not be started: No such file"):
        await client.load(starter)
    await client.close()


async def test_a_child_that_keeps_dying_is_given_up_with_a_sentence() -> None:
    async with loaded(Patience(delays_s=(0.0, 0.05, 0.1))) as engine:
        await kill_again_and_again(engine)


async def kill_again_and_again(engine: EngineClient) -> None:
    sentences: list[str] = []
    engine.subscribe(lambda _status, sentence: sentences.append(sentence))
    task = asyncio.create_task(write(engine, GenerateRequest(STORY.messages, max_tokens=1500)))
    killed = None
    while not task.done():
        pid = engine.worker_pid
        if pid is not None and pid != killed:
            os.kill(pid, signal.SIGKILL)
            killed = pid
        await asyncio.sleep(0.005)
    with pytest.raises(EngineProblem) as caught:
        await task
    assert "\n" not in str(caught.value)
    assert any("text is safe" in sentence for sentence in sentences)


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


async def test_a_model_that_is_not_there_is_said(engine: EngineClient, tmp_path: Path) -> None:
    with pytest.raises(ModelProblem, match=r"nowhere\.gguf"):
        await engine.load(tmp_path / "nowhere.gguf")


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


def children_of_this_process() -> list[int]:
    """Ids of the model processes that this one has started and that still run."""
    return [each.pid for each in psutil.Process().children() if "core.engine.worker" in each.cmdline()]
