"""Passages that the writer has marked as alive or as flat: what an attribute of their own can be learned from.

They are kept in one file in the writer's data folder and nowhere else.
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
from core.errors import FileProblem
from core.files import write_atomically
from core.personal.revisions import similarities, words_in

FILE_NAME = "marks.json"
FEWEST_WORDS = 5
"""Fewer say nothing about how a passage is written."""
SAME_PASSAGE = 0.6
"""Share of words in common (Dice) from which a passage counts as a version of one marked before."""
_CUT_WORDS = 2
"""Words that a selection may have cut in two, at its beginning and at its end."""


class Side(Enum):
    """What a passage was marked as."""

    ALIVE = "alive"
    FLAT = "flat"


class Fit(Enum):
    """How a text stands to a passage that was marked."""

    SAME = "same"
    PART = "part"
    """A part of the text was marked."""
    EARLIER = "earlier"
    """The text is what became of it."""


@dataclass(frozen=True)
class Found:
    """A mark that concerns a text: ``marked`` is the passage as it stood when it was marked."""

    side: Side
    fit: Fit
    marked: str


@dataclass(frozen=True)
class Marks:
    """The marked passages of either side, in the order they were marked, as they stood then."""

    alive: tuple[str, ...] = ()
    flat: tuple[str, ...] = ()

    def with_mark(self, text: str, side: Side) -> Marks:
        """``text`` marked; on whichever side it, or an earlier version of it, was before, it is no longer.

        Two versions of one passage would otherwise count twice, once to learn from and once to check with.
        """
        rest = self.without(text)
        if side is Side.ALIVE:
            return Marks((*rest.alive, text), rest.flat)
        return Marks(rest.alive, (*rest.flat, text))

    def without(self, text: str) -> Marks:
        """``text`` and its earlier versions not marked."""
        return Marks(_others(self.alive, text), _others(self.flat, text))

    def side_of(self, text: str) -> Side | None:
        """What exactly this text was marked as; None where it was not, or has been revised since."""
        key = normalised(text)
        for side, texts in ((Side.ALIVE, self.alive), (Side.FLAT, self.flat)):
            if any(normalised(each) == key for each in texts):
                return side
        return None

    def without_each(self, marked: Collection[str]) -> Marks:
        """Exactly these marked passages taken out."""
        return Marks(*(tuple(each for each in side if each not in marked) for side in (self.alive, self.flat)))

    def found_in(self, text: str) -> tuple[Found, ...]:
        """The marks that concern ``text``: itself, a part of it, or what it was before it was revised."""
        if not long_enough(text):
            return ()
        key, words = normalised(text), words_in(text)
        return tuple(
            Found(each.side, fit, each.text) for each in self._index if (fit := each.fit(key, words)) is not None
        )

    def prepare(self) -> None:
        """Work out now what :meth:`found_in` needs; takes a while where there are many marks."""
        _ = self._index

    @cached_property
    def _index(self) -> tuple[_Marked, ...]:
        sides = ((Side.ALIVE, self.alive), (Side.FLAT, self.flat))
        return tuple(_Marked(side, each, normalised(each), words_in(each)) for side, texts in sides for each in texts)

    @property
    def missing(self) -> tuple[int, int]:
        """How many more passages of either side it takes to learn from them: alive, flat."""
        return max(0, FEWEST_PAIRS - len(self.alive)), max(0, FEWEST_PAIRS - len(self.flat))

    @property
    def is_enough(self) -> bool:
        """Whether an attribute can be learned from them."""
        return self.missing == (0, 0)


@dataclass(frozen=True)
class _Marked:
    """A marked passage as it is looked for."""

    side: Side
    text: str
    key: str
    words: set[str]

    def fit(self, key: str, words: set[str]) -> Fit | None:
        """How the text of that normalised form and those words stands to it; None where it is another text."""
        if self.key == key:
            return Fit.SAME
        shared = len(self.words & words)
        if len(self.words) - shared <= _CUT_WORDS and self.key in key:  # looking through the text takes longer
            return Fit.PART
        return Fit.EARLIER if 2 * shared >= SAME_PASSAGE * (len(self.words) + len(words)) else None


def long_enough(text: str) -> bool:
    """Whether a passage says anything about how it is written."""
    return len(text.split()) >= FEWEST_WORDS


def load(folder: Path) -> Marks:
    """The marks kept in ``folder``; of a damaged file, whatever can be read of it. Blocks: not for the GUI thread."""
    try:
        values: Any = json.loads((folder / FILE_NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return Marks()
    if not isinstance(values, dict):
        return Marks()
    marks = Marks(*(_texts(values.get(side.value)) for side in Side))
    marks.prepare()
    return marks


def save(folder: Path, marks: Marks) -> None:
    """Keep ``marks`` in ``folder`` atomically, and prepare them. Blocks: not for the GUI thread. Raises FileProblem."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(f"{folder} cannot be made: {error.strerror or error}.") from None
    write_atomically(folder / FILE_NAME, (json.dumps(asdict(marks), indent=1, ensure_ascii=False) + "\n").encode())
    marks.prepare()


def _texts(value: Any) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else []
    return tuple(dict.fromkeys(each for each in texts if isinstance(each, str) and each.strip()))


def _others(texts: Sequence[str], text: str) -> tuple[str, ...]:
    similar = similarities(texts, [text])[:, 0]
    return tuple(each for each, common in zip(texts, similar, strict=True) if each != text and common < SAME_PASSAGE)
