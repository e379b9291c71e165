"""The bundled premises: 72 to derive from unless more are asked for, others to check on; none in two places."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pytest

from core import paths
from core.cli.derive import DeriveOptions
from core.derivation.premises import load, text_hash
from core.errors import FileProblem, UsageProblem
from core.evaluation import premises

FOLDER = paths.resources() / "contrast"
ALL = load(FOLDER, more=True)
USUAL, MORE = 72, 200


def test_no_premise_is_in_two_splits_or_among_those_of_the_evaluation() -> None:
    assert {split: len(ALL.of(split)) for split in ("derive", "held_out", "zones", "test")} == {
        "derive": MORE,
        "held_out": 24,
        "zones": 16,
        "test": 0,
    }
    assert len({premise.id for premise in ALL.premises}) == len(ALL.premises)
    texts = [*(premise.text for premise in ALL.premises), *premises.read(None).texts]
    assert len(set(map(text_hash, texts))) == len(texts)
    words = {text: set(re.findall(r"\w+", text.casefold())) for text in texts}
    for one, other in combinations(texts, 2):
        shared = words[one] & words[other]
        assert len(shared) < 0.35 * len(words[one] | words[other]), (one, other)


def test_no_premise_says_how_a_story_on_it_should_be_told() -> None:
    hints = re.compile(r"\b(creativ|imaginativ|original|vivid|lively|bor(ed|ing)|dull|bland|monoton|predictabl)", re.I)
    assert not [premise.text for premise in ALL.premises if hints.search(premise.text)]


def test_the_additional_premises_are_as_long_as_the_others() -> None:
    lengths = [len(premise.text.split()) for premise in ALL.of("derive")]
    usual, more = (sum(part) / len(part) for part in (lengths[:USUAL], lengths[USUAL:]))
    assert more == pytest.approx(usual, rel=0.15)
    assert max(lengths[USUAL:]) <= max(lengths[:USUAL])


def test_the_additional_premises_change_nothing_of_the_others() -> None:
    bundled = load(FOLDER)
    assert bundled.premises == ALL.premises[: len(bundled.premises)]
    assert len(bundled.of("derive")) == USUAL and bundled.of("derive") == ALL.of("derive", USUAL)
    for premise in bundled.premises:
        assert bundled.prompt(premise, "creative", 1) == ALL.prompt(premise, "creative", 1)
    assert bundled.digest != ALL.digest


def test_they_are_used_only_where_more_are_asked_for(tmp_path: Path) -> None:
    def used(n: int | None) -> tuple[str, ...]:
        return DeriveOptions(tmp_path / "x.gguf", premises=n).checked_plan().premises_used["derive"]

    everything = tuple(text_hash(premise.text) for premise in ALL.of("derive"))
    for n, expected in ((None, USUAL), (20, 20), (USUAL, USUAL), (100, 100), (MORE, MORE)):
        assert used(n) == everything[:expected]
    digests = [DeriveOptions(tmp_path / "x.gguf", premises=n).checked_plan().digest for n in (None, 20, USUAL, MORE)]
    assert digests == [load(FOLDER).digest] * 3 + [ALL.digest]
    with pytest.raises(UsageProblem, match="200 bundled premises to derive from, fewer than 201"):
        used(MORE + 1)
    with pytest.raises(UsageProblem, match="reference stories on 72 premises only, fewer than 200"):
        DeriveOptions(tmp_path / "x.gguf", premises=MORE, method="imagery").checked_plan()


def test_a_missing_file_of_additional_premises_is_one_sentence(tmp_path: Path) -> None:
    for file in ("premises.jsonl", "instructions.json"):
        (tmp_path / file).write_bytes((FOLDER / file).read_bytes())
    assert load(tmp_path).premises == load(FOLDER).premises
    with pytest.raises(FileProblem, match="cannot be read"):
        load(tmp_path, more=True)
