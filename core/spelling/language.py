"""The language of a text: what its front matter says, and which of the dictionaries fits. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from core.manuscript.boundaries import is_boundary

_LANG = re.compile(
    r"""lang(?:uage)?:\s*["']?([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,2})["']?\s*(?:#.*)?$""", re.IGNORECASE
)
_LINES = 60
"""Lines in which front matter ends, at most."""
_SCRIPTS = {
    "CYRILLIC": "ru uk be bg sr mk kk ky mn tg",
    "GREEK": "el grc",
    "HEBREW": "he yi",
    "ARABIC": "ar fa ur ckb",
    "DEVANAGARI": "hi mr ne sa",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "BENGALI": "bn as",
    "TAMIL": "ta",
    "TELUGU": "te",
    "HANGUL": "ko",
    "THAI": "th",
}
_SCRIPT_OF = {language: script for script, languages in _SCRIPTS.items() for language in languages.split()}
_COMMON = {"en": "en_US", "pt": "pt_PT", "zh": "zh_CN", "sv": "sv_SE", "da": "da_DK", "cs": "cs_CZ", "el": "el_GR"}
"""The variety of a language, where its name and that of its largest country differ."""


def front_matter_language(lines: Sequence[str]) -> str:
    """The language that the front matter of the text names, as in ``lang: de-AT``; empty where it names none."""
    position = 1 if lines and is_boundary(lines[0]) else 0
    if len(lines) <= position or lines[position].rstrip() != "---":
        return ""
    for line in lines[position + 1 : position + _LINES]:
        if line.rstrip() in ("---", "..."):
            break
        if match := _LANG.match(line):
            return normal(match[1])
    return ""


def normal(tag: str) -> str:
    """A language's tag as dictionaries are named: ``de-at`` becomes ``de_AT``."""
    language, *rest = re.split(r"[-_.@]", tag)
    region = next((part for part in rest if len(part) == 2), "")
    return f"{language.lower()}_{region.upper()}" if region else language.lower()


def best(wanted: str, available: Iterable[str], system: str = "") -> str | None:
    """The dictionary for a language: the same variety, else that of the system, else the most usual, else any."""
    known = {normal(tag): tag for tag in sorted(available)}
    language = normal(wanted).partition("_")[0]
    usual = _COMMON.get(language, f"{language}_{language.upper()}")
    mine = normal(system) if system else ""
    choices = [normal(wanted), mine if mine.startswith(f"{language}_") else "", usual, language]
    choices += [tag for tag in known if tag.partition("_")[0] == language]
    return next((known[tag] for tag in choices if tag in known), None)


def script_of(tag: str) -> str:
    """The script that a language is written in, as Unicode names it."""
    return _SCRIPT_OF.get(normal(tag).partition("_")[0], "LATIN")
