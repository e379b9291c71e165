"""The window's sentences in the writer's language.

A sentence is written in English where it is used, as ``tr("…")``; Qt Linguist's files in ``resources/translations``
hold the other languages. ``pyside6-lupdate`` finds only literal texts, so values are put in afterwards:
``tr("Saved as {name}.").format(name=name)``. What ``core`` says comes as English sentences that know what they were
made from (:mod:`core.sentences`); :func:`worded` translates these.
"""

from __future__ import annotations

from datetime import date
from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication, QDate, QLocale
from PySide6.QtGui import QAction, QKeySequence

from core.errors import InkglowError
from core.sentences import Day, Sentence


def tr(text: str, comment: str = "", n: int = -1) -> str:
    """Return ``text`` in the language of the window, or as it is where that has no translation.

    ``comment`` tells translators which of several meanings is meant. ``n`` is the number that stands for ``%n`` in
    ``text`` (“%n word(s)”) and chooses singular or plural, in English too.
    """
    translated = QCoreApplication.translate("", text, comment, n)
    return translated if QLocale().language() is QLocale.Language.English else _Template(translated)


def worded(said: InkglowError | str) -> str:
    """What ``core`` says, in the language of the window; a plain text stays as it is."""
    sentence = said.sentence if isinstance(said, InkglowError) else said
    if isinstance(sentence, Day) and QLocale().language() is not QLocale.Language.English:
        return QLocale().toString(QDate(sentence.date.year, sentence.date.month, sentence.date.day), "d. MMMM yyyy")
    if not isinstance(sentence, Sentence):
        return sentence
    text = tr(sentence.template)
    if not sentence.values:
        return text
    values = {name: worded(value) if isinstance(value, str) else value for name, value in sentence.values.items()}
    return text.format(**values)


def number(value: float, form: str = "") -> str:
    """``value`` as ``format(value, form)`` has it, with the signs that separate digits in the window's language."""
    text = format(value, form)
    if QLocale().language() is QLocale.Language.English:
        return text
    locale = QLocale()
    swapped = {".": locale.decimalPoint(), ",": locale.groupSeparator()}
    return "".join(swapped.get(character, character) for character in text)


def short_date(day: date) -> str:
    """A date in figures."""
    if QLocale().language() is QLocale.Language.English:
        return day.isoformat()
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)


def keys_of(action: QAction) -> str:
    """The keys of a command in the language of the window; empty where it has none."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


class _Template(str):
    """A text whose ``format`` writes numbers as the language does."""

    def format(self, *args: object, **values: object) -> str:
        """As of ``str``."""
        return _IN_LANGUAGE.vformat(self, args, values)


class _InLanguage(Formatter):
    """Numbers as the language writes them."""

    def format_field(self, value: Any, format_spec: str) -> Any:
        return (
            number(value, format_spec) if isinstance(value, int | float) else super().format_field(value, format_spec)
        )


_IN_LANGUAGE = _InLanguage()
