"""Deriving from premises that others collected: which are used, which check it, and what is recorded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core import paths
from core.cli import derive_command, main
from core.cli.derive import DeriveOptions
from core.derivation.premises import load, text_hash
from core.errors import FileProblem, UsageProblem


def test_premises_of_writing_prompts_replace_ours_and_are_recorded(tmp_path: Path) -> None:
    lines = [f"[ WP ] The lamp number {n} speaks ." for n in range(100)]
    (tmp_path / "train.wp_source").write_text("\n".join(lines), "utf-8")
    bundled = load(paths.resources() / "contrast")
    options = DeriveOptions(tmp_path / "x.gguf", prompts_from=tmp_path, premises=20)
    plan = options.checked_plan()
    used = plan.contrast.of("derive")
    assert len(used) == 20 and all(premise.text.startswith("The lamp number") for premise in used)
    assert plan.contrast.of("held_out") == bundled.of("held_out")
    assert plan.contrast.of("zones") == bundled.of("zones")
    assert plan.digest != bundled.digest
    assert plan.premises_used["derive"] == tuple(text_hash(premise.text) for premise in used)
    assert not plan.reference_stories


def test_reference_stories_are_on_the_bundled_premises_and_no_part_of_the_papers_method(tmp_path: Path) -> None:
    contrast = load(paths.resources() / "contrast")
    imagery, paper = (DeriveOptions(tmp_path / "x.gguf", method=name).checked_plan() for name in ("imagery", "paper"))
    assert paper.digest == contrast.digest and not paper.reference_stories
    assert (imagery.method, paper.method) == ("imagery", "paper") and imagery.digest != contrast.digest
    assert [story.premise for story in imagery.reference_stories] == [premise.id for premise in contrast.of("derive")]
    assert DeriveOptions(tmp_path / "x.gguf").checked_plan() == paper
    named = [DeriveOptions(tmp_path / "x.gguf", method=name).attribute_name for name in (None, "paper", "imagery")]
    assert named == ["creativity", "creativity", "imagery"]
    with pytest.raises(UsageProblem, match="Only the method paper makes"):
        DeriveOptions(tmp_path / "x.gguf", method="imagery", name="creativity").checked_plan()
    assert imagery.premises_used == paper.premises_used


def test_premises_that_check_the_attribute_do_not_make_it(tmp_path: Path) -> None:
    held = load(paths.resources() / "contrast").of("held_out")[0].text
    file = tmp_path / "p.csv"
    file.write_text(f'premise\n"{held}"\n"Another."\n', "utf-8")
    with pytest.raises(UsageProblem, match="among those that check the attribute"):
        DeriveOptions(tmp_path / "x.gguf", prompts_from=file, premises=2).checked_plan()
    with pytest.raises(UsageProblem, match="belongs to an attribute from prompts"):
        DeriveOptions(tmp_path / "x.gguf", prompts_from=file, vector=file).checked_plan()
    with pytest.raises(UsageProblem, match="on the bundled premises only"):
        DeriveOptions(tmp_path / "x.gguf", prompts_from=file, method="imagery").checked_plan()
    with pytest.raises(UsageProblem, match="--method belongs to"):
        DeriveOptions(tmp_path / "x.gguf", vector=file, method="paper").checked_plan()


def test_published_prose_helps_to_select_the_layer_of_creativity_only(tmp_path: Path) -> None:
    file = tmp_path / "prose.jsonl"
    lines = [{"text": f"Paragraph {n}.", "kind": "paragraph"} for n in range(20)] + [
        {"text": "“Oh.”", "kind": "dialogue"}
    ]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    plan = DeriveOptions(tmp_path / "x.gguf", prose=file).checked_plan()
    assert len(plan.prose) == 20 and "“Oh.”" not in plan.prose
    assert plan.digest == DeriveOptions(tmp_path / "x.gguf").checked_plan().digest  # it makes no direction
    with pytest.raises(UsageProblem, match="--prose belongs to"):
        DeriveOptions(tmp_path / "x.gguf", prose=file, method="imagery").checked_plan()
    file.write_text(json.dumps(lines[0]), "utf-8")
    with pytest.raises(FileProblem, match="at least 20"):
        DeriveOptions(tmp_path / "x.gguf", prose=file).checked_plan()


def test_former_names_of_options_work_and_are_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[DeriveOptions] = []

    async def keep(_engine: object, _model: object, options: DeriveOptions, **_: object) -> None:
        given.append(options)

    monkeypatch.setattr(derive_command, "_derive", keep)
    for words in ((), ("--samples-per-premise", "3"), ("--tellings", "4")):
        done = CliRunner().invoke(main.app, ["derive", "starter", "--out", str(tmp_path / "x.gguf"), *words])
        assert done.exit_code == 0, done.output
    assert [options.samples_per_premise for options in given] == [2, 3, 4]
    for words in (("--method", "imagery"), ("--recipe", "written"), ("--recipe", "paper")):
        done = CliRunner().invoke(main.app, ["derive", "starter", "--out", str(tmp_path / "x.gguf"), *words])
        assert done.exit_code == 0, done.output
    assert [options.method for options in given[3:]] == ["imagery", "imagery", "paper"]
    shown = CliRunner().invoke(main.app, ["derive", "--help"]).output
    assert "--samples-per-premise" in shown and "--tellings" not in shown
    assert "--method" in shown and "--recipe" not in shown
