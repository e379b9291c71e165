"""The window in German: everything that it says, and an error that was raised in ``core``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import pathlib, sys
from desktop.common.application import make_application
make_application("de")
from tests.desktop.german_window import main
main(pathlib.Path(sys.argv[1]))
"""


def test_the_window_speaks_german(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["menus"] == ["&Datei", "&Bearbeiten", "&Ansicht", "&Passage", "&Modell", "&Hilfe"]
    assert said["letters"] >= 80
    assert said["notice"] == "Es gibt keine Datei /no/such/place/Kapitel.md."
    assert "Übernehmen" in " ".join(said["card"])
    assert {"Einstellungen", "Sprache", "Wie das System", "Deutsch"} <= set(said["settings"])
    assert said["standing"].split(" ")[0] in ("schlicht", "ruhig", "stetig", "lebhaft", "leuchtend")
    assert said["in English"] == []
    assert said["cut"] == []
