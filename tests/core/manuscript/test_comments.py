"""A line that is nothing but a comment is no prose; everything else that looks like one is."""

from __future__ import annotations

import pytest

from core.manuscript.paragraphs import Kind, Syntax, split


@pytest.mark.parametrize("line", ["<!-- status: draft -->", "  <!-- a --><!-- b -->  ", "<!---->", "> <!-- quoted -->"])
def test_a_comment_line_is_a_paragraph_of_its_own(line: str) -> None:
    found = split(f"Prose before.\n{line}\nProse after.", Syntax.MARKDOWN)
    assert [each.kind for each in found] == [Kind.PROSE, Kind.COMMENT, Kind.PROSE]


@pytest.mark.parametrize(
    "line", ["<!-- not closed", "a <!-- b -->", "<!-- a --> b", "<!-- a --> b -->", "    <!-- c -->"]
)
def test_words_beside_a_comment_are_prose(line: str) -> None:
    assert [each.kind for each in split(f"{line}\n\nProse.", Syntax.MARKDOWN)] == [Kind.PROSE] * 2


def test_plain_text_has_no_comments() -> None:
    assert [each.kind for each in split("<!-- a -->\n", Syntax.PLAIN)] == [Kind.PROSE]
