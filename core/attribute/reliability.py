"""Rate how far an attribute's glow can be trusted (good, fair or rough), from the figures in its own report.

The rule: only texts that *others* wrote count, and an attribute passes on them if the lower end of its 95 % interval
lies above the best baseline. A **good** guide passes on every collection of pairs it was not derived from, and every
lower end is at least 0.75. A **fair** guide also passes on every such collection, but some lower end is less; or it was
made from texts and passes on their held-out half, which shows that it learned something but not that it holds on other
texts. Everything else, also an attribute that was never tested on other people's texts, is a **rough** guide, unless
it fails on held-out texts of its own kind: if the lower end of that interval is 0.5 or less, it may be **chance**.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from core.attribute.report import DerivationReport, Figures, PromptsReport, TextsReport
from core.sentences import Sentence, joined_sentences
from core.stats.separation import Figure

CHANCE, ROUGH = Sentence("no guide yet"), Sentence("a rough guide")
FAIR, GOOD = Sentence("a fair guide"), Sentence("a good guide")
_GOOD_FROM = 0.75
"""Required lower end of the accuracy's interval for a good guide."""


@dataclass(frozen=True)
class Trust:
    """``word`` is CHANCE, ROUGH, FAIR or GOOD; ``why`` is one or two sentences with the figures it follows from."""

    word: str
    why: str


@dataclass(frozen=True)
class _Evidence:
    where: str
    figure: Figure
    baseline: str
    best: float

    @property
    def beats(self) -> bool:
        return self.figure.low > max(self.best, 0.5)

    @property
    def words(self) -> str:
        low, value, high = (100 * each for each in (self.figure.low, self.figure.value, self.figure.high))
        return Sentence(
            "{where}, it is right {value:.0f} times in 100 ({low:.0f} to {high:.0f}); {baseline} gives {best:.0f}.",
            where=self.where,
            value=value,
            low=low,
            high=high,
            baseline=self.baseline,
            best=100 * self.best,
        )


def trust(report: DerivationReport) -> Trust:
    """The rating of an attribute with this report. A report without such figures gives ROUGH."""
    if (held_out := _held_out(report)) is not None and held_out.low <= 0.5:
        why = Sentence(
            "On texts of the kind it was made from, it is right {value:.0f} times in 100 ({low:.0f} to {high:.0f}), "
            "and guessing 50: its colours may be chance.",
            value=100 * held_out.value,
            low=100 * held_out.low,
            high=100 * held_out.high,
        )
        return Trust(CHANCE, why)
    own, others = _own_half(report), list(_other_pairs(report))
    if own is not None:  # made from given texts: rated on texts of their kind
        if own.beats:
            limit = Sentence("That is the kind of text it was made from; elsewhere it may not hold.")
            return Trust(FAIR, joined_sentences((own.words, limit)))
        return Trust(ROUGH, own.words)
    if not others:
        return Trust(ROUGH, Sentence("It has not been compared yet with what people said of other people’s texts."))
    weakest = min(others, key=lambda each: each.figure.low - each.best)
    if not weakest.beats:
        return Trust(ROUGH, weakest.words)
    good = all(each.figure.low >= _GOOD_FROM for each in others)
    return Trust(GOOD if good else FAIR, weakest.words)


def _held_out(report: DerivationReport) -> Figure | None:
    """The figure on held-out texts of the kind the attribute was made from."""
    held = report.held_out
    if isinstance(held, PromptsReport):
        return held.auroc_held_out_premises
    return held.one_punctuation if isinstance(held, TextsReport) else None


def _own_half(report: DerivationReport) -> _Evidence | None:
    """For an attribute made from texts: figures on their held-out half, with normalised punctuation."""
    held = report.held_out
    if not isinstance(held, TextsReport):
        return None
    baselines = {**held.baselines, Sentence("a bag of words"): held.bag_of_words}
    figure = held.one_punctuation
    where = (
        Sentence("On {n:,} pairs of the kind it was made from", n=figure.n)
        if held.paired
        else Sentence("On {n:,} texts of the kind it was made from", n=figure.n)
    )
    return _evidence(where, figure, baselines)


def _other_pairs(report: DerivationReport) -> Iterator[_Evidence]:
    """Figures on pairs that others collected and that were not used to derive the attribute."""
    for found in report.other_pairs.values():
        where = Sentence("On {n:,} pairs that others made", n=found.accuracy.n)
        yield _evidence(where, found.accuracy, found.baselines)


def _evidence(where: str, figure: Figure, baselines: Figures) -> _Evidence:
    name, best = max(baselines.items(), key=lambda each: each[1].value)
    return _Evidence(where, figure, _NAMES.get(name, name), best.value)


_NAMES = {
    "length": Sentence("choosing the longer"),
    "shorter": Sentence("choosing the shorter"),
    "commas": Sentence("counting commas"),
    "gzip": Sentence("compressed size"),
    "mean word length": Sentence("word length"),
    "type-token ratio": Sentence("counting different words"),
}
