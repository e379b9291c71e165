"""Comments inside paragraphs: no part of what is scored, counted or rewritten, and never lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.manuscript.comments import (
    comment,
    comment_ranges,
    comments_in,
    masked,
    with_comments,
    without,
    without_comments,
)
from core.manuscript.outline import outline
from core.manuscript.paragraphs import START, Kind, Syntax, classify, group, split

PIECES = [
    ".",
    " ",
    "\n",
    "The lamp",
    "was lit",
    "<!-- a -->",
    "<!-- b\nc -->",
    "<!---->",
    "> ",
    "*gone*",
    "<!--",
    "-->",
]
LINES = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
PLAIN = st.lists(st.sampled_from(PIECES[:5]), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("The lamp <!-- which? --> was lit.", "The lamp was lit."),
        ("The lamp<!-- which? --> was lit.", "The lamp was lit."),
        ("The lamp <!-- which? -->.", "The lamp."),
        ("The lamp was lit. <!-- so? --><!-- why -->", "The lamp was lit."),
        ("<!-- first --> The lamp.", "The lamp."),
        ("lamp<!-- ? -->light", "lamplight"),
        ("One.\n<!-- a line\nor two -->\nTwo.", "One.\nTwo."),
        ("One. <!-- at\nthe end -->", "One."),
        ("Not <!-- closed.", "Not <!-- closed."),
        ("No \\<!-- comment -->.", "No \\<!-- comment -->."),
    ],
)
def test_a_text_reads_as_if_it_had_no_comments(text: str, read: str) -> None:
    assert without_comments(text) == read
    assert [each.text for each in split(text, Syntax.MARKDOWN)] == [read]
    assert [each.text for each in split(text.replace("\n", " "), Syntax.PLAIN)] == [text.replace("\n", " ")]


def test_offsets_of_the_scored_text_lead_to_the_file() -> None:
    text = "> The lamp <!-- which? --> was\n> lit <!-- when\n> was it? -->twice."
    paragraph = split(text, Syntax.MARKDOWN)[0]
    assert paragraph.text == "The lamp was\nlit twice."
    for word in ("The", "lamp", "was", "lit", "twice"):
        offset = paragraph.text.index(word)
        assert text[paragraph.to_file_offset(offset) :].startswith(word)
        assert paragraph.from_file_offset(paragraph.to_file_offset(offset)) == offset


@given(LINES)
def test_each_character_of_the_scored_text_is_one_of_the_file(text: str) -> None:
    for paragraph in split(text, Syntax.MARKDOWN):
        if paragraph.kind is Kind.PROSE:
            shown = "".join(text[paragraph.to_file_offset(at)] for at in range(len(paragraph.text)))
            assert shown == paragraph.text


@given(LINES)
@example("<!-- a -->\n<!-- a -->")
def test_comments_come_back_where_they_were(text: str) -> None:
    assert with_comments(without_comments(text), text) == text
    ranges = comment_ranges(text)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
    assert len(masked(text)) == len(text) and without(text, ()) == text


@given(LINES, PLAIN)
def test_no_comment_is_lost_with_another_text(before: str, text: str) -> None:
    after = with_comments(text, before)
    for start, end in comment_ranges(before):
        assert before[start:end].strip() in after
    assert sorted(after.replace(" ", "").replace("\n", "")) == sorted(
        (text + "".join(before[start:end] for start, end in comment_ranges(before))).replace(" ", "").replace("\n", "")
    )


def test_a_comment_stays_with_its_words_in_a_rewrite() -> None:
    before = "The lamp <!-- brass? --> was lit. Nobody came. <!-- really? -->"
    after = with_comments("Old and unlit, the lamp hummed. Nobody came, not even gulls.", before)
    assert without_comments(after).replace("  ", " ") == "Old and unlit, the lamp hummed. Nobody came, not even gulls."
    assert after.index("lamp") < after.index("<!-- brass? -->") < after.index("hummed")
    assert with_comments("Rain.", "<!-- a -->\nOne.\n<!-- b -->\nTwo.") == "<!-- a -->\nRain. <!-- b -->"


def test_words_of_a_comment_cannot_end_it() -> None:
    for words in ("a --> b", "-->", "dash--", "two\nlines", "end-"):
        made = comment(words)
        assert [each.start for each in comments_in(made)] == [0] and comments_in(made)[0].end == len(made)
        assert "\n" not in made
    assert comment("  ") == ""
    assert [each.text for each in comments_in("a <!-- b --> c <!--d-->")] == ["b", "d"]


def test_headings_and_scenes_are_called_without_their_comments() -> None:
    lines = ["# The lamp <!-- title? -->", "", "<!-- x --> It was lit.", "", "* * *", "", "Later. <!-- y -->"]
    paragraphs = split("\n".join(lines), Syntax.MARKDOWN)
    assert [each.kind for each in paragraphs] == [Kind.HEADING, Kind.PROSE, Kind.BREAK, Kind.PROSE]
    state, roles = START, []
    for line in lines:
        role, state = classify(line, state, Syntax.MARKDOWN)
        roles.append(role)
    found = outline(list(group(roles)), lines, Syntax.MARKDOWN)
    assert [found.title(each) for each in range(3)] == ["The lamp", "Scene 1 – It was lit.", "Scene 2 – Later."]
