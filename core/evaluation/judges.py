"""Asking judges: 0–9 for one story, or which of two is more creative (the paper's Figure 1, left and right).

A judge is asked without steering and at temperature 0. Its answer is stored as it came; what cannot be read from it
counts as a failure (:mod:`core.evaluation.answer_parsing`).
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
"""Of an answer whose beginning is given: the number or letter comes at once, the rest shows how it was meant."""

_SHORTEN = 0.75
_SHORTEST = 200
"""Characters below which a text is not cut: a window that small cannot judge stories."""


@dataclass(frozen=True)
class Question:
    """One story to rate, or two to choose between; ``longest`` is the most characters of each that are shown.

    The end of a longer text is left out, at a space, and an ellipsis in brackets says so; both texts of a pair are
    cut to the same length.
    """

    texts: tuple[str, ...]
    longest: int | None = None

    def messages(self) -> tuple[ChatMessage, ...]:
        """The conversation that asks it."""
        shown = [_cut(text, self.longest) for text in self.texts]
        return rating_prompt(shown[0]) if len(shown) == 1 else choice_prompt(shown[0], shown[1])

    @property
    def begun(self) -> str:
        """How an answer that says nothing else begins."""
        return RATING_BEGUN if len(self.texts) == 1 else CHOICE_BEGUN


@dataclass(frozen=True)
class Spoken:
    """The answer to the ``index``-th question: ``text`` is the judge's own, ``begun`` what was put before it."""

    index: int
    text: str
    begun: str = ""


class Judge(Protocol):
    """Whoever answers. ``name`` is that of its model, for the report."""

    key: JudgeKey
    name: str

    def answer(self, questions: Sequence[Question]) -> AsyncGenerator[Spoken, None]:
        """Yield each answer as soon as it is there, in any order. Raises EngineProblem, UsageProblem."""
        ...

    async def close(self) -> None:
        """Release what the judge holds."""
        ...


class EngineJudge:
    """The model that is loaded in ``engine``, which stays its owner's: closing the judge leaves it open.

    The answers are begun for it (:data:`core.rewrite.prompt.RATING_BEGUN`, ``CHOICE_BEGUN``). Asked openly,
    SmolLM2-135M gave a number in 0 of 16 answers, and choices that are hardly told from echoes; begun, a number in 16
    of 16 and a choice in 15 of 15. The number or letter is the model's own; the words before it are not, and are not
    stored as its.
    """

    def __init__(self, key: JudgeKey, engine: Engine, name: str) -> None:
        self.key: JudgeKey = key
        self.name = name
        self._engine = engine

    async def answer(self, questions: Sequence[Question]) -> AsyncGenerator[Spoken, None]:
        """Ask one after another."""
        for index, question in enumerate(questions):
            yield Spoken(index, await self._ask(question), question.begun)

    async def close(self) -> None:
        """Nothing of its own to release."""

    async def _ask(self, question: Question) -> str:
        while True:
            request = GenerateRequest(question.messages(), question.begun, max_tokens=MAX_TOKENS, temperature=0.0)
            text = ""
            try:
                async with aclosing(self._engine.generate(request)) as stream:
                    async for so_far in stream:
                        text = so_far
            except UsageProblem:  # it does not fit into the model's window: found before anything is computed
                question = shorter(question)
            else:
                return text


def shorter(question: Question) -> Question:
    """The same with a quarter less of the longest text. Raises UsageProblem where hardly anything would be left."""
    there = max(map(len, question.texts))
    longest = int(_SHORTEN * min(question.longest or there, there))
    if longest < _SHORTEST:
        raise UsageProblem("The judge's window is too small for the stories it is asked about.")
    return replace(question, longest=longest)


async def rate(judge: Judge, stories: Sequence[Story]) -> AsyncGenerator[Rating, None]:
    """Have each of ``stories`` rated; yields in any order, each as soon as it is there.

    Raises EngineProblem or UsageProblem where the judge fails, after all that was answered has been yielded.
    """
    async with aclosing(judge.answer([Question((story.text,)) for story in stories])) as answers:
        async for spoken in answers:
            story = stories[spoken.index]
            value = parse_rating(spoken.begun + spoken.text)
            yield Rating(judge.key, story.premise, story.arm, value, spoken.text)


async def choose(judge: Judge, pairs: Sequence[tuple[Story, Story]]) -> AsyncGenerator[Choice, None]:
    """Have one of each pair chosen, the first shown first: the caller gives both orders. Else as :func:`rate`."""
    async with aclosing(judge.answer([Question((first.text, second.text)) for first, second in pairs])) as answers:
        async for spoken in answers:
            first, second = pairs[spoken.index]
            picked = parse_choice(spoken.begun + spoken.text)
            yield Choice(judge.key, first.premise, first.arm, second.arm, picked, spoken.text)


def _cut(text: str, longest: int | None) -> str:
    if longest is None or len(text) <= longest:
        return text
    kept = text[:longest]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept} […]"
