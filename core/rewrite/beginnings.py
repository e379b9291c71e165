"""How an addition to a sentence may begin: where it stands, and the words that the model goes on from. Pure functions.

Most beginnings name something to see, hear, smell or touch: a small model left to itself goes on with the plot, and
contradicts it. The words are English.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from random import Random

from core.rewrite.sites import SAME_START, Site, content_words, narration, words

_PLAIN = (", the", ",", ", with")
AS_IF = ", as if"
_SCENE = (
    ", with a faint",
    ", with the soft",
    ", with a gentle",
    ", with only the",
    ", with the last",
    ", with the smell of",
    ", the smell of",
    ", the scent of",
    ", the sound of",
    ", the faint",
    ", the soft",
    ", the distant",
    ", the light",
    ", the air",
    ", a hint of",
    ", in the pale",
    ", in the grey",
    ", in the dim",
    ", under the low",
    ", over the sound of",
    ", through the smell of",
)
_PERSON = (
    ", {} hands",
    ", {} fingers",
    ", {} breath",
    ", {} eyes on",
    ", {} eyes fixed on",
    ", {} shoulders",
    ", {} back to",
    ", {} coat",
    ", one hand on",
    ", one hand in",
    ", {} head",
    ", {} boots",
    ", {} face",
    ", {} hands full of",
    ", {} hair",
)
_PERSONS = (
    ", {} hands",
    ", {} voices",
    ", {} boots",
    ", {} breath",
    ", {} eyes on",
    ", {} heads",
    ", {} backs to",
    ", {} coats",
    ", {} faces",
)
_OPENINGS = (
    "In the pale",
    "In the grey",
    "In the dim",
    "In the quiet of the",
    "Under the low",
    "Over the sound of",
    "Through the smell of",
    "In the heat of the",
    "In the cold",
    "By the light of",
    "At the edge of",
    "Beyond the",
    "With the smell of",
    "With the last",
)
_POSSESSIVES = {"he": "his", "she": "her", "they": "their", "i": "my", "we": "our"}
_GENDERS = {"her": frozenset({"she", "her"}), "his": frozenset({"he", "his", "him"})}
_SECOND_SUBJECT = re.compile(
    r"\b(?:who|whom|which|that|because|when|while|as|if|but|said|told|asked|her own|with)\b|[,”]"
)
_MOST_WORDS_OF_ONE_CLAUSE = 16
_BECOMES_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "he",
        "she",
        "it",
        "they",
        "we",
        "there",
        "his",
        "her",
        "their",
        "my",
        "our",
        "its",
        "this",
        "that",
        "these",
        "those",
        "someone",
        "everyone",
        "nobody",
        "everybody",
        "some",
        "all",
        "each",
        "every",
        "most",
    ]
)
"""First words that lose their capital when something comes before them."""


class Place(Enum):
    """Where an addition stands."""

    CONTINUE = "continue"
    """After the sentence's last word, in place of its full stop, which follows."""
    OPEN = "open"
    """Before the sentence, whose first letter may become small."""


@dataclass(frozen=True)
class Beginning:
    """The first words of an addition."""

    place: Place
    words: str

    @property
    def after_its_context(self) -> str:
        """What the model goes on from: the words, with the mark or space between them and the text before."""
        return f" {self.words}" if self.place is Place.OPEN else self.words


def beginnings(site: Site, passage: str, count: int, random: Random) -> list[Beginning]:
    """About ``count`` beginnings that suit a sentence, at random; none repeats a content word of ``passage``."""
    used = {word[:SAME_START] for word in content_words(passage)}
    owner = possessive(site, passage)

    def suitable(heads: tuple[str, ...], count: int) -> list[str]:
        filled = [head.format(owner) for head in heads]
        free = [head for head in filled if not {word[:SAME_START] for word in content_words(head)} & used]
        return random.sample(free, min(count, len(free)))

    n_openings = count // 5 if after_an_opening(site, passage) is not None else 0
    n_continuations = count - n_openings
    plain = suitable((*_PLAIN, *([AS_IF] if "if" not in words(passage) else [])), 1 + n_continuations // 8)
    heads = _PERSONS if owner in ("their", "our") else _PERSON
    person = suitable(heads, n_continuations // 3) if owner and _is_one_clause(site) else []
    scene = suitable(_SCENE, n_continuations - len(plain) - len(person))
    openings = suitable(_OPENINGS, n_openings)
    return [
        *(Beginning(Place.CONTINUE, head) for head in (*plain, *person, *scene)),
        *(Beginning(Place.OPEN, head) for head in openings),
    ]


def possessive(site: Site, passage: str) -> str:
    """“his”, “her” … for the sentence's subject; empty where it has none or it is not certain."""
    found = _POSSESSIVES.get(site.subject, "")
    first = site.sentence.split()[0]
    if not found and is_a_name(first, passage):
        pronouns = set(words(narration(passage)))
        fitting = [own for own, forms in _GENDERS.items() if forms & pronouns]
        found = fitting[0] if len(fitting) == 1 else ""
    return found


def after_an_opening(site: Site, passage: str) -> str | None:
    """The sentence as it reads after something before it; None where its first word may be a name or not."""
    first = re.match(r"\w+", site.sentence)
    if first is None:
        return None
    word = first.group()
    if word.lower() in _BECOMES_SMALL:
        return site.sentence[0].lower() + site.sentence[1:]
    return site.sentence if word == "I" or is_a_name(word, passage) else None


def is_a_name(word: str, passage: str) -> bool:
    """Whether ``word`` has a capital inside a sentence of ``passage`` too."""
    return bool(word[:1].isupper() and re.search(rf"[a-z,] {re.escape(word)}\b", passage))


def _is_one_clause(site: Site) -> bool:
    """Whether what follows the sentence's last word can only be about its subject."""
    short = len(words(site.sentence)) <= _MOST_WORDS_OF_ONE_CLAUSE
    return short and not _SECOND_SUBJECT.search(site.sentence)
