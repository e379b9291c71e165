"""What the model is asked after examples: written tellings of other premises stand before the request."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from core import paths
from core.derivation.plan import EXAMPLES, plan_from_resources

PLAN = plan_from_resources(paths.resources())


def test_examples_are_told_as_asked_and_of_other_premises() -> None:
    told = {telling.premise: telling for telling in PLAN.written}
    texts = {premise.text: premise.id for premise in PLAN.contrast.premises}
    for premise in (PLAN.contrast.of("derive")[5], PLAN.contrast.of("held_out")[0]):
        creative, boring = (PLAN.request_after_examples(premise, side) for side in ("creative", "boring"))
        assert [turn.role for turn in creative] == ["user", "assistant"] * EXAMPLES + ["user"]
        assert creative[-1:] == PLAN.contrast.prompt(premise, "creative")
        shown = [next(of for text, of in texts.items() if text in turn.content) for turn in creative[:-1:2]]
        assert len({premise.id, *shown}) == EXAMPLES + 1
        assert [turn.content for turn in creative[1::2]] == [told[of].creative for of in shown]
        assert [turn.content for turn in boring[1::2]] == [told[of].boring for of in shown]  # the same ones
        wording = creative[-1].content.replace(premise.text, "")
        assert all(
            wording == turn.content.replace(text_of(of), "") for turn, of in zip(creative[::2], shown, strict=False)
        )


def text_of(premise_id: str) -> str:
    return next(premise.text for premise in PLAN.contrast.premises if premise.id == premise_id)


def test_every_telling_serves_as_an_example_about_as_often() -> None:
    requests = [PLAN.request_after_examples(premise, "creative") for premise in PLAN.contrast.of("derive")]
    shown = Counter(turn.content for request in requests for turn in request if turn.role == "assistant")
    assert len(shown) == len(PLAN.written)
    assert max(shown.values()) <= 2 * EXAMPLES


def test_without_written_tellings_of_others_the_request_stands_alone() -> None:
    paper = plan_from_resources(paths.resources(), recipe="paper")
    premise = paper.contrast.of("derive")[0]
    assert paper.request_after_examples(premise, "boring") == paper.contrast.prompt(premise, "boring")


def test_a_plan_says_whether_its_written_tellings_serve_as_examples() -> None:
    read_only = replace(PLAN, after_examples=False)
    assert read_only.digest != PLAN.digest
    assert (read_only.texts_per_premise, PLAN.texts_per_premise) == (2 * PLAN.tellings, 2 * PLAN.tellings + 2)
    paper = plan_from_resources(paths.resources(), recipe="paper")
    assert replace(paper, after_examples=False).digest == paper.digest
    assert paper.texts_per_premise == 2 * paper.tellings
