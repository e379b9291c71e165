"""Chapters compared, the table of scores, and the curve as a picture."""

from __future__ import annotations

import csv
import io
import math
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.attribute.calibration import Band
from core.errors import UsageProblem
from core.manuscript.boundaries import joined
from core.manuscript.outline import SCENE
from core.manuscript.paragraphs import Kind, Syntax, split
from core.score.chapters import (
    BEFORE,
    COLUMNS,
    WHOLE,
    ScoredParagraph,
    chapters,
    compared,
    csv_of,
    scored_files,
    scored_text_of,
)
from core.score.curve import draw, reach_of, smoothed
from core.score.scoring import NOT_SCORED, Score
from desktop.editor.tracking import ParagraphTracker

NOVEL = """# The Quay

Before it all.

## One

Ropes and gulls, and nobody at all.

=A line that is no formula.

* * *

Later there was rain.

<!-- words that do not count -->

## Two

It was lit.
"""


def score(percentile: float, n_tokens: int = 40) -> Score:
    return Score(n_tokens, percentile / 100, percentile, Band.at(percentile))


def paragraphs(text: str, percentiles: list[float], syntax: Syntax = Syntax.MARKDOWN) -> list[ScoredParagraph]:
    given_to_prose = iter(percentiles)
    tracker = ParagraphTracker()
    tracker.reset(text.split("\n"), syntax)
    scores = [score(next(given_to_prose)) if each.kind is Kind.PROSE else NOT_SCORED for each in tracker.paragraphs]
    return scored_text_of(tracker.paragraphs, tracker.lines, syntax, scores)


def test_chapters_begin_at_the_headings_that_are_repeated() -> None:
    found = paragraphs(NOVEL, [10, 30, 50, 70, 90])
    figures = compared(found)
    assert [(each.title, each.words, each.compared) for each in figures] == [
        ("The Quay", 5, 1),
        ("One", 18, 3),
        ("Two", 4, 1),
    ]
    assert figures[1].shares == (0.0, 7 / 17, 6 / 17, 4 / 17, 0.0)
    assert sum(each.words for each in found) == sum(each.words for each in figures)
    assert [each.level for each in found if each.level is not None] == [1, 2, SCENE, 2]


def test_files_of_a_folder_are_chapters_where_no_heading_is_repeated_and_a_text_without_any_is_one() -> None:
    text = joined([("01 quay.md", "Ropes."), ("two/lamp.md", "It was lit.\n\nAnd went out.")])
    found = paragraphs(text, [10, 20, 30])
    assert [(each.title, each.first, each.stop) for each in chapters(found)] == [("01 quay", 0, 1), ("two/lamp", 1, 3)]
    assert [(each.file, each.index) for each in found] == [("01 quay.md", 0), ("two/lamp.md", 0), ("two/lamp.md", 1)]
    assert [each.title for each in chapters(paragraphs("Only this.", [5]))] == [WHOLE]
    assert chapters([]) == []
    assert [each.title for each in chapters(paragraphs("First.\n\n# A\n\nB.\n\n# C\n\nD.", [1, 2, 3]))] == [
        BEFORE,
        "A",
        "C",
    ]
    plain = "CHAPTER I.\n\nRopes.\n\nCHAPTER II.\n\nIt was lit."
    assert [each.title for each in chapters(paragraphs(plain, [1, 2, 3, 4], Syntax.PLAIN))] == [
        "CHAPTER I.",
        "CHAPTER II.",
    ]


def test_command_line_and_window_make_the_same_table() -> None:
    text = joined([("a.md", NOVEL), ("b.md", "Ropes.")])
    in_window = paragraphs(text, [10, 30, 50, 70, 90, 20])
    files = [("a.md", each) for each in split(NOVEL, Syntax.MARKDOWN)] + [("b.md", split("Ropes.", Syntax.MARKDOWN)[0])]
    assert scored_files(files, [each.score for each in in_window], frozenset()) == in_window


def test_the_table_can_be_read_again_and_holds_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(csv_of(paragraphs(NOVEL, [10, 30, 50, 70, 90])))))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["begins"] for row in rows if row["band"]] == [
        "Before it all.",
        "Ropes and gulls, and nobody at all.",
        "A line that is no formula.",
        "Later there was rain.",
        "It was lit.",
    ]
    assert rows[3]["chapter"] == "One" and rows[3]["percentile"] == "30.0" and rows[3]["cosine"] == "0.3000"
    assert (rows[0]["n_tokens"], rows[0]["cosine"], rows[0]["begins"]) == ("", "", "The Quay")


def test_the_median_has_an_interval_only_where_there_is_enough() -> None:
    few, many = (
        compared(paragraphs("A.\n\nB.", [10, 40]))[0].median,
        compared(paragraphs("A.\n\n" * 9, [*range(9)]))[0].median,
    )
    assert few is not None and few.value == 25 and math.isnan(few.low)
    assert many is not None and many.value == 4 and 0 <= many.low < 4 < many.high <= 8


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(0, 100), st.floats(1, 50)), min_size=1, max_size=20))
def test_the_smoothed_line_stays_between_its_points(points: list[tuple[float, float, float]]) -> None:
    at, values, weights = zip(*points, strict=True)
    line = smoothed(at, values, weights, np.linspace(0, 1000, 50), 100)
    known = line[~np.isnan(line)]
    assert all(min(values) - 1e-9 <= each <= max(values) + 1e-9 for each in known)
    assert np.allclose(smoothed(at, [7.0] * len(at), weights, np.array(at), 100), 7.0)


@pytest.mark.parametrize("ending", ["svg", "PNG"])
def test_the_curve_is_drawn_the_same_each_time_whatever_the_titles_hold(tmp_path: Path, ending: str) -> None:
    text = "\n\n".join(f"# $x_{n}$ 第{n} <&>\n\n{'Ropes and gulls. ' * (n + 1)}" for n in range(60))
    found = paragraphs(text, [n % 100 for n in range(60)])
    files = tmp_path / f"one.{ending}", tmp_path / f"two.{ending}"
    for path in files:
        draw(found, path, "The $Quay$_1", "published fiction")
    data = files[0].read_bytes()
    assert data == files[1].read_bytes()
    if ending == "svg":
        assert ET.fromstring(data).tag.endswith("svg")
    else:
        assert data.startswith(b"\x89PNG")


def test_a_text_without_scores_has_a_curve_and_other_formats_are_refused(tmp_path: Path) -> None:
    draw([], tmp_path / "none.svg", "Nothing", "published fiction")
    assert (tmp_path / "none.svg").stat().st_size > 1000
    with pytest.raises(UsageProblem, match=r"\.png or \.svg"):
        draw([], tmp_path / "none.pdf", "Nothing", "published fiction")
    assert not (tmp_path / "none.pdf").exists()
    assert (reach_of(300), reach_of(150_000)) == (400, 3800)
