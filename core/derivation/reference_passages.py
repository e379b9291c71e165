"""Measure with reference passages how the score behaves on short texts, and which is the shortest to score."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from core.attribute.report import IntentReport, ShortestParagraph
from core.derivation.premises import Passage
from core.engine.protocol import PassageScore
from core.stats.separation import BASELINES, spearman, spearman_figure, spearman_without

_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]*_]*\s+")
_CANDIDATES = (4, 6, 8, 12, 16, 24, 32)
_REQUIRED_AGREEMENT = 0.3
_FEWEST_TEXTS = 40


def sentence_cuts(text: str, score: PassageScore) -> list[tuple[int, float]]:
    """``(n_tokens, cosine)`` of the passage and of its openings up to each sentence end.

    A token's state depends only on the tokens before it, so one forward pass gives the cosine of every opening.
    """
    cosines = np.array([token.cosine for token in score.tokens])
    ends = np.array([token.end for token in score.tokens])
    cuts = [len(cosines), *(int((ends <= match.end()).sum()) for match in _SENTENCE_END.finditer(text))]
    return [(n, float(cosines[:n].mean())) for n in sorted(set(cuts)) if n > 0]


def shortest_scored(scores: Sequence[PassageScore]) -> ShortestParagraph:
    """The shortest text that gets a score: the fewest opening tokens whose mean cosine agrees with the passage's rest.

    Agreement is the rank correlation over passages between the mean of the first ``n`` tokens and the mean of the
    remaining ones (at least 24): two disjoint parts of the same passage. The minimum is the smallest ``n`` such that it
    and every larger candidate have a correlation of at least 0.3.
    """
    agreement: dict[int, float] = {}
    for n in _CANDIDATES:
        halves = [
            (float(np.mean(cosines[:n])), float(np.mean(cosines[n:])))
            for score in scores
            if len(cosines := [token.cosine for token in score.tokens]) >= n + 24
        ]
        if len(halves) >= _FEWEST_TEXTS:
            agreement[n] = round(spearman(*zip(*halves, strict=True)), 4)
    minimum = _CANDIDATES[-1]
    for n in sorted(agreement, reverse=True):
        if agreement[n] < _REQUIRED_AGREEMENT:
            break
        minimum = n
    return ShortestParagraph(minimum, {str(n): value for n, value in agreement.items()})


def intent_report(passages: Sequence[Passage], scores: Sequence[PassageScore]) -> IntentReport:
    """Rank correlation of the score of reference passages with their intents, with trivial baselines."""
    intents = [float(passage.intent) for passage in passages]
    cosines = [score.cosine or 0.0 for score in scores]
    return IntentReport(
        spearman=spearman_figure(cosines, intents),
        length_partialled=round(spearman_without(cosines, intents, [s.n_tokens for s in scores]), 4),
        baselines={
            name: spearman_figure([measure(p.text) for p in passages], intents) for name, measure in BASELINES.items()
        },
    )
