"""What an attribute of the writer's own is learned from, and that nothing of what is thrown away stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.derivation.pairs import from_groups, from_pairs
from core.errors import FileProblem
from core.personal.own_attribute import (
    Begun,
    clear_trials,
    keep,
    remember,
    revised_passages,
    spread,
    trial_folder,
    unfinished,
)

LAMPS = [f"There was a lamp in room {i}, and it gave a thin light." for i in range(3)]


def test_at_most_so_many_are_taken_from_the_whole_length() -> None:
    assert spread(range(10), 4) == (0, 2, 5, 7)
    assert spread(range(3), 4) == (0, 1, 2)


def test_fragments_and_repeated_passages_are_no_revisions(tmp_path: Path) -> None:
    before, after = tmp_path / "before.md", tmp_path / "after.md"
    before.write_text("\n\n".join(["No more, no.", *LAMPS, LAMPS[0]]), "utf-8")
    revised = [text.replace("There was a", "Nobody owned the") for text in LAMPS]
    after.write_text("\n\n".join(["No more, yes.", *revised, revised[0].replace("thin", "dull")]), "utf-8")
    pairs = revised_passages(before, after)
    assert [old for _, old in pairs] == LAMPS
    with pytest.raises(FileProblem, match="There is no file"):
        revised_passages(before, tmp_path / "gone.md")


def test_trials_of_one_model_are_cleared_and_those_of_others_stay(tmp_path: Path) -> None:
    trials = trial_folder(tmp_path)
    (trials / "m.abcdefgh.my-voice.partial").mkdir(parents=True)
    (trials / "m.abcdefgh.my-voice.partial" / "a.npz").write_bytes(b"a text of the writer's")
    for name in ("m.abcdefgh.my-voice.gguf", "m.abcdefgh.my-voice.json", "n.12345678.my-voice.gguf"):
        (trials / name).write_bytes(b"")
    clear_trials(tmp_path, "abcdefgh" * 8)
    assert [path.name for path in trials.iterdir()] == ["n.12345678.my-voice.gguf"]
    clear_trials(tmp_path / "nowhere", "abcdefgh")


def test_what_cannot_be_kept_is_one_sentence(tmp_path: Path) -> None:
    trial = tmp_path / "trial.gguf"
    trial.write_bytes(b"")
    with pytest.raises(FileProblem, match="could not be kept"):
        keep(trial, tmp_path / "no folder" / "kept.gguf")
    assert trial.is_file()


def test_what_is_being_learned_is_remembered_until_it_is_finished_or_discarded(tmp_path: Path) -> None:
    file, older = trial_folder(tmp_path) / "m.abcdefgh.voice.gguf", trial_folder(tmp_path) / "m.abcdefgh.old.gguf"
    file.parent.mkdir()
    fingerprint = "abcdefgh" * 8
    marked = from_groups([f"Alive {i}" for i in range(12)], [f"Flat {i}" for i in range(10)])
    revised = from_pairs([(f"After {i} “now”.", f"Before {i}.") for i in range(12)])
    remember(older, Begun("old", fingerprint, revised))
    os.utime(older.with_suffix(".begun"), (0, 0))
    remember(file, Begun("voice", fingerprint, marked))
    assert unfinished(tmp_path, fingerprint) == (file, Begun("voice", fingerprint, marked))
    assert unfinished(tmp_path, "another model") is None
    file.write_bytes(b"it is finished")
    assert unfinished(tmp_path, fingerprint) == (older, Begun("old", fingerprint, revised))
    older.with_suffix(".begun").write_text('{"name": "damaged"', "utf-8")
    assert unfinished(tmp_path, fingerprint) is None
    clear_trials(tmp_path, fingerprint)
    assert list(file.parent.iterdir()) == []
