"""From a passage to checked variants: what is cleaned, tried again, flagged; with a model that recites."""

from __future__ import annotations

import asyncio
from pathlib import Path

import numpy as np
import pytest

from core.checks import Flag
from core.engine.protocol import Recipe, SteeringVector
from core.engine.scripted import ScriptedEngine
from core.errors import UsageProblem
from core.rewriting import TRIES, Finished, Retrying, RewriteEvent, RewriteOrder, Variant, Writing, rewrite

PASSAGE = "The lamp was on the table. It was not lit. Nell looked at it for a while and then she went out."
GOOD = "On the table sat the lamp, dark as a shut eye. Nell watched it until her patience burned down, and left."
OTHER = "Unlit, the lamp kept its own counsel on the table. Nell gave it the length of a breath and went out."
TALK = "Sure! I would be happy to help you with your writing. What would you like to know about it?"


VECTORS = (SteeringVector(9, np.ones(576, dtype=np.float32), Recipe(min_tokens=1)),)


def written(engine: ScriptedEngine, order: RewriteOrder) -> tuple[list[RewriteEvent], list[Variant]]:
    """All events, and the variants among them."""

    async def collect() -> list[RewriteEvent]:
        await engine.load(Path("x"))
        return [event async for event in rewrite(engine, order)]

    events = asyncio.run(collect())
    return events, [event.variant for event in events if isinstance(event, Finished)]


def test_a_good_answer_is_streamed_and_finished_without_a_flag() -> None:
    events, (variant,) = written(ScriptedEngine([GOOD]), RewriteOrder(PASSAGE, VECTORS, lam=0.0))
    shown = [event.text for event in events if isinstance(event, Writing)]
    assert shown[-1] == variant.text == GOOD
    assert all(GOOD.startswith(text.rstrip()) for text in shown)
    assert variant.flags == ()
    assert variant.cosine_before is not None and variant.cosine_after is not None


def test_talk_is_tried_again_with_another_seed_and_never_kept() -> None:
    engine = ScriptedEngine([TALK, GOOD])
    events, (variant,) = written(engine, RewriteOrder(PASSAGE, VECTORS, seed=5))
    assert any(isinstance(event, Retrying) for event in events)
    assert variant.text == GOOD
    assert engine.requests[0].seed == 5
    assert engine.requests[1].seed != 5
    assert variant.seed == 5


def test_talk_to_the_end_gives_an_empty_variant_that_says_so() -> None:
    engine = ScriptedEngine([TALK])
    _, (variant,) = written(engine, RewriteOrder(PASSAGE, VECTORS))
    assert (variant.text, variant.flags) == ("", (str(Flag.TALK),))
    assert len(engine.requests) == TRIES
    assert variant.cosine_after is None


def test_a_copy_is_tried_again_and_flagged_where_nothing_better_comes() -> None:
    _, (variant,) = written(ScriptedEngine([PASSAGE]), RewriteOrder(PASSAGE, VECTORS, lam=0.0))
    assert str(Flag.COPIED) in variant.flags
    _, (better,) = written(ScriptedEngine([PASSAGE, GOOD]), RewriteOrder(PASSAGE, VECTORS, lam=0.0))
    assert better.text == GOOD


def test_an_answer_without_an_end_loses_its_last_half_sentence_and_says_so() -> None:
    class Breathless(ScriptedEngine):
        """Is always cut off."""

        async def generate_together(self, requests, vectors=(), *, priority=None):  # type: ignore[no-untyped-def]
            async for so_far in super().generate_together(requests):
                yield tuple(type(each)(each.text) for each in so_far)

    _, (variant,) = written(Breathless([f"{GOOD} And then the door of the"]), RewriteOrder(PASSAGE, VECTORS, lam=0.0))
    assert variant.text == GOOD
    assert variant.flags == (str(Flag.CUT_OFF),)


@pytest.mark.parametrize("together", [False, True])
def test_variants_have_neighbouring_seeds_and_arrive_in_order(together: bool) -> None:
    engine = ScriptedEngine([GOOD, OTHER, GOOD, OTHER, GOOD])
    events, variants = written(engine, RewriteOrder(PASSAGE, VECTORS, variants=5, seed=10, together=together))
    assert [event.index for event in events if isinstance(event, Finished)] == [0, 1, 2, 3, 4]
    assert [variant.seed for variant in variants] == [10, 11, 12, 13, 14]
    assert [request.seed for request in engine.requests] == [10, 11, 12, 13, 14]
    assert [variant.text for variant in variants] == [GOOD, OTHER, GOOD, OTHER, GOOD]


def test_of_variants_written_together_only_the_unusable_are_tried_again() -> None:
    engine = ScriptedEngine([GOOD, TALK, OTHER, GOOD])
    _, variants = written(engine, RewriteOrder(PASSAGE, VECTORS, variants=3, seed=1, together=True))
    assert [variant.text for variant in variants] == [GOOD, GOOD, OTHER]
    assert len(engine.requests) == 4


def test_nothing_to_rewrite_is_said() -> None:
    with pytest.raises(UsageProblem, match="nothing to rewrite"):
        written(ScriptedEngine(), RewriteOrder("  \n ", VECTORS))
