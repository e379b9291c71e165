"""The attempts at one passage, and which of them is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from desktop.rewrite.attempt import Attempt
from desktop.rewrite.history import Kept


class Attempts:
    """All attempts at a passage, earlier ones first; ``index`` is that of the one shown, −1 for none. GUI thread."""

    def __init__(self, kept: Kept | None = None) -> None:
        self._all = list(kept.attempts) if kept is not None else []
        self.next_seed = kept.next_seed if kept is not None else 0
        self.index = -1

    @property
    def all(self) -> tuple[Attempt, ...]:
        """All of them."""
        return tuple(self._all)

    @property
    def place(self) -> int:
        """Index of the attempt shown, or the number of attempts if none is shown."""
        return self.index if self.index >= 0 else len(self._all)

    @property
    def kept(self) -> Kept:
        """What is kept of them while another passage is rewritten."""
        return Kept(self.all, self.next_seed)

    @property
    def kept_for_other_words(self) -> Kept:
        """What is kept after the passage was edited: additions belong to the words that they were found for."""
        return Kept(tuple(each for each in self._all if not each.is_enriched), self.next_seed)

    def add(self, found: Sequence[Attempt], shown: int) -> None:
        """Add attempts, and show that one of them; −1 shows none."""
        self.index = len(self._all) + shown if shown >= 0 else -1
        self._all += found

    def edit(self, text: str) -> bool:
        """The attempt shown has this text now. Returns whether it counts as edited by hand, and did not before."""
        before = self._all[self.index]
        self._all[self.index] = after = replace(before, text=text)
        return after.edited_by_hand is not before.edited_by_hand

    def take(self, taken: frozenset[int]) -> None:
        """Take these additions of the attempt shown, and leave the others."""
        self._all[self.index] = self._all[self.index].with_taken(taken)
