"""Fuzzy search: whether the letters of what was typed occur in a text in that order, and how well. Pure functions."""

from __future__ import annotations

import unicodedata

_AT_WORD, _TOGETHER, _LETTER = 4.0, 4.5, 1.0
"""What a letter counts at the beginning of a word, directly after the letter before it, and elsewhere."""
_PER_CHARACTER = 0.02
"""What each character of the text takes off, so that of two texts that match alike the shorter one comes first."""


def fuzzy_score(typed: str, text: str) -> float | None:
    """How well ``typed`` matches ``text``, more is better; None where a letter is missing.

    Case, accents and blanks do not matter. Takes time in proportion to the product of the lengths.
    """
    wanted, known = _plain(typed).replace(" ", ""), _plain(text)
    best: list[float | None] = [0.0] * (len(known) + 1)  # with the letters so far, the last of them before here
    ending: list[float | None] = [None] * (len(known) + 1)  # the same, the last of them directly before here
    for number, letter in enumerate(wanted):
        new_best: list[float | None] = [None] * (len(known) + 1)
        new_ending: list[float | None] = [None] * (len(known) + 1)
        for at, character in enumerate(known):
            if character == letter:
                start = best[at]
                together = ending[at] if number else None
                at_word = at == 0 or not known[at - 1].isalnum()
                options = [] if start is None else [start + (_AT_WORD if at_word else _LETTER)]
                options += [] if together is None else [together + _TOGETHER]
                new_ending[at + 1] = max(options, default=None)
            here, before = new_ending[at + 1], new_best[at]
            new_best[at + 1] = before if here is None or (before is not None and before > here) else here
        best, ending = new_best, new_ending
    return None if best[-1] is None else best[-1] - _PER_CHARACTER * len(known)


def _plain(text: str) -> str:
    """``text`` in small letters, without accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
