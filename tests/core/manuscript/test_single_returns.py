"""Single Returns in Markdown that are meant as paragraphs, and texts in which they are not."""

import textwrap

import pytest

from core import paths
from core.manuscript.single_returns import missing_breaks


def prose() -> list[str]:
    """The paragraphs of the sample chapter."""
    text = (paths.resources() / "sample" / "chapter.md").read_text("utf-8")
    return [line for line in text.split("\n") if line and not line.startswith(("#", "---"))]


def test_a_chapter_with_one_return_between_paragraphs_is_noticed() -> None:
    lines = ["# One", *prose()[:9], "", "## Two", *prose()[9:]]
    assert missing_breaks(lines) == [*range(1, 9), *range(12, len(lines) - 1)]


def test_what_has_blank_lines_already_stays() -> None:
    first, *others = prose()
    lines = [first, "", *others]
    assert missing_breaks(lines) == list(range(2, len(lines) - 1))


@pytest.mark.parametrize(
    "lines",
    [
        "\n\n".join(prose()).split("\n"),
        [line for each in prose() for line in [*textwrap.wrap(each, 72), ""]],
        ["The sea, he said, is never full.", "The moon is never old.", "And every gull is every gull."] * 9,
        [f"- {each}" for each in prose()],
        [f"{number}. {each}" for number, each in enumerate(prose(), 1)],
        [f"> {each}" for each in prose()],
        [f"{each}  " for each in prose()],
        ["| a | b |", "|---|---|", *(f"| {each} | {each} |" for each in prose())],
        ["```", *prose(), "```"],
        prose()[:3],
        [],
    ],
    ids=["blank", "wrapped", "verse", "list", "numbered", "quote", "hard breaks", "table", "code", "few", "empty"],
)
def test_returns_that_are_not_meant_as_paragraphs_are_left(lines: list[str]) -> None:
    assert missing_breaks(lines) == []
