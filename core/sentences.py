"""Sentences for people that can be translated: the English text, and what it was made from.

``core`` words everything in English, for the command line and for files. The window shows the same sentence in the
writer's language, so each one keeps its template, which is the key of its translation, and the values put into it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

Value = str | int | float
"""What can be put into a sentence: a number, a name, or another :class:`Sentence`."""


class Sentence(str):
    """An English sentence; ``template`` with ``values`` in its ``{placeholders}``.

    The template is given as a literal, so that ``tools/translations.py`` finds it.
    """

    template: str
    values: Mapping[str, Value]

    def __new__(cls, template: str, /, **values: object) -> Sentence:
        """The sentence. Without values the template is taken as it is, braces included."""
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template = template
        made.values = {name: value if isinstance(value, Value) else str(value) for name, value in values.items()}
        return made

    def __str__(self) -> str:
        """Itself, so that ``str(error)`` can still be translated."""
        return self


class Day(str):
    """A date in English; ``date`` is what the window words in the writer's language."""

    date: datetime.date

    def __new__(cls, day: datetime.date) -> Day:
        """The date with its month in full."""
        made = super().__new__(cls, f"{day.day} {_MONTHS[day.month - 1]} {day.year}")
        made.date = day
        return made


_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def joined_sentences(sentences: Iterable[str], between: str = " ") -> str:
    """Sentences one after the other, each of which can still be translated."""
    parts = {f"part_{number}": each for number, each in enumerate(filter(None, sentences))}
    return Sentence("{between}".join(f"{{{name}}}" for name in parts), **parts, between=between) if parts else ""


def to_data(sentence: str) -> Any:
    """``sentence`` as JSON can hold it, for a pipe: :func:`from_data` makes it again."""
    if not isinstance(sentence, Sentence):
        return sentence
    values = {name: to_data(value) if isinstance(value, str) else value for name, value in sentence.values.items()}
    return {"template": sentence.template, "values": values}


def from_data(data: Any) -> str:
    """The sentence that :func:`to_data` wrote. Raises TypeError, KeyError or ValueError for anything else."""
    if isinstance(data, str):
        return data
    values = {
        str(name): from_data(value) if isinstance(value, dict) else value for name, value in data["values"].items()
    }
    return Sentence(data["template"], **values)
