"""Which words of a paragraph are checked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.spelling.words import plain_word, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She lit the *old* lamp_, _twice_.", "She lit the old lamp twice"),
        ("un*believ*able **b**old", "unbelievable bold"),
        ("I don’t, rock ’n’ roll; dogs' and 'tis", "don't rock roll dogs and tis"),
        ("`codde` and ``co`dde`` end", "and end"),
        ("seen <!-- hiden\nnote --> again <!-- opn", "seen again"),
        ("go to https://exampel.org/pathh?q=1, or www.exampel.org or me.my@exampel.org now", "go to or or now"),
        ('[worrds](chaptr.md "titel") and [^notee]: ![pictur](x.png)', "worrds and pictur"),
        ("[^notee]: a footnote", "footnote"),
        ("in notes.txt or <spann class='clas'>text</spann>", "in or text"),
        ("3rd x2 B2B a I 1990s", ""),
        ("@handel #taag \\alpha", ""),
        ("naïve cafe\u0301 co\u00adoperate", "naïve café cooperate"),
        ("&nbspx; word", "word"),
        ("", ""),
    ],
)
def test_only_words_of_the_text_are_checked(text: str, expected: str) -> None:
    assert [word.text for word in words(text)] == expected.split()


def test_parts_of_hyphenated_words_and_elided_ones_are_known_as_such() -> None:
    assert [(word.text, word.is_prefix) for word in words("co-pilot, well-known, W-what")] == [
        ("co", True),
        ("pilot", False),
        ("well", False),
        ("known", False),
        ("what", False),
    ]
    assert [word.is_elided for word in words("’tis tis")] == [True, False]


@given(st.text("ab'’*_-`<>! @.\n[](", max_size=80))
def test_a_word_is_where_it_says(text: str) -> None:
    last = 0
    for word in words(text):
        assert last <= word.start < word.end
        assert plain_word(text[word.start : word.end]) == word.text
        last = word.end
