"""The results of an evaluation: every text with its seed, every rating and choice with the judge's answer.

``results.json`` holds all of it: figures and report are made from it without the model
(:mod:`core.evaluation.report.writer`).
After *Steering Large Language Models to Evaluate and Amplify Creativity* (arXiv 2412.06060), Figure 1 and Table 1.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from core.errors import FileProblem, os_reason
from core.files import write_atomically

FORMAT_VERSION = 1

Arm = Literal["baseline", "induced", "creative"]
ARMS: tuple[Arm, ...] = get_args(Arm)
"""Baseline: the neutral request. Induced: the same, steered by λ·a. Creative: a request to be creative, unsteered."""

JudgeKey = Literal["self", "frontier", "human"]
Picked = Literal["first", "second", "tie"]


@dataclass(frozen=True)
class Story:
    """One generated text.

    ``cosine`` is the mean, over its tokens, of the cosine between their states at the attribute's layer and the
    attribute, with the text read as the answer to its request, *without* the vector's own contribution;
    ``cosine_with_vector`` is that of the same states with λ·a added, as later layers received them. Both are equal at
    λ = 0.
    """

    premise: str
    arm: Arm
    seed: int
    lam: float
    text: str
    n_tokens: int
    cosine: float
    cosine_with_vector: float


@dataclass(frozen=True)
class Rating:
    """A judge's 0–9 for the story of ``premise`` in ``arm``; None where no number could be read from ``answer``."""

    judge: JudgeKey
    premise: str
    arm: Arm
    value: int | None
    answer: str


@dataclass(frozen=True)
class Choice:
    """Which of two stories of one premise a judge found more creative, shown in the order ``first``, ``second``.

    ``picked`` is None where no choice could be read from ``answer``. ``rater`` names the person; empty for models,
    which are asked in both orders.
    """

    judge: JudgeKey
    premise: str
    first: Arm
    second: Arm
    picked: Picked | None
    answer: str = ""
    rater: str = ""


@dataclass(frozen=True)
class Setup:
    """The settings of a run, enough to repeat it. ``premises_from`` describes the source of the premises in words.

    ``judges`` maps each judge to the name of its model. ``layer`` is 0-based.
    """

    model: str
    fingerprint: str
    attribute: str
    layer: int
    lam: float
    readout: Mapping[str, Any]
    premises_from: str
    n_tokens: int
    seed: int
    temperature: float
    judges: Mapping[str, str]
    command: str
    program: str


@dataclass(frozen=True)
class Results:
    """One evaluation. ``premises`` maps each premise's id to its text, in order."""

    setup: Setup
    premises: Mapping[str, str]
    stories: tuple[Story, ...]
    ratings: tuple[Rating, ...] = ()
    choices: tuple[Choice, ...] = ()

    @property
    def id(self) -> str:
        """A hash of the stories: choices by people are merged only into results with the same id."""
        stories = sorted((s.premise, s.arm, s.text) for s in self.stories)
        return hashlib.sha256(json.dumps(stories, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()[:16]

    def of(self, arm: Arm) -> dict[str, Story]:
        """The stories of one arm by premise."""
        return {story.premise: story for story in self.stories if story.arm == arm}


def save(path: Path, results: Results) -> None:
    """Write ``results`` as JSON, atomically. Replaces a file of results; raises FileProblem for any other file."""
    if path.exists():
        try:
            load(path)
        except FileProblem:
            raise FileProblem("{path} exists and is not a file of results; choose another folder.", path=path) from None
    values = {"format": FORMAT_VERSION, "id": results.id, **asdict(results)}
    write_atomically(path, (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace"))


def load(path: Path) -> Results:
    """Read what :func:`save` wrote. Raises FileProblem where it cannot be read or is of another format."""
    try:
        values = json.loads(path.read_text("utf-8"))
        if values["format"] != FORMAT_VERSION:
            raise FileProblem("{name} was written by another version of Inkglow.", name=path.name)
        results = Results(
            _setup(values["setup"]),
            {str(key): str(text) for key, text in values["premises"].items()},
            tuple(Story(**each) for each in values["stories"]),
            tuple(Rating(**each) for each in values["ratings"]),
            tuple(Choice(**each) for each in values["choices"]),
        )
        if not all(
            isinstance(each, str) for story in results.stories for each in (story.premise, story.arm, story.text)
        ):
            raise ValueError
        return results
    except OSError as error:
        raise FileProblem("{name} cannot be read: {reason}.", name=path.name, reason=os_reason(error)) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise FileProblem("{name} is not a file of evaluation results.", name=path.name) from None


def _setup(values: Mapping[str, Any]) -> Setup:
    """The settings of a run; earlier files call the readout ``recipe``."""
    known = {"readout": values["recipe"], **values} if "recipe" in values else values
    return Setup(**{name: value for name, value in known.items() if name != "recipe"})
