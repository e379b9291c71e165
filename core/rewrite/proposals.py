"""Continuations of a sentence: how they may begin, and which are refused before any measure. Pure functions.

The connectors are English.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from core.rewrite.sites import Site, content_words, narration, words

MOST_WORDS, FEWEST_WORDS = 14, 2
STOPS = (".", "!", "?", "\n", ";", ":", "“", "”", '"', "(", "—")
"""What ends a continuation; only one that ends in a full stop is used."""
_POSSESSIVES = {"he": "his", "she": "her", "they": "their", "i": "my", "we": "our", "it": "its"}
_SECOND_CLAUSES = frozenset(
    [
        "and",
        "but",
        "or",
        "so",
        "then",
        "because",
        "although",
        "though",
        "while",
        "when",
        "which",
        "who",
        "whose",
        "that",
        "he",
        "she",
        "they",
        "it",
        "i",
        "we",
        "you",
        "there",
        "this",
        "these",
        "if",
        "not",
        "nor",
        "yet",
        "for",
        "however",
    ]
)
"""First words after a bare comma that begin another clause: a comma splice, or the plot going on."""
_PRESENT = frozenset(
    ["is", "are", "am", "has", "have", "does", "do", "isn’t", "isn't", "aren’t", "aren't’s", "can", "will"]
)
_PAST = frozenset(["was", "were", "had", "did", "could", "would"])
_PERSONS = tuple(
    frozenset(forms.split())
    for forms in ("i me my mine we us our ours", "you your yours", "he him his", "she her hers")
)
"""Pronouns; one of a person that the passage does not have would bring in somebody else."""


_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|had|would|could|did|will|can|began|came|went|fell|rose|took|gave|saw|knew|grew|spoke|ran"
    r"|drove|broke|chose|shook|blew|flew|threw|drew|lay|ate|became|wrote|hid|stood|sat|felt|made|seemed|started)\b"
)
"""Forms that are finite verbs; regular ones in -ed may be participles (“its armour polished by the sun”)."""
_SUBORDINATE = re.compile(r"\b(?:as|like|who|which|where|when|while|how|until|way)\b")
_SAME_START = 4
"""Words that begin with so many equal letters count as forms of one word."""


def beginnings(site: Site, passage: str) -> tuple[str, ...]:
    """Connectors that may follow the sentence: each is put in place of its full stop, and the model continues."""
    used = set(words(passage))
    found = [", the", ",", ", with"]
    if "if" not in used:
        found.append(", as if")
    # No “, like”: in a blind review 2 of 35 similes so begun were worth keeping.
    possessive = _POSSESSIVES.get(site.subject)
    if possessive:
        found.insert(0, f", {possessive}")
    return tuple(found)


def is_acceptable(connector: str, continuation: str, passage: str, around: str, overused: Collection[str]) -> bool:
    """Whether ``connector + continuation`` may be inserted into ``passage``.

    Refused: too short or long, a second main clause after a comma, a word of the passage repeated, a name, number or
    person that ``around`` (the passage with its neighbours) does not have, another tense, markup, and ``overused``.
    """
    text = connector + continuation
    own = words(text)
    if not FEWEST_WORDS <= len(own) <= MOST_WORDS or not re.fullmatch(r"[\w\s,’'-]+", text):
        return False
    if connector == "," and (not own or own[0] in _SECOND_CLAUSES):
        return False
    finite = _FINITE.search(text)
    if finite is not None and not _SUBORDINATE.search(text[: finite.start()]):
        return False  # a main clause after a comma
    starts = [word[:_SAME_START] for word in own if word in content_words(text)]
    if not starts or len(set(starts)) < len(starts):
        return False
    if set(starts) & {word[:_SAME_START] for word in content_words(passage)}:
        return False
    here = set(words(narration(passage))) or set(words(around))
    if any(person & set(own) and not person & here for person in _PERSONS):
        return False
    if re.search(r"\d|\s[A-Z]", continuation.replace(" I ", " ")) or continuation[:1].isupper():
        return False
    tense = set(words(narration(passage)))
    if _PAST & tense and not _PRESENT & tense and _PRESENT & set(own):
        return False
    if len(set(own)) < len(own) - 2:  # the same words again
        return False
    return not any(phrase in f" {' '.join(own)} " for phrase in overused)
