"""Deriving from premises that somebody else collected: which are told, which still check, and what is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from core import paths
from core.attribute.contrast import load, text_hash
from core.derive_command import DeriveOptions
from core.errors import UsageProblem


def test_premises_of_writing_prompts_replace_ours_and_are_recorded(tmp_path: Path) -> None:
    lines = [f"[ WP ] The lamp number {n} speaks ." for n in range(100)]
    (tmp_path / "train.wp_source").write_text("\n".join(lines), "utf-8")
    shipped = load(paths.resources() / "contrast")
    options = DeriveOptions(tmp_path / "x.gguf", premises_from=tmp_path, premises=20)
    plan = options.checked_plan()
    told = plan.contrast.of("derive")
    assert len(told) == 20 and all(premise.text.startswith("The lamp number") for premise in told)
    assert plan.contrast.of("held_out") == shipped.of("held_out")
    assert plan.contrast.of("zones") == shipped.of("zones")
    assert plan.digest != shipped.digest
    assert plan.premises_used["derive"] == [text_hash(premise.text) for premise in told]
    assert DeriveOptions(tmp_path / "x.gguf").checked_plan().digest == shipped.digest


def test_premises_that_check_the_attribute_are_not_told(tmp_path: Path) -> None:
    held = load(paths.resources() / "contrast").of("held_out")[0].text
    file = tmp_path / "p.csv"
    file.write_text(f'premise\n"{held}"\n"Another."\n', "utf-8")
    with pytest.raises(UsageProblem, match="among those that check the attribute"):
        DeriveOptions(tmp_path / "x.gguf", premises_from=file, premises=2).checked_plan()
    with pytest.raises(UsageProblem, match="Premises are told only where"):
        DeriveOptions(tmp_path / "x.gguf", premises_from=file, vector=file).checked_plan()
