"""Typographic marks for what is typed, character by character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.manuscript.typography import LANGUAGES, is_straight, marks_of, own_marks, replacement

STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "„": '"', "‚": "'", "«": '"', "»": '"', "–": "--", "—": "---", "…": "..."}
)


def typed(keys: str, language: str = "en", markdown: bool = True) -> str:
    """What stands in a paragraph after ``keys`` were typed."""
    text = ""
    for key in keys:
        found = replacement(text, key, marks_of(language), markdown=markdown)
        text += key
        if found is not None:
            text = text[: len(text) - found.count] + found.text
    return text


@pytest.mark.parametrize(
    ("keys", "language", "wanted"),
    [
        ('"Go," she said. "Now."', "en", "“Go,” she said. “Now.”"),
        ("\"He said 'no' and 'why?'\"", "en-GB", "“He said ‘no’ and ‘why?’”"),
        ("'But I--' he began. 'Wait---'", "en", "‘But I–’ he began. ‘Wait—’"),
        ('"But I--" he began.', "en", "“But I–” he began."),
        ('She said--"now"--and left', "en", "She said–“now”–and left"),
        ("It's James' dog; 'tis rock 'n' roll, the '90s, get 'em.", "en", None),
        ("'Twas late", "en", "’Twas late"),
        ("'Tissue paper,' he said.", "en", "‘Tissue paper,’ he said."),
        ('*"Never,"* he said, "*never*"', "en", "*“Never,”* he said, “*never*”"),
        ("He was 6'2\" tall", "en", 'He was 6’2" tall'),
        ("\"Er sagte: 'Komm!'\" Wie geht's?", "de-AT", "„Er sagte: ‚Komm!‘“ Wie geht’s?"),
        ("\"'Wie geht's dir?'\"", "de", "„‚Wie geht’s dir?‘“"),
        (
            '"Bonjour", dit-il. "C\'est l\'heure !"',
            "fr_CA",
            "«\u202fBonjour\u202f», dit-il. «\u202fC’est l’heure !\u202f»",
        ),
        ('Il dit: "Non "', "fr", "Il dit: «\u202fNon\u202f»"),
        ('"Hej", sa hon', "sv", "”Hej”, sa hon"),
        ('"Idź"', "pl", "„Idź”"),
        ("'s avonds, 't is", "nl", "’s avonds, ’t is"),
        ("Wait... and wait....", "en", "Wait… and wait…."),
        ("--Non, dit-il.", "fr", "–Non, dit-il."),
        ("--- Oui.", "fr", "— Oui."),
        ("> -- said", "en", "> – said"),
    ],
)
def test_marks_of_languages(keys: str, language: str, wanted: str | None) -> None:
    assert typed(keys, language) == (wanted or keys.replace("'", "’"))


@pytest.mark.parametrize(
    "keys",
    [
        "---",
        "text\n---",
        "> ---",
        "- - -",
        '`print("it\'s...")`',
        '<!-- it\'s "so" -- ... -->',
        '<a href="x">',
        "[home](../it's--here)",
        "https://example.org/it's--so...",
        "www.example.org/a--b",
        "../../up",
        "| a | b |\n|---|---|",
        '\\"',
    ],
)
def test_code_comments_addresses_links_tables_and_breaks_stay(keys: str) -> None:
    assert typed(keys) == keys


def test_plain_text_has_no_code() -> None:
    assert typed('a ` "b"', markdown=False) == "a ` “b”"


@settings(max_examples=60)
@given(st.text("ab \"'-.\n*(", max_size=30), st.sampled_from(["en", "de", "sv", "pl"]))
def test_straightened_again_it_is_what_was_typed(keys: str, language: str) -> None:
    assert typed(keys, language).translate(STRAIGHT) == keys


def test_the_marks_that_a_text_has_win() -> None:
    assert is_straight('"One," "two," "three"') and not is_straight("“One,” “two,” “three” ’ ’ ’")
    assert is_straight("It's Tom's dog's") and not is_straight("It's")
    assert is_straight('"I don’t," "you don’t," "he doesn’t"')
    samples = {
        "en": "“Yes.” “No.” “Well.”",
        "de": "„Ja.“ „Nein.“ „Gut.“",
        "de-books": "»Ja.« »Nein.«",
        "fr": "«\u202fOui.\u202f» «\u202fNon.\u202f»",
        "guillemets": "«Sí.» «No.»",
        "pl": "„Tak.” „Nie.”",
        "sv": "”Ja.” ”Nej.”",
    }
    for name, text in samples.items():
        assert own_marks(text) == LANGUAGES[name], name
        assert not is_straight(text)
    assert own_marks("‘Yes,’ she said. ‘No.’ ‘Well.’") == LANGUAGES["en"]
    assert own_marks("A text without speech.") is None
    assert marks_of("tlh") == LANGUAGES["en"]
