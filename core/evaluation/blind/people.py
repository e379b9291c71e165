"""People as judges: the order of pairs for each person, the file of their choices, and the agreement among people.

People do not learn which arm a text is from. Order and sides are drawn with a seed made from the stories and the
person's name, so that a comparison can be resumed and people see different orders. A few pairs are shown twice with
sides swapped; the second choice measures how consistent the person is.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, TypeVar, get_args

import krippendorff
import numpy as np

from core.errors import FileProblem, os_reason
from core.evaluation.results import ARMS, Arm, Choice, Picked, Results
from core.files import write_atomically

FORMAT, FORMAT_VERSION = "inkglow choices", 1
PAIRS: tuple[tuple[Arm, Arm], ...] = (("baseline", "induced"),)
"""The pairs of arms that are compared, as in the right panel of the figure."""
REPEATED = 8
"""One of this many pairs is shown twice."""
T = TypeVar("T")
_PICKED = get_args(Picked)
_TIE = "tie"
_Pair = tuple[str, frozenset[Arm]]


@dataclass(frozen=True)
class Comparison:
    """Two stories of one premise (``premise`` is its id); ``first`` is shown on the left."""

    premise: str
    first: Arm
    second: Arm

    @property
    def swapped(self) -> Comparison:
        """The same two stories with their sides exchanged."""
        return Comparison(self.premise, self.second, self.first)


@dataclass(frozen=True)
class Sheet:
    """The choices of one person so far, as stored in their file.

    ``choices[i]`` belongs to comparison ``i`` of the order drawn with ``seed``.
    """

    results_id: str
    rater: str
    seed: int
    pairs: tuple[tuple[Arm, Arm], ...] = PAIRS
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """Krippendorff's α among people (None where undefined), number of people, number of pairs that several compared."""

    alpha: float | None
    n_raters: int
    n_shared: int


@dataclass(frozen=True)
class Consistency:
    """Of the pairs that were shown twice to a person, in how many the person chose the same text again."""

    n_same: int
    n_repeated: int


# -- the order


def seed_for(results_id: str, rater: str) -> int:
    """The seed of one person's order."""
    return int(hashlib.sha256(f"{results_id}\n{name_key(rater)}".encode()).hexdigest()[:12], 16)


def comparisons(
    results: Results, rater: str, pairs: Sequence[tuple[Arm, Arm]] = PAIRS, seed: int | None = None
) -> tuple[Comparison, ...]:
    """All comparisons for ``rater`` in order: each pair once, and one in ``REPEATED`` again with sides swapped.

    Each arm is on the left equally often (within one). Pairs that are repeated come
    from the first half and are repeated in the second.
    Raises FileProblem where no premise has two stories.
    """
    draw = random.Random(seed_for(results.id, rater) if seed is None else seed)
    once = [Comparison(premise, *pair) for pair in pairs for premise in _with_both(results, pair)]
    if not once:
        raise FileProblem("These results hold no two texts of one premise to compare.")
    swap = _shuffled(draw, [n % 2 == 1 for n in range(len(once))])
    order = _shuffled(draw, [each.swapped if s else each for each, s in zip(once, swap, strict=True)])
    early, late = order[: len(order) // 2], order[len(order) // 2 :]
    again = [each.swapped for each in _shuffled(draw, early)[: len(order) // REPEATED]]
    return (*early, *_shuffled(draw, late + again))


def _with_both(results: Results, pair: tuple[Arm, Arm]) -> list[str]:
    one, other = (results.of(arm) for arm in pair)
    return [
        premise
        for premise in results.premises
        if premise in one and premise in other and one[premise].text.strip() and other[premise].text.strip()
    ]


def _shuffled(draw: random.Random, items: Sequence[T]) -> list[T]:
    """Shuffled by ``random()`` alone: only its values are guaranteed not to change between Python versions."""
    keys = [draw.random() for _ in items]
    return [item for _, _, item in sorted(zip(keys, range(len(items)), items, strict=True), key=lambda each: each[:2])]


# -- the file


def write(path: Path, sheet: Sheet) -> None:
    """Write ``sheet`` atomically. Raises FileProblem."""
    values = {"format": FORMAT, "version": FORMAT_VERSION, **asdict(sheet)}
    write_atomically(path, (json.dumps(values, indent=1, ensure_ascii=False) + "\n").encode())


def read(path: Path) -> Sheet:
    """Read what :func:`write` wrote, every value checked. Raises FileProblem."""
    try:
        values: Any = json.loads(path.read_text("utf-8"))
        _need(values["format"] == FORMAT)
        if values["version"] != FORMAT_VERSION:
            raise FileProblem("{name} was written by another version of Inkglow.", name=path.name)
        rater = _string(values["rater"])
        _need(type(values["seed"]) is int and bool(rater))
        pairs = tuple((_arm(one), _arm(other)) for one, other in values["pairs"])
        choices = tuple(_choice(each, rater) for each in values["choices"])
        return Sheet(_string(values["results_id"]), rater, values["seed"], pairs, choices)
    except OSError as error:
        raise FileProblem("{name} cannot be read: {reason}.", name=path.name, reason=os_reason(error)) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileProblem(
            "{name} is not a file of choices from a blind comparison, or is damaged.", name=path.name
        ) from None


def _choice(values: Any, rater: str) -> Choice:
    first, second, picked = _arm(values["first"]), _arm(values["second"]), values["picked"]
    _need(values["judge"] == "human" and values["rater"] == rater and picked in _PICKED and first != second)
    return Choice("human", _string(values["premise"]), first, second, picked, rater=rater)


def _arm(value: Any) -> Arm:
    _need(value in ARMS)
    return value  # type: ignore[no-any-return]


def _string(value: Any) -> str:
    _need(isinstance(value, str))
    return value  # type: ignore[no-any-return]


def _need(holds: bool) -> None:
    if not holds:
        raise ValueError


# -- several people


def merge(results: Results, files: Sequence[Path]) -> Results:
    """``results`` with the choices of several people added, each file one person's.

    A person's choices in ``results`` are replaced by those of the file where the file starts with them. Raises
    FileProblem for a file of other results, two files of one person, other earlier choices, or an unknown premise.
    """
    before = {name_key(rater): [c for c in results.choices if _is_of(c, rater)] for rater in raters(results.choices)}
    sheets: dict[str, tuple[Path, Sheet]] = {}
    for path in files:
        sheet = read(path)
        _check(results, path, sheet)
        key = name_key(sheet.rater)
        if key in sheets:
            raise FileProblem(
                "{name} and {other} are both by {rater}; pass one of them.",
                name=path.name,
                other=sheets[key][0].name,
                rater=sheet.rater,
            )
        old = before.get(key, [])
        if [_pick(c) for c in old] != [_pick(c) for c in sheet.choices[: len(old)]]:
            raise FileProblem(
                "The choices by {rater} in the results differ from those in {name}: do two people share the name?",
                rater=sheet.rater,
                name=path.name,
            )
        sheets[key] = path, sheet
    kept = [c for c in results.choices if not (c.judge == "human" and name_key(c.rater) in sheets)]
    return replace(results, choices=(*kept, *(c for _, sheet in sheets.values() for c in sheet.choices)))


def _check(results: Results, path: Path, sheet: Sheet) -> None:
    if sheet.results_id != results.id:
        raise FileProblem("{name} holds choices between other texts than those of these results.", name=path.name)
    stories = {(story.premise, story.arm) for story in results.stories}
    for choice in sheet.choices:
        if (
            choice.premise not in results.premises
            or not {
                (choice.premise, choice.first),
                (choice.premise, choice.second),
            }
            <= stories
        ):
            raise FileProblem(
                "{name} has a choice for a premise that these results lack ({premise}).",
                name=path.name,
                premise=choice.premise,
            )


def raters(choices: Iterable[Choice]) -> tuple[str, ...]:
    """The people who made ``choices``, in the order of their first choice."""
    return tuple(dict.fromkeys(choice.rater for choice in choices if choice.judge == "human"))


def agreement(choices: Sequence[Choice]) -> float | None:
    """Krippendorff's α (nominal) of the arm that people picked for each pair; a tie is a value of its own.

    None where α is undefined: no pair was compared by two people, or all values are equal.
    """
    return agreed(choices).alpha


def agreed(choices: Sequence[Choice]) -> Agreement:
    """α with the numbers of people and pairs behind it. Of a pair shown twice to a person, the first choice counts."""
    by_pair: dict[_Pair, list[str]] = {}
    for (pair, _rater), values in _values(choices).items():
        by_pair.setdefault(pair, []).append(values[0])
    domain = (*ARMS, _TIE)
    shared = [values for values in by_pair.values() if len(values) > 1]
    counts = np.array([[values.count(value) for value in domain] for values in shared], dtype=np.int_)
    alpha = None
    if shared and (counts.sum(axis=0) > 0).sum() > 1:
        alpha = float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
    return Agreement(alpha, len({name_key(rater) for _, rater in _values(choices)}), len(shared))


def consistency(choices: Sequence[Choice]) -> Consistency:
    """How often people chose the same text again in pairs shown to them twice."""
    twice = [values for values in _values(choices).values() if len(values) > 1]
    return Consistency(sum(values[0] == values[1] for values in twice), len(twice))


def tally(choices: Sequence[Choice]) -> Counter[str]:
    """How often people preferred each arm or neither (``tie``), most frequent first; repeated pairs count once."""
    counts = Counter(values[0] for values in _values(choices).values())
    return Counter(dict(counts.most_common()))


def without_repeats(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices that figures count: people's first choice for each pair, and all choices of models."""
    seen: set[tuple[_Pair, str]] = set()
    kept: list[Choice] = []
    for choice in choices:
        key = _pair(choice), name_key(choice.rater)
        if choice.judge != "human" or key not in seen:
            kept.append(choice)
        if choice.judge == "human":
            seen.add(key)
    return tuple(kept)


def _pair(choice: Choice) -> _Pair:
    """The premise and the two arms, whatever order they were shown in."""
    return choice.premise, frozenset((choice.first, choice.second))


def picked_arm(choice: Choice) -> str:
    """The arm that was chosen, or ``tie``."""
    return {"first": choice.first, "second": choice.second}.get(choice.picked or "", _TIE)


def _values(choices: Sequence[Choice]) -> dict[tuple[_Pair, str], list[str]]:
    """The arms (or ``tie``) that each person picked for each pair, in order."""
    values: dict[tuple[_Pair, str], list[str]] = {}
    for choice in choices:
        if choice.judge == "human" and choice.picked is not None:
            values.setdefault((_pair(choice), name_key(choice.rater)), []).append(picked_arm(choice))
    return values


def _pick(choice: Choice) -> tuple[str, Arm, Arm, Picked | None]:
    return choice.premise, choice.first, choice.second, choice.picked


def _is_of(choice: Choice, rater: str) -> bool:
    return choice.judge == "human" and name_key(choice.rater) == name_key(rater)


def name_key(rater: str) -> str:
    """``rater`` without differences in case and white space, so that one person has one key."""
    return " ".join(rater.split()).casefold()
