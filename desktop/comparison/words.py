"""What the blind comparison says. Until it is over, nothing here tells where a text is from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.evaluation.blind.people import Consistency
from desktop.common import messages

TITLE = "Compare texts blind"
WHAT = (
    "You see two texts written for the same premise, one pair after another, and say which of the two you find more "
    "creative. Nothing tells which is which; left and right are drawn by lot."
)
HOW = (
    "There is no right answer: trust your first impression after reading both. A few pairs come twice. Every choice is "
    "kept at once, so you can stop at any time and resume later."
)
NO_FILE = "Choose the results.json that you were sent or that an evaluation has written."
READING = "Reading it…"
QUESTION = "Which is more creative?"
LEFT, RIGHT, SAME = "Left is more creative", "Right is more creative", "About the same"
THANKS = "That was the last pair. Thank you."
SEND = "Your choices are in the file below. Send it to whoever runs the evaluation."
REVEAL = "Show what I preferred"
REVEAL_LATE = "Others who compare these texts should not hear of it before they are done."

_ARMS = {
    "baseline": "the text written without any steering",
    "induced": "the text steered towards creativity",
    "creative": "the text that was asked to be creative",
    "tie": "neither",
}


def ahead(n: int, seconds: float) -> str:
    """How much there is to do."""
    return f"{n} pairs, {messages.duration(seconds)} of reading."


def progress(at: int, total: int, seconds: float) -> str:
    """Where someone is; ``at`` counts from 1."""
    return f"{at} of {total}, {messages.duration(seconds)} left"


def changing(at: int, total: int) -> str:
    """Where someone is who has gone back."""
    return f"{at} of {total}, chosen before; choose again to change it"


def stopped(done: int, total: int) -> str:
    """On the window, once the comparison was left before its end."""
    return f"Stopped after {done} of {total} pairs; they are kept. Model ▸ {TITLE} goes on from there."


def counted(n: int) -> str:
    """Above the file, at the end."""
    return f"You have compared {n} pairs. {SEND}"


def consistent(found: Consistency) -> str:
    """How far someone agreed with themselves; empty where no pair came twice."""
    if not found.n_repeated:
        return ""
    came = "One pair came twice" if found.n_repeated == 1 else f"{found.n_repeated} pairs came twice"
    if found.n_repeated == 1:
        return f"{came}, sides swapped, and you chose {'the same again' if found.n_same else 'differently'}."
    return f"{came}, sides swapped; you chose the same again in {found.n_same or 'none'} of them."


def preferred(tally: Mapping[str, int]) -> str:
    """What someone's choices amount to, once they have asked."""
    total = sum(tally.values())
    parts = [f"{_ARMS[value]} {n} times" for value, n in tally.items()]
    return f"Of {total} different pairs you preferred {', '.join(parts)}."


def file_line(path: Path) -> str:
    """A file, with its folder."""
    return f"{path.name}  –  {path.parent}"
