"""What is looked for in a text, as a regular expression.

Words are found as a reader sees them: over the end of a line inside a paragraph, and over the marks of emphasis and
escapes of Markdown. A regular expression of the writer's own is applied to the text as it is.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum

_MARKS = "*_~`"
_QUOTES = ("'’‘‚", '"“”„«»')
"""Beside letters, each of these stands for all of its kind: people type the straight one."""
_WORD_START, _WORD_END = r"(?<![^\W_])", r"(?![^\W_])"
_GAP = r"(?:[^\S\n]+|[^\S\n]{0,9}\n[^\S\n]{0,9}(?:>[^\S\n]?){0,9}[^\S\n]{0,9})"
"""Blanks between two words: on one line, or the end of a line, with the markers of block quotes on the next one."""


class Flaw(Enum):
    """What is wrong with a pattern."""

    OPEN_GROUP = "a group is not closed"
    CLOSED_GROUP = "a group is closed that was not opened"
    OPEN_SET = "a set is not closed"
    NOTHING_REPEATED = "nothing stands before a sign that repeats"
    REPEATED_TWICE = "two signs that repeat stand one after the other"
    RANGE = "the ends of a range are the wrong way round"
    ESCAPE = "a backslash stands before something that it means nothing before"
    GROUP = "a group is referred to that does not exist"
    LOOK_BEHIND = "what is looked for before a place has no fixed length"
    TOO_LARGE = "the pattern is too large"
    OTHER = "something else"


_FLAWS = (
    ("missing ), unterminated", Flaw.OPEN_GROUP),
    ("unbalanced parenthesis", Flaw.CLOSED_GROUP),
    ("unterminated character set", Flaw.OPEN_SET),
    ("nothing to repeat", Flaw.NOTHING_REPEATED),
    ("multiple repeat", Flaw.REPEATED_TWICE),
    ("bad character range", Flaw.RANGE),
    ("min repeat greater", Flaw.RANGE),
    ("bad escape", Flaw.ESCAPE),
    ("incomplete escape", Flaw.ESCAPE),
    ("invalid group reference", Flaw.GROUP),
    ("unknown group name", Flaw.GROUP),
    ("look-behind requires", Flaw.LOOK_BEHIND),
)
"""How the messages of :mod:`re` begin."""


class PatternProblem(ValueError):
    """The search pattern is not a regular expression; ``position`` is where, in code points, −1 if that is unknown."""

    def __init__(self, flaw: Flaw, position: int) -> None:
        super().__init__(flaw.value)
        self.flaw, self.position = flaw, position


@dataclass(frozen=True)
class Query:
    """The text to find, and the search options."""

    needle: str
    match_case: bool = False
    whole_word: bool = False
    regex: bool = False

    def pattern(self) -> re.Pattern[str]:
        """The query as a regular expression. Raises PatternProblem."""
        flags = re.MULTILINE | (re.NOFLAG if self.match_case else re.IGNORECASE)
        source = self.needle if self.regex else _as_read(self.needle)
        try:
            if self.regex:
                re.compile(source, flags)  # alone, so that the place of a mistake is that in the writer's line
            if self.whole_word:
                source = f"{_WORD_START}(?:{source}){_WORD_END}"
            return re.compile(source, flags)
        except re.error as error:
            raise PatternProblem(_flaw(error.msg), -1 if error.pos is None else error.pos) from error
        except (OverflowError, RecursionError) as error:  # a{9999999999} overflows, ((((… recurses
            raise PatternProblem(Flaw.TOO_LARGE, -1) from error

    @property
    def reads_over_marks(self) -> bool:
        """Whether marks of emphasis in the text are passed over."""
        return not self.regex and not _has_marks(self.needle)


def _as_read(needle: str) -> str:
    """A pattern for words as a reader sees them. Each optional part excludes what follows it: none is tried twice."""
    text = unicodedata.normalize("NFC", needle)
    literal = _has_marks(text)
    parts: list[str] = []
    position, before = 0, ""
    while position < len(text):
        character = text[position]
        blanks = _n_blanks(text, position)
        if blanks == 1 and 0 < position < len(text) - 1:
            part = _GAP
        elif blanks:
            part = rf"[^\S\n]{{{blanks}}}"
        else:
            part = _one(text, position)
        if before and not literal:
            both_letters = before[-1].isalnum() and character.isalnum()
            parts.append("[*~]{0,4}" if both_letters else "[*_~`]{0,6}")
        parts.append(part)
        position += blanks or 1
        before = character
    return "".join(parts)


def _one(text: str, position: int) -> str:
    """A pattern for one character: composed or not, quotation marks in any form, signs also escaped for Markdown."""
    character = text[position]
    for alike in _QUOTES:
        if character in alike and any(map(str.isalnum, text)):
            return rf"\\?[{alike}]"
    if character.isascii() and not character.isalnum():
        return r"\\?" + re.escape(character) if character != "\\" else r"\\"
    decomposed = unicodedata.normalize("NFD", character)
    if decomposed != character:
        return f"(?:{re.escape(character)}|{re.escape(decomposed)})"
    return re.escape(character)


def _n_blanks(text: str, position: int) -> int:
    end = position
    while end < len(text) and text[end].isspace():
        end += 1
    return end - position


def _has_marks(needle: str) -> bool:
    return any(mark in needle for mark in _MARKS)


def _flaw(message: str) -> Flaw:
    return next((flaw for beginning, flaw in _FLAWS if message.startswith(beginning)), Flaw.OTHER)
