"""Parts of sentences: what is too little, and how a rewrite joins what stands around it."""

from __future__ import annotations

import pytest

from core.rewrite.cleaning import whole_words
from core.rewrite.fragments import (
    begun_alike,
    ended_alike,
    first_sentence,
    is_part_of_a_sentence,
    is_too_little,
    sentence_at,
)


@pytest.mark.parametrize(
    ("text", "too_little"), [("Her", True), ("mother’s old-fashioned", True), ("the damp November, drizzling", False)]
)
def test_fewer_than_four_words_are_too_little(text: str, too_little: bool) -> None:
    assert is_too_little(text) is too_little


@pytest.mark.parametrize(
    ("text", "passage", "around", "wanted"),
    [
        ("The rain fell", "it rained", "", "the rain fell"),
        ("A rain fell", "it rained", "", "a rain fell"),
        ("I was wet", "it rained on me", "", "I was wet"),
        ("Marta got wet", "it rained on her", "It was then that Marta left.", "Marta got wet"),
        ("NASA called", "somebody called", "", "NASA called"),
        ("The rain fell", "It rained", "", "The rain fell"),
        ("“The rain,” he said", "it rained", "", "“the rain,” he said"),
        ("", "it rained", "", ""),
    ],
)
def test_the_first_letter_is_small_where_the_passage_has_a_small_one(
    text: str, passage: str, around: str, wanted: str
) -> None:
    assert begun_alike(text, passage, around) == wanted


@pytest.mark.parametrize(
    ("text", "passage", "wanted"),
    [
        ("the rain fell.", "it rained", "the rain fell"),
        ("the rain fell…", "it rained", "the rain fell…"),
        ("the rain fell...", "it rained", "the rain fell..."),
        ("The rain fell.", "It rained.", "The rain fell."),
        ("the rain fell.", "it rained,", "the rain fell,"),
        ("the rain fell,", "it rained —", "the rain fell,"),
    ],
)
def test_a_full_stop_ends_it_only_where_one_ended_the_passage(text: str, passage: str, wanted: str) -> None:
    assert ended_alike(text, passage) == wanted


def test_a_title_or_an_initial_ends_no_sentence() -> None:
    assert first_sentence("the hat of Mr. J. Smith blew off! He ran.") == "the hat of Mr. J. Smith blew off!"
    assert first_sentence("the hat of Mr. Smith") == "the hat of Mr. Smith"


@pytest.mark.parametrize(
    "sentence", ["“Go! Now!” she said, and left.", '"Go! Now!" she said, and left.', "“Go!” she said, and left."]
)
def test_a_sentence_goes_on_after_what_is_said_in_it(sentence: str) -> None:
    assert first_sentence(f"{sentence} He stayed.") == sentence


def test_a_long_passage_without_a_full_stop_is_not_one_sentence() -> None:
    assert is_part_of_a_sentence("the hat that she wore")
    assert not is_part_of_a_sentence("She left. The hat that she wore")
    assert not is_part_of_a_sentence("a line of verse\n" * 12)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("and kept drumm", "and kept"),
        ("and kept, drumm", "and kept"),
        ("and kept.", "and kept."),
        ("and kept,", "and kept"),
        ("雨が降る", "雨が降る"),
        ("", ""),
    ],
)
def test_what_breaks_off_ends_with_a_whole_word(text: str, wanted: str) -> None:
    assert whole_words(text) == wanted


@pytest.mark.parametrize(
    ("offset", "sentence"),
    [
        (0, "Mr. Pask was late."),
        (17, "Mr. Pask was late."),
        (18, "Mr. Pask was late."),
        (19, "“Go! Go home,” she said, and he went."),
        (24, "“Go! Go home,” she said, and he went."),
        (70, "Then nothing more"),
    ],
)
def test_the_sentence_at_a_place(offset: int, sentence: str) -> None:
    text = "Mr. Pask was late. “Go! Go home,” she said, and he went. Then nothing more"
    start, end = sentence_at(text, offset)
    assert text[start:end] == sentence
