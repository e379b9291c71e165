"""Measure the latency of a click while a manuscript is scored, and the slowdown by a second model process."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from contextlib import aclosing, suppress
from pathlib import Path
from statistics import median

from core import paths
from core.attribute import selection
from core.attribute.file import Attribute
from core.derivation.premises import load_pairs
from core.engine.client import EngineClient
from core.engine.protocol import Priority
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import RewriteOrder, Writing
from core.rewrite.run import rewrite
from tests.benchmarks.typing import manuscript

PAIRS = 7
WORDS = 100_000
SCORES_AT_ONCE = 12


async def waiting_ratios(model: Path | None, attribute: str) -> dict[str, float]:
    """Ratios of times that are measured in turns within one run.

    ``click_while_reading_over_idle``: seconds to a rewrite's first word while a text of 100,000 words is scored, minus
    the time of one score (which may have just started), over the seconds without other work.
    ``enrich_first_over_rewrite`` and ``enrich_all_over_rewrite``: seconds to the first addition, and to the end of
    enriching a plain passage of about 100 words, over those of rewriting it anew.
    ``two_processes_over_one``: seconds for the same scores in each of two model processes at once, over one alone; 2 is
    expected on two cores, 1 on more.
    """
    engine = EngineClient()
    try:
        ready = await selection.load(engine, model, selection.AttributeSelection(attribute))
        paragraphs = [each for each in manuscript(WORDS).split("\n\n") if each[0] != "#"]
        click = await _click_ratio(engine, ready.attributes, paragraphs)
        enrich = await _enrich_ratios(engine, ready.attributes)
        return {
            **click,
            **enrich,
            "two_processes_over_one": await _two_processes(engine, ready, paragraphs[-SCORES_AT_ONCE:]),
        }
    finally:
        await engine.close()


async def _click_ratio(
    engine: EngineClient, attributes: tuple[Attribute, ...], paragraphs: Sequence[str]
) -> dict[str, float]:
    passages, to_read = paragraphs[: 2 * PAIRS], iter(paragraphs[2 * PAIRS :])
    one_score: list[float] = []

    async def read() -> None:
        while True:
            began = time.perf_counter()
            await engine.score(next(to_read), attributes[0].vector, priority=Priority.REST)
            one_score.append(time.perf_counter() - began)

    async def first_word(passage: str) -> float:
        began = time.perf_counter()
        async with aclosing(
            rewrite(engine, RewriteOrder(passage, attributes, RewriteOptions(lam=1.0, mode=Mode.REWRITE)))
        ) as events:
            async for event in events:
                if isinstance(event, Writing):
                    break
        return time.perf_counter() - began

    await first_word(paragraphs[-1])
    ratios: list[float] = []
    for idle_passage, busy_passage in zip(passages[::2], passages[1::2], strict=True):
        idle = await first_word(idle_passage)
        reading = asyncio.create_task(read())
        while len(one_score) < 3:
            await asyncio.sleep(0.01)
        usual = median(one_score)
        busy = await first_word(busy_passage)
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading
        one_score.clear()
        ratios.append((busy - usual) / idle)
    return {"click_while_reading_over_idle": round(median(ratios), 3)}


async def _enrich_ratios(engine: EngineClient, attributes: tuple[Attribute, ...]) -> dict[str, float]:
    plain = [
        pair.worse for pair in load_pairs(paths.resources() / "reference" / "pairs.jsonl") if "“" not in pair.worse
    ]
    passages = [" ".join(plain[start : start + 3]) for start in range(0, 3 * PAIRS, 3)]

    async def timed(passage: str, mode: Mode) -> tuple[float, float]:
        began, first = time.perf_counter(), 0.0
        options = RewriteOptions(lam=3.0, mode=mode)
        async with aclosing(rewrite(engine, RewriteOrder(passage, attributes[:1], options))) as events:
            async for event in events:
                if isinstance(event, Writing) and not first:
                    first = time.perf_counter() - began
        whole = time.perf_counter() - began
        return first or whole, whole

    firsts: list[float] = []
    wholes: list[float] = []
    for passage in passages:
        _, anew = await timed(passage, Mode.REWRITE)
        first, whole = await timed(passage, Mode.ENRICH)
        firsts.append(first / anew)
        wholes.append(whole / anew)
    return {
        "enrich_first_over_rewrite": round(median(firsts), 3),
        "enrich_all_over_rewrite": round(median(wholes), 3),
    }


async def _two_processes(engine: EngineClient, ready: selection.LoadedModel, texts: Sequence[str]) -> float:
    other = EngineClient()
    try:
        await other.load(ready.model.path)

        async def read(by: EngineClient) -> float:
            began = time.perf_counter()
            for text in texts:
                await by.score(text, ready.attribute.vector, fresh=True)
            return time.perf_counter() - began

        await asyncio.gather(read(engine), read(other))
        ratios: list[float] = []
        for _ in range(PAIRS):
            alone = await read(engine)
            both = await asyncio.gather(read(engine), read(other))
            ratios.append(max(both) / alone)
    finally:
        await other.close()
    return round(median(ratios), 3)
