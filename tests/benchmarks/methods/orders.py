"""Agreement of scores with texts of known order: a selection split to select a method, and a test split."""

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
    """Scores under one method, one per text: figurative and literal sentences, passages, vivid and plain texts."""

    figurative: Values
    literal: Values
    passages: Values
    vivid: Values
    plain: Values


@dataclass(frozen=True)
class TestSplitFigures:
    """Figures of one method on the test split; ``own_pairs`` on all bundled vivid and plain pairs.

    ``pairs``: share of pairs with the figurative text above the literal one. ``intent``: rank correlation with the
    intended order of passages. The differences to the paper's method are paired, with 95 % bootstrap intervals.
    """

    pairs: Figure
    pairs_over_paper: tuple[float, float, float]
    intent: float
    intent_over_paper: tuple[float, float, float]
    own_pairs: Figure


class Criteria:
    """The two criteria: order of pairs and of passages, each with a selection split and a test split.

    Pairs differ in length by at most a tenth, and are split by a hash of their ``keys``; passages alternate.
    """

    def __init__(self, keys: Sequence[str], sides: Sequence[Sequence[str]], intents: Sequence[int]) -> None:
        words = [np.array([len(text.split()) for text in texts], dtype=float) for texts in sides]
        same_length = np.abs(words[0] / words[1] - 1) <= SAME_LENGTH
        selected = np.array([sha256(key.encode()).digest()[0] < 128 for key in keys])
        self.selection = same_length & selected
        self.test = same_length & ~selected
        self._intents = np.array(intents, dtype=float)

    def on_selection(self, scores: Scores) -> tuple[float, float]:
        """Share of two texts in the right order on the selection splits: of pairs, and of passages."""
        right = pairwise_figure(scores.figurative[self.selection], scores.literal[self.selection]).value
        return right, concordance(scores.passages[::2], self._intents[::2])

    def on_test(self, scores: Scores, paper: Scores) -> TestSplitFigures:
        """Figures on the test splits."""
        right, theirs = (wins(each.figurative, each.literal)[self.test] for each in (scores, paper))
        gains = bootstrap.in_blocks(len(right), DRAWS, 0, lambda picks: (right - theirs)[picks].mean(axis=1))
        ours, papers, intents = scores.passages[1::2], paper.passages[1::2], self._intents[1::2]

        def intent_gains(picks: bootstrap.Picks) -> Values:
            return bootstrap.spearmans(ours, intents, picks) - bootstrap.spearmans(papers, intents, picks)

        rho = spearman(ours, intents)
        of_intent = bootstrap.interval(bootstrap.in_blocks(len(intents), DRAWS, 0, intent_gains))
        return TestSplitFigures(
            pairs=pairwise_figure(scores.figurative[self.test], scores.literal[self.test]),
            pairs_over_paper=(float((right - theirs).mean()), *bootstrap.interval(gains)),
            intent=rho,
            intent_over_paper=(rho - spearman(papers, intents), *of_intent),
            own_pairs=pairwise_figure(scores.vivid, scores.plain),
        )
