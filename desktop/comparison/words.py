"""Sentences of the blind comparison. None of them reveals a text's origin before the comparison is over."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from core.evaluation.blind.people import Consistency
from desktop.common import messages
from desktop.common.translation import tr

TITLE = tr("Compare texts blind")
WHAT = tr(
    "You see two texts written for the same premise, one pair after another, and say which of the two you find more "
    "creative. Nothing shows which text is which; the sides are assigned at random."
)
HOW = tr(
    "There is no right answer: trust your first impression after reading both. A few pairs are shown twice. Every "
    "choice is saved at once, so you can stop at any time and resume later."
)
NO_FILE = tr("Choose the results.json that you were sent or that an evaluation has written.")
READING = tr("Reading it…")
QUESTION = tr("Which is more creative?")
LEFT, RIGHT, SAME = tr("Left is more creative"), tr("Right is more creative"), tr("About the same")
BACK = tr("Back")
THANKS = tr("That was the last pair. Thank you.")
SEND = tr("Your choices are in the file below. Send it to the person who runs the evaluation.")
REVEAL = tr("Show what I preferred")
REVEAL_LATE = tr("Do not tell others who compare these texts before they have finished.")

_ARMS = {
    "baseline": tr("the text written without any steering"),
    "induced": tr("the text steered towards creativity"),
    "creative": tr("the text whose prompt asked for creative writing"),
    "tie": tr("neither"),
}


def ahead(n: int, seconds: float) -> str:
    """How much there is to do."""
    return tr("{n} pairs, {duration} of reading.").format(n=n, duration=messages.duration(seconds))


def progress(at: int, total: int, seconds: float) -> str:
    """How far the person is; ``at`` counts from 1."""
    return tr("{at} of {total}, {duration} left").format(at=at, total=total, duration=messages.duration(seconds))


def changing(at: int, total: int) -> str:
    """How far the person is, on a pair that was chosen before."""
    return tr("{at} of {total}, chosen before; choose again to change it").format(at=at, total=total)


def stopped(done: int, total: int) -> str:
    """Notice in the window after the comparison was stopped before its end."""
    return tr(
        "Stopped after {done} of {total} pairs; your choices are saved. To resume, choose Model ▸ Compare texts blind."
    ).format(done=done, total=total)


def counted(n: int) -> str:
    """Shown above the name of the choices file, at the end."""
    return " ".join([tr("You have compared {n} pairs.").format(n=n), SEND])


def consistent(found: Consistency) -> str:
    """How consistent the person's choices were; empty where no pair was shown twice."""
    if not found.n_repeated:
        return ""
    if found.n_repeated == 1:
        if found.n_same:
            return tr("One pair was shown twice, sides swapped, and you chose the same again.")
        return tr("One pair was shown twice, sides swapped, and you chose differently.")
    if not found.n_same:
        said = tr("{n} pairs were shown twice, sides swapped; you chose the same again in none of them.")
    else:
        said = tr("{n} pairs were shown twice, sides swapped; you chose the same again in {same} of them.")
    return said.format(n=found.n_repeated, same=found.n_same)


def preferred(tally: Mapping[str, int]) -> str:
    """Summary of the person's choices, shown only on request."""
    total = sum(tally.values())
    parts = [tr("{which} {n} times").format(which=_ARMS[value], n=n) for value, n in tally.items()]
    return tr("Of {total} different pairs you preferred {parts}.").format(total=total, parts=", ".join(parts))


def file_line(path: Path) -> str:
    """A file's name and folder."""
    return f"{path.name}  –  {path.parent}"
