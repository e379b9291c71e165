from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults import report
from tests.faults.kill_program import Killed, Story
from tests.faults.report import Lost

FILE = "/texts/novel.md"


def test_what_was_written_survives_kills_of_the_real_window(tmp_path: Path) -> None:
    out = tmp_path / "faults.json"
    command = [sys.executable, "-m", "tests.faults.kill_program", "--runs", "4", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert report.counts(out, "kill_program") == report.Counts(4, 4, 0)


# -- the judge itself


def story(*lines: dict[str, Any]) -> Story:
    """What a driver told; the file had “old”."""
    told = Story(disk={FILE: {"": {"old"}}})
    for line in lines:
        told.hear(line)
    return told


def state(awake: float, text: str, *, unsaved: bool = True, path: str | None = FILE) -> dict[str, Any]:
    shown = {"document": 1, "path": path, "unsaved": unsaved, "text": text, "copy": text, "parts": {"": text}}
    return {"kind": "state", "awake": awake, **shown}


def killed(told: Story, on_disk: str, left: str = "", versions: dict[str, str] | None = None) -> Killed:
    orphans = [[told.states[-1].path, left]] if left else []
    return Killed(told, {"left": orphans, "text": left, "versions": versions or {}}, {FILE: {"": on_disk}})


def test_half_a_second_may_be_missing_and_more_than_a_second_not() -> None:
    told = story(state(0.0, "one"), state(5.0, "two"), {"kind": "tick", "awake": 5.5})
    assert killed(told, "old", left="one").judge() == pytest.approx(0.5)
    told.hear({"kind": "tick", "awake": 6.5})
    with pytest.raises(Lost):
        killed(told, "old", left="one").judge()
    assert killed(told, "old", left="two").judge() == 0


def test_unsaved_text_that_is_nowhere_is_lost_and_given_up_text_is_not() -> None:
    with pytest.raises(Lost):
        killed(story(state(0.0, "one")), "old").judge()
    killed(story(state(0.0, "one"), state(1.0, "old", unsaved=False)), "old").judge()
    killed(story(state(0.0, "", unsaved=False, path=None)), "old").judge()


def test_a_file_that_is_being_saved_may_be_old_or_new_and_nothing_else() -> None:
    told = story(state(0.0, "new"), {"kind": "saving", "awake": 0.1, "path": FILE, "document": 1})
    for text in ("old", "new"):
        killed(told, text, left="new").judge()
    with pytest.raises(Lost):
        killed(told, "ne", left="new").judge()
    told.hear({"kind": "saved", "awake": 0.2, "path": FILE, "files": {"": "new"}})
    with pytest.raises(Lost):
        killed(told, "old", left="new").judge()


def test_a_version_that_was_kept_must_be_there() -> None:
    told = story(state(0.0, "old", unsaved=False), {"kind": "kept", "awake": 0.1, "number": 7, "text": "old"})
    killed(told, "old", versions={"7": "old"}).judge()
    with pytest.raises(Lost):
        killed(told, "old", versions={"7": "other"}).judge()
