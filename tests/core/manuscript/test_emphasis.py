"""Inline Markdown is read by CommonMark's rules, and emphasis is put on and taken off again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.manuscript.emphasis import Style, read, read_lines
from core.manuscript.set_emphasis import applied, is_set, toggled, word_at

ITALIC, BOLD, STRUCK, CODE, LINK = Style.ITALIC, Style.BOLD, Style.STRUCK, Style.CODE, Style.LINK


def styled(text: str) -> list[tuple[str, Style]]:
    return [(text[start:end], style) for start, end, style in read(text).styled()]


def bare(text: str) -> str:
    """What is left without marks."""
    gone = {offset for start, end in read(text).marks() for offset in range(start, end)}
    return "".join(c for offset, c in enumerate(text) if offset not in gone)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a *b* c", [("b", ITALIC)]),
        ("a _b_ c", [("b", ITALIC)]),
        ("**b** and __c__", [("b", BOLD), ("c", BOLD)]),
        ("`*c*` d", [("*c*", CODE)]),
        ("~~gone~~ ~not~", [("gone", STRUCK)]),
        ("“*No!*” she said", [("No!", ITALIC)]),
        ("un*frigging*believable", [("frigging", ITALIC)]),
        ("snake_case_name, a * b * c, * a*", []),
        (r"\*no\* *yes*", [("yes", ITALIC)]),
        ("*open", []),
        ("a [link](http://a.b/_x_) b", [("link", LINK)]),
        ("[no link] *b*", [("b", ITALIC)]),
    ],
)
def test_marks_are_read_by_the_rules(text: str, found: list[tuple[str, Style]]) -> None:
    assert styled(text) == found


def test_emphasis_nests() -> None:
    assert [(text.strip("*"), style) for text, style in styled("***x***") if text.strip("*")] == [("x", ITALIC | BOLD)]
    assert ("b", ITALIC | BOLD) in styled("*a **b** c*")
    assert bare("*a **b** c*") == "a b c"
    assert bare("**a *b***") == "a b"


def test_emphasis_reaches_across_the_lines_of_a_paragraph() -> None:
    first, middle, last = read_lines(["one *two", "three", "four* five"])
    assert first.styled() == [(5, 8, ITALIC)]
    assert middle.styled() == [(0, 5, ITALIC)]
    assert last.styled() == [(0, 4, ITALIC)]
    assert [mark for mark in first.marks() if mark[0] < mark[1]] == [(4, 5)]
    assert [mark for mark in last.marks() if mark[0] < mark[1]] == [(4, 5)]


@given(st.text(alphabet="ab *_~`[]()\\\n“’", max_size=60))
def test_any_text_is_read_in_order_and_within_its_bounds(text: str) -> None:
    found = read(text)
    ends = 0
    for start, end, style in found.styled():
        assert ends <= start < end <= len(text) and style
        ends = end
    marks = sorted(mark for mark in found.marks() if mark[0] < mark[1])
    assert all(one[1] <= other[0] for one, other in pairwise(marks))


@given(st.data())
def test_what_is_set_is_set_and_can_be_taken_back(data: st.DataObject) -> None:
    words = data.draw(st.lists(st.text(alphabet="abéß𝐀", min_size=1, max_size=4), min_size=1, max_size=6))
    text = " ".join(words)
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    for _ in range(3):
        first = data.draw(st.integers(0, len(words) - 1))
        last = data.draw(st.integers(first, len(words) - 1))
        style = data.draw(st.sampled_from([ITALIC, BOLD]))
        plain = bare(text)
        offsets = [offset for offset in range(len(text)) if not _is_mark(text, offset)]
        start, end = offsets[starts[first]], offsets[starts[last] + len(words[last]) - 1] + 1
        before = is_set(text, start, end, style)
        edits = toggled(text, start, end, style)
        changed = applied(text, edits)
        assert edits
        assert bare(changed) == plain
        offsets = [offset for offset in range(len(changed)) if not _is_mark(changed, offset)]
        start, end = offsets[starts[first]], offsets[starts[last] + len(words[last]) - 1] + 1
        assert is_set(changed, start, end, style) is not before
        text = changed


def _is_mark(text: str, offset: int) -> bool:
    return any(start <= offset < end for start, end in read(text).marks())


@pytest.mark.parametrize(
    ("text", "part", "style", "result"),
    [
        ("one two three", "two", ITALIC, "one *two* three"),
        ("one two three", " two ", BOLD, "one **two** three"),
        ("one *two* three", "two", ITALIC, "one two three"),
        ("one *two* three", "*two*", ITALIC, "one two three"),
        ("one *two* three", "*two*", BOLD, "one ***two*** three"),
        ("one ***two*** three", "two", ITALIC, "one **two** three"),
        ("one ***two*** three", "two", BOLD, "one *two* three"),
        ("*one two three*", "two", ITALIC, "*one* two *three*"),
        ("one *two* three", "one *two* three", ITALIC, "*one two three*"),
        ("one _two_ three", "two", ITALIC, "one two three"),
        ("she said “no” twice", "“no”", ITALIC, "she said *“no”* twice"),
        ("pre“fix”post", "“fix”", ITALIC, "pre“*fix*”post"),
        ("   ", "   ", ITALIC, "   "),
    ],
)
def test_emphasis_is_toggled(text: str, part: str, style: Style, result: str) -> None:
    start = text.index(part)
    assert applied(text, toggled(text, start, start + len(part), style)) == result


def test_the_word_at_an_offset() -> None:
    text = "don’t re-read, it"
    assert [text[slice(*word_at(text, offset))] for offset in (0, 3, 5, 8, 13, 17)] == [
        "don’t",
        "don’t",
        "don’t",
        "re-read",
        "re-read",
        "it",
    ]
    assert word_at("a  b", 2) == (2, 2) or word_at("a , b", 3) == (3, 3)


@pytest.mark.parametrize(
    ("text", "n_spans"),
    [("*a " * 3_900, 0), ("_a_ " * 1_900, 1_900), ("[" * 3_900, 0), ("`a``b" * 1_900, 1_266), ("*a " * 100_000, 0)],
)
def test_any_number_of_marks_is_read(text: str, n_spans: int) -> None:
    assert len(read(text).spans) == n_spans
