"""The tour: the real window on the real model, from the shell."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.model
@pytest.mark.slow
def test_the_tour_succeeds_step_by_step(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "tour", "--out", str(tmp_path / "tour")],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        timeout=400,
        check=False,
    )
    steps = json.loads((tmp_path / "tour" / "tour.json").read_text("utf-8"))["steps"]
    assert [step["name"] for step in steps if not step["ok"]] == [], done.stdout
    assert done.returncode == 0, done.stderr
    by_name = {step["name"]: step for step in steps}
    assert by_name["see the glow"]["mean_cosine"]["vivid"] > by_name["see the glow"]["mean_cosine"]["plain"]
    assert by_name["rewrite a paragraph"]["additions"]
    assert by_name["take one addition"]["taken"] in by_name["rewrite a paragraph"]["additions"]
    assert by_name["try again bolder"]["lam"] > by_name["rewrite a paragraph"]["lam"] > 0
    second = by_name["open another model"]
    assert second["seconds_to_the_first_glow"] < by_name["learn its attribute"]["seconds_until_learned"]
    assert second["provisional_cosine"] != by_name["learn its attribute"]["cosine_after"]
    pictures = sorted((tmp_path / "tour").glob("*.png"))
    assert len(pictures) >= len(steps)
    widths = {picture.name: QImage(str(picture)).width() for picture in pictures}
    assert min(widths.values()) >= 400  # dialogs are pictured alone
    of_steps = [f"{number:02}-{step['name'].replace(' ', '-')}.png" for number, step in enumerate(steps, start=1)]
    assert all(widths[name] >= 1000 for name in of_steps)


def test_a_tour_that_cannot_write_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "tour", "--out", str(tmp_path / "file" / "tour")],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "cannot be created" in done.stderr
    assert "Traceback" not in done.stderr
