"""What differs between two texts: edits that make one of the other, and what is shown of it."""

from __future__ import annotations

import itertools
import random

import pytest

from desktop.common.diff import Change
from desktop.common.text_offsets import from_utf16
from desktop.editor.text_changes import TextChange, differences, text_changes

LINES = ("", "", "One 🖋 two.", "Three.", "Three 🖋.", "“Four”, he said.", "🖋🖋")


def applied(text: str, changes: tuple[TextChange, ...]) -> str:
    for change in reversed(changes):
        text = text[: from_utf16(text, change.start)] + change.new + text[from_utf16(text, change.end) :]
    return text


@pytest.mark.parametrize("seed", range(40))
def test_the_changes_make_one_text_of_the_other(seed: int) -> None:
    draw = random.Random(seed)
    before = [draw.choice(LINES) for _ in range(draw.randrange(300 if seed % 4 == 0 else 12))]
    after = list(before)
    for _ in range(draw.randrange(5)):
        at = draw.randrange(len(after) + 1)
        after[at : at + draw.randrange(3)] = [draw.choice(LINES) for _ in range(draw.randrange(3))]
    old, new = "\n".join(before), "\n".join(after)
    changes = text_changes(old, new)
    assert applied(old, changes) == new
    assert all(one.end <= other.start for one, other in itertools.pairwise(changes))


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("same\n", "same\n", ()),
        ("a\n\nb\n", "a\n\nb\n\nc\n", (TextChange(5, 5, "\nc\n"),)),
        ("🖋 one two\nx", "🖋 one, two\nx", (TextChange(6, 6, ","),)),
        ("a", "", (TextChange(0, 1, ""),)),
        ("", "a\nb", (TextChange(0, 0, "a\nb"),)),
    ],
)
def test_only_what_differs_is_touched(before: str, after: str, wanted: tuple[TextChange, ...]) -> None:
    assert text_changes(before, after) == wanted


def test_what_is_shown_are_the_lines_that_differ() -> None:
    before = "\n".join(["First, as it was.", *(f"Line {n}." for n in range(50)), "Last."])
    after = before.replace("as it was", "as it is now").replace("Last.", "Last.\n\nAnd one more.")
    shown = differences(before, after)
    text = "".join(segment.text for segment in shown)
    assert "First" in text and "⋯" in text and "Line 20" not in text
    assert any(segment.change is Change.ADDED and "And one more." in segment.text for segment in shown)
    assert differences(before, before) == ()


@pytest.mark.parametrize("every", [1, 2])
def test_much_that_differs_is_cut_short(every: int) -> None:
    before = "\n\n".join(f"Word{n} " * 30 for n in range(2000))
    after = "\n\n".join(f"Word{n} " * 30 if n % every else f"Other{n} " * 30 for n in range(2000))
    shown = "".join(segment.text for segment in differences(before, after))
    assert len(shown) < 250_000
    assert shown.endswith("There are more differences.")
