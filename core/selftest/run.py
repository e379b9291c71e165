"""Run the steps of a self-test one after another; a step that fails says why, and the rest goes on."""

from __future__ import annotations

import logging
import time
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from core.derivation.plan import Plan
from core.engine.protocol import Engine
from core.errors import InkglowError
from core.models.memory import Gpu
from core.selftest.report import StepResult
from core.selftest.steps import Found, Steps

_UNEXPECTED = "Something went wrong inside Inkglow; the log has the details."
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """What to try: the model's file, the plan of the attribute, and how many paragraphs to rewrite.

    ``chapter`` is the text to score, with a list of its paragraphs beside it (``.json``); ``folder`` is for files that
    may be removed afterwards.
    """

    model: Path
    plan: Plan
    chapter: Path
    folder: Path
    n_rewrites: int = 5
    gpus: tuple[Gpu, ...] = ()


@dataclass(frozen=True)
class _Step:
    name: str
    title: str
    run: Callable[[], Awaitable[Found]]
    needs: str = ""


async def run(
    engine: Engine, settings: Settings, doing: Callable[[str], None], memory: Callable[[], int]
) -> AsyncGenerator[StepResult, None]:
    """Yield the result of each step. ``doing`` takes sentences about progress; ``memory`` gives the bytes that the
    model's process holds now, 0 where unknown."""
    steps = Steps(engine, settings.model, settings.plan, settings.chapter, settings.folder, settings.gpus, doing)
    planned = (
        _Step("memory", "Memory", steps.memory),
        _Step("load", "Loading", steps.load),
        _Step("template", "Chat template", steps.template, "load"),
        _Step("layers", "Hidden states", steps.layers, "load"),
        _Step("attribute", "Quick attribute", steps.attribute, "load"),
        _Step("glow", "Glow of the sample chapter", steps.glow, "attribute"),
        _Step("rewrites", "Rewrites", lambda: steps.rewrites(settings.n_rewrites), "attribute"),
    )
    titles = {step.name: step.title for step in planned}
    done: dict[str, bool] = {}
    for step in planned:
        if step.needs and not done.get(step.needs, False):
            found = Found(False, f"Not tried, because “{titles[step.needs]}” failed.")
            done[step.name] = False
            yield StepResult(step.name, step.title, found.passed, found.sentence, 0.0, memory(), found.figures)
            continue
        doing(f"{step.title}…")
        began = time.monotonic()
        try:
            found = await step.run()
            done[step.name] = True
        except InkglowError as error:
            found, done[step.name] = Found(False, str(error)), False
        except Exception:
            _log.exception("A step of the self-test failed")
            found, done[step.name] = Found(False, _UNEXPECTED), False
        seconds = time.monotonic() - began
        yield StepResult(step.name, step.title, found.passed, found.sentence, seconds, memory(), found.figures)
