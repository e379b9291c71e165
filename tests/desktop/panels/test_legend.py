"""The legend says how far to believe the glow, as the attribute's own figures have earned it."""

from __future__ import annotations

from core import paths
from core.attribute import gguf_file
from core.evaluation.trust import FAIR, ROUGH, trust
from desktop.panels.legend import Legend
from tests.desktop.conftest import Desk


def test_the_starters_glow_is_called_a_rough_guide_and_craft_a_fair_one(desk: Desk) -> None:
    folder = paths.resources() / "attributes"
    legend = Legend()
    for name, word in (("creativity", ROUGH), ("craft", FAIR)):
        attribute = gguf_file.read(folder / f"smollm2-135m-instruct.{name}.gguf")
        legend.show_trust(name, trust(attribute.report))
        assert legend.words.text().lower().startswith(word)
        assert "times in 100" in legend.words.toolTip()


def test_a_model_that_is_loaded_brings_its_own_words(desk: Desk) -> None:
    legend = desk.window.inspector.legend
    desk.run(desk.load())
    assert legend.words.text().startswith("A rough guide")
    assert "not been compared" in legend.words.toolTip()
