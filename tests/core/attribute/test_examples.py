"""Few-shot requests: reference stories of other premises stand before the request."""

from __future__ import annotations

from collections import Counter

from core import paths
from core.derivation.plan import EXAMPLES, plan_from_resources

PLAN = plan_from_resources(paths.resources(), method="imagery")


def test_examples_answer_the_request_and_are_of_other_premises() -> None:
    stories = {story.premise: story for story in PLAN.reference_stories}
    texts = {premise.text: premise.id for premise in PLAN.contrast.premises}
    for premise in (PLAN.contrast.of("derive")[5], PLAN.contrast.of("held_out")[0]):
        creative, boring = (PLAN.few_shot_request(premise, side) for side in ("creative", "boring"))
        assert [turn.role for turn in creative] == ["user", "assistant"] * EXAMPLES + ["user"]
        assert creative[-1:] == PLAN.contrast.prompt(premise, "creative")
        shown = [next(of for text, of in texts.items() if text in turn.content) for turn in creative[:-1:2]]
        assert len({premise.id, *shown}) == EXAMPLES + 1
        assert [turn.content for turn in creative[1::2]] == [stories[of].creative for of in shown]
        assert [turn.content for turn in boring[1::2]] == [stories[of].boring for of in shown]  # the same ones
        wording = creative[-1].content.replace(premise.text, "")
        assert all(
            wording == turn.content.replace(text_of(of), "") for turn, of in zip(creative[::2], shown, strict=False)
        )


def text_of(premise_id: str) -> str:
    return next(premise.text for premise in PLAN.contrast.premises if premise.id == premise_id)


def test_every_reference_story_serves_as_an_example_about_as_often() -> None:
    requests = [PLAN.few_shot_request(premise, "creative") for premise in PLAN.contrast.of("derive")]
    shown = Counter(turn.content for request in requests for turn in request if turn.role == "assistant")
    assert len(shown) == len(PLAN.reference_stories)
    assert max(shown.values()) <= 2 * EXAMPLES


def test_without_reference_stories_the_request_stands_alone() -> None:
    paper = plan_from_resources(paths.resources(), method="paper")
    premise = paper.contrast.of("derive")[0]
    assert paper.few_shot_request(premise, "boring") == paper.contrast.prompt(premise, "boring")


def test_imagery_takes_one_few_shot_sample_more_on_each_side() -> None:
    paper = plan_from_resources(paths.resources())
    assert (paper.method, PLAN.method) == ("paper", "imagery")
    assert paper.texts_per_premise == 2 * paper.samples_per_premise
    assert PLAN.texts_per_premise == paper.texts_per_premise + 2
    assert paper.digest != PLAN.digest
