"""Additions to a sentence that the model proposes: which are refused before any measure. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.rewrite.beginnings import AS_IF
from core.rewrite.hunks import Hunk
from core.rewrite.sites import SAME_START, Site, content_words, narration, words

STOPS = (".", ",", "!", "?", "\n", ";", ":", "“", "”", '"', "(", "—")
"""What ends what the model writes. A comma does too, for what follows one is mostly another clause."""
_USABLE_STOPS = (".", ",")
_FEWEST_WORDS, _MOST_WORDS = 3, 14
"""Fewest and most words of an addition, its beginning included."""
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


_FINITE_FORMS = (
    "is|are|was|were|has|had|would|could|did|will|can|began|came|went|fell|rose|took|gave|saw|knew|grew|spoke|ran|drove"
    "|broke|chose|shook|blew|flew|threw|drew|lay|ate|became|wrote|hid|stood|sat|felt|made|seemed|started|rang|hung"
    "|wafted|lingered|echoed|drifted|howled|creaked|rumbled|crackled|shone|smelled|tasted|glowed|looked|walked"
)
"""Forms that are finite verbs; regular ones in -ed may be participles (“its armour polished by the sun”)."""
_FINITE = re.compile(rf"\b(?:{_FINITE_FORMS})\b")
_SUBORDINATE = re.compile(r"\b(?:as|like|who|which|where|when|while|how|until|way)\b")
_PREDICATE = re.compile(
    r"\b(?:\w{2,}(?:ing|ed)|in|on|at|off|over|against|under|behind|from|across|around|through|into|between|along|above"
    r"|below|beneath|near|to|by|with|like|as|who|that|which|where)\b"
)
"""What makes an absolute phrase of a noun (“, the faint smell of smoke in the curtains”)."""


@dataclass(frozen=True)
class Proposal:
    """An addition to a sentence: ``text`` is its beginning and what the model wrote, without a mark at its end."""

    site: Site
    beginning: str
    text: str

    def is_like(self, other: Proposal) -> bool:
        """Whether both are of one sentence, begin alike or share a content word."""
        same = self.site == other.site or self.beginning == other.beginning
        return same or bool(content_words(self.text) & content_words(other.text))

    @property
    def in_context(self) -> str:
        """As it follows the text before it, with the mark that ends it."""
        return f"{self.text}."

    @property
    def hunk(self) -> Hunk:
        """The change of the passage; its gain and surprisal are 0."""
        return Hunk(self.site.end, self.site.end, self.text, 0.0, 0.0)


def is_acceptable(
    beginning: str, continuation: str, stop: str, passage: str, around: str, overused: Collection[str]
) -> bool:
    """Whether ``beginning`` and ``continuation``, ended by ``stop``, may be added to ``passage``.

    Refused: too short or long, a second main clause after a comma, a word of the passage repeated, a name, number or
    person that ``around`` (the passage with its neighbours) does not have, another tense, markup, and ``overused``.
    """
    if stop not in _USABLE_STOPS or not continuation.startswith(" "):
        return False  # unfinished, or the rest of another word than the beginning's
    text = beginning + continuation
    own = words(text)
    if not _FEWEST_WORDS <= len(own) <= _MOST_WORDS or not re.fullmatch(r"[\w\s,’'-]+", text):
        return False
    if beginning == "," and own[0] in _SECOND_CLAUSES:
        return False
    if not _is_a_phrase(text):
        return False
    return _fits(text, continuation, passage, around, overused)


def _is_a_phrase(text: str) -> bool:
    """Neither a main clause after a comma, nor a mere noun (“, the faint smell of smoke”)."""
    finite = _FINITE.search(text)
    if finite is not None:
        return bool(_SUBORDINATE.search(text[: finite.start()]))
    return not re.match(r", (?:the|an?) ", text) or bool(_PREDICATE.search(text))


def _fits(text: str, continuation: str, passage: str, around: str, overused: Collection[str]) -> bool:
    own = words(text)
    starts = [word[:SAME_START] for word in own if word in content_words(text)]
    if not starts or len(set(starts)) < len(starts):
        return False
    if set(starts) & {word[:SAME_START] for word in content_words(passage)}:
        return False
    here = set(words(narration(passage))) or set(words(around))
    if any(person & set(own) and not person & here for person in _PERSONS):
        return False
    if re.search(r"\d|\s[A-Z]", continuation.replace(" I ", " ")):
        return False
    tense = set(words(narration(passage)))
    if _PAST & tense and not _PRESENT & tense and _PRESENT & set(own):
        return False
    if len(set(own)) < len(own) - 2:  # the same words again
        return False
    return not any(phrase in f" {' '.join(own)} " for phrase in overused)


def never(beginning: str, passage: str, around: str, overused: Collection[str]) -> tuple[str, ...]:
    """Words that the model is not to write in an addition, because :func:`is_acceptable` would refuse them."""
    here = set(words(narration(passage))) or set(words(around))
    refused = {word for person in _PERSONS if not person & here for word in person}
    refused |= {phrase.strip() for phrase in overused if " " not in phrase.strip()}
    if _PAST & here and not _PRESENT & here:
        refused |= _PRESENT
    if beginning != AS_IF:
        refused.update(_FINITE_FORMS.split("|"))
    return (*sorted(refused), *sorted({f"{word[:SAME_START]}*" for word in content_words(passage)}))
