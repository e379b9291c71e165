from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.manuscript.edits import Edit, EditedSpans, EditedText

UNITS = st.text("ab\n“é", max_size=8)
PLACES = st.tuples(st.floats(0, 1), st.floats(0, 1), UNITS)
"""Where a text is edited, as a share of it; how much of the rest is removed; what stands there afterwards."""


def edited(text: str, place: tuple[float, float, str]) -> tuple[str, tuple[int, int, int]]:
    """The text with an edit made, and the edit as an editor reports it."""
    position = round(place[0] * len(text))
    removed = round(place[1] * (len(text) - position))
    return text[:position] + place[2] + text[position + removed :], (position, removed, len(place[2]))


@settings(deadline=None)
@given(UNITS, st.lists(st.lists(PLACES, max_size=90), max_size=4))
def test_edits_gathered_in_any_number_make_the_new_text_from_the_old(
    text: str, copies: list[list[tuple[float, float, str]]]
) -> None:
    copy, spans = EditedText(text), EditedSpans()
    for places in copies:
        for place in places:
            text, reported = edited(text, place)
            spans.add(*reported)
        copy.make([Edit(span.start, span.removed, text[span.start : span.end]) for span in spans])
        spans.clear()
        assert copy.text == text


def test_typing_in_one_place_is_one_span_and_elsewhere_another() -> None:
    spans = EditedSpans()
    for at in (100, 101, 102, 40, 41):
        spans.add(at, 0, 1)
    spans.add(41, 1, 0)
    assert [(span.start, span.removed, span.length) for span in spans] == [(40, 0, 1), (101, 0, 3)]
    assert spans.growth == 4


def test_very_many_places_become_one_span() -> None:
    spans = EditedSpans()
    for at in range(0, 20_000, 10):
        spans.add(at, 1, 2)
    assert len(list(spans)) <= 64
    assert spans.growth == 2000


def test_an_edit_outside_the_text_is_refused_with_all_that_came_with_it() -> None:
    text = EditedText("naïve 🖋")
    for wrong in (Edit(9, 0, "x"), Edit(7, 2, ""), Edit(-1, 0, "x"), Edit(0, -1, "x")):
        with pytest.raises(ValueError):
            text.make([Edit(0, 2, "N"), wrong])
    text.make([Edit(6, 2, "pen")])
    assert text.text == "naïve pen"
