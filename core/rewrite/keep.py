"""How likely a reader is to keep an addition: a logistic model of what the unsteered model says of it. Pure functions.

Its numbers were fitted to judgements of additions to plain passages (docs/evaluation.md), with the starter model;
``python -m tests.benchmarks.kept`` makes them again. What helped most is how readily the model takes additions of
this kind at the sentence at all: they suit a scene, and not a summary.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from core.engine.protocol import ContinuationFigures
from core.rewrite.proposals import Proposal
from core.rewrite.sites import Site

_CONSTANT, _WEIGHTS = 4.76, (-0.531, -1.304, -0.198, 0.957)
SURE = 0.4
"""Nothing better is sought."""
LEAST = 0.25
"""Nothing less likely to be kept is offered."""
_USUAL_SPECIFIC = 0.3


@dataclass(frozen=True)
class Figures:
    """What is known of an addition of ``n_words`` words. Surprisals are in nats per token, of the unsteered model.

    ``site_nats`` is the mean surprisal of all additions to its sentence; ``specific`` is how much likelier it is here
    than after an unrelated sentence.
    """

    n_words: int
    nats: float
    site_nats: float = 0.0
    specific: float = _USUAL_SPECIFIC


def features(figures: Figures) -> tuple[float, ...]:
    """What the model's weights multiply."""
    return figures.nats, figures.site_nats, float(figures.n_words), figures.specific


def probability(figures: Figures) -> float:
    """The probability that the addition is kept, 0–1."""
    logit = _CONSTANT + sum(weight * value for weight, value in zip(_WEIGHTS, features(figures), strict=True))
    return 1 / (1 + math.exp(-logit))


@dataclass(eq=False)
class Pool:
    """The additions found for a passage, with their figures."""

    _figures: dict[Proposal, Figures] = field(default_factory=dict)
    _refused: set[Proposal] = field(default_factory=set)

    def add(self, proposal: Proposal, measured: ContinuationFigures) -> None:
        """Put in an addition with what was measured of it."""
        self._figures[proposal] = Figures(len(proposal.text.split()), measured.nats)

    def remove(self, proposal: Proposal) -> None:
        """Take out one that turned out not to fit."""
        self._refused.add(proposal)

    def set_specific(self, proposal: Proposal, specific: float) -> None:
        """How much likelier it is here than elsewhere is known."""
        self._figures[proposal] = replace(self._figures[proposal], specific=specific)

    def nats(self, proposal: Proposal) -> float:
        """Its surprisal."""
        return self._figures[proposal].nats

    def site_nats(self, site: Site) -> float:
        """Mean surprisal of the additions to a sentence."""
        own = [proposal for proposal in self._figures if proposal.site == site]
        return sum(map(self.nats, own)) / len(own) if own else math.inf

    def probability(self, proposal: Proposal) -> float:
        """That the addition is kept."""
        return probability(replace(self._figures[proposal], site_nats=self.site_nats(proposal.site)))

    def best(self, least: float) -> list[Proposal]:
        """Those with a probability of at least ``least``, the likeliest first."""
        chances = {each: self.probability(each) for each in self._figures if each not in self._refused}
        return sorted((each for each in chances if chances[each] >= least), key=chances.__getitem__, reverse=True)
