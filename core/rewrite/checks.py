"""Checks of a rewrite, to be shown before it is accepted: pure functions from texts to flag codes."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from enum import StrEnum

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_NAME = re.compile(r"(?<![.!?…:\"“”‘’»«(\[*_—–-])(?<!^)\s([A-ZÀ-ÖØ-Þ][\w’'-]{1,})")
_NOT_NAMES = frozenset({"I", "I’m", "I'm", "I’d", "I'd", "I’ll", "I'll", "I’ve", "I've"})
_EMPHASIS = re.compile(r"(?<!\w)([*_]{1,2})(?=\S)(.+?)(?<=\S)\1(?!\w)")

COPIED_RATIO = 0.92
LONGEST_RATIO = 1.8
SHORTEST_RATIO = 0.5
UNUSUAL_PERPLEXITY = 1.6
GARBLED_PERPLEXITY = 4.0


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
    CUT_OFF = "cut-off"
    """The model reached the token limit; an unfinished sentence or word was removed."""
    NOT_LIVELIER = "not-livelier"
    """The score is not higher than the passage's, although λ is positive."""
    NOTHING_BETTER = "nothing-better"
    """Enriching found nothing that raises the score and fits; the text is the passage."""
    REPEATED = "repeated"
    """The same words as an existing version of the passage."""


UNUSABLE = frozenset({Flag.TALK, Flag.COPIED, Flag.REPETITIVE, Flag.GARBLED, Flag.REPEATED})
"""Flags that cause another attempt."""


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
    return flags


def perplexity_flags(ratio: float) -> list[Flag]:
    """Flags from the rewrite's perplexity over the passage's, both under the unsteered model."""
    if ratio > GARBLED_PERPLEXITY:
        return [Flag.GARBLED]
    return [Flag.UNUSUAL] if ratio > UNUSUAL_PERPLEXITY else []


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
