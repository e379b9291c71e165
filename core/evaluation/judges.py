"""Ask judges to rate a story from 0 to 9 or to choose the more creative of two (the paper's Figure 1, left and right).

A judge answers unsteered and at temperature 0. Its answer is stored unchanged; an answer that cannot be parsed counts
as a failure (:mod:`core.evaluation.answer_parsing`).
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Protocol

from core.engine.protocol import ChatMessage, Engine, GenerateRequest
from core.errors import UsageProblem
from core.evaluation.answer_parsing import parse_choice, parse_rating
from core.evaluation.results import Choice, JudgeKey, Rating, Story
from core.rewrite.prompt import CHOICE_BEGUN, RATING_BEGUN, choice_prompt, rating_prompt

MAX_TOKENS = 16
"""Tokens after the given start of an answer: the number or letter comes first, the rest shows what it means."""

_SHORTEN = 0.75
_SHORTEST = 200
"""Texts are not cut below this many characters: a context window that needs it is too small to judge stories."""


@dataclass(frozen=True)
class Question:
    """One story to rate, or two to choose between; ``longest`` is the most characters of each that are shown.

    The end of a longer text is left out, at a space, and an ellipsis in brackets says so; both texts of a pair are
    cut to the same length.
    """

    texts: tuple[str, ...]
    longest: int | None = None

    def messages(self) -> tuple[ChatMessage, ...]:
        """The conversation to send to the judge."""
        shown = [_cut(text, self.longest) for text in self.texts]
        return rating_prompt(shown[0]) if len(shown) == 1 else choice_prompt(shown[0], shown[1])

    @property
    def begun(self) -> str:
        """The start of an answer, given to models on this machine."""
        return RATING_BEGUN if len(self.texts) == 1 else CHOICE_BEGUN


@dataclass(frozen=True)
class JudgeAnswer:
    """The answer to the ``index``-th question (from 0): ``text`` by the judge, ``begun`` the start it was given."""

    index: int
    text: str
    begun: str = ""


class Judge(Protocol):
    """A model that answers questions about stories. ``name`` is the model's name, for the report."""

    key: JudgeKey
    name: str

    def answer(self, questions: Sequence[Question]) -> AsyncGenerator[JudgeAnswer, None]:
        """Yield each answer as soon as it arrives, in any order. Raises EngineProblem, UsageProblem."""
        ...

    async def close(self) -> None:
        """Release what the judge holds."""
        ...


class EngineJudge:
    """:class:`Judge` by the model that is loaded in ``engine``. Closing the judge does not close the engine.

    Each answer starts with given words (:data:`core.rewrite.prompt.RATING_BEGUN`, ``CHOICE_BEGUN``). Without them
    SmolLM2-135M gave a number in 0 of 16 answers, and its choices could hardly be distinguished from repetitions of the
    question; with them it gave a number in 16 of 16 and a choice in 15 of 15. Only the model's own words are stored.
    """

    def __init__(self, key: JudgeKey, engine: Engine, name: str) -> None:
        self.key: JudgeKey = key
        self.name = name
        self._engine = engine

    async def answer(self, questions: Sequence[Question]) -> AsyncGenerator[JudgeAnswer, None]:
        """Ask one question after another."""
        for index, question in enumerate(questions):
            yield JudgeAnswer(index, await self._ask(question), question.begun)

    async def close(self) -> None:
        """Do nothing: the judge owns no resources."""

    async def _ask(self, question: Question) -> str:
        while True:
            request = GenerateRequest(question.messages(), question.begun, max_tokens=MAX_TOKENS, temperature=0.0)
            text = ""
            try:
                async with aclosing(self._engine.generate(request)) as stream:
                    async for so_far in stream:
                        text = so_far
            except UsageProblem:  # too long for the context window; raised before anything is computed
                question = shorter(question)
            else:
                return text


def shorter(question: Question) -> Question:
    """``question`` with a quarter of its longest text removed. Raises UsageProblem where too little would be left."""
    there = max(map(len, question.texts))
    longest = int(_SHORTEN * min(question.longest or there, there))
    if longest < _SHORTEST:
        raise UsageProblem("The judge's window is too small for the stories it is asked about.")
    return replace(question, longest=longest)


async def rate(judge: Judge, stories: Sequence[Story]) -> AsyncGenerator[Rating, None]:
    """Let ``judge`` rate each of ``stories``; yields each rating as soon as it arrives, in any order.

    Where the judge fails, raises EngineProblem or UsageProblem after the ratings that did arrive.
    """
    async with aclosing(judge.answer([Question((story.text,)) for story in stories])) as answers:
        async for answer in answers:
            story = stories[answer.index]
            value = parse_rating(answer.begun + answer.text)
            yield Rating(judge.key, story.premise, story.arm, value, answer.text)


async def choose(judge: Judge, pairs: Sequence[tuple[Story, Story]]) -> AsyncGenerator[Choice, None]:
    """Let ``judge`` choose from each of ``pairs``, shown in the given order; otherwise as :func:`rate`.

    For both orders of a pair, pass it twice.
    """
    async with aclosing(judge.answer([Question((first.text, second.text)) for first, second in pairs])) as answers:
        async for answer in answers:
            first, second = pairs[answer.index]
            picked = parse_choice(answer.begun + answer.text)
            yield Choice(judge.key, first.premise, first.arm, second.arm, picked, answer.text)


def _cut(text: str, longest: int | None) -> str:
    if longest is None or len(text) <= longest:
        return text
    kept = text[:longest]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept} […]"
