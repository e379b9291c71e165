"""Markers of block quotes come off and go back on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.manuscript.quotes import quoted, unquoted


@pytest.mark.parametrize(
    ("text", "passage", "beginning", "wanted"),
    [
        ("New words.", "Old words.", "> ", "New words."),
        ("One.\nTwo.", "Old words.", "> ", "One.\n> Two."),
        ("One.\nTwo.", "Old words.", ">", "One.\n>Two."),
        ("One.\n\nTwo.", "Old words.", "> > ", "One.\n> >\n> > Two."),
        ("One.\n\nTwo.", "Old.\n>\n> Words.", "> ", "One.\n>\n> Two."),
        ("One.\nTwo.", "words.", "> Some old ", "One.\n> Two."),
    ],
)
def test_each_line_has_its_marker(text: str, passage: str, beginning: str, wanted: str) -> None:
    assert quoted(text, passage, beginning) == wanted


def test_where_the_quote_was_wrapped_the_new_text_is_too() -> None:
    passage = "It had been raining since the morning,\n> > and nobody had come to fetch her from\n> > the station."
    text = "Rain had owned the morning, and the station clock had given up telling her that anybody would come."
    assert quoted(text, passage, "> > ") == (
        "Rain had owned the morning, and the\n> > station clock had given up telling her\n> > that anybody would come."
    )


def test_a_wrapped_passage_that_begins_inside_a_line_leaves_room_for_what_stands_before_it() -> None:
    passage = "and nobody came,\n> not even her old aunt in the yellow coat."
    lines = ("> It had been raining, " + quoted("and " * 12 + "nobody.", passage, "> It had been raining, ")).split(
        "\n"
    )
    assert len(lines) > 1
    assert all(line.startswith("> ") and len(line) <= 45 for line in lines)


WORDS = st.text(alphabet="ab é\n", max_size=40)


@given(WORDS)
def test_what_is_put_in_is_what_is_read(text: str) -> None:
    assert unquoted(quoted(text, "Old.", "> ")).split("\n") == [
        line if line.strip() or number == 0 else "" for number, line in enumerate(text.split("\n"))
    ]
