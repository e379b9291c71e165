"""The word for an attribute follows from its report, and from texts that were not of our making alone."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core import paths
from core.attribute.reliability import CHANCE, FAIR, GOOD, ROUGH, Trust, trust
from core.attribute.report import DerivationReport


def bundled(name: str) -> dict[str, Any]:
    file = paths.resources() / "attributes" / f"smollm2-135m-instruct.{name}.json"
    report: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return report


def rated(report: dict[str, Any]) -> Trust:
    return trust(DerivationReport.from_json(report))


def figure(value: float, low: float) -> dict[str, float]:
    return {"value": value, "low": low, "high": 2 * value - low, "n": 500}


def others(*found: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "held_out": {"pairs_accuracy": figure(1.0, 0.99)},  # of our own making: it must not count
        "other_pairs": {
            str(i): {
                "accuracy": figure(value, low),
                "baselines": {"length": figure(0.4, 0.3), "gzip": figure(best, 0.3)},
            }
            for i, (value, low, best) in enumerate(found)
        },
    }


def test_the_starter_model_gives_a_rough_guide_and_craft_a_fair_one_to_its_own_kind() -> None:
    creativity, craft = rated(bundled("creativity")), rated(bundled("craft"))
    assert creativity.word == ROUGH
    edits = 100 * bundled("creativity")["other_pairs"]["professional_edits"]["accuracy"]["value"]
    assert f"right {edits:.0f} times in 100" in creativity.why and "choosing the shorter gives 69" in creativity.why
    assert craft.word == FAIR
    assert "a bag of words gives 92" in craft.why and "elsewhere it may not hold" in craft.why


@pytest.mark.parametrize(
    ("found", "word"),
    [
        ([], ROUGH),
        ([(0.7, 0.66, 0.6)], FAIR),
        ([(0.7, 0.58, 0.6)], ROUGH),  # the lower end counts
        ([(0.85, 0.8, 0.6)], GOOD),
        ([(0.85, 0.8, 0.6), (0.7, 0.66, 0.6)], FAIR),
        ([(0.85, 0.8, 0.6), (0.5, 0.45, 0.6)], ROUGH),  # every collection counts
        ([(0.55, 0.48, 0.4)], ROUGH),  # better than baselines that are wrong, and no better than guessing
    ],
)
def test_the_lower_end_must_lie_above_the_best_baseline_everywhere(
    found: list[tuple[float, float, float]], word: str
) -> None:
    assert rated(others(*found)).word == word


def test_an_attribute_from_texts_has_to_beat_a_bag_of_words() -> None:
    craft = bundled("craft")
    craft["held_out"]["bag_of_words"]["value"] = 0.97
    assert rated(craft).word == ROUGH


@pytest.mark.parametrize(("low", "word"), [(0.49, CHANCE), (0.51, ROUGH)])
def test_what_does_not_tell_its_own_held_out_samples_apart_may_be_chance(low: float, word: str) -> None:
    creativity = bundled("creativity")
    creativity["held_out"]["auroc_held_out_premises"] = figure(0.57, low)
    found = rated(creativity)
    assert found.word == word
    assert ("57 times in 100 (49 to 65)" in found.why) is (word == CHANCE)


def test_an_attribute_from_texts_may_be_chance_too() -> None:
    craft = bundled("craft")
    craft["held_out"]["one_punctuation"] = figure(0.5, 0.4)
    assert rated(craft).word == CHANCE


@pytest.mark.parametrize(
    "report", [{}, {"held_out": 3}, {"other_pairs": {"a": {}}}, {"held_out": {"n_derived_from": 1}}]
)
def test_a_report_that_says_nothing_gives_a_rough_guide(report: dict[str, Any]) -> None:
    assert rated(report).word == ROUGH
