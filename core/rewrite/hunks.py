"""Hunks: single changes of a passage, each to take or leave. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Hunk:
    """One change: ``passage[start:end]`` becomes ``text``; ``start == end`` inserts. Offsets are code points.

    A hunk without text is a cut. ``gain`` is the change of the passage's cosine with this hunk alone, ``nats`` the mean
    surprisal of its tokens under the unsteered model; of a cut, by how much that of what follows rises.
    """

    start: int
    end: int
    text: str
    gain: float
    nats: float

    @property
    def is_cut(self) -> bool:
        """Whether it only leaves something out."""
        return not self.text


def apply(passage: str, hunks: Iterable[Hunk]) -> str:
    """``passage`` with ``hunks``, which do not overlap, in any order."""
    for hunk in sorted(hunks, key=lambda each: (each.start, each.end), reverse=True):
        passage = passage[: hunk.start] + hunk.text + passage[hunk.end :]
    return passage
