"""Run a command's work with an engine of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from core.cli import output as cli_output
from core.cli.options import engine_of
from core.engine.client import EngineClient


def run_with_engine(job: Callable[[EngineClient], Coroutine[Any, Any, None]], gpu_layers: int, threads: int) -> None:
    """Run ``job`` with an engine of its own; expected failures become one sentence and exit status 1."""

    async def with_engine() -> None:
        async with engine_of(gpu_layers, threads) as engine:
            await job(engine)

    with cli_output.failures_as_sentences():
        asyncio.run(with_engine())
