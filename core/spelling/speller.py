"""Checks words against a dictionary, the writer's own words and the names of a text.

Enchant is reached through pyenchant, whose C library may be absent. It may be used by one thread at a time only: so
does :class:`Speller`, and everything in here blocks.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from core.errors import InkglowError
from core.spelling.language import best, script_of
from core.spelling.words import Word, plain_word, script, words

NAME_FROM = 3
"""A capitalised word that is not in the dictionary and occurs so often is taken for a name."""
MOST_SUGGESTIONS = 8
_MOST_REMEMBERED = 200_000
_LINES = 200
"""Lines looked through at once: the interpreter is not free for the window during one search."""


class Lack(Enum):
    """What is missing."""

    LIBRARY = "library"
    DICTIONARY = "dictionary"


class NoSpelling(InkglowError):
    """Spelling cannot be checked; ``language`` is the one that there is no dictionary for."""

    code = "spelling"

    def __init__(self, lack: Lack, language: str = "") -> None:
        what = f"{lack.value} {language}".rstrip()
        super().__init__("Spelling cannot be checked: no {what}.", what=what)
        self.lack, self.language = lack, language


class Dictionary(Protocol):
    """A dictionary of one language."""

    def check(self, word: str) -> bool:
        """Whether it has the word."""
        ...

    def suggest(self, word: str) -> Sequence[str]:
        """Words that may be meant, most likely first."""
        ...


class Dictionaries(Protocol):
    """The dictionaries of this machine."""

    def languages(self) -> Sequence[str]:
        """Their tags, such as ``en_GB``. Raises NoSpelling."""
        ...

    def open(self, tag: str) -> Dictionary:
        """One of them. Raises NoSpelling."""
        ...


class EnchantDictionaries:
    """Those that Enchant finds: Hunspell's, Aspell's, those of the system."""

    def languages(self) -> Sequence[str]:
        """Their tags. Raises NoSpelling without Enchant's library."""
        try:
            import enchant  # looks for the C library
        except ImportError:
            raise NoSpelling(Lack.LIBRARY) from None
        return tuple(enchant.list_languages())

    def open(self, tag: str) -> Dictionary:
        """One of them. Raises NoSpelling."""
        try:
            import enchant
        except ImportError:
            raise NoSpelling(Lack.LIBRARY) from None
        try:
            dictionary: Dictionary = enchant.Dict(tag)
        except enchant.errors.Error:
            raise NoSpelling(Lack.DICTIONARY, tag) from None
        return dictionary


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word that is in no dictionary. ``is_name``: it occurs so often, with a capital, that it is one in this text."""

    start: int
    end: int
    word: str
    is_name: bool


class Speller:
    """One language at a time. For one thread at a time."""

    def __init__(self, dictionaries: Dictionaries) -> None:
        self._dictionaries = dictionaries
        self._opened: dict[str, Dictionary] = {}
        self._results: dict[str, bool] = {}
        self._script = ""
        self._dictionary: Dictionary | None = None
        self.tag = ""

    def languages(self) -> tuple[str, ...]:
        """The tags of all dictionaries. Raises NoSpelling."""
        return tuple(sorted(set(self._dictionaries.languages())))

    def use(self, language: str, system: str = "") -> str:
        """Use the dictionary that fits a language best; returns its tag. Raises NoSpelling."""
        tag = best(language, self._dictionaries.languages(), system)
        if tag is None:
            raise NoSpelling(Lack.DICTIONARY, language)
        if tag != self.tag:
            if tag not in self._opened:
                self._opened[tag] = self._dictionaries.open(tag)
            self._dictionary, self.tag, self._script = self._opened[tag], tag, script_of(tag)
            self._results = {}
        return tag

    def unknown(self, text: str, own: Collection[str], is_name: Callable[[str], bool]) -> list[Unknown]:
        """The words of a paragraph that are neither in the dictionary nor among the writer's ``own``."""
        return [
            Unknown(word.start, word.end, word.text, word.text[0].isupper() and is_name(base(word.text)))
            for word in words(text)
            if not self._is_known(word, own)
        ]

    def suggest(self, word: str, *, typographic: bool) -> list[str]:
        """Words that may be meant, with ``typographic`` apostrophes where those are used."""
        found = [] if self._dictionary is None else self._dictionary.suggest(word)[:MOST_SUGGESTIONS]
        return [each.replace("'", "’") if typographic else each for each in found]

    def names(self, lines: Iterable[str], own: Collection[str]) -> list[tuple[str, int]]:
        """Words of a whole text that are taken for names, most frequent first, with how often they occur."""
        counts: Counter[str] = Counter()
        for piece in _pieces(lines):
            counts.update(base(word.text) for word in words(piece))
        found = [
            (word, count)
            for word, count in counts.items()
            if count >= NAME_FROM and word[0].isupper() and not counts[word.lower()]
            if not self._is_known(Word(0, 0, word), own)
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))

    def _is_known(self, word: Word, own: Collection[str]) -> bool:
        if word.is_prefix or is_among(word.text, own) or script(word.text) != self._script:
            return True
        known = self._results.get(word.text)
        if known is None:
            known = self._check(word.text) or (word.is_elided and self._check(f"'{word.text}"))
            if len(self._results) >= _MOST_REMEMBERED:
                self._results.clear()
            self._results[word.text] = known
        return known

    def _check(self, word: str) -> bool:
        return self._dictionary is None or self._dictionary.check(word)


def base(word: str) -> str:
    """A word without the ending of the genitive."""
    return word[:-2] if word.endswith(("'s", "'S")) else word.removesuffix("'")


def is_among(word: str, own: Collection[str]) -> bool:
    """Whether the writer has added a word: as it stands, in small letters, or without the ending of the genitive."""
    stem = base(word)
    return any(each in own for each in (word, stem, word.lower(), stem.lower()))


def is_name_in(word: str, lines: Iterable[str]) -> bool:
    """Whether a capitalised word occurs often, in the middle of sentences too, and never in small letters."""
    forms = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    small = re.compile(rf"(?<!\w){re.escape(word.lower())}(?!\w)")
    within = re.compile(rf"[\w,;:’'—–-] ?{re.escape(word)}(?!\w)")
    count, is_within = 0, False
    for piece in _pieces(lines):
        piece = plain_word(piece) if "’" in word or "'" in word else piece
        if word.lower() in piece and small.search(piece):
            return False
        if word in piece:
            count += sum(1 for _ in forms.finditer(piece))
            is_within = is_within or within.search(piece) is not None
    return count >= NAME_FROM and is_within


def _pieces(lines: Iterable[str]) -> Iterable[str]:
    piece: list[str] = []
    for line in lines:
        piece.append(line)
        if len(piece) == _LINES:
            yield "\n".join(piece)
            piece = []
    yield "\n".join(piece)
