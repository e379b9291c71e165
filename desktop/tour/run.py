"""``inkglow tour``: operates the real window with the real model as a writer would; checks each step, with a picture.

A step passes because its results were checked (the text of the document, the file read again from disk, pixels of the
glow), not because nothing was raised. The user's files are not touched: settings and journals go to a temporary folder.
"""

from __future__ import annotations

import asyncio
import json
import tempfile
import time
from pathlib import Path

from rich.console import Console

from core.engine.client import EngineClient
from core.errors import FileProblem
from desktop import app
from desktop.common.application import make_application
from desktop.tour.driver import CheckFailed
from desktop.tour.questions import TourQuestions
from desktop.tour.steps import StepResult, Tour, short_plan
from desktop.window.window import MainWindow

SIZE = (1280, 800)


async def take(tour: Tour, window: MainWindow, out: Path, console: Console) -> list[StepResult]:
    """Run every step and save its picture; a failed step is reported, and the others are still run."""
    results: list[StepResult] = []
    for number, (name, work) in enumerate(tour.steps, start=1):
        tour.number = number
        began = time.monotonic()
        facts: StepResult = {}
        why = ""
        try:
            facts = await work()
        except (CheckFailed, FileProblem, AssertionError) as problem:
            why = str(problem) or "an earlier step failed, so this one could not run"
        except Exception as defect:  # a defect of the program fails its step, and the tour continues
            why = f"unexpected: {type(defect).__name__}: {defect}"
        seconds = round(time.monotonic() - began, 2)
        await asyncio.sleep(0.05)
        window.grab().save(str(out / f"{number:02}-{name.replace(' ', '-')}.png"))
        results.append({"name": name, "ok": not why, "seconds": seconds, **facts, **({"why": why} if why else {})})
        sign = "[green]ok[/green]" if not why else "[red]failed[/red]"
        console.print(f"{number:2} {name:24} {sign} {seconds:6.2f} s  {why}", highlight=False)
    return results


def run(out: Path, model: Path | None, attribute: str) -> int:
    """Run the tour; returns the exit status."""
    console = Console()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        Console(stderr=True).print(f"[red]inkglow:[/red] {out} cannot be created: {error.strerror}.", soft_wrap=True)
        return 1
    application = make_application()
    with tempfile.TemporaryDirectory() as scratch:
        folders = app.folders_in(Path(scratch))

        async def main() -> list[StepResult]:
            engine = EngineClient()
            questions = TourQuestions(out / "chapter.md")
            window = app.build(engine, folders, plan=short_plan, questions=questions)
            window.parts.preferences.change(theme="light", spelling=False)  # dictionaries differ between machines
            window.resize(*SIZE)
            window.show()
            window.activateWindow()
            try:
                return await take(Tour(window, questions, out, Path(scratch), model, attribute), window, out, console)
            finally:
                window.parts.editor.document().setModified(False)
                await app.close(window, engine)
                window.hide()

        steps = app.run_loop(application, main)
    (out / "tour.json").write_text(json.dumps({"steps": steps}, indent=1, ensure_ascii=False) + "\n", "utf-8")
    return 0 if all(step["ok"] for step in steps) else 1
