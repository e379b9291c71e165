"""Texts whose order is known, and how well a score follows it: half of them choose a recipe, the others tell of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from core.stats import bootstrap
from core.stats.separation import Figure, concordance, pairwise_figure, spearman, wins

SAME_LENGTH = 0.1
DRAWS = 2000

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Scores:
    """Of one recipe, a text each: literal sentences beside figurative ones, passages, our plain pairs beside vivid."""

    figurative: Values
    literal: Values
    passages: Values
    vivid: Values
    plain: Values


@dataclass(frozen=True)
class Told:
    """Of one recipe, on texts that did not choose it.

    ``pairs``: figurative above literal. ``intent``: rank correlation with how passages were meant. The differences to
    the paper's recipe are paired, with their 95 % bootstrap intervals.
    """

    pairs: Figure
    pairs_over_paper: tuple[float, float, float]
    intent: float
    intent_over_paper: tuple[float, float, float]
    own_pairs: Figure


class Orders:
    """Pairs alike in length within a tenth, halved by a hash of their ``keys``; every other passage."""

    def __init__(self, keys: Sequence[str], sides: Sequence[Sequence[str]], intents: Sequence[int]) -> None:
        words = [np.array([len(text.split()) for text in texts], dtype=float) for texts in sides]
        same_length = np.abs(words[0] / words[1] - 1) <= SAME_LENGTH
        chooses = np.array([sha256(key.encode()).digest()[0] < 128 for key in keys])
        self.choosing = same_length & chooses
        self.telling = same_length & ~chooses
        self._intents = np.array(intents, dtype=float)

    def chosen_by(self, scores: Scores) -> tuple[float, float]:
        """How often, on the choosing halves, two texts are in the right order: of pairs, and of passages."""
        right = pairwise_figure(scores.figurative[self.choosing], scores.literal[self.choosing]).value
        return right, concordance(scores.passages[::2], self._intents[::2])

    def told(self, scores: Scores, paper: Scores) -> Told:
        """On the other halves."""
        right, theirs = (wins(each.figurative, each.literal)[self.telling] for each in (scores, paper))
        gains = bootstrap.in_blocks(len(right), DRAWS, 0, lambda picks: (right - theirs)[picks].mean(axis=1))
        ours, papers, intents = scores.passages[1::2], paper.passages[1::2], self._intents[1::2]

        def intent_gains(picks: bootstrap.Picks) -> Values:
            return bootstrap.spearmans(ours, intents, picks) - bootstrap.spearmans(papers, intents, picks)

        rho = spearman(ours, intents)
        of_intent = bootstrap.interval(bootstrap.in_blocks(len(intents), DRAWS, 0, intent_gains))
        return Told(
            pairs=pairwise_figure(scores.figurative[self.telling], scores.literal[self.telling]),
            pairs_over_paper=(float((right - theirs).mean()), *bootstrap.interval(gains)),
            intent=rho,
            intent_over_paper=(rho - spearman(papers, intents), *of_intent),
            own_pairs=pairwise_figure(scores.vivid, scores.plain),
        )
