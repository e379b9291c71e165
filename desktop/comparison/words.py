"""Sentences of the blind comparison. None of them reveals a text's origin before the comparison is over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.evaluation.blind.people import Consistency
from desktop.common import messages

TITLE = "Compare texts blind"
WHAT = (
    "You see two texts written for the same premise, one pair after another, and say which of the two you find more "
    "creative. Nothing shows which text is which; the sides are assigned at random."
)
HOW = (
    "There is no right answer: trust your first impression after reading both. A few pairs are shown twice. Every "
    "choice is saved at once, so you can stop at any time and resume later."
)
NO_FILE = "Choose the results.json that you were sent or that an evaluation has written."
READING = "Reading it…"
QUESTION = "Which is more creative?"
LEFT, RIGHT, SAME = "Left is more creative", "Right is more creative", "About the same"
THANKS = "That was the last pair. Thank you."
SEND = "Your choices are in the file below. Send it to the person who runs the evaluation."
REVEAL = "Show what I preferred"
REVEAL_LATE = "Do not tell others who compare these texts before they have finished."

_ARMS = {
    "baseline": "the text written without any steering",
    "induced": "the text steered towards creativity",
    "creative": "the text whose prompt asked for creative writing",
    "tie": "neither",
}


def ahead(n: int, seconds: float) -> str:
    """How much there is to do."""
    return f"{n} pairs, {messages.duration(seconds)} of reading."


def progress(at: int, total: int, seconds: float) -> str:
    """How far the person is; ``at`` counts from 1."""
    return f"{at} of {total}, {messages.duration(seconds)} left"


def changing(at: int, total: int) -> str:
    """How far the person is, on a pair that was chosen before."""
    return f"{at} of {total}, chosen before; choose again to change it"


def stopped(done: int, total: int) -> str:
    """Notice in the window after the comparison was stopped before its end."""
    return f"Stopped after {done} of {total} pairs; your choices are saved. To resume, choose Model ▸ {TITLE}."


def counted(n: int) -> str:
    """Shown above the name of the choices file, at the end."""
    return f"You have compared {n} pairs. {SEND}"


def consistent(found: Consistency) -> str:
    """How consistent the person's choices were; empty where no pair was shown twice."""
    if not found.n_repeated:
        return ""
    came = "One pair was shown twice" if found.n_repeated == 1 else f"{found.n_repeated} pairs were shown twice"
    if found.n_repeated == 1:
        return f"{came}, sides swapped, and you chose {'the same again' if found.n_same else 'differently'}."
    return f"{came}, sides swapped; you chose the same again in {found.n_same or 'none'} of them."


def preferred(tally: Mapping[str, int]) -> str:
    """Summary of the person's choices, shown only on request."""
    total = sum(tally.values())
    parts = [f"{_ARMS[value]} {n} times" for value, n in tally.items()]
    return f"Of {total} different pairs you preferred {', '.join(parts)}."


def file_line(path: Path) -> str:
    """A file's name and folder."""
    return f"{path.name}  –  {path.parent}"
