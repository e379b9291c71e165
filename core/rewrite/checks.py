"""Checks of a rewrite, to be shown before it is accepted: pure functions from texts to flag codes."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

from core.rewrite.sites import content_words, narration, words

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NAME = re.compile(r"(?<![.!?…:\"“”‘’»«(\[*_—–-])(?<!^)\s([A-ZÀ-ÖØ-Þ][\w’'-]{1,})")
_NOT_NAMES = frozenset({"I", "I’m", "I'm", "I’d", "I'd", "I’ll", "I'll", "I’ve", "I've"})
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_PAST = frozenset(
    [
        "was",
        "were",
        "had",
        "did",
        "said",
        "went",
        "came",
        "could",
        "would",
        "looked",
        "took",
        "stood",
        "thought",
        "knew",
        "felt",
        "saw",
    ]
)
_PRESENT = frozenset(
    [
        "is",
        "are",
        "has",
        "does",
        "says",
        "goes",
        "comes",
        "can",
        "will",
        "looks",
        "takes",
        "stands",
        "thinks",
        "knows",
        "feels",
        "sees",
        "am",
    ]
)
_FIRST_PERSON = frozenset(
    ["i", "me", "my", "mine", "myself", "i’m", "i'm", "i’d", "i'd", "i’ll", "i'll", "i’ve", "i've"]
)
_EVERYDAY = frozenset(
    [
        "anna",
        "tom",
        "said",
        "sat",
        "took",
        "went",
        "came",
        "back",
        "one",
        "all",
        "day",
        "evening",
        "home",
        "late",
        "hands",
        "hand",
        "head",
        "small",
        "red",
        "white",
        "hot",
        "tired",
        "hungry",
        "looked",
        "waited",
        "thought",
        "talk",
        "much",
        "worked",
        "walked",
        "carried",
        "gave",
        "stood",
        "saying",
        "ate",
        "along",
        "like",
        "where",
        "soon",
        "men",
        "table",
        "road",
        "mother",
        "father",
        "rain",
        "red",
        "us",
    ]
)
"""Words of the examples that any passage may have."""
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)")

COPIED_RATIO = 0.92
LONGEST_RATIO = 1.8
SHORTEST_RATIO = 0.5
LEAST_CONTENT = 0.4
UNUSUAL_PERPLEXITY = 1.6
GARBLED_PERPLEXITY = 4.0
MOST_SENSE_LOST = 0.3
"""Nats per token by which what follows a rewritten passage may become less likely."""


class Flag(StrEnum):
    """Codes in the rewrite JSON's ``flags``; the desktop shows a sentence for each."""

    TALK = "talk"
    """The model talked about the passage instead of rewriting it."""
    COPIED = "copied"
    """Almost the same words as before."""
    REPETITIVE = "repetitive"
    """The same words or phrases over and over."""
    GARBLED = "garbled"
    """Barely readable (perplexity over 4 times the passage's)."""
    UNUSUAL = "unusual"
    """More unusual wording than the passage's (perplexity over 1.6 times)."""
    NAMES_LOST = "names-lost"
    """A name of the passage is missing."""
    LONGER = "longer"
    """Over 1.8 times as long."""
    SHORTER = "shorter"
    """Under half as long."""
    EMPHASIS_LOST = "emphasis-lost"
    """Italics or bold of the passage are missing."""
    CONTENT_LOST = "content-lost"
    """Fewer than four in ten of the passage's content words remain."""
    NUMBERS_LOST = "numbers-lost"
    """A number in figures is missing."""
    DIALOGUE_LOST = "dialogue-lost"
    """The passage has speech in quotation marks and the text has none, or quotation marks do not match."""
    TENSE = "tense"
    """Told in another tense."""
    PERSON = "person"
    """Told by another person: “I” where there was none, or the reverse."""
    LEAKED = "leaked"
    """It has words of the few-shot examples that neither the passage nor its neighbours have."""
    CUT_OFF = "cut-off"
    """The model reached the token limit; an unfinished sentence or word was removed."""
    SENSE = "sense"
    """What follows the passage has become less likely (by more than 0.3 nats per token)."""
    NOT_LIVELIER = "not-livelier"
    """The score is not higher than the passage's, although λ is positive (of a ladder: its highest λ)."""
    NOTHING_BETTER = "nothing-better"
    """Enriching found nothing to add that raises the score and fits; the text is the passage."""
    REPEATED = "repeated"
    """The same words as an existing version of the passage."""


UNUSABLE = frozenset({Flag.TALK, Flag.COPIED, Flag.REPETITIVE, Flag.GARBLED, Flag.REPEATED, Flag.LEAKED})
"""Flags that cause another attempt."""

STRAYED = frozenset({Flag.TALK, Flag.GARBLED, Flag.LEAKED, Flag.NAMES_LOST, Flag.CONTENT_LOST, Flag.DIALOGUE_LOST})
"""Flags of a text that no longer says what the passage says; others are offered before it."""


def text_flags(passage: str, text: str) -> list[Flag]:
    """Flags that depend on the two texts alone."""
    flags: list[Flag] = []
    before, after = _words(passage), _words(text)
    if difflib.SequenceMatcher(None, before, after, autojunk=False).ratio() >= COPIED_RATIO:
        flags.append(Flag.COPIED)
    if repetition(text) > max(0.35, repetition(passage) + 0.2):
        flags.append(Flag.REPETITIVE)
    if len(after) > LONGEST_RATIO * len(before) + 8:
        flags.append(Flag.LONGER)
    if len(after) < SHORTEST_RATIO * len(before):
        flags.append(Flag.SHORTER)
    if not names(passage) <= names(f". {text}", everywhere=True):
        flags.append(Flag.NAMES_LOST)
    if len(_EMPHASIS.findall(text)) < len(_EMPHASIS.findall(passage)):
        flags.append(Flag.EMPHASIS_LOST)
    if content_kept(passage, text) < LEAST_CONTENT:
        flags.append(Flag.CONTENT_LOST)
    if not set(_NUMBER.findall(passage)) <= set(_NUMBER.findall(text)):
        flags.append(Flag.NUMBERS_LOST)
    if (_speaks(passage) and not _speaks(text)) or (_unmatched(text) and not _unmatched(passage)):
        flags.append(Flag.DIALOGUE_LOST)
    return flags + _narration_flags(narration(passage), narration(text))


def leak_flags(text: str, around: str, examples: Iterable[str]) -> list[Flag]:
    """LEAKED where ``text`` has a telling word of ``examples`` that ``around`` (passage and neighbours) lacks."""
    telling = {_stem(word) for word in content_words(" ".join(examples))} - {_stem(word) for word in _EVERYDAY}
    leaked = telling & {_stem(word) for word in words(text)} - {_stem(word) for word in words(around)}
    return [Flag.LEAKED] if leaked else []


def content_kept(passage: str, text: str) -> float:
    """Share of the passage's content words of which ``text`` has a form, 0–1; 1 for a passage without any."""
    wanted = {_stem(word) for word in content_words(passage)}
    return len(wanted & {_stem(word) for word in words(text)}) / len(wanted) if wanted else 1.0


def _narration_flags(passage: str, text: str) -> list[Flag]:
    """TENSE and PERSON, from the words outside quotation marks; English only, and only where they are clear."""
    flags = []
    before, after = words(passage), words(text)
    past, present = (sum(word in forms for word in before) for forms in (_PAST, _PRESENT))
    past_now, present_now = (sum(word in forms for word in after) for forms in (_PAST, _PRESENT))
    if (past > 2 * present and present_now > 2 * past_now) or (present > 2 * past and past_now > 2 * present_now):
        flags.append(Flag.TENSE)
    if bool(_FIRST_PERSON.intersection(before)) is not bool(_FIRST_PERSON.intersection(after)):
        flags.append(Flag.PERSON)
    return flags


def _speaks(text: str) -> bool:
    return bool(re.search(r"“[^”]+”|\"[^\"]+\"|«[^»]+»|‘[^’]+[.,!?]’", text))


def _unmatched(text: str) -> bool:
    """Whether double quotation marks do not match; a paragraph of a longer speech may lack its last one."""
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


def _stem(word: str) -> str:
    """``word`` without its most frequent English endings, so that forms of one word compare equal."""
    word = re.sub(r"[’']s?$", "", word)
    for ending in ("ing", "ed", "es", "s", "ly", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


def perplexity_flags(ratio: float) -> list[Flag]:
    """Flags from the rewrite's perplexity over the passage's, both under the unsteered model."""
    if ratio > GARBLED_PERPLEXITY:
        return [Flag.GARBLED]
    return [Flag.UNUSUAL] if ratio > UNUSUAL_PERPLEXITY else []


def sense_flags(lost: float) -> list[Flag]:
    """SENSE from the nats per token by which what follows is less likely than after the passage itself."""
    return [Flag.SENSE] if lost > MOST_SENSE_LOST else []


def repetition(text: str) -> float:
    """Share of three-word runs in ``text`` that have occurred before in it, 0–1."""
    words = _words(text)
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    total = sum(runs.values())
    return (total - len(runs)) / total if total else 0.0


def names(text: str, *, everywhere: bool = False) -> frozenset[str]:
    """Capitalised words inside sentences; with ``everywhere`` those that start one too."""
    pattern = re.compile(r"\b([A-ZÀ-ÖØ-Þ][\w’'-]+)") if everywhere else _NAME
    found = (re.sub(r"[’']s?$", "", name) for name in pattern.findall(text))
    return frozenset(name for name in found if name not in _NOT_NAMES)


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
