"""What forbids bundling an attribute, found without its model. With the model: test_derive.py."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from convert.check import check_file
from core import paths
from core.attribute.file import Attribute
from core.attribute.report import DerivationReport, PromptsReport
from core.derivation.plan import plan_from_resources
from core.stats.separation import Figure
from tests.making import attribute as made_up_attribute


def releasable() -> Attribute:
    separation = Figure(0.8, 0.7, 0.9, 24)
    held_out = PromptsReport(separation, {}, separation, separation, {}, separation, 0.0)
    report = DerivationReport(method="paper", split_half_cosine=0.8, held_out=held_out)
    digest = plan_from_resources(paths.resources()).digest
    return replace(made_up_attribute(fingerprint="f" * 64), premises_hash=digest, report=report)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"fingerprint": "e" * 64}, "fingerprint"),
        ({"premises_hash": "0" * 64}, "bundled premises"),
        ({"default_lam": 9.0}, "default λ of 9"),
        ({"report": replace(releasable().report, split_half_cosine=0.1)}, "two halves"),
        ({"report": replace(releasable().report, held_out=None)}, "beyond chance"),
        ({"report": DerivationReport()}, "two halves"),
        ({"report": replace(releasable().report, method="imagery")}, "beyond chance"),
    ],
)
def test_what_forbids_bundling(changes: dict[str, Any], reason: str) -> None:
    bundled = [plan_from_resources(paths.resources()).digest]
    failed = [f.reason for f in check_file(replace(releasable(), **changes), "f" * 64, bundled) if not f.passes]
    assert bool(failed) == bool(reason)
    assert not reason or reason in failed[0]
