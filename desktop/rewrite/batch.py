"""The attempts that one request gives: their texts while they are written, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.record.entries import Source
from core.rewrite import ranking
from core.rewrite.checks import Flag
from core.rewrite.cleaning import whole_words
from core.rewrite.options import RewriteOptions
from core.rewrite.order import RewriteOrder, Variant
from desktop.common import messages
from desktop.rewrite.attempt import Attempt, Steering, added, phrases


@dataclass(frozen=True)
class Growing:
    """A variant while the batch is written: λ of the attribute that steers, the text so far, and what came of it."""

    lam: float
    text: str
    finished: Attempt | None = None


class Batch:
    """The variants of ``order``, of which one is shown while they are written. GUI thread.

    Of a ladder, that is the strongest until the writer chooses another; else the first.
    """

    def __init__(
        self, order: RewriteOrder, options: RewriteOptions, steering: Steering, source: Source, *, enriching: bool
    ) -> None:
        """``options`` are those that the card gave, ``steering`` made the order, ``source`` writes the texts."""
        self.enriching = enriching
        self._order, self._options, self._steering, self._source = order, options, steering, source
        self._texts = [""] * order.options.variants
        self._finished: dict[int, Attempt] = {}
        self._n_repeated = self._n_nothing = 0
        self.shown = len(self._texts) - 1 if order.options.ladder else 0

    @property
    def growing(self) -> tuple[Growing, ...]:
        """Every variant as it is now, in their order."""
        ladder = self._order.options
        return tuple(
            Growing(ladder.lams_of(index)[0], text, self._finished.get(index)) for index, text in enumerate(self._texts)
        )

    @property
    def text(self) -> str:
        """The text so far of the variant shown."""
        return self._texts[self.shown]

    def write(self, index: int, text: str) -> None:
        """Variant ``index`` is ``text`` so far."""
        self._texts[index] = text

    def finish(self, index: int, variant: Variant) -> None:
        """Keep a finished variant, unless it is empty, its text already exists, or nothing was found for it."""
        self._texts[index] = variant.text
        self._n_repeated += Flag.REPEATED in variant.flags
        cuts_shown = "" in self._order.known  # the text of a cut; an earlier attempt has the same ones
        nothing = Flag.NOTHING_BETTER in variant.flags and (cuts_shown or not variant.hunks)
        self._n_nothing += nothing
        if variant.text and not nothing and Flag.REPEATED not in variant.flags:
            self._finished[index] = self._attempt(variant)

    def attempts(self) -> list[Attempt]:
        """The finished attempts in the order in which they are offered."""
        found = list(self._finished.values())
        variants = [each.variant for each in found if each.variant is not None]
        return [found[index] for index in ranking.offered_order(variants, plainer=self._options.lam < 0)]

    def stopped(self) -> tuple[list[Attempt], int]:
        """What there is now that it was stopped: the finished attempts, the unfinished texts, and which one was shown.

        The place is −1 where there is nothing.
        """
        found = [
            attempt
            for index, text in enumerate(self._texts)
            if (attempt := self._finished.get(index) or self._unfinished(index, text)) is not None
        ]
        first = self._finished.get(self.shown) or self._unfinished(self.shown, self.text)
        return found, found.index(first) if first is not None else len(found) - 1

    def missing(self, n_new: int) -> str:
        """A sentence about the variants that gave no attempt of their own, beside ``n_new`` that did; may be empty."""
        if self._n_repeated:
            return messages.some_repeated(n_new, self._n_repeated)
        return messages.some_without(n_new, self._n_nothing) if self._n_nothing else ""

    def why_none(self) -> str:
        """A sentence that says why there is no attempt at all."""
        if self._n_nothing:
            return messages.NOTHING_BETTER
        return messages.NOTHING_NEW if self._n_repeated else messages.NO_PROSE

    @property
    def found_nothing(self) -> bool:
        """Whether nothing better was found, which is no failure."""
        return self._n_nothing > 0

    def _attempt(self, variant: Variant) -> Attempt:
        passage = self._order.passage
        before = self._steering.band(variant.cosine_before, variant.n_tokens_before, passage)
        after = self._steering.band(variant.cosine_after, variant.n_tokens_after, passage)
        text = passage if variant.hunks else variant.text
        anew = variant.hunks is None
        additions = phrases(passage, variant.text) if anew else variant.hunks or ()
        taken = frozenset(range(len(additions)) if anew else ())
        return Attempt(text, self._options, variant, before, after, passage, additions, taken, self._source)

    def _unfinished(self, index: int, text: str) -> Attempt | None:
        """The variant as it was when it was stopped, if there is anything of it."""
        passage = self._order.passage
        if self.enriching:
            additions = added(passage, text)
            found = Attempt(passage, self._options, passage=passage, additions=additions, source=self._source)
            return found if text else None
        lam, *blend = self._order.options.lams_of(index)
        written = whole_words(text)
        options = replace(self._options, lam=lam, blend=tuple(blend))
        return Attempt(written, options, source=self._source) if written else None


def none_is_livelier(attempts: Sequence[Attempt], options: RewriteOptions) -> bool:
    """Whether every one of ``attempts`` was judged and none is livelier; False where they were meant to be plainer."""
    return bool(attempts) and options.lam >= 0 and not any(each.is_livelier for each in attempts)
