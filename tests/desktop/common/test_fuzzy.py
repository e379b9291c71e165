"""Fuzzy search over the labels of commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.common.fuzzy import fuzzy_score


def score(typed: str, text: str) -> float:
    found = fuzzy_score(typed, text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("typed", "better", "worse"),
    [
        ("fs", "Full screen", "Find this"),
        ("save", "Save", "Save as…"),
        ("sav", "Save as…", "Select a valley"),
        ("more cr", "More creative", "Models are clear, or not"),
    ],
)
def test_beginnings_of_words_letters_together_and_short_labels_come_first(typed: str, better: str, worse: str) -> None:
    assert score(typed, better) > score(typed, worse)


@pytest.mark.parametrize(
    ("typed", "text"), [("EPEE", "Épée"), ("uber", "Über Inkglow"), ("o p e n", "Open…"), ("", "x")]
)
def test_case_accents_and_blanks_do_not_matter(typed: str, text: str) -> None:
    assert fuzzy_score(typed, text) is not None


@pytest.mark.parametrize(("typed", "text"), [("ba", "ab"), ("aa", "a"), ("x", "")])
def test_every_letter_must_be_there_in_order(typed: str, text: str) -> None:
    assert fuzzy_score(typed, text) is None


@given(st.text("abc ", max_size=12), st.text("abc ", max_size=5))
def test_it_matches_exactly_the_subsequences(text: str, typed: str) -> None:
    letters = iter(text)
    is_there = all(letter in letters for letter in typed.replace(" ", ""))
    assert (fuzzy_score(typed, text) is not None) == is_there
