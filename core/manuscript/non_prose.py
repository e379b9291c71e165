"""Recognise paragraphs that are not prose although no markup says so: headings, lists, letter heads, addresses.

A score of such text says nothing about how it is written. The rules are conservative: a paragraph of prose or a line
of dialogue must never be taken for anything else, so each rule asks for a form that sentences do not have. Pure
functions of the paragraph's text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Final

from core.sentences import Sentence


class NonProse(Enum):
    """What a paragraph is, if not prose; the value completes “This looks like …”."""

    WORDLESS = Sentence("punctuation without words")
    NUMBER = Sentence("a page number")
    HEADING = Sentence("a heading")
    CONTENTS = Sentence("a table of contents")
    LIST = Sentence("a list")
    TABLE = Sentence("a table")
    CODE = Sentence("program code")
    ADDRESS = Sentence("a web or mail address")
    DETAILS = Sentence("details of a text, such as its title or date")
    LETTER = Sentence("the heading or the signature of a letter")
    NOTE = Sentence("a note in brackets")


_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_OPENS_SPEECH = re.compile(r"[\s*_]*[\"“”„«»‘'’–—]")
_ENDS_AS_SENTENCE = re.compile(r"[.!?…,;:—–\-][\"”’'»)\]*_]*$|[\"”»]$")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{2,}[.!?…][\"”’]?\s+\S")

_ROMAN = r"(?=[IVXLC])(?:XC|XL|L?X{0,3})?(?:IX|IV|V?I{0,3})?"
_UNITS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TEENS = "thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|last"
_COUNT = rf"(?:\d{{1,4}}|C?{_ROMAN}|(?i:(?:the )?(?:{_ORDINALS}|(?:{_TENS})(?:[- ](?:{_UNITS}))?|{_UNITS}|{_TEENS})))"
_DIVISION = r"(?:Chapter|Chap\.|Part|Book|Volume|Vol\.|Act|Scene|Canto|Section|Stave|Letter|Episode|Appendix)"
_DIVIDED = re.compile(
    rf"(?P<division>{_DIVISION}|{_DIVISION.upper()}|{_DIVISION.lower()}|§)\s+(?P<count>{_COUNT})(?![^\W_])(?P<title>.*)$",
    re.DOTALL,
)
_SURE = ("chapter", "chap.", "volume", "vol.", "canto", "stave", "§")
"""Divisions that nothing else is called: a title after these need not be in title case."""
_LARGE = ("part", "book", "volume", "vol.", "act")
"""Divisions that hold chapters."""
_NAMED = re.compile(
    r"(?:prologue|epilogue|preface|foreword|afterword|introduction|interlude|acknowledge?ments?|dedication|contents|"
    r"table of contents|list of illustrations|appendix|glossary|bibliography|notes|footnotes|index|the end|finis|fin|"
    r"to be continued|etymology|extracts|transcriber[’']s notes?)[.:]?$",
    re.IGNORECASE,
)
_NUMBERED_TITLE = re.compile(rf"(?P<count>C?{_ROMAN}|\d{{1,3}})\s?[.:)—–-]\s*(?P<title>\S.*)$")
_ROMAN_ALONE = re.compile(rf"[(\[]?C?{_ROMAN}[)\]]?\.?$")
_NUMBER_ALONE = re.compile(r"(?:(?i:page|p\.)\s*)?[-–—(\[{\s]*\d{1,4}[-–—)\]}\s.]*(?:(?i:of)\s*\d{1,4})?$")
_MINOR = frozenset(
    re.findall(
        r"\w+",
        """a an and as at but by de der di du for from in into la le nor of off on or out over the to
        up upon von with""",
    )
)
_BETWEEN_NAMES = _MINOR | frozenset(
    re.findall(r"\S+", "th st nd rd o’clock midnight noon morning evening night p.m a.m")
)

_LEADER = re.compile(
    r"[^\s.·…] ?(?:\.{3,90}|…{2,30}|(?: ?[.·]){3,60}|\t|\s{3,60})[\s.·…]{0,60}(?:\d{1,4}|[ivxlc]{2,7}|[IVXLC]{2,7})\s*$"
)
_BULLET = re.compile(r"\s*[*+•‣◦▪▫●○■□✓➤]\s+\S")
_DASH = re.compile(r"\s*-\s+\S")
_NUMBERED = re.compile(r"\s*(?:\(?\d{1,3}[.)]|\(?[a-zA-Z]\))\s+\S|\s*\[[ xX]\]\s")

_WEB = re.compile(r"(?:https?|ftp)://\S+|\bwww\.\S+|\S+@\w[\w-]*\.\w{2,}\S*|\b[\w-]+\.(?:com|org|net|edu|gov)\b\S*")
_BOILERPLATE = re.compile(
    r"project gutenberg|\bISBN\b|all rights reserved|©\D{0,3}\d{4}|copyright (?:©|\(c\)|\d{4})|"
    r"distributed proofread|standard ebooks",
    re.IGNORECASE,
)
_LABELS = (
    r"authors?|titles?|subtitle|release date|last updated|most recently updated|posting date|"
    r"first (?:posted|published)|"
    r"publication date|date|language|original publication|credits?|editors?|edited by|translators?|translated by|"
    r"illustrators?|illustrated by|produced by|publishers?|published|publication|copyright|isbn|ebook|etext|encoding|"
    r"character set encoding|from|to|subject|re|cc|bcc|sent|word count|words|genre|drafts?|version|contact|phone|tel|"
    r"fax|e-?mail|website|series|keywords|tags|rating|category|fandom|summary|source|licen[cs]e"
)
_DETAIL = re.compile(rf"[*_]*(?:{_LABELS})[*_]*(?: ?\[?#?\d*\]?)?[*_]*:[*_]*\s*\S", re.IGNORECASE)
_LABELLED = re.compile(r"[A-Z][\w’'&/ -]{0,28}:\s+\S")

_MONTHS = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|Mar(?:ch|\.)|Apr(?:il|\.)|May|June?\.?|July?\.?|Aug(?:ust|\.)|Sept?(?:ember|\.)|"
    r"Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|d)?\.?"
_DATE = re.compile(rf"(?:{_MONTHS}\s+(?:the )?{_DAY}|{_DAY}\s+(?:of\s+)?{_MONTHS}|{_MONTHS},?\s+\d{{4}})(?!\w)")
_SALUTATION = re.compile(
    r"(?:My (?:own |very )?)?(?:dear(?:est)?|beloved|darling|hono(?:u)?red|esteemed)\b[^.!?;“”\"]{0,50}[,:—–-]+$|"
    r"(?:Sir|Madam|Gentlemen|Sirs|To whom it may concern)\s*[,:—–-]+$",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:I (?:am|remain|have the hono(?:u)?r to (?:be|remain)),?\s[^.!?“”\"]{0,60}?)?"
    r"(?:(?:ever|very|most|always|believe me|with (?:much |all my )?love|love|and)[, ]+)*"
    r"(?:(?:yours|sincerely|faithfully|truly|respectfully|affectionately|cordially|best wishes|kind(?:est)? regards|"
    r"best regards|warm regards|regards|(?:with (?:much |all my )?)?love)\b[^.!?“”\"]{0,40}?,\s*|"
    r"your\s(?:[\w-]+,?\s){0,4}?(?:friend|servant|son|daughter|brother|sister|wife|husband|mother|father|cousin|nephew|niece)"
    r",\s*)(?P<name>\S[^“”\"!?]{0,40})?$",
    re.IGNORECASE,
)
_ATTRIBUTION = re.compile(r"(?:--|[—–―])\s?(?P<name>\S.*)$")
_BRACKETED = re.compile(r"\[[^\[\]]*\]\.?$|<!--.*-->$", re.DOTALL)

_SYMBOLS = re.compile(r"[{}<>=\\|;#$&@^~]|\(\)|\[\]|::|\w_\w|\w\.\w+\(|/\w+/")
_STATEMENT = re.compile(
    r"\s*(?:def \w+\(|class \w+[(:]|import [\w.]+$|from [\w.]+ import |function\b.*\(|(?:const|let|var) \w+ =|"
    r"return\b.*;$|#include\b|(?:public|private|static) \w+ |if ?\(.*\) ?\{|for ?\(.*;|while ?\(.*\) ?\{|print\(|"
    r"console\.|</?\w+[^<>]*>|\$ \w+|>>> |\}\s*;?$|//\s?\w|SELECT .* FROM )"
)

_TITLE_WORDS: Final = 12
_HEADING_WORDS: Final = 60
_CAPITALS_WORDS: Final = 40
_ITEM_WORDS: Final = 25
_LABEL_WORDS: Final = 3
_LONGEST_LINE: Final = 800
_LONGEST_TEXT: Final = 20_000
"""A longer line or text, in characters, is prose; this bounds the time that the expressions take."""


def non_prose(text: str) -> NonProse | None:
    """What ``text``, one paragraph without block-quote markers, is instead of prose; None for prose."""
    stripped = text.strip()
    if not _WORD.search(stripped):
        return NonProse.WORDLESS
    lines = [line.strip() for line in stripped.splitlines() if line.strip()]
    if len(stripped) > _LONGEST_TEXT or max(map(len, lines)) > _LONGEST_LINE:
        return None
    rules = _RULES if len(stripped) <= _LONGEST_LINE else _RULES_OF_LINES
    return next((kind for kind, holds in rules if holds(stripped, lines)), None)


def division_level(text: str) -> int | None:
    """The level of a heading that names a division of a book (“PART TWO”: 1, “Chapter IV. At Sea”: 2); None for others.

    Other headings that :func:`non_prose` recognises, such as titles and lines in capitals, are none here.
    """
    lines = [line.strip(" *_\t") for line in text.strip().splitlines() if line.strip()]
    if not lines or not _is_heading("\n".join(lines), lines):
        return None
    if (found := _DIVIDED.match(lines[0])) is not None:
        return 1 if found["division"].lower() in _LARGE else 2
    named = _NAMED.match(lines[0]) or _ROMAN_ALONE.fullmatch(lines[0]) or _NUMBERED_TITLE.match(lines[0])
    return 2 if named else None


def _is_number(text: str, _lines: Sequence[str]) -> bool:
    return bool(_NUMBER_ALONE.fullmatch(text))


def _is_contents(_text: str, lines: Sequence[str]) -> bool:
    if len(lines) == 1:
        return bool(_LEADER.search(lines[0]))
    entries = sum(bool(_LEADER.search(line)) or _is_heading_line(line) for line in lines)
    return len(lines) >= 3 and entries >= 0.7 * len(lines)


def _is_heading(text: str, lines: Sequence[str]) -> bool:
    if len(lines) == 1:
        return _is_heading_line(text) or _is_title(text)
    if len(_WORD.findall(text)) > _HEADING_WORDS or not _is_heading_line(lines[0]):
        return _is_capitals(text)
    if len(lines) > 4 or any(_SENTENCE_INSIDE.search(line) for line in lines[1:]):
        return False
    # Some books set the first words of a chapter in capitals: a sentence then goes on in the next line.
    return not (_is_capitals(lines[0]) and lines[1][:1].islower())


def _is_heading_line(line: str) -> bool:
    """Whether a line names a division (“CHAPTER 32. Cetology.”) or stands in capitals."""
    line = line.strip("*_ ")
    if _NAMED.match(line) or (_ROMAN_ALONE.match(line) and line.strip("()[].")) or _is_capitals(line):
        return True
    if (found := _DIVIDED.match(line)) is not None:
        return _is_division_title(
            found["title"], sure=found["division"].lower() in _SURE, in_capitals=found["division"].isupper()
        )
    if (found := _NUMBERED_TITLE.match(line)) is not None and not found["count"].isdigit():
        return _is_title(found["title"].rstrip(".")) or _is_capitals(found["title"])
    return False


def _is_division_title(rest: str, *, sure: bool, in_capitals: bool) -> bool:
    """Whether ``rest`` can follow “Chapter 3”: nothing, or a title after punctuation or in capital letters."""
    title = rest.lstrip(" .:,;—–-)\t\n")
    if not title:
        return True
    words = _WORD.findall(title)
    separated = rest.lstrip(" ")[:1] in tuple(".:—–-\n")
    if in_capitals and separated:
        return len(words) <= _HEADING_WORDS
    if not separated:
        return _is_title(title)
    return len(words) <= _TITLE_WORDS and not _SENTENCE_INSIDE.search(title) and (sure or _capitalised(title))


def _is_capitals(text: str) -> bool:
    """Whether all of it is in capitals: two words or more, or one without the end of a sentence; not speech."""
    letters = _LETTER.findall(text)
    words = _WORD.findall(text)
    if _OPENS_SPEECH.match(text) or not letters or len(words) > _CAPITALS_WORDS:
        return False
    major = "".join(word for word in words if word not in _MINOR)
    if len(letters) < 4 or not major.isupper():
        return False
    return (len(words) > 1 and not re.search(r"[!?][*_)]*$", text)) or not _ENDS_AS_SENTENCE.search(text)


def _is_title(text: str) -> bool:
    """Whether it is a short line in title case that does not end as a sentence does: “The Lamplighter’s Ledger”."""
    if _ENDS_AS_SENTENCE.search(text) or _OPENS_SPEECH.match(text) or _SENTENCE_INSIDE.search(text):
        return False
    return 2 <= len(_WORD.findall(text)) <= _TITLE_WORDS and _capitalised(text)


def _capitalised(text: str) -> bool:
    first, *others = [word for word in text.split() if _LETTER.search(word)] or [""]
    major = [word.strip("“”\"‘’'(*_") for word in others]
    major = [word for word in major if word.rstrip(".,;:’'”\")").lower() not in _MINOR]
    return all(word[:1].isupper() or not word[:1].isalpha() for word in (first.strip("“”\"‘’'(*_"), *major))


def _is_list(_text: str, lines: Sequence[str]) -> bool:
    marked = [line for line in lines if _BULLET.match(line) or _NUMBERED.match(line)]
    if marked and marked[0] == lines[0]:
        return len(marked) >= 2 or sum(len(_WORD.findall(line)) for line in lines) <= _ITEM_WORDS
    # “- ” also opens dialogue in some books, so what follows it must not be sentences.
    dashes = [line for line in lines if _DASH.match(line)]
    items = [line for line in dashes if not _ENDS_AS_SENTENCE.search(line) and len(_WORD.findall(line)) <= _TITLE_WORDS]
    return bool(dashes) and dashes[0] == lines[0] and 2 * len(items) > len(dashes)


def _is_table(text: str, lines: Sequence[str]) -> bool:
    def split_by(separators: str) -> int:
        return sum(sum(map(line.count, separators)) >= 2 for line in lines)

    return len(lines) >= 2 and max(split_by("|"), split_by("\t")) >= 0.7 * len(lines) and "“" not in text


def _is_code(text: str, lines: Sequence[str]) -> bool:
    symbols, visible = len(_SYMBOLS.findall(text)), len("".join(text.split()))
    statements = sum(bool(_STATEMENT.match(line)) for line in lines)
    if statements and (symbols >= 2 or 2 * statements >= len(lines)):
        return True
    return symbols >= 3 and symbols >= 0.06 * visible


def _is_address(text: str, _lines: Sequence[str]) -> bool:
    found = _WEB.findall(text)
    if not found:
        return False
    words = len(_WORD.findall(_WEB.sub(" ", text)))
    return words <= _TITLE_WORDS


def _are_details(text: str, lines: Sequence[str]) -> bool:
    if _BOILERPLATE.search(text):
        return True
    if not _DETAIL.match(lines[0]) and not (len(lines) >= 2 and all(map(_LABELLED.match, lines))):
        return False
    known = sum(bool(_DETAIL.match(line)) for line in lines)
    if len(lines) == 1:
        value = text.partition(":")[2].strip(" *_")
        words = len(_WORD.findall(value))
        is_sentence = _SENTENCE_INSIDE.search(value) is not None or (value[:1].islower() and words > _LABEL_WORDS)
        return words <= _ITEM_WORDS and not is_sentence
    return (known >= 1 and known >= 0.3 * len(lines)) or all(map(_LABELLED.match, lines))


def _is_letter_form(text: str, lines: Sequence[str]) -> bool:
    words = _WORD.findall(text)
    if len(words) > _ITEM_WORDS or (_OPENS_SPEECH.match(text) and not _ATTRIBUTION.match(text)):
        return False
    flat = " ".join(lines)
    if len(words) <= 8 and _SALUTATION.match(flat):
        return True
    if (found := _CLOSING.match(flat)) is not None:
        return not found["name"] or _capitalised(found["name"])
    if len(words) <= 16 and _DATE.search(flat) and _names_only(_DATE.sub(" ", flat)):
        return True
    by = _ATTRIBUTION.match(flat)
    return by is not None and len(words) <= 8 and not re.search(r"[!?,…]|\.$", flat) and _names_only(by["name"])


def _names_only(text: str) -> bool:
    """Whether every word is a number, begins with a capital, or is one that stands between names."""
    return all(
        word[:1].isupper() or word[:1].isdigit() or word.lower() in _BETWEEN_NAMES for word in _WORD.findall(text)
    )


def _is_note(text: str, _lines: Sequence[str]) -> bool:
    return bool(_BRACKETED.match(text)) and len(_WORD.findall(text)) <= _CAPITALS_WORDS


_RULES_OF_LINES: Sequence[tuple[NonProse, Callable[[str, Sequence[str]], bool]]] = (
    (NonProse.DETAILS, _are_details),
    (NonProse.TABLE, _is_table),
    (NonProse.CODE, _is_code),
    (NonProse.CONTENTS, _is_contents),
    (NonProse.LIST, _is_list),
)
_RULES = (
    (NonProse.NUMBER, _is_number),
    (NonProse.NOTE, _is_note),
    (NonProse.ADDRESS, _is_address),
    *_RULES_OF_LINES[:-1],
    (NonProse.LETTER, _is_letter_form),
    (NonProse.HEADING, _is_heading),
    *_RULES_OF_LINES[-1:],
)
