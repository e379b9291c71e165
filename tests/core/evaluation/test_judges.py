"""The loaded model as a judge: its own words, the same ones each time, whatever else is asked."""

from __future__ import annotations

import json
import shutil
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from pathlib import Path

import pytest
import pytest_asyncio
from gguf import GGUFReader

from core import paths
from core.engine.client import EngineClient
from core.engine.fake import ScriptedEngine
from core.engine.protocol import Continuation, Engine, GenerateRequest, Priority, SteeringVector
from core.errors import EngineDied, UsageProblem
from core.evaluation.judges import EngineJudge, Question, choose, rate, shorter
from core.evaluation.results import Choice, Rating, Story

ONE_LOOP = pytest.mark.asyncio(loop_scope="module")
"""That of the model, which the tests share."""


def story(text: str, premise: str) -> Story:
    return Story(premise, "baseline", 1, 0.0, text, 4, 0.1, 0.1)


def passages(count: int) -> list[Story]:
    lines = (paths.resources() / "reference" / "passages.jsonl").read_text("utf-8").splitlines()
    texts = [json.loads(line).get("text", "") for line in lines]
    return [story(text, f"p{i}") for i, text in enumerate([text for text in texts if 0 < len(text) < 300][:count])]


async def rated(engine: Engine, stories: Sequence[Story]) -> dict[str, Rating]:
    return {rating.premise: rating async for rating in rate(EngineJudge("self", engine, "starter"), stories)}


WINDOW = 1024
"""Tokens; the starter's own 4096 take a minute to fill."""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def engine(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[EngineClient]:
    """The starter model, trained, so its header says, for texts of at most ``WINDOW`` tokens."""
    starter = paths.starter_model()
    assert starter is not None
    copy = Path(shutil.copyfile(starter, tmp_path_factory.mktemp("model") / starter.name))
    length = GGUFReader(copy, "r+").get_field("llama.context_length")
    assert length is not None and length.parts[-1][0] > WINDOW
    length.parts[-1][0] = WINDOW
    client = EngineClient()
    await client.load(copy)
    yield client
    await client.close()


@ONE_LOOP
@pytest.mark.model
async def test_the_starter_model_rates_on_the_scale_and_the_same_in_any_company(engine: EngineClient) -> None:
    stories = passages(4)
    found = await rated(engine, stories)
    assert all(rating.value is not None and str(rating.value) in rating.answer for rating in found.values())
    backwards = await rated(engine, stories[::-1])
    assert backwards == found
    assert await rated(engine, stories[2:3]) == {"p2": found["p2"]}


@ONE_LOOP
@pytest.mark.model
async def test_the_starter_model_chooses_in_each_order(engine: EngineClient) -> None:
    one, two, three = passages(3)
    pairs = [(one, two), (two, one), (two, three), (three, two)]
    judge = EngineJudge("self", engine, "starter")
    found: list[Choice] = [choice async for choice in choose(judge, pairs)]
    assert [choice.picked in ("first", "second") for choice in found] == [True] * 4
    letters = {"first": "A", "second": "B"}
    assert all(choice.picked and choice.answer.lstrip().startswith(letters[choice.picked]) for choice in found)
    assert [choice async for choice in choose(judge, pairs)] == found


@ONE_LOOP
@pytest.mark.model
async def test_stories_longer_than_the_window_are_shown_in_part(engine: EngineClient) -> None:
    chapter = (paths.resources() / "sample" / "chapter.md").read_text("utf-8")
    long = story(chapter[: 6 * WINDOW], "p0")
    assert len(long.text) == 6 * WINDOW  # characters, about 1.4 windows
    (rating,) = (await rated(engine, [long])).values()
    assert rating.value is not None


class Dying(ScriptedEngine):
    """Answers some questions; then its process ends."""

    def __init__(self, answers: int) -> None:
        super().__init__(["a 7."])
        self._left = answers

    async def generate(
        self, request: GenerateRequest, vectors: Sequence[SteeringVector] = ()
    ) -> AsyncGenerator[str, None]:
        """The script, while it lives."""
        self._left -= 1
        if self._left < 0:
            raise EngineDied("The model's process ended while working on this.")
        async for text in super().generate(request):
            yield text

    async def generate_together(
        self,
        requests: Sequence[GenerateRequest],
        vectors: Sequence[SteeringVector] = (),
        *,
        priority: Priority = Priority.ASKED,
        last_layer: int | None = None,
    ) -> AsyncGenerator[tuple[Continuation, ...], None]:
        """Nobody asks so."""
        raise AssertionError("questions are asked one by one")
        yield ()


async def test_what_was_answered_is_kept_when_the_model_dies() -> None:
    found: list[Rating] = []
    with pytest.raises(EngineDied):
        async for rating in rate(EngineJudge("self", Dying(2), "dying"), [story("A lamp.", f"p{i}") for i in range(5)]):
            found.append(rating)
    assert [rating.premise for rating in found] == ["p0", "p1"]


async def test_answers_that_cannot_be_read_are_counted_not_guessed() -> None:
    engine = ScriptedEngine(["mix of both creative and mundane elements.", " 7."])
    found = await rated(engine, [story("A lamp.", "p0"), story("A moon.", "p1")])
    assert [(r.value, r.answer) for r in found.values()] == [
        (None, "mix of both creative and mundane elements."),
        (7, " 7."),
    ]
    assert all(request.temperature == 0 and request.lam == 0 for request in engine.requests)


def test_both_texts_of_a_pair_are_cut_to_the_same_length_at_a_word() -> None:
    question = shorter(Question(("lamp " * 200, "moon " * 80)))
    assert question.longest == 750
    (message,) = question.messages()
    assert "lamp […]" in message.content
    assert message.content.count("lamp") == 150
    assert message.content.count("moon") == 80
    with pytest.raises(UsageProblem, match="too small"):
        shorter(Question(("A short text.",)))
