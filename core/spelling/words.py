"""The words of a paragraph that are checked: none in code, comments, addresses or markup. Pure functions.

Offsets are code points of the paragraph's text as it stands in the file, with its marks of emphasis.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_LETTER = r"[^\W\d_]"
_COMBINING = "\u0300-\u036f\u00ad\u200c\u200d"
"""Accents that stand alone, soft hyphens, and joiners: parts of a word that are no letters."""
_RUN = rf"{_LETTER}(?:{_LETTER}|[{_COMBINING}])*"
_WORD = re.compile(rf"(?<![^\W_])(?<![@#\\]){_RUN}(?:(?:['’]|\*{{1,3}}){_RUN})*(?![^\W_]|@)")
_SKIPPED = re.compile(
    r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)"  # code
    r"|<!--.*?(?:-->|\Z)"  # comments
    r"|</?[a-zA-Z][^<>]{0,300}>"  # tags and addresses in angle brackets
    r"|(?:https?|ftp|mailto|file):[^\s<>()\[\]]+|\bwww\.[^\s<>()\[\]]+"
    r"|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}"
    r"|\b[\w-]{1,64}\.(?:com|org|net|edu|gov|co|io|de|uk|md|txt|docx?|odt|epub|html?|pdf)\b(?:/[^\s<>()\[\]]*)?"
    r"|\]\([^()\s]{1,2000}(?:\s+\"[^\"]{0,300}\")?\)"  # where a link leads to
    r"|\[\^[^\]\s]{1,100}\]|^\s{0,3}\[[^\]\n]{1,100}\]:[^\n]*"  # footnotes, and where links by a name lead to
    r"|&\w{2,31};",
    re.DOTALL | re.MULTILINE,
)
_MARKS = str.maketrans("", "", "*\u00ad\u200c\u200d")
_JOINED = "-‐‑"
_PREFIX = 3
"""Letters up to which the first part of a hyphenated word is a prefix or a stammer: co-pilot, w-what."""
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word to check: ``text`` without marks of emphasis, with straight apostrophes.

    ``is_prefix``: a hyphen and another word follow it. ``is_elided``: an apostrophe stands before it.
    """

    start: int
    end: int
    text: str
    is_prefix: bool = False
    is_elided: bool = False


def words(text: str) -> Iterator[Word]:
    """The words of a paragraph that can be checked, in order."""
    skipped = [match.span() for match in _SKIPPED.finditer(text)] if _may_skip(text) else []
    number = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        while number < len(skipped) and skipped[number][1] <= start:
            number += 1
        if number < len(skipped) and skipped[number][0] < end:
            continue
        plain = plain_word(match.group())
        if len(plain) < _SHORTEST:
            continue
        followed = text[end : end + 1] in _JOINED and text[end + 1 : end + 2].isalpha() if end < len(text) else False
        elided = start > 0 and text[start - 1] in "'’"
        yield Word(start, end, plain, followed and len(plain) <= _PREFIX, elided)


def plain_word(word: str) -> str:
    """A word as dictionaries have it: composed, without marks, with straight apostrophes."""
    return unicodedata.normalize("NFC", word.translate(_MARKS).replace("’", "'"))


def script(word: str) -> str:
    """The script of a word's first letter as Unicode names it, such as LATIN or CYRILLIC."""
    return unicodedata.name(word[0], "").partition(" ")[0]


def _may_skip(text: str) -> bool:
    return any(sign in text for sign in ("`", "<", "://", "@", ".", "](", "[^", "]:", "&", "mailto:"))
