"""JSON from files that anybody may have written."""

from __future__ import annotations

import pytest

from core import json_text
from core.shown import LONGEST, shown


def test_usual_json_is_read() -> None:
    assert json_text.parse('{"a": [1, -2.5, null, true, "\\u00e9"]}') == {"a": [1, -2.5, None, True, "é"]}


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a":' * 100_000, "NaN", "-Infinity", "1e999", "9" * 400])
def test_whatever_is_wrong_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):
        json_text.parse(text)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("craft", "craft"),
        (" a\nb\0c\u202e d ", "a b c d"),
        ("<b>bold</b>", "<b>bold</b>"),
        ("", ""),
    ],
)
def test_words_of_unknown_origin_are_shown_on_one_line(words: str, expected: str) -> None:
    assert shown(words) == expected


def test_long_words_are_cut() -> None:
    assert shown("x" * 1_000_000) == "x" * (LONGEST - 1) + "…"
