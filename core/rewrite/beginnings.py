"""How an addition to a sentence may begin: the words that the model goes on from. Pure functions.

Most beginnings name something to see, hear, smell or touch: a small model left to itself goes on with the plot, and
contradicts it. The words are English.
"""

from __future__ import annotations

import re
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
_POSSESSIVES = {"he": "his", "she": "her", "they": "their", "i": "my", "we": "our"}
_GENDERS = {"her": frozenset({"she", "her"}), "his": frozenset({"he", "his", "him"})}
_SECOND_SUBJECT = re.compile(
    r"\b(?:who|whom|which|that|because|when|while|as|if|but|said|told|asked|her own|with)\b|[,”]"
)
_MOST_WORDS_OF_ONE_CLAUSE = 16


def beginnings(site: Site, passage: str, count: int, random: Random) -> list[str]:
    """About ``count`` beginnings that suit a sentence, at random; none repeats a content word of ``passage``."""
    used = {word[:SAME_START] for word in content_words(passage)}
    owner = possessive(site, passage)

    def suitable(heads: tuple[str, ...], count: int) -> list[str]:
        filled = [head.format(owner) for head in heads]
        free = [head for head in filled if not {word[:SAME_START] for word in content_words(head)} & used]
        return random.sample(free, min(count, len(free)))

    plain = suitable((*_PLAIN, *([AS_IF] if "if" not in words(passage) else [])), 1 + count // 8)
    heads = _PERSONS if owner in ("their", "our") else _PERSON
    person = suitable(heads, count // 3) if owner and _is_one_clause(site) else []
    return [*plain, *person, *suitable(_SCENE, count - len(plain) - len(person))]


def possessive(site: Site, passage: str) -> str:
    """“his”, “her” … for the sentence's subject; empty where it has none or it is not certain."""
    found = _POSSESSIVES.get(site.subject, "")
    first = site.sentence.split()[0]
    if not found and is_a_name(first, passage):
        pronouns = set(words(narration(passage)))
        fitting = [own for own, forms in _GENDERS.items() if forms & pronouns]
        found = fitting[0] if len(fitting) == 1 else ""
    return found


def is_a_name(word: str, passage: str) -> bool:
    """Whether ``word`` has a capital inside a sentence of ``passage`` too."""
    return bool(word[:1].isupper() and re.search(rf"[a-z,] {re.escape(word)}\b", passage))


def _is_one_clause(site: Site) -> bool:
    """Whether what follows the sentence's last word can only be about its subject."""
    short = len(words(site.sentence)) <= _MOST_WORDS_OF_ONE_CLAUSE
    return short and not _SECOND_SUBJECT.search(site.sentence)
