"""Count words as writers do."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")


def count_words(text: str) -> int:
    """Words of ``text``: runs of letters and digits; an apostrophe or hyphen inside joins (“well-known” is one)."""
    return len(_WORD.findall(text))


def words_of(text: str) -> list[str]:
    """The words of ``text`` in order, in small letters and with straight apostrophes, to compare texts by."""
    return [word.lower().replace("’", "'") for word in _WORD.findall(text)]


def word_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of each word of :func:`words_of`, in code points of ``text``."""
    return [word.span() for word in _WORD.finditer(text)]
