"""The window's sentences in the writer's language.

A sentence is written in English where it is used, as ``tr("…")``; Qt Linguist's files in ``resources/translations``
hold the other languages. ``pyside6-lupdate`` finds only literal texts, so values are put in afterwards:
``tr("Saved as {name}.").format(name=name)``.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def tr(text: str, comment: str = "", n: int = -1) -> str:
    """Return ``text`` in the language of the window, or as it is where that has no translation.

    ``comment`` tells translators which of several meanings is meant. ``n`` is the number that stands for ``%n`` in
    ``text`` (“%n word(s)”) and chooses singular or plural, in English too.
    """
    return QCoreApplication.translate("", text, comment, n)
