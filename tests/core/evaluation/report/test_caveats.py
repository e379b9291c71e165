"""Judges that answer alike whatever they are shown, and people who saw a pair twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import FileProblem
from core.evaluation import results as kept
from core.evaluation.blind.people import without_repeats
from core.evaluation.report import statistics
from core.evaluation.report.caveats import caveats
from core.evaluation.report.content import sections
from core.evaluation.report.writer import as_markdown, write_report
from core.evaluation.results import ARMS, Choice, Rating, Results
from tests.core.evaluation import synthetic


def _with_ratings(alike: int, of: int) -> Results:
    """``of`` readable ratings by the model itself, ``alike`` of them 5, and one that is none."""
    premises = list(synthetic.premises(of))
    values = [5] * alike + [1 + place % 4 for place in range(of - alike)]
    ratings = [Rating("self", p, ARMS[i % 3], v, str(v)) for i, (p, v) in enumerate(zip(premises, values, strict=True))]
    return replace(synthetic.unasked(of), ratings=(*ratings, Rating("self", premises[0], "baseline", None, "Well…")))


def _with_choices(firsts: int, of: int) -> Results:
    choices = [
        Choice("frontier", premise, "induced", "baseline", "first" if place < firsts else "second")
        for place, premise in enumerate(synthetic.premises(of))
    ]
    return replace(synthetic.unasked(of), choices=tuple(choices))


def _said(results: Results) -> str:
    return "\n".join(caveats(results))


def test_a_judge_that_rates_nearly_everything_alike_is_named() -> None:
    assert "Ratings by self carry little information: 25 of 30 readable ones are 5" in _said(_with_ratings(25, 30))
    assert "carry little information" not in _said(_with_ratings(24, 30))


def test_a_judge_that_goes_by_place_is_named() -> None:
    assert "Choices by frontier carry little information: 25 of 30" in _said(_with_choices(25, 30))
    assert "shown second" in _said(_with_choices(2, 30))
    assert "carry little information" not in _said(_with_choices(24, 30))


def test_a_pair_seen_twice_counts_once_and_is_kept_and_results_of_another_run_are_replaced(tmp_path: Path) -> None:
    kept.save(tmp_path / "results.json", synthetic.unasked(3))
    once = replace(synthetic.full(8), choices=synthetic.people(8))
    again = tuple(replace(c, first=c.second, second=c.first) for c in once.choices)  # the same side, so the other text
    twice = replace(once, choices=(*once.choices, *again))
    assert statistics.preference(replace(twice, choices=without_repeats(twice.choices)), "human", "induced") == (
        statistics.preference(once, "human", "induced")
    )
    assert statistics.preference(twice, "human", "induced") != statistics.preference(once, "human", "induced")
    write_report(twice, tmp_path)
    once_counted = as_markdown(once, sections(once))
    assert (tmp_path / "report.md").read_text("utf-8") == once_counted
    assert kept.load(tmp_path / "results.json") == twice


def test_a_file_that_is_no_results_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text('{"mine": 1}', "utf-8")
    with pytest.raises(FileProblem, match="not a file of results"):
        kept.save(tmp_path / "results.json", synthetic.full(3))
    assert (tmp_path / "results.json").read_text("utf-8") == '{"mine": 1}'
