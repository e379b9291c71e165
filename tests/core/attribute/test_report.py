"""A report comes back as it was written; files of earlier versions load; what is damaged is left out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core import paths
from core.attribute import file as attribute_file
from core.attribute.report import DerivationReport, LayerRow, PairsReport, PromptsReport, TextsReport
from core.stats.separation import Figure
from tests import making

FIGURE = {"value": 0.8, "low": 0.7, "high": 0.9, "n": 24}
READ = Figure(0.8, 0.7, 0.9, 24)
OF_PROMPTS = {
    "auroc_held_out_premises": FIGURE,
    "auroc_baselines": {"length": FIGURE},
    "auroc_random_direction": FIGURE,
    "pairs_accuracy": FIGURE,
    "pairs_baselines": {"gzip": FIGURE},
    "pairs_random_direction": FIGURE,
    "correlation_with_length": 0.1,
}
EARLIER: dict[str, Any] = {
    "name": "creativity",
    "method": "inkglow derive starter --tellings 3 --out x.gguf",
    "layer": 11,
    "context": "neutral",
    "recipe": "written",
    "told_after_examples": True,
    "calibration": {
        "n_passages": 201,
        "length_starts": [0, 24],
        "shortest_paragraph": {"min_tokens": 4, "agreement_with_rest": {"4": 0.5}},
        "agreement_with_intent": {"spearman": FIGURE, "length_partialled": 0.8, "baselines": {}},
    },
    "held_out": {**OF_PROMPTS, "written_held_out": {"accuracy": FIGURE, "baselines": {"length": FIGURE}}},
    "layers": [{"layer": 11, "context": "neutral", "criterion": 1.0, "pairs_choosing": 0.9, "pairs_reported": 0.8}],
    "cost": {
        "setting": "float32 on cpu",
        "seconds": 10,
        "texts_told": 12,
        "seconds_per_text": 0.5,
        "seconds_per_premise": 2.0,
        "memory": {"resident": 100, "devices": {}},
    },
}


def test_a_report_of_an_earlier_version_loads_with_todays_words(tmp_path: Path) -> None:
    report = DerivationReport.from_json(EARLIER)
    assert (report.method, report.few_shot) == ("imagery", True)
    assert report.command.startswith("inkglow derive starter --tellings 3")
    assert report.readout is not None and (report.readout.context, report.readout.min_tokens) == ("neutral", 4)
    assert isinstance(report.held_out, PromptsReport)
    assert report.held_out.reference_stories == PairsReport(READ, {"length": READ})
    assert report.layers == (LayerRow(11, "neutral", 1.0, {"pairs_selection": 0.9, "pairs_test": 0.8}),)
    assert report.cost is not None and report.cost.texts_generated == 12
    attribute_file.write(tmp_path / "a.gguf", replace(making.attribute(), report=report))
    assert attribute_file.read(tmp_path / "a.gguf").report == report
    written = report.to_json()
    assert written["method"] == "imagery" and written["command"].startswith("inkglow derive")
    assert set(written["readout"]) == {"context", "min_tokens", "version"}


@pytest.mark.parametrize(
    ("changes", "method"),
    [
        ({}, "imagery"),
        ({"recipe": "paper"}, "paper"),
        ({"recipe": "something else"}, None),
        ({"recipe": None, "held_out": {"n_derived_from": [1, 1]}}, "pairs"),
        ({"recipe": None, "held_out": {}, "imported": "llama.cpp's generator"}, "vector"),
        ({"recipe": None}, "paper"),  # written before there was a choice
    ],
)
def test_how_an_earlier_vector_was_made_is_known(changes: dict[str, Any], method: str | None) -> None:
    values = {name: value for name, value in {**EARLIER, **changes}.items() if value is not None}
    assert DerivationReport.from_json(values).method == method


@pytest.mark.parametrize("file", sorted((paths.resources() / "attributes").rglob("*.gguf")), ids=lambda file: file.name)
def test_the_bundled_reports_are_read_whole_and_stand_beside_the_attribute(file: Path) -> None:
    report = attribute_file.read(file).report
    assert report.method is not None and report.held_out is not None and report.calibration is not None
    assert report.layers and report.other_pairs
    assert DerivationReport.from_json(json.loads(file.with_suffix(".json").read_text("utf-8"))) == report
    assert DerivationReport.from_json(json.loads(json.dumps(report.to_json()))) == report


def test_groups_of_texts_and_unknown_keys_are_read() -> None:
    rest = dict.fromkeys(
        ("accuracy", "one_punctuation", "vivid_over_plain", "bag_of_words", "random_direction"), FIGURE
    )
    held = {
        "from": "two groups of texts",
        "n_derived_from": [3, 4],
        "baselines": {},
        "correlation_with_length": 0,
        **rest,
    }
    report = DerivationReport.from_json({"held_out": held, "of_tomorrow": 3})
    assert isinstance(report.held_out, TextsReport)
    assert not report.held_out.paired and report.held_out.n_derived_from == (3, 4)


@pytest.mark.parametrize(
    "damaged", [3, None, [], {"held_out": 3}, {"layers": "x"}, {"cost": {}}, {"other_pairs": {"a": {}}}]
)
def test_what_is_damaged_is_left_out(damaged: Any) -> None:
    assert DerivationReport.from_json(damaged) == DerivationReport()
    kept = DerivationReport.from_json({**(damaged if isinstance(damaged, dict) else {}), "name": "kept"})
    assert kept == DerivationReport(name="kept")
