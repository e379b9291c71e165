"""When a child that dies is started again, and how long one may be silent."""

from __future__ import annotations

import asyncio

from core.engine.supervision import Patience, Restarts, SilenceWatch


def test_delays_grow_until_nothing_is_started_any_more() -> None:
    restarts = Restarts(Patience(delays_s=(0.0, 1.0, 4.0)))
    assert [restarts.delay_after_death(now) for now in (1.0, 3.0, 9.0, 20.0)] == [0.0, 1.0, 4.0, None]


def test_a_child_that_has_been_ready_for_long_counts_as_sound() -> None:
    restarts = Restarts(Patience(delays_s=(0.0, 1.0), settled_s=60.0))
    restarts.delay_after_death(0.0)
    restarts.ready(10.0)
    assert restarts.delay_after_death(69.0) == 1.0  # 59 seconds later
    restarts.ready(70.0)
    assert restarts.delay_after_death(130.0) == 0.0
    assert restarts.delay_after_death(200.0) == 1.0  # it was not ready in between


async def test_silence_is_said_once_and_taken_back_at_the_first_sign() -> None:
    said: list[object] = []
    watch = SilenceWatch(
        Patience(round_s=0.0, silent=3, starting=5, lost=4),
        is_needed=lambda: "lost" not in said,
        ping=lambda: said.append("ping"),
        on_silence=said.append,
        on_lost=lambda: said.append("lost"),
    )
    watch.begin()
    while True not in said:
        await asyncio.sleep(0)
    watch.heard()
    assert said == ["ping", True, False]
    while "lost" not in said:
        await asyncio.sleep(0)
    assert said == ["ping", True, False, "ping", True, "lost"]


async def test_nothing_is_asked_of_a_child_that_is_not_needed() -> None:
    said: list[object] = []
    watch = SilenceWatch(
        Patience(round_s=0.0, silent=1),
        is_needed=lambda: False,
        ping=lambda: said.append("ping"),
        on_silence=said.append,
        on_lost=lambda: said.append("lost"),
    )
    watch.begin()
    for _ in range(20):
        await asyncio.sleep(0)
    assert said == []
