from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import report
from tests.faults.report import Counts, Lost


def test_runs_add_up_and_the_next_one_takes_new_seeds(tmp_path: Path) -> None:
    out, seen = tmp_path / "build" / "faults.json", list[int]()
    for _ in range(2):
        assert report.main("disks", "", seen.append, runs=3, arguments=["--out", str(out)]) == 0
    report.main("soak", "", seen.append, runs=1, arguments=["--out", str(out), "--seed", "70"])
    assert seen == [0, 1, 2, 3, 4, 5, 70]
    assert json.loads(out.read_text()) == {
        "disks": {"tried": 6, "survived": 6, "lost": 0},
        "soak": {"tried": 1, "survived": 1, "lost": 0},
    }


def test_one_loss_fails_the_run_and_says_how_to_repeat_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def attempt(seed: int) -> None:
        if seed == 12:
            raise Lost("the second chapter")
        if seed == 13:
            raise OSError("unforeseen")

    out = tmp_path / "faults.json"
    assert report.main("hostile", "", attempt, runs=5, arguments=["--out", str(out), "--seed", "10"]) == 1
    assert report.counts(out, "hostile") == Counts(5, 3, 2)
    said = capsys.readouterr().out
    assert "LOST with seed 12: the second chapter" in said
    assert "python -m tests.faults.hostile --only 13" in said
    with pytest.raises(Lost):
        report.main("hostile", "", attempt, runs=5, arguments=["--out", str(out), "--only", "12"])
    assert report.counts(out, "hostile").tried == 5


def test_processes_that_add_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    out = tmp_path / "faults.json"
    code = "import sys; from pathlib import Path; from tests.faults import report\n"
    code += "for _ in range(10): report.add(Path(sys.argv[1]), 'network', 2, 1, 1)"
    running = [subprocess.Popen([sys.executable, "-c", code, str(out)]) for _ in range(2)]
    assert [each.wait() for each in running] == [0, 0]
    assert report.counts(out, "network") == Counts(40, 20, 20)
