"""A list of words that can take the place of a plain one: ``resources/words/alternatives.txt`` and the user's own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from core import paths
from core.rewrite import inflection
from core.rewrite.inflection import Form

FILE_NAME = "alternatives.txt"
"""Also the name of the user's own list, in the data folder."""
_KINDS = ("verb", "noun", "adj", "adv")


@dataclass(frozen=True)
class Found:
    """One word that can take the place of another, in the same form; ``form`` tells a past from a participle."""

    text: str
    form: Form
    kind: str
    takes_object: bool = True


@dataclass(frozen=True)
class WordList:
    """The list by the forms of its plain words, in small letters, and every word in it."""

    by_word: Mapping[str, tuple[Found, ...]]
    known: frozenset[str]

    def found(self, word: str) -> tuple[Found, ...]:
        """What can take the place of ``word``, which may be any form of a plain word; empty where it is not listed."""
        return self.by_word.get(word.lower(), ())


def load() -> WordList:
    """The bundled list and the user's own. Blocks; a file or line that cannot be read adds nothing."""
    files = (paths.resources() / "words" / FILE_NAME, paths.data_folder() / FILE_NAME)
    return parse("\n".join(map(_text, files)))


def parse(text: str) -> WordList:
    """The list that ``text`` describes, one plain word a line."""
    by_word: dict[str, dict[Found, None]] = defaultdict(dict)
    known: set[str] = set()
    for line in text.splitlines():
        head, colon, rest = line.strip().partition(":")
        kind, _, plain = head.partition(" ")
        if not colon or kind not in _KINDS or not plain.strip():
            continue
        forms = _forms(kind, plain.strip().lower())
        for other in filter(None, (each.strip().lower() for each in rest.split(","))):
            for form, word in _forms(kind, other.rstrip("-")).items():
                known.add(word)
                if form in forms:
                    by_word[forms[form]][Found(word, form, kind, not other.endswith("-"))] = None
        known.update(forms.values())
    return WordList({word: tuple(found) for word, found in by_word.items()}, frozenset(known))


def _forms(kind: str, word: str) -> dict[Form, str]:
    if kind == "verb":
        return inflection.verb_forms(word)
    return inflection.noun_forms(word) if kind == "noun" else {Form.BASE: word}


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
