"""Share of a text's words that name things: a measure of concreteness by a list of nouns from WordNet."""

from __future__ import annotations

from functools import cache

from core import paths
from core.stats.separation import words


@cache
def concrete_nouns() -> frozenset[str]:
    """The listed nouns, singular and irregular plural, in small letters. Reads a bundled file."""
    lines = (paths.resources() / "lexicon" / "concrete_nouns.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def concreteness(text: str) -> float:
    """Share of the words of ``text`` that are listed, plurals included, 0–1; 0 without words."""
    found = words(text)
    return sum(map(_names_a_thing, found)) / len(found) if found else 0.0


def _names_a_thing(word: str) -> bool:
    forms = [word, word.removesuffix("’s").removesuffix("'s"), word.removesuffix("s"), word.removesuffix("es")]
    if word.endswith("ies"):
        forms.append(f"{word[:-3]}y")
    return not concrete_nouns().isdisjoint(forms)
