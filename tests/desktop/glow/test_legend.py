"""The line below the legend follows the attribute's own figures."""

from __future__ import annotations

import json
from pathlib import Path

from pytestqt.qtbot import QtBot

from core import paths
from core.attribute.reliability import trust
from core.attribute.report import DerivationReport
from desktop.glow.legend import Legend
from tests.desktop.conftest import Desk


def report(name: str) -> DerivationReport:
    file: Path = paths.resources() / "attributes" / f"smollm2-135m-instruct.{name}.json"
    return DerivationReport.from_json(json.loads(file.read_text("utf-8")))


def test_the_legend_calls_the_starter_models_glow_a_rough_guide_and_craft_a_fair_one(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.show_trust(trust(report("creativity")), "creativity")
    assert legend.words.text().startswith("A rough guide,")
    assert "general readers" in legend.words.text()
    assert (
        "a fifth of published fiction" in legend.words.text() and "lower the more people speak" in legend.words.text()
    )
    edits = report("creativity").other_pairs["professional_edits"].accuracy.value
    assert f"{100 * edits:.0f} times in 100" in legend.words.toolTip()
    legend.show_trust(trust(report("craft")), "craft")
    assert legend.words.text().startswith("A fair guide,")
    assert "professional editing" in legend.words.text() and "published fiction" not in legend.words.text()
    legend.show_trust(trust(DerivationReport()), "my voice")
    assert "how close a paragraph comes to “my voice”" in legend.words.text()


def test_the_window_says_what_the_loaded_attributes_report_allows(desk: Desk) -> None:
    words = desk.window.inspector.legend.words
    assert words.text().startswith("A rough guide,") and not words.toolTip()
    desk.run(desk.load())
    assert words.text().startswith("A rough guide,")
    assert "not been compared yet" in words.toolTip()
