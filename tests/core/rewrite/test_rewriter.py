"""From a passage to checked variants: what is cleaned, tried again, flagged; with a model that recites."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from core.attribute.calibration import Zones
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Continuation, GenerateRequest, Priority, Readout, SteeringVector
from core.errors import UsageProblem
from core.rewrite.checks import Flag
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, Retrying, RewriteEvent, RewriteOrder, Variant, Writing
from core.rewrite.rewriter import TRIES
from core.rewrite.run import rewrite

PASSAGE = "The lamp was on the table. It was not lit. Nell looked at it for a while and then she went out."
GOOD = "On the table sat the lamp, dark as a shut eye. Nell watched it until her patience burned down, and left."
OTHER = "Unlit, the lamp kept its own counsel on the table. Nell gave it the length of a breath and went out."
THIRD = "Nobody had lit the lamp on the table. Nell looked, and looked, and then the door had her."
FOURTH = "A lamp sat cold upon the table; Nell looked it up and down a while, then took herself outside."
FIFTH = "The table bore an unlit lamp as one bears a grudge. Nell stared it out, and then was gone."
TALK = "Sure! I would be happy to help you with your writing. What would you like to know about it?"


@dataclass(frozen=True)
class Known:
    """An attribute, as far as its λ goes."""

    name: str
    zones: Zones
    vector: SteeringVector = field(
        default_factory=lambda: SteeringVector(9, np.ones(576, dtype=np.float32), Readout(min_tokens=1))
    )


CREATIVITY, CRAFT = Known("creativity", Zones(2.0, 5.0, 8.0)), Known("craft", Zones(20.0, 30.0, 40.0))


class Breathless(ScriptedEngine):
    """Is always cut off."""

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        async for so_far in super().generate_together(requests, vectors, priority=priority):
            yield tuple(Continuation(each.text) for each in so_far)


def written(engine: ScriptedEngine, order: RewriteOrder) -> tuple[list[RewriteEvent], list[Variant]]:
    """All events, and the variants among them."""

    async def collect() -> list[RewriteEvent]:
        await engine.load(Path("x"))
        return [event async for event in rewrite(engine, order)]

    events = asyncio.run(collect())
    return events, [event.variant for event in events if isinstance(event, Finished)]


def test_a_good_answer_is_streamed_and_finished_without_a_flag() -> None:
    events, (variant,) = written(ScriptedEngine([GOOD]), RewriteOrder(PASSAGE, (CREATIVITY,)))
    shown = [event.text for event in events if isinstance(event, Writing)]
    assert shown[-1] == variant.text == GOOD
    assert all(GOOD.startswith(text.rstrip()) for text in shown)
    assert variant.flags == ()
    assert variant.cosine_before is not None and variant.cosine_after is not None


def test_talk_is_tried_again_with_another_seed_and_never_kept() -> None:
    engine = ScriptedEngine([TALK, GOOD])
    events, (variant,) = written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(seed=5)))
    assert any(isinstance(event, Retrying) for event in events)
    assert variant.text == GOOD
    assert engine.requests[0].seed == 5
    assert engine.requests[1].seed != 5
    assert variant.seed == 5


def test_talk_to_the_end_gives_an_empty_variant_that_says_so() -> None:
    engine = ScriptedEngine([TALK])
    _, (variant,) = written(engine, RewriteOrder(PASSAGE, (CREATIVITY,)))
    assert (variant.text, variant.flags) == ("", (str(Flag.TALK),))
    assert len(engine.requests) == TRIES
    assert variant.cosine_after is None


def test_a_copy_is_tried_again_and_flagged_where_nothing_better_comes() -> None:
    _, (variant,) = written(ScriptedEngine([PASSAGE]), RewriteOrder(PASSAGE, (CREATIVITY,)))
    assert str(Flag.COPIED) in variant.flags
    _, (better,) = written(
        ScriptedEngine([PASSAGE, GOOD]), RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(lam=0.0))
    )
    assert better.text == GOOD


def test_an_answer_without_an_end_loses_its_last_half_sentence_and_says_so() -> None:
    _, (variant,) = written(Breathless([f"{GOOD} And then the door of the"]), RewriteOrder(PASSAGE, (CREATIVITY,)))
    assert variant.text == GOOD
    assert variant.flags == (str(Flag.CUT_OFF),)


@pytest.mark.parametrize("together", [False, True])
def test_variants_have_neighbouring_seeds_and_arrive_in_order(together: bool) -> None:
    engine = ScriptedEngine([GOOD, OTHER, THIRD, FOURTH, FIFTH])
    events, variants = written(
        engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(variants=5, seed=10, together=together))
    )
    assert [event.index for event in events if isinstance(event, Finished)] == [0, 1, 2, 3, 4]
    assert [variant.seed for variant in variants] == [10, 11, 12, 13, 14]
    assert [request.seed for request in engine.requests] == [10, 11, 12, 13, 14]
    assert [variant.text for variant in variants] == [GOOD, OTHER, THIRD, FOURTH, FIFTH]


def test_of_variants_written_together_only_the_unusable_are_tried_again() -> None:
    engine = ScriptedEngine([GOOD, TALK, OTHER, THIRD])
    _, variants = written(
        engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(variants=3, seed=1, together=True))
    )
    assert [variant.text for variant in variants] == [GOOD, THIRD, OTHER]
    assert len(engine.requests) == 4


def test_a_ladder_is_one_batch_from_no_steering_to_the_given_strength_and_each_variant_has_its_own() -> None:
    engine = ScriptedEngine([GOOD, TALK, OTHER, THIRD, FOURTH])
    options = RewriteOptions(lam=6.0, blend=(3.0,), variants=4, seed=1, ladder=True)
    _, variants = written(engine, RewriteOrder(PASSAGE, (CREATIVITY, CRAFT), options))
    assert [variant.lam for variant in variants] == [0.0, 2.0, 4.0, 6.0]
    assert [variant.text for variant in variants] == [GOOD, FOURTH, OTHER, THIRD]
    assert [request.blend for request in engine.requests[:4]] == [(0.0,), (1.0,), (2.0,), (3.0,)]
    assert engine.batches == [4, 1]
    assert (engine.requests[4].lam, engine.requests[4].blend) == (2.0, (1.0,))  # tried again at its own strength
    assert len({request.messages for request in engine.requests}) == 1


def test_a_ladder_that_stays_as_plain_says_so_of_the_unsteered_variant_too() -> None:
    engine = ScriptedEngine(["A lamp was on it. Nell saw it, so she went to it. It was not lit. She did go out of it."])
    _, (unsteered, steered) = written(
        engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(lam=2.0, variants=2, ladder=True))
    )
    assert unsteered.lam == 0 and str(Flag.NOT_LIVELIER) in unsteered.flags
    assert str(Flag.NOT_LIVELIER) in steered.flags


@pytest.mark.parametrize("options", [RewriteOptions(lam=2.0, ladder=True), RewriteOptions(variants=1, ladder=True)])
def test_a_ladder_of_one_step_is_refused(options: RewriteOptions) -> None:
    with pytest.raises(UsageProblem, match="at least two"):
        written(ScriptedEngine([GOOD]), RewriteOrder(PASSAGE, (CREATIVITY,), options))


def test_a_ladder_of_additions_is_refused() -> None:
    options = RewriteOptions(lam=2.0, variants=2, ladder=True, mode=Mode.ENRICH)
    with pytest.raises(UsageProblem, match="writing the passage anew"):
        written(ScriptedEngine([GOOD]), RewriteOrder(PASSAGE, (CREATIVITY,), options))


def test_nothing_to_rewrite_is_said() -> None:
    with pytest.raises(UsageProblem, match="nothing to rewrite"):
        written(ScriptedEngine(), RewriteOrder("  \n ", (CREATIVITY,)))


@pytest.mark.parametrize("lam", [8.1, -8.1, float("nan"), float("inf")])
def test_a_lambda_beyond_what_was_measured_is_refused_before_the_model_is_asked(lam: float) -> None:
    engine = ScriptedEngine([GOOD])
    with pytest.raises(UsageProblem, match="creativity may be steered by between -8 and 8"):
        written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(lam=lam)))
    assert not engine.requests and not engine.scored


def test_a_blend_that_is_too_strong_together_is_refused() -> None:
    engine = ScriptedEngine([GOOD])
    with pytest.raises(UsageProblem, match="lower one of them"):
        written(engine, RewriteOrder(PASSAGE, (CREATIVITY, CRAFT), RewriteOptions(lam=6.0, blend=(20.0,))))
    assert not engine.requests
    _, (variant,) = written(engine, RewriteOrder(PASSAGE, (CREATIVITY, CRAFT), RewriteOptions(lam=4.0, blend=(20.0,))))
    assert variant.text == GOOD
    assert (engine.requests[0].lam, engine.requests[0].blend) == (4.0, (20.0,))


def test_a_lambda_without_the_attribute_that_bounds_it_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError):
        written(ScriptedEngine([GOOD]), RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(blend=(1.0,))))


def test_an_instruction_reaches_the_model_and_is_one_line_of_bounded_length() -> None:
    engine = ScriptedEngine([GOOD])
    written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(instruction=" more menace ")))
    assert "more menace" in engine.requests[0].messages[-1].content
    for instruction in ("x" * 201, "terse\nmore menace", "terse\u2028more menace"):
        with pytest.raises(UsageProblem, match="one line of at most 200 characters"):
            written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(instruction=instruction)))
    assert len(engine.requests) == 1


def test_a_text_known_already_is_tried_again_with_another_seed() -> None:
    engine = ScriptedEngine([GOOD, OTHER])
    events, (variant,) = written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), known=(GOOD.replace(" ", "  "),)))
    assert variant.text == OTHER
    assert variant.flags == ()
    assert any(isinstance(event, Retrying) for event in events)


def test_where_only_known_texts_come_the_variant_says_so() -> None:
    engine = ScriptedEngine([GOOD])
    _, (variant,) = written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), known=(GOOD,)))
    assert variant.flags == (str(Flag.REPEATED),)
    assert len({request.seed for request in engine.requests}) == TRIES


def test_variants_of_one_order_differ_too() -> None:
    engine = ScriptedEngine([GOOD, GOOD, OTHER, THIRD])
    _, variants = written(engine, RewriteOrder(PASSAGE, (CREATIVITY,), RewriteOptions(variants=3, together=True)))
    assert [variant.text for variant in variants] == [GOOD, THIRD, OTHER]


FRAGMENT = "a damp, drizzly November in my soul"


def test_a_fragment_is_rewritten_as_one_and_fits_the_sentence_around_it() -> None:
    engine = ScriptedEngine(["A wet November had settled in my soul. The streets were grey, and I was"])
    events, (variant,) = written(
        engine, RewriteOrder(FRAGMENT, (CREATIVITY,), before="Whenever it is", after="; then I go to sea.")
    )
    assert variant.text == "a wet November had settled in my soul"
    assert str(Flag.CUT_OFF) not in variant.flags
    shown = [event.text for event in events if isinstance(event, Writing)]
    assert all("grey" not in text and not text.startswith("A") for text in shown)


def test_a_fragment_that_is_cut_off_ends_with_a_whole_word_and_says_so() -> None:
    engine = Breathless(["the rain of a whole November came down inside me, and kept drumm"])
    _, (variant,) = written(engine, RewriteOrder(FRAGMENT, (CREATIVITY,)))
    assert variant.text == "the rain of a whole November came down inside me, and kept"
    assert str(Flag.CUT_OFF) in variant.flags


def test_an_answer_cut_off_in_its_first_sentence_ends_with_a_whole_word() -> None:
    engine = Breathless(["On the table, dark as a shut eye, sat the lamp that Nell had watched until her pati"])
    _, (variant,) = written(engine, RewriteOrder(PASSAGE, (CREATIVITY,)))
    assert variant.text == "On the table, dark as a shut eye, sat the lamp that Nell had watched until her"
    assert str(Flag.CUT_OFF) in variant.flags
