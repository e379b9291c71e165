"""Whether what follows a passage still follows from its rewrite: known-good and known-bad pairs."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from core import paths
from core.engine.client import EngineClient
from core.engine.fake import ScriptedEngine
from core.engine.protocol import ContinuationFigures, SteeringVector
from core.rewrite.checks import MOST_SENSE_LOST, Flag, sense_flags
from core.rewrite.options import RewriteOptions
from core.rewrite.order import RewriteOrder
from core.rewrite.sense import SenseCheck
from tests.core.rewrite.test_rewriter import CREATIVITY, GOOD, written
from tests.core.rewrite.test_rewriter import PASSAGE as LAMP

PASSAGE = "The old dog lay in front of the stove. Nora put a bowl of water on the floor for it and called its name."
BEFORE = "It had snowed since noon, and nobody had come up the road."
AFTER = "The dog lifted its head, looked at the bowl, and began to drink the water."
GOOD_ONES = (
    "The old dog lay in front of the stove like a spilled coat. Nora put a bowl of cold water on the floor for it, and "
    "called its name.",
    "In front of the stove lay the old dog, half melted. Nora put a brimming bowl of water on the floor for it and "
    "softly called its name.",
)
BAD_ONES = (
    "The ministry published its figures on Monday. Exports of machine tools had fallen by a third since the spring.",
    "She folded the letters into her suitcase and ran for the train, which stood hissing under the glass roof.",
)


class FollowingEngine(ScriptedEngine):
    """What follows is as likely as ``following`` says for each text, in order."""

    def __init__(self, following: Sequence[float]) -> None:
        super().__init__([GOOD])
        self.following = list(following)
        self.asked: list[tuple[str, tuple[str, ...], str]] = []

    async def continuations(
        self, before: str, texts: Sequence[str], vector: SteeringVector, *, after: str = ""
    ) -> tuple[ContinuationFigures, ...]:
        self.asked.append((before, tuple(texts), after))
        return tuple(ContinuationFigures(9, 0.1, 3.0, self.following.pop(0)) for _ in texts)


@pytest.mark.parametrize(("lost", "flagged"), [(-1.0, False), (MOST_SENSE_LOST, False), (MOST_SENSE_LOST + 0.01, True)])
def test_the_bound(lost: float, flagged: bool) -> None:
    assert sense_flags(lost) == ([Flag.SENSE] if flagged else [])


def test_a_rewrite_from_which_the_rest_follows_less_well_is_flagged() -> None:
    engine = FollowingEngine([2.0, 2.1, 2.5])
    order = RewriteOrder(
        LAMP, (CREATIVITY,), RewriteOptions(variants=2), before="Before  it.", after="After it.\nMore."
    )
    engine.script = [GOOD, GOOD.replace("lamp", "lantern")]
    _, variants = written(engine, order)
    assert [Flag.SENSE in variant.flags for variant in variants] == [False, True]
    (before, texts, after), (_, again, _) = engine.asked
    assert (before, after) == ("it.", " After it.")
    assert len(texts) == 2 and len(again) == 1  # the passage itself is measured once


def test_where_nothing_follows_nothing_is_measured() -> None:
    engine = FollowingEngine([])
    _, (variant,) = written(engine, RewriteOrder(LAMP, (CREATIVITY,), before="Before it."))
    assert Flag.SENSE not in variant.flags and not engine.asked


@pytest.mark.model
def test_the_starter_model_tells_rewrites_of_a_passage_from_other_passages() -> None:
    async def flags() -> list[list[Flag]]:
        engine = EngineClient(n_threads=1)
        starter = paths.starter_model()
        assert starter is not None
        try:
            await engine.load(Path(starter))
            check = SenseCheck(engine, RewriteOrder(PASSAGE, (CREATIVITY,), before=BEFORE, after=AFTER))
            return [await check.flags(text) for text in (*GOOD_ONES, *BAD_ONES)]
        finally:
            await engine.close()

    assert asyncio.run(flags()) == [[], [], [Flag.SENSE], [Flag.SENSE]]
