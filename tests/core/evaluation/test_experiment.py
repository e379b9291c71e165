"""The experiment: same premises and seeds in three arms, nothing done twice, other settings refused."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import numpy as np
import pytest

from core.engine.fake import ScriptedEngine
from core.engine.protocol import GenerateRequest, Readout, SteeringVector
from core.errors import EngineProblem, FileProblem, UsageProblem
from core.evaluation import premises
from core.evaluation.experiment import Experiment, ask, write_stories
from core.evaluation.judges import JudgeAnswer, Question
from core.evaluation.results import ARMS, JudgeKey, Story
from core.evaluation.store import EvaluationStore
from tests import making

N = 6


def quiet(_stage: str, _done: float, _total: int) -> None:
    """No progress is shown."""


@pytest.fixture
def experiment() -> Experiment:
    own = premises.contrast_of(premises.read(None).drawn(N, 0))
    direction = np.ones(making.N_EMBD, dtype=np.float32)
    return Experiment(own, SteeringVector(8, direction, Readout()), 3.0, 20, 40, 0.8)


def store(tmp_path: Path, settings: object = "same") -> EvaluationStore:
    return EvaluationStore(tmp_path / "run.sqlite", {"settings": settings})


def parts(requests: Sequence[GenerateRequest], arm: int) -> list[GenerateRequest]:
    return list(requests[arm * N : (arm + 1) * N])


async def test_arms_share_premises_and_seeds_and_only_one_is_steered(experiment: Experiment, tmp_path: Path) -> None:
    engine = ScriptedEngine([f"Story number {n}." for n in range(50)])
    stories = await write_stories(engine, experiment, store(tmp_path), quiet)
    assert [story.arm for story in stories] == [arm for arm in ARMS for _ in range(N)]
    baseline, induced, creative = (parts(engine.requests, arm) for arm in range(3))
    for requests in (baseline, induced, creative):
        assert [request.seed for request in requests] == list(range(40, 40 + N))
        assert {request.max_tokens for request in requests} == {20}
    assert [request.messages for request in baseline] == [request.messages for request in induced]
    assert {request.lam for request in induced} == {3.0}
    assert {request.lam for request in (*baseline, *creative)} == {0.0}
    for plain, asked, premise in zip(baseline, creative, experiment.premises, strict=True):
        assert premise.text in plain.messages[-1].content and premise.text in asked.messages[-1].content
        assert plain.messages != asked.messages


class Failing(ScriptedEngine):
    """Fails at a certain text."""

    def __init__(self, after: int) -> None:
        super().__init__([f"Story number {n}." for n in range(50)])
        self.after = after

    async def generate(
        self, request: GenerateRequest, vectors: Sequence[SteeringVector] = ()
    ) -> AsyncGenerator[str, None]:
        if len(self.requests) == self.after:
            raise EngineProblem("The model's process failed.")
        async for text in super().generate(request):
            yield text


async def test_a_stopped_run_resumes_and_writes_only_what_was_not_finished(
    experiment: Experiment, tmp_path: Path
) -> None:
    with pytest.raises(EngineProblem):
        await write_stories(Failing(after=9), experiment, store(tmp_path), quiet)
    begun = store(tmp_path).stories()
    assert len(begun) == 6  # two batches; the third was cut short
    engine = ScriptedEngine([f"Other story {n}." for n in range(50)])
    stories = await write_stories(engine, experiment, store(tmp_path), quiet)
    assert len(engine.requests) == 3 * N - 6
    assert {key: each for key, each in store(tmp_path).stories().items() if key in begun} == begun
    assert len(stories) == 3 * N
    again = ScriptedEngine()
    assert await write_stories(again, experiment, store(tmp_path), quiet) == stories
    assert again.requests == []


class TooSmall(ScriptedEngine):
    """Says what the engine says of a batch that its window cannot hold."""

    async def generate(
        self, request: GenerateRequest, vectors: Sequence[SteeringVector] = ()
    ) -> AsyncGenerator[str, None]:
        raise UsageProblem("The passage is too long for this model to rewrite in one go; select a shorter part.")
        yield ""


async def test_premises_too_long_for_the_model_are_said_as_such(experiment: Experiment, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="4 of these premises with 20 tokens each"):
        await write_stories(TooSmall(), experiment, store(tmp_path), quiet)


def test_other_settings_are_refused_and_damage_is_a_sentence(tmp_path: Path) -> None:
    store(tmp_path).close()
    with pytest.raises(UsageProblem, match=r"other settings \(settings\)"):
        store(tmp_path, "others")
    EvaluationStore(tmp_path / "run.sqlite", {"settings": "others"}, fresh=True).close()
    store(tmp_path, "others").close()
    (tmp_path / "run.sqlite").write_bytes(b"this is no database, and never was one" * 40)
    with pytest.raises(FileProblem, match="cannot be used"):
        store(tmp_path)


class FirstJudge:
    """Gives 7 and always picks the text shown first; fails after so many answers."""

    key: JudgeKey = "self"
    name = "first"

    def __init__(self, answers: int) -> None:
        self.answers = answers
        self.asked = 0

    async def answer(self, questions: Sequence[Question]) -> AsyncGenerator[JudgeAnswer, None]:
        for index, question in enumerate(questions):
            if self.asked == self.answers:
                raise EngineProblem("The judge is gone.")
            self.asked += 1
            yield JudgeAnswer(index, "7" if len(question.texts) == 1 else "Text A")

    async def close(self) -> None:
        """Nothing to release."""


def story(premise: str, arm: str) -> Story:
    return Story(premise, arm, 0, 0.0, f"{arm} of {premise}", 4, 0.0, 0.0)  # type: ignore[arg-type]


async def test_judges_are_asked_in_both_orders_and_never_twice(tmp_path: Path) -> None:
    stories = [story(premise, arm) for arm in ARMS for premise in ("p", "q")]
    with pytest.raises(EngineProblem):
        await ask(FirstJudge(9), stories, store(tmp_path), quiet)
    judge = FirstJudge(1000)
    ratings, choices = await ask(judge, stories, store(tmp_path), quiet)
    assert judge.asked == 6 + 8 - 9
    assert len(ratings) == 6 and {rating.value for rating in ratings} == {7}
    shown = {(each.premise, each.first, each.second) for each in choices}
    assert len(choices) == len(shown) == 8
    assert {(first, second) for _, first, second in shown} == {
        ("baseline", "induced"),
        ("induced", "baseline"),
        ("baseline", "creative"),
        ("creative", "baseline"),
    }
    assert {each.picked for each in choices} == {"first"}
