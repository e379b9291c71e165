"""Premises as they come: WritingPrompts' lines, columns of files, and none that an attribute was made from."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from core import paths
from core.attribute import file as attribute_file
from core.attribute.report import DerivationReport
from core.cli.derive import DeriveOptions
from core.derivation.premises import load, text_hash
from core.errors import FileProblem, UsageProblem
from core.evaluation import premises
from core.evaluation.premises import clean_prompt
from tests import making


@pytest.mark.parametrize(
    ("line", "premise"),
    [
        ("[ WP ] You wake up in a field .", "You wake up in a field."),
        ("[WP] A dragon who collects library books", "A dragon who collects library books"),
        ("[ EU ] Gandalf takes a gap year . <newline> He regrets it .", "Gandalf takes a gap year. He regrets it."),
        ("[ WP ] `` I do n't know , '' said the ghost .", "“I don't know,” said the ghost."),
        ("[ WP ] She 's the last one , and they 're coming !", "She's the last one, and they're coming!"),
        ("[ WP ] The year is 3.5 billion AD ( give or take ) .", "The year is 3.5 billion AD (give or take)."),
        ("[ OT ] What is your favourite pen ?", None),
        ("[ IP ] The picture", None),
        ("[ WP ]", None),
        ("", None),
        ("[ WP ] [ CW ] Write without the letter e .", "Write without the letter e."),
        ("[ RF / WP ] The last train home .", "The last train home."),
        ("[ Wp ]: A door", "A door"),
        ("{ WP } What if you can not die ?", "What if you cannot die?"),
        ("The moon is an egg . [ WP ]", "The moon is an egg."),
        ("( No ) one came .", "(No) one came."),
        ('[ WP ] " Hello , " he said .', "“Hello,” he said."),
        ("[ WP ] ` Quiet ' is what the dogs ' owner was n't .", "'Quiet' is what the dogs' owner wasn't."),
        ("[ WP ] It costs $ 5 , or 10 % ; who 's gon na pay ...", "It costs $5, or 10%; who's gonna pay..."),
        ("[ WP ] A map says [ redacted ] .\x85Nobody reads it .", "A map says [redacted]. Nobody reads it."),
        ("[ MP ] [ WP ] A song", None),
        ("[ WP ] . . .", None),
    ],
)
def test_lines_of_writing_prompts_read_as_people_wrote_them(line: str, premise: str | None) -> None:
    assert clean_prompt(line) == premise


def test_a_folder_of_writing_prompts_has_its_splits(tmp_path: Path) -> None:
    (tmp_path / "train.wp_source").write_text("[ WP ] A train .\n[ WP ] A train .\n[ WP ] Two trains .\n", "utf-8")
    (tmp_path / "test.wp_source").write_text("[ WP ] A test .\n", "utf-8")
    assert premises.read(tmp_path).texts == ("A test.",)
    assert premises.read(tmp_path, "train").texts == ("A train.", "Two trains.")
    with pytest.raises(FileProblem, match=r"holds no valid\.wp_source"):
        premises.read(tmp_path, "valid")
    with pytest.raises(UsageProblem, match="there is no dev"):
        premises.read(tmp_path, "dev")


def test_files_of_premises(tmp_path: Path) -> None:
    table = tmp_path / "p.csv"
    table.write_text('id,Prompt,prompt\n1,x,"A lamp, lit."\n2,y,A well.\n', "utf-8-sig")
    assert premises.read(table).texts == ("A lamp, lit.", "A well.")
    assert premises.read(table, field="Prompt").texts == ("x", "y")
    with pytest.raises(UsageProblem, match="does not have a column nope; it has id, Prompt, prompt"):
        premises.read(table, field="nope")
    lines = tmp_path / "p.jsonl"
    lines.write_text('{"premise": "One.", "split": "a"}\n\n{"premise": "Two.", "split": "b"}\n', "utf-8")
    assert premises.read(lines, "b").texts == ("Two.",)
    lines.write_text("not json\n", "utf-8")
    with pytest.raises(FileProblem, match="Line 1"):
        premises.read(lines)
    lines.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(FileProblem, match="not a text file"):
        premises.read(lines)
    with pytest.raises(FileProblem, match="There is no file"):
        premises.read(tmp_path / "missing.csv")
    lines.write_text('{"premise": 3}\n', "utf-8")
    with pytest.raises(FileProblem, match="not all text"):
        premises.read(lines)
    lines.write_text(json.dumps({"premise": "word " * 500}), "utf-8")
    with pytest.raises(FileProblem, match="2499 characters"):
        premises.read(lines)
    lines.write_text('{"premise": ""}\n', "utf-8")
    with pytest.raises(FileProblem, match="no premises in"):
        premises.read(lines)
    table.write_text('premise\n"An open quotation mark\n', "utf-8")
    with pytest.raises(FileProblem, match="cannot be read as CSV"):
        premises.read(table)


def test_our_own_are_enough_and_none_of_them_made_the_bundled_attribute() -> None:
    own = premises.read(None)
    assert len(own.texts) >= 72
    bundled = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    premises.check_no_overlap(own, bundled)
    first, more = own.drawn(8, 1), own.drawn(16, 1)
    assert more.texts[:8] == first.texts != own.drawn(8, 2).texts
    with pytest.raises(UsageProblem, match="fewer than 1000"):
        own.drawn(1000, 0)


def test_premises_that_made_the_attribute_are_refused_however_they_are_punctuated(tmp_path: Path) -> None:
    contrast = load(paths.resources() / "contrast")
    taken = contrast.of("derive")[0].text
    file = tmp_path / "p.jsonl"
    file.write_text(json.dumps({"premise": taken.upper().replace(" ", "  ") + "!"}) + "\n", "utf-8")
    bundled = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    with pytest.raises(UsageProblem, match=r"1 of 1 premises in p\.jsonl were used to derive creativity"):
        premises.check_no_overlap(premises.read(file), bundled)
    recorded = making.attribute()
    recorded = replace(recorded, report=DerivationReport(premises={"derive": (text_hash(taken),)}))
    with pytest.raises(UsageProblem, match="used to derive"):
        premises.check_no_overlap(premises.read(file), recorded)


def test_other_premises_to_derive_from_take_the_place_of_ours_and_are_recorded(tmp_path: Path) -> None:
    lines = [f"[ WP ] Premise number {n} ." for n in range(200)]
    for split, at in (("train", 0), ("test", 100)):
        (tmp_path / f"{split}.wp_source").write_text("\n".join(lines[at : at + 100]) + "\n", "utf-8")
    bundled = load(paths.resources() / "contrast")
    options = DeriveOptions(out=tmp_path / "x.gguf", prompts_from=tmp_path)
    plan = options.checked_plan()
    derive = plan.contrast.of("derive")
    assert len(derive) == len(bundled.of("derive")) == len({p.text for p in derive})
    assert {p.text for p in derive} <= set(premises.read(tmp_path, "train").texts)
    assert [p.text for p in plan.contrast.of("zones")] == [p.text for p in bundled.of("zones")]
    assert plan.digest != bundled.digest
    assert replace(options, prompts_from=None, method="paper").checked_plan().digest == bundled.digest
    assert len(replace(options, premises=5).checked_plan().contrast.of("derive")) == 5
    assert replace(options, seed=1).checked_plan().contrast.of("derive") != derive

    made = replace(making.attribute(), report=DerivationReport(premises=plan.premises_used))
    premises.check_no_overlap(premises.read(tmp_path, "test"), made)
    with pytest.raises(UsageProblem, match="72 of 100 premises in WritingPrompts, train"):
        premises.check_no_overlap(premises.read(tmp_path, "train"), made)


def test_premises_that_check_an_attribute_do_not_derive_it(tmp_path: Path) -> None:
    contrast = paths.resources() / "contrast" / "premises.jsonl"
    options = DeriveOptions(out=tmp_path / "x.gguf", prompts_from=contrast, split="held_out", premises=4)
    with pytest.raises(UsageProblem, match="among those that check"):
        options.checked_plan()
    with pytest.raises(UsageProblem, match="--prompts-from belongs"):
        replace(options, pairs=contrast, name="x").checked_plan()
    with pytest.raises(UsageProblem, match="fewer than 900"):
        replace(options, premises=900).checked_plan()
