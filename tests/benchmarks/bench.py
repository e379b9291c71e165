"""``make bench``: measure speed as ratios within one run, print a table and write the figures as JSON.

::

    python -m tests.benchmarks.bench --out build/bench.json
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from core.attribute import file as attribute_file
from core.attribute import selection
from core.models.fingerprint import from_gguf
from desktop import app
from desktop.common.application import make_application
from tests.benchmarks import editor
from tests.benchmarks.speed import engine_ratios
from tests.benchmarks.typing import key_to_paint
from tests.benchmarks.waiting import waiting_ratios

GOALS = {
    "early_exit_over_full": "≤ early_exit_limit",
    "word_over_paragraph": "",
    "steered_over_unsteered": "",
    "click_while_reading_over_idle": "≤ 1.5",
    "enrich_first_over_rewrite": "≤ 0.6",
    "enrich_all_over_rewrite": "≤ 1.5",
    "two_processes_over_one": "",
    "key_to_paint_p99_ms": "≤ 16",
    "key_to_paint_p99_over_bare": "≤ 1.6",
    **editor.GOALS,
}


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--attribute", type=Path)
    parser.add_argument("--novelwriter", type=Path, help="a Python that has novelWriter, to measure its editor beside")
    given = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    model = given.model or selection.default_model()
    attribute = (
        attribute_file.read(given.attribute)
        if given.attribute
        else selection.installed_for(from_gguf(model))[0].attribute
    )
    figures = engine_ratios(model, attribute.vector)
    figures |= asyncio.run(waiting_ratios(given.model, str(given.attribute or "")))
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        folders = app.folders_in(Path(scratch))
        figures |= app.run_loop(application, lambda: key_to_paint(folders, given.model, str(given.attribute or "")))
    with tempfile.TemporaryDirectory() as scratch:
        figures |= app.run_loop(application, lambda: editor.editor_ratios(Path(scratch)))
    figures |= editor.in_new_process()
    if given.novelwriter is not None:
        figures |= editor.novelwriter_figures(given.novelwriter)
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    table = Table("figure", "measured", "goal", box=None, header_style="bold")
    for name, value in figures.items():
        table.add_row(name, f"{value:g}", GOALS.get(name, ""))
    Console().print(table)


if __name__ == "__main__":
    main()
