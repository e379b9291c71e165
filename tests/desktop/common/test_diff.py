from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.common.diff import Change, Segment, word_diff

TEXTS = st.text(alphabet=st.sampled_from("ab cd.,’—é\n"), max_size=40)


def side(segments: tuple[Segment, ...], *changes: Change) -> str:
    return "".join(segment.text for segment in segments if segment.change in changes)


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_back(before: str, after: str) -> None:
    segments = word_diff(before, after)
    assert side(segments, Change.KEPT, Change.REMOVED) == before
    assert side(segments, Change.KEPT, Change.ADDED) == after
    assert all(segment.text for segment in segments)


def test_a_changed_word_is_one_change_between_kept_text() -> None:
    assert word_diff("The old harbour slept.", "The drowned harbour slept.") == (
        Segment(Change.KEPT, "The "),
        Segment(Change.REMOVED, "old"),
        Segment(Change.ADDED, "drowned"),
        Segment(Change.KEPT, " harbour slept."),
    )


def test_an_island_between_changes_joins_them() -> None:
    segments = word_diff("He went to the shop quickly.", "She flew to a bazaar singing.")
    removed = [segment for segment in segments if segment.change is Change.REMOVED]
    assert [segment.text for segment in removed] == ["He went to the shop quickly"]


def test_long_kept_text_between_changes_stays() -> None:
    segments = word_diff("Red lanterns swung over the water tonight.", "Blue lanterns swung over the water always.")
    assert Segment(Change.KEPT, " lanterns swung over the water ") in segments


@pytest.mark.parametrize("text", ["", "The same.", "One\n\ntwo"])
def test_equal_texts_have_no_changes(text: str) -> None:
    assert all(segment.change is Change.KEPT for segment in word_diff(text, text))


def test_contractions_and_hyphens_are_single_words() -> None:
    assert Segment(Change.REMOVED, "didn’t") in word_diff("It didn’t end.", "It never end.")
