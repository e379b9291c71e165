"""A blind comparison by one person: the pair shown now, the choices so far, and resuming after a pause."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import FileProblem, UsageProblem
from core.evaluation.blind.people import Comparison, Sheet, comparisons, name_key, read, seed_for
from core.evaluation.results import Arm, Choice, Picked, Results

LONGEST_NAME = 60


@dataclass(frozen=True)
class BlindSession:
    """The comparisons for one person in order, the choices so far and the index of the current one. Immutable.

    ``premises`` maps ids to texts, ``stories`` maps premise id and arm to texts.
    """

    premises: Mapping[str, str]
    stories: Mapping[tuple[str, Arm], str]
    sheet: Sheet
    order: tuple[Comparison, ...]
    at: int = 0

    @property
    def n_done(self) -> int:
        """Number of comparisons with a choice."""
        return len(self.sheet.choices)

    @property
    def is_over(self) -> bool:
        """Whether the current position is behind the last comparison."""
        return self.at >= len(self.order)

    @property
    def picked(self) -> Picked | None:
        """The earlier choice for the current comparison, where the person has gone back to it."""
        return self.sheet.choices[self.at].picked if self.at < self.n_done else None

    @property
    def premise(self) -> str:
        """The text of the current comparison's premise."""
        return self.premises[self._now.premise]

    @property
    def texts(self) -> tuple[str, str]:
        """The two stories of the current comparison, left and right."""
        now = self._now
        return self.stories[now.premise, now.first], self.stories[now.premise, now.second]

    @property
    def words_here(self) -> int:
        """Number of words to read for the current comparison."""
        return self._words(self._now)

    @property
    def words_left(self) -> int:
        """Number of words to read for all comparisons without a choice."""
        return sum(self._words(each) for each in self.order[self.n_done :])

    def choose(self, picked: Picked) -> BlindSession:
        """Set the choice of the current comparison and move to the first without one.

        Raises UsageProblem behind the last comparison.
        """
        now, made = self._now, self.sheet.choices
        choice = Choice("human", now.premise, now.first, now.second, picked, rater=self.sheet.rater)
        choices = (*made[: self.at], choice, *made[self.at + 1 :])
        return replace(self, sheet=replace(self.sheet, choices=choices), at=len(choices))

    def back(self) -> BlindSession:
        """Move to the comparison before; its choice is kept until another is made."""
        return replace(self, at=max(0, self.at - 1))

    @property
    def _now(self) -> Comparison:
        if self.is_over:
            raise UsageProblem("Everything has been compared.")
        return self.order[self.at]

    def _words(self, comparison: Comparison) -> int:
        texts = (self.stories[comparison.premise, arm] for arm in (comparison.first, comparison.second))
        return sum(len(text.split()) for text in (*texts, self.premises[comparison.premise]))


def start_or_resume(results: Results, results_path: Path, rater: str) -> BlindSession:
    """Start a session for ``rater``, or resume an earlier one. Reads a file: not for the GUI thread.

    Raises FileProblem where there is nothing to compare or the file of choices cannot be used, UsageProblem for an
    empty name.
    """
    rater = clean_name(rater)
    path = choices_path(results_path, results.id, rater)
    if not path.exists():
        return start(results, rater)
    sheet = read(path)
    order = comparisons(results, sheet.rater, sheet.pairs, sheet.seed)
    made = tuple(Comparison(each.premise, each.first, each.second) for each in sheet.choices)
    if sheet.results_id != results.id or name_key(sheet.rater) != name_key(rater) or made != order[: len(made)]:
        raise FileProblem(
            "{name} does not belong to this comparison: move it away to start again, or give another name.",
            name=path.name,
        )
    return BlindSession(results.premises, _stories(results), sheet, order, len(made))


def start(results: Results, rater: str) -> BlindSession:
    """A session without any choices. Raises FileProblem where there is nothing to compare."""
    sheet = Sheet(results.id, rater, seed_for(results.id, rater))
    return BlindSession(results.premises, _stories(results), sheet, comparisons(results, rater))


def _stories(results: Results) -> dict[tuple[str, Arm], str]:
    return {(story.premise, story.arm): story.text for story in results.stories}


def clean_name(name: str) -> str:
    """``name`` with white space normalised, cut to ``LONGEST_NAME``. Raises UsageProblem for an empty name."""
    name = " ".join(name.split())[:LONGEST_NAME].strip()
    if not name:
        raise UsageProblem("Give a name or initials: they distinguish your choices from those of other people.")
    return name


def choices_path(results_path: Path, results_id: str, rater: str) -> Path:
    """The file of a person's choices, in the folder of the results."""
    word = re.sub(r"[^\w]+", "-", name_key(rater)).strip("-") or hashlib.sha256(rater.encode()).hexdigest()[:8]
    return results_path.with_name(f"choices-{word}-{results_id[:8]}.json")
