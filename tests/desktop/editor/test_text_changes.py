"""What differs between two texts: edits that make one of the other, and what is shown of it."""

from __future__ import annotations

import itertools
import random

import pytest

from desktop.common.diff import Change
from desktop.common.text_offsets import from_utf16
from desktop.editor.text_changes import GAP, TextChange, changed_passages, differences, text_changes

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


@pytest.mark.parametrize("seed", range(10))
def test_passages_make_one_text_of_the_other_and_show_both(seed: int) -> None:
    draw = random.Random(seed)
    before = [draw.choice(LINES) for _ in range(20)]
    after = [draw.choice(LINES) if draw.random() < 0.3 else line for line in before]
    at = draw.randrange(20)
    after[at : at + draw.randrange(3)] = [draw.choice(LINES) for _ in range(draw.randrange(3))]
    old, new = "\n".join(before), "\n".join(after)
    passages, changes = changed_passages(old, new)
    assert tuple(each.change for each in passages) == changes
    assert applied(old, changes) == new
    for passage in passages:
        for shown, text in ((Change.ADDED, old), (Change.REMOVED, new)):
            segments = (each.text for each in passage.segments if each.change in (Change.KEPT, shown))
            assert "".join(segments).strip("\n") in text


def test_paragraphs_that_differ_are_passages_of_their_own() -> None:
    before = "\n\n".join(f"Word {n}." for n in range(400))
    passages, changes = changed_passages(before, before.replace("Word", "Other"))
    assert len(changes) == len(passages) == 400
    assert applied(before, (changes[7],)) == before.replace("Word 7.", "Other 7.")
    assert "".join(each.text for each in passages[7].segments) == "OtherWord 7."


def test_a_passage_that_is_too_long_to_read_is_cut_short_but_changed_as_a_whole() -> None:
    before = "\n\n".join(f"Word{n} " * 30 for n in range(1000))
    after = f"New.\n\n{before.upper()}\n\nEnd."
    passages, changes = changed_passages(before, after)
    assert sum(len(each.text) for passage in passages for each in passage.segments) < 60_000
    assert passages[-1].segments[-1].text == GAP
    assert applied(before, changes) == after


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
