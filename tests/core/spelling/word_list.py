"""Dictionaries for tests: the real Enchant with a word list of the test's own, so that no dictionary is needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.spelling.language import normal
from core.spelling.speller import Dictionary


class WordList:
    """One English dictionary of ``words``. Skips the test where Enchant's C library is absent."""

    def __init__(self, folder: Path, words: str, tags: tuple[str, ...] = ("en_US",)) -> None:
        self._enchant = pytest.importorskip("enchant", exc_type=ImportError)
        self._file, self._tags = folder / "dictionary.txt", tags
        self._file.write_text("".join(f"{word}\n" for word in words.split()), "utf-8")

    def languages(self) -> tuple[str, ...]:
        """The tags it was made with."""
        return self._tags

    def open(self, tag: str) -> Dictionary:
        """The same words for every tag."""
        assert normal(tag) == tag
        dictionary: Dictionary = self._enchant.request_pwl_dict(str(self._file))
        return dictionary
