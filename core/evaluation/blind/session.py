"""One person comparing texts blind: what is shown now, what was chosen, and the way back to it after a pause."""

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
class Sitting:
    """Someone's order, their choices so far and the comparison they are at; every step makes a new one.

    ``premises`` maps ids to texts, ``stories`` premise id and arm to texts.
    """

    premises: Mapping[str, str]
    stories: Mapping[tuple[str, Arm], str]
    sheet: Sheet
    order: tuple[Comparison, ...]
    at: int = 0

    @property
    def n_done(self) -> int:
        """How many have been chosen."""
        return len(self.sheet.choices)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to compare where the person is."""
        return self.at >= len(self.order)

    @property
    def picked(self) -> Picked | None:
        """What was chosen here before, where the person has gone back."""
        return self.sheet.choices[self.at].picked if self.at < self.n_done else None

    @property
    def premise(self) -> str:
        """The text of the premise of what is compared now."""
        return self.premises[self._now.premise]

    @property
    def texts(self) -> tuple[str, str]:
        """The two stories compared now, left and right."""
        now = self._now
        return self.stories[now.premise, now.first], self.stories[now.premise, now.second]

    @property
    def words_here(self) -> int:
        """How many words there are to read for this comparison."""
        return self._words(self._now)

    @property
    def words_left(self) -> int:
        """How many words there are to read for all that are still open."""
        return sum(self._words(each) for each in self.order[self.n_done :])

    def choose(self, picked: Picked) -> Sitting:
        """Choose here (anew, after going back), and go on to the first that is still open. Raises UsageProblem."""
        now, made = self._now, self.sheet.choices
        choice = Choice("human", now.premise, now.first, now.second, picked, rater=self.sheet.rater)
        choices = (*made[: self.at], choice, *made[self.at + 1 :])
        return replace(self, sheet=replace(self.sheet, choices=choices), at=len(choices))

    def back(self) -> Sitting:
        """One back; its choice stands until another is made."""
        return replace(self, at=max(0, self.at - 1))

    @property
    def _now(self) -> Comparison:
        if self.is_over:
            raise UsageProblem("Everything has been compared.")
        return self.order[self.at]

    def _words(self, comparison: Comparison) -> int:
        texts = (self.stories[comparison.premise, arm] for arm in (comparison.first, comparison.second))
        return sum(len(text.split()) for text in (*texts, self.premises[comparison.premise]))


def sit_down(results: Results, results_path: Path, rater: str) -> Sitting:
    """Begin to compare, or go on where ``rater`` stopped. Reads a file: not for the GUI thread.

    Raises FileProblem where there is nothing to compare or the file of choices cannot be used, UsageProblem without a
    name.
    """
    rater = clean_name(rater)
    path = choices_path(results_path, results.id, rater)
    if not path.exists():
        return sit_down_anew(results, rater)
    sheet = read(path)
    order = comparisons(results, sheet.rater, sheet.pairs, sheet.seed)
    made = tuple(Comparison(each.premise, each.first, each.second) for each in sheet.choices)
    if sheet.results_id != results.id or name_key(sheet.rater) != name_key(rater) or made != order[: len(made)]:
        raise FileProblem(
            f"{path.name} does not belong to this comparison: move it away to begin anew, or give another name."
        )
    return Sitting(results.premises, _stories(results), sheet, order, len(made))


def sit_down_anew(results: Results, rater: str) -> Sitting:
    """A sitting without any choices. Raises FileProblem where there is nothing to compare."""
    sheet = Sheet(results.id, rater, seed_for(results.id, rater))
    return Sitting(results.premises, _stories(results), sheet, comparisons(results, rater))


def _stories(results: Results) -> dict[tuple[str, Arm], str]:
    return {(story.premise, story.arm): story.text for story in results.stories}


def clean_name(name: str) -> str:
    """A person's name without blanks that nobody sees. Raises UsageProblem where nothing is left."""
    name = " ".join(name.split())[:LONGEST_NAME].strip()
    if not name:
        raise UsageProblem("Give a name or initials: it keeps your choices apart from those of others.")
    return name


def choices_path(results_path: Path, results_id: str, rater: str) -> Path:
    """Where a person's choices are kept: beside the results."""
    word = re.sub(r"[^\w]+", "-", name_key(rater)).strip("-") or hashlib.sha256(rater.encode()).hexdigest()[:8]
    return results_path.with_name(f"choices-{word}-{results_id[:8]}.json")
