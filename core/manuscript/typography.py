"""Quotation marks, apostrophes, dashes and ellipses as books set them, for what is typed on a keyboard.

Pure functions over the text of one paragraph up to the cursor. Nothing is changed in code, comments, tags, addresses
and links, nor after a backslash. Offsets are code points.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ENOUGH = 3
"""Marks of one kind from which on a text counts as using it."""
_NARROW = "\u202f"
_APOSTROPHE = "’"


@dataclass(frozen=True)
class Marks:
    """The quotation marks of a language; ``inner`` are those that a single straight mark stands for.

    Without ``inner`` a single straight mark is always an apostrophe. ``space`` stands between outer marks and text.
    """

    opening: str
    closing: str
    inner: tuple[str, str] | None = None
    space: str = ""

    @property
    def before_text(self) -> tuple[str, ...]:
        """The marks that only ever open."""
        pairs = ((self.opening, self.closing), *((self.inner,) if self.inner is not None else ()))
        return tuple(opening for opening, closing in pairs if opening != closing)


LANGUAGES = {
    "en": Marks("“", "”", ("‘", "’")),
    "de": Marks("„", "“", ("‚", "‘")),
    "de-books": Marks("»", "«", ("›", "‹")),
    "fr": Marks("«", "»", space=_NARROW),
    "guillemets": Marks("«", "»"),
    "pl": Marks("„", "”"),
    "sv": Marks("”", "”"),
}
"""Marks by language; where several have the same, by one of them. *de-books* are the marks of many German books."""

_ALIKE = {
    **dict.fromkeys(("cs", "sk", "sl", "bg", "is", "lt", "et", "lv"), "de"),
    **dict.fromkeys(("es", "it", "ru", "uk", "el", "ca", "nb", "nn", "no", "pt-pt", "de-ch"), "guillemets"),
    **dict.fromkeys(("hu", "ro", "hr", "sr"), "pl"),
    **dict.fromkeys(("fi",), "sv"),
    "da": "de-books",
}


@dataclass(frozen=True)
class Replacement:
    """``count`` characters before the cursor, with the one typed last, become ``text``."""

    count: int
    text: str


def marks_of(language: str) -> Marks:
    """The marks of a language tag such as ``de-AT`` or ``en_US``; English ones for a language that is not known."""
    tag = language.replace("_", "-").lower()
    for name in (tag, tag.partition("-")[0]):
        if name in LANGUAGES or name in _ALIKE:
            return LANGUAGES[_ALIKE.get(name, name)]
    return LANGUAGES["en"]


def is_straight(text: str) -> bool:
    """Whether a text consistently uses the straight marks of a keyboard."""
    straight, others = text.count('"'), "“”„«»"
    if straight < ENOUGH:
        straight, others = text.count("'"), "“”„«»‘’"
    return straight >= ENOUGH and 10 * sum(map(text.count, others)) < straight


def own_marks(text: str) -> Marks | None:
    """The marks that a text uses; None where it has too few to tell."""
    if sum(map(text.count, "“”„«»")) < ENOUGH:
        return LANGUAGES["en"] if text.count("‘") >= ENOUGH else None
    if text.count("„"):
        return LANGUAGES["de" if text.count("“") >= text.count("”") else "pl"]
    if guillemet := re.search("[«»](.?)", text):
        if guillemet[0][0] == "»":
            return LANGUAGES["de-books"]
        return LANGUAGES["fr" if guillemet[1].isspace() else "guillemets"]
    return LANGUAGES["en" if text.count("“") else "sv"]


def replacement(before: str, typed: str, marks: Marks, *, markdown: bool = True) -> Replacement | None:
    """What becomes of ``typed``, one character just typed after ``before``, the text of its paragraph; None: it stays.

    ``markdown`` says that backticks, comments, tags and links have a meaning.
    """
    if before.endswith("\\") or _is_left_alone(before + typed, markdown):
        return None
    if typed == "." and before.endswith("..") and not before.endswith(("...", "/..")):
        return Replacement(3, "…")
    if typed == "-" and (dash := _dash(before)) is not None:
        return dash
    if typed.isalnum() and (dashes := _BEGINS.search(before)) is not None:
        return Replacement(len(dashes[1]) + 1, dashes[1].replace("---", "—").replace("--", "–") + typed)
    mended = _mended(before, typed, marks)
    begun = before if mended is None else before[: len(before) - mended.count] + mended.text
    mark = _mark(begun, typed, marks)
    if mended is None:
        return None if mark is None else Replacement(mark.count + 1, mark.text)
    tail = mended.text + typed if mark is None else mended.text[: len(mended.text) - mark.count] + mark.text
    return Replacement(mended.count + 1, tail)


# -- inside: marks

_OPENS = re.compile(r"(?:^|[\s(\[{/–—-])$")
_DASH = re.compile(r"[–—-]$")
_ELISIONS = (
    r"tis|tisn|twas|twasn|twere|twill|twould|twixt|tween|til|em|im|er|n|cos|cuz|fraid|neath|gainst|nuff|scuse|sblood|"
    r"swounds|s|t|[0-9]{2}s?"
)
"""Words that begin with an apostrophe, without it; “s” and “t” are Dutch, and decades have two digits."""
_ELIDED = re.compile(rf"(?:^|[\s(\[“„«»›—–-])(?P<mark>[‘‚›])(?P<word>{_ELISIONS})$", re.IGNORECASE)


def _mark(before: str, typed: str, marks: Marks) -> Replacement | None:
    """The mark for ``typed``; ``count`` is how many characters before it are replaced too."""
    around = before.rstrip("*_~")  # marks of emphasis stand inside and outside of quotation marks
    opens = _OPENS.search(around) is not None or around.endswith(marks.before_text)
    if typed == "'":
        if marks.inner is None:
            return Replacement(0, _APOSTROPHE)
        opening, closing = marks.inner
        is_open = before.count(opening) > before.count(closing)
        if opens and not (is_open and _DASH.search(around)):
            return Replacement(0, opening)
        return Replacement(0, closing if is_open else _APOSTROPHE)
    if typed != '"':
        return None
    same = marks.opening == marks.closing
    n_opened = before.count(marks.opening)
    is_open = n_opened % 2 == 1 if same else n_opened > before.count(marks.closing)
    if before[-1:].isdigit() and not is_open:
        return None  # inches
    if marks.space and is_open and before.endswith((" ", "\u00a0", _NARROW)):
        return Replacement(1, marks.space + marks.closing)
    if opens and not (is_open and _DASH.search(around)):
        return Replacement(0, marks.opening + marks.space)
    return Replacement(0, marks.space + marks.closing)


def _mended(before: str, typed: str, marks: Marks) -> Replacement | None:
    """An apostrophe in place of a mark that has turned out to be one, when ``typed`` ends or continues its word."""
    if marks.inner is None:
        return None
    opening, closing = marks.inner
    if not typed.isalnum() and (found := _ELIDED.search(before)) is not None and found["mark"] == opening:
        return Replacement(len(found["word"]) + 1, _APOSTROPHE + found["word"])
    in_word = len(before) > 1 and before[-1] == closing != _APOSTROPHE and before[-2].isalpha()
    return Replacement(1, _APOSTROPHE) if in_word and typed.isalpha() else None


# -- inside: dashes

_BEGINS = re.compile(r"(?:^|\n)[ >]*(---? ?)$")
"""Dashes before the first word of a line; without a word they may be a scene break."""
_ONLY_DASHES = re.compile(r"[\s>]*-*$")


def _dash(before: str) -> Replacement | None:
    line = before.rpartition("\n")[2]
    if _ONLY_DASHES.match(line) or line.lstrip().startswith("|") or "|" in line[-2:]:
        return None  # a scene break, the end of front matter, a table
    if before.endswith("-") and not before.endswith("--"):
        return Replacement(2, "–")
    return Replacement(2, "—") if before.endswith("–") else None


# -- inside: what is left alone

_ADDRESS = re.compile(r"(?:\w+://|www\.|mailto:)\S*$|\S@\S+\.\S*$")
_LINK_TARGET = re.compile(r"\]\([^)\s]*$")
_TAG = re.compile(r"<[A-Za-z/!?][^<>]*$")


def _is_left_alone(text: str, markdown: bool) -> bool:
    word = text[max(text.rfind(each) for each in " \n\t") + 1 :]
    if _ADDRESS.search(word):
        return True
    if not markdown:
        return False
    if text.count("`") % 2 or text.rfind("<!--") > text.rfind("-->") or _LINK_TARGET.search(word):
        return True
    return _TAG.search(text[-500:]) is not None
