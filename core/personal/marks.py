"""Passages that the writer has marked as alive or flat, from which an own attribute can be learned.

They are stored in one file in the user's data folder and nowhere else.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

from core.derivation.pairs import FEWEST_PAIRS, normalised
from core.errors import FileProblem, os_reason
from core.files import write_atomically
from core.json_text import parse
from core.personal.revisions import similarities, words_in

FILE_NAME = "marks.json"
FORMAT = 1
_FORMAT = "format"
FEWEST_WORDS = 5
"""Passages of fewer words are too short to learn from."""
SAME_PASSAGE = 0.6
"""Least share of common words (Dice) for a passage to count as a version of a marked one."""
_CUT_WORDS = 2
"""Words that a selection may have cut, at its start and its end."""


class Side(Enum):
    """The two kinds of mark."""

    ALIVE = "alive"
    FLAT = "flat"


class Fit(Enum):
    """Relation of a text to a marked passage."""

    SAME = "same"
    PART = "part"
    """A part of the text was marked."""
    EARLIER = "earlier"
    """The text is a revision of the marked passage."""


@dataclass(frozen=True)
class Found:
    """A mark found for a text; ``marked`` is the passage as it was when it was marked."""

    side: Side
    fit: Fit
    marked: str


@dataclass(frozen=True)
class Marks:
    """The marked passages of both sides, in the order of marking, as they were when they were marked."""

    alive: tuple[str, ...] = ()
    flat: tuple[str, ...] = ()

    def with_mark(self, text: str, side: Side) -> Marks:
        """The marks with ``text`` on ``side``, and without earlier marks of it or of its earlier versions.

        Two versions of one passage would otherwise count twice, once to learn from and once in the test split.
        """
        rest = self.without(text)
        if side is Side.ALIVE:
            return Marks((*rest.alive, text), rest.flat)
        return Marks(rest.alive, (*rest.flat, text))

    def without(self, text: str) -> Marks:
        """The marks without those of ``text`` and its earlier versions."""
        return Marks(_others(self.alive, text), _others(self.flat, text))

    def side_of(self, text: str) -> Side | None:
        """The side on which exactly this text is marked; None where it is not, or was revised since."""
        key = normalised(text)
        for side, texts in ((Side.ALIVE, self.alive), (Side.FLAT, self.flat)):
            if any(normalised(each) == key for each in texts):
                return side
        return None

    def without_each(self, marked: Collection[str]) -> Marks:
        """The marks without exactly these passages."""
        return Marks(*(tuple(each for each in side if each not in marked) for side in (self.alive, self.flat)))

    def found_in(self, text: str) -> tuple[Found, ...]:
        """The marks of ``text`` itself, of a part of it, or of an earlier version of it."""
        if not self._index or not long_enough(text):
            return ()
        key, words = normalised(text), words_in(text)
        return tuple(
            Found(each.side, fit, each.text) for each in self._index if (fit := each.fit(key, words)) is not None
        )

    def prepare(self) -> None:
        """Build the index for :meth:`found_in`; slow where there are many marks."""
        _ = self._index

    @cached_property
    def _index(self) -> tuple[_Marked, ...]:
        sides = ((Side.ALIVE, self.alive), (Side.FLAT, self.flat))
        return tuple(_Marked(side, each, normalised(each), words_in(each)) for side, texts in sides for each in texts)

    @property
    def missing(self) -> tuple[int, int]:
        """Numbers of passages that are still needed to learn an attribute: alive, flat."""
        return max(0, FEWEST_PAIRS - len(self.alive)), max(0, FEWEST_PAIRS - len(self.flat))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is marked."""
        return not (self.alive or self.flat)

    @property
    def is_enough(self) -> bool:
        """Whether an attribute can be learned from them."""
        return self.missing == (0, 0)


@dataclass(frozen=True)
class _Marked:
    """An index entry of a marked passage."""

    side: Side
    text: str
    key: str
    words: set[str]

    def fit(self, key: str, words: set[str]) -> Fit | None:
        """Relation of a text, given its normalised form and its words, to the marked passage; None if unrelated."""
        if self.key == key:
            return Fit.SAME
        shared = len(self.words & words)
        if len(self.words) - shared <= _CUT_WORDS and self.key in key:  # the slower test comes second
            return Fit.PART
        return Fit.EARLIER if 2 * shared >= SAME_PASSAGE * (len(self.words) + len(words)) else None


def long_enough(text: str) -> bool:
    """Whether a passage is long enough to learn from."""
    return len(text.split()) >= FEWEST_WORDS


def load(folder: Path) -> Marks:
    """The marks kept in ``folder``; of a damaged file, all that can be read. Blocks: not for the GUI thread."""
    values = _values(folder)
    marks = Marks(*(_texts(values.get(side.value)) for side in Side))
    marks.prepare()
    return marks


def save(folder: Path, marks: Marks) -> None:
    """Write ``marks`` to ``folder`` atomically, and prepare them. Blocks: not for the GUI thread.

    Raises FileProblem, also where the file is of a newer format; it is then left alone.
    """
    if isinstance(number := _values(folder).get(_FORMAT), int) and number > FORMAT:
        raise FileProblem(
            "The marked passages were written by a newer Inkglow, so this one leaves them as they are; please update "
            "it."
        )
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem("{folder} cannot be made: {reason}.", folder=folder, reason=os_reason(error)) from None
    data = (json.dumps({_FORMAT: FORMAT, **asdict(marks)}, indent=1, ensure_ascii=False) + "\n").encode()
    write_atomically(folder / FILE_NAME, data, private=True)
    marks.prepare()


def _values(folder: Path) -> dict[str, Any]:
    try:
        values: Any = parse((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}


def _texts(value: Any) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(each for each in texts if isinstance(each, str) and each.strip()))


def _others(texts: Sequence[str], text: str) -> tuple[str, ...]:
    similar = similarities(texts, [text])[:, 0]
    return tuple(each for each, common in zip(texts, similar, strict=True) if each != text and common < SAME_PASSAGE)
