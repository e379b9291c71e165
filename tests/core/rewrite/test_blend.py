"""Attributes by name with their λ, and how strong several may be together."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from core.attribute.calibration import Zones
from core.errors import UsageProblem
from core.rewrite import blend
from core.rewrite.blend import AttributeSpec


@dataclass(frozen=True)
class Known:
    name: str
    zones: Zones


A, B = Known("creativity", Zones(5.0, 8.0, 10.0)), Known("craft", Zones(20.0, 30.0, 40.0))


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("craft", AttributeSpec("craft")),
        ("craft:2.5", AttributeSpec("craft", 2.5)),
        ("craft:-1", AttributeSpec("craft", -1.0)),
        ("folder/x.gguf:3", AttributeSpec("folder/x.gguf", 3.0)),
        (r"C:\models\x.gguf", AttributeSpec(r"C:\models\x.gguf")),
        (r"C:\models\x.gguf:4", AttributeSpec(r"C:\models\x.gguf", 4.0)),
    ],
)
def test_a_name_may_carry_its_lambda(text: str, named: AttributeSpec) -> None:
    assert blend.parse(text) == named


def test_shares_of_what_was_measured_add_up_to_one_at_most() -> None:
    blend.check((A, B), (5.0, 20.0))
    blend.check((A, B), (-5.0, 20.0))
    blend.check((A, B), (10.0, 0.0))
    with pytest.raises(UsageProblem, match="creativity at 6 and craft at 20 are 110% of what was measured"):
        blend.check((A, B), (6.0, 20.0))


def test_each_lambda_must_be_in_its_own_range() -> None:
    with pytest.raises(UsageProblem, match=r"λ = 41 is out of range.*craft may be steered by between -40 and 40"):
        blend.check((A, B), (0.0, 41.0))
