"""What is said of the figures of a learned attribute."""

from __future__ import annotations

from core.attribute.report import DerivationReport, PromptsReport
from core.stats.separation import Figure
from desktop.common.messages import learned_figures


def conclusion(lower: float, value: float) -> str:
    figure, none = Figure(value, lower, 1.0, 40), Figure(0.5, 0.4, 0.6, 40)
    held = PromptsReport(figure, {"length": none}, none, figure, {"length": none}, none, 0.0)
    return learned_figures(DerivationReport(held_out=held))[-1]


def test_what_may_be_chance_is_no_guide_and_anything_else_is_one() -> None:
    assert conclusion(0.1, 0.44).startswith("The glow is no guide yet. ")
    assert conclusion(0.7, 0.9).startswith("Take the glow as a ")
