"""The language of a text, and the dictionary for it."""

from __future__ import annotations

import pytest

from core.manuscript.boundaries import boundary_line
from core.spelling.language import best, front_matter_language, script_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("---\ntitle: X\nlang: de-AT\n---\n", "de_AT"),
        ('---\nlanguage: "en"  # English\n...\n', "en"),
        (f"{boundary_line('one.md')}\n---\nlang: fr_FR.UTF-8\n---", ""),
        (f"{boundary_line('one.md')}\n---\nlang: sr-Latn-RS\n---", "sr_RS"),
        ("---\ntitle: X\n---\nlang: de\n", ""),
        ("lang: de", ""),
        ("", ""),
    ],
)
def test_front_matter_names_the_language(text: str, language: str) -> None:
    assert front_matter_language(text.split("\n")) == language


@pytest.mark.parametrize(
    ("wanted", "system", "found"),
    [
        ("en_GB", "", "en_GB"),
        ("en-gb", "de_DE", "en_GB"),
        ("en", "en_GB", "en_GB"),
        ("en", "de_DE", "en_US"),
        ("de", "", "de_DE"),
        ("de_LI", "", "de_DE"),
        ("pt", "", "pt_BR"),
        ("eo", "", "eo"),
        ("fr", "fr_FR", None),
    ],
)
def test_the_dictionary_that_fits_best_is_chosen(wanted: str, system: str, found: str | None) -> None:
    assert best(wanted, ["de_AT", "de_DE", "en_GB", "en_US", "eo", "pt_BR"], system) == found


def test_the_script_of_a_language() -> None:
    assert (script_of("ru_RU"), script_of("el"), script_of("en_GB")) == ("CYRILLIC", "GREEK", "LATIN")
