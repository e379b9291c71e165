"""``inkglow selftest``: try a model through everything, print a report, and write it as JSON."""

from __future__ import annotations

import asyncio
import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import psutil
import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from core import paths
from core.attribute import selection
from core.cli.activity import activity
from core.cli.options import GpuLayersOption, ThreadsOption, engine_of
from core.cli.output import failures_as_sentences
from core.derivation.plan import Plan
from core.engine.client import EngineClient
from core.files import write_atomically
from core.models import memory
from core.models.gpus import ask_for_gpus
from core.selftest import report, run
from core.selftest.quick import plan_from
from core.selftest.report import StepResult

ModelArgument = Annotated[Path, typer.Argument(help="A GGUF, or `starter`.", show_default=False)]


def selftest_command(
    model: ModelArgument,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Also write the report to this file, to send or to compare.")
    ] = None,
    rewrites: Annotated[int, typer.Option("--rewrites", min=0, max=8, help="How many paragraphs to rewrite.")] = 5,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Try MODEL through everything that Inkglow does with one, and print a report.

    Memory, loading, chat template, hidden states of all layers, a quick attribute (it is not kept), the glow of the
    sample chapter, five rewrites of it; each with its time and the memory of the model's process. A step that fails
    says why, and the rest goes on; exit status 1 then. Minutes with a small model; with 8 billion parameters
    on two cores an estimated half hour.

    The JSON has no text of yours and no folder names: only figures, the model's file name, the machine's processor,
    memory and system, and what the model answered and made of the bundled sample chapter.
    """
    with failures_as_sentences():
        path = selection.default_model() if str(model) == "starter" else model
        plan = plan_from(paths.resources())
        passed = asyncio.run(try_model(path, plan, json_file, rewrites, gpu_layers, threads))
        if not passed:
            raise typer.Exit(1)


async def try_model(
    path: Path, plan: Plan, json_file: Path | None, n_rewrites: int, gpu_layers: int, threads: int
) -> bool:
    """Run and print the steps; returns whether all have passed. After each step the JSON has all so far."""
    gpus = await asyncio.to_thread(ask_for_gpus)
    machine = report.this_machine(memory.this_machine().total, [gpu.name for gpu in gpus])
    done: list[StepResult] = []
    console = Console(highlight=False)
    console.print(Text(f"{path.name} on {machine.system}, {machine.cores} cores, inkglow {machine.inkglow}", "bold"))
    with tempfile.TemporaryDirectory(prefix="inkglow-selftest-") as folder, activity() as doing:
        async with engine_of(gpu_layers, threads) as engine:
            chapter = paths.resources() / "sample" / "chapter.md"
            settings = run.Settings(path, plan, chapter, Path(folder), n_rewrites, gpus)
            async for step in run.run(engine, settings, doing.now, lambda: _memory_of(engine)):
                done.append(step)
                _print(console, step)
                if json_file is not None:
                    text = json.dumps(report.to_json(path.name, machine, done), indent=1, ensure_ascii=False)
                    await asyncio.to_thread(write_atomically, json_file, f"{text}\n".encode())
    if json_file is not None:
        console.print(Text(f"The report is in {json_file.name}.", "dim"))
    return all(step.passed for step in done)


def _print(console: Console, step: StepResult) -> None:
    heading = Text("✓ " if step.passed else "✗ ", "green" if step.passed else "red").append(step.title, "bold")
    figures = (f"{step.seconds:.1f} s" if step.seconds else "", memory.gigabytes(step.memory) if step.memory else "")
    heading.append("  " + ", ".join(filter(None, figures)), "dim not bold")
    console.print(heading)
    console.print(Padding(Text(step.sentence), (0, 0, 0, 2), expand=False))


def _memory_of(engine: EngineClient) -> int:
    """Bytes that the model's process holds now."""
    with suppress(psutil.Error):
        if engine.worker_pid is not None:
            return int(psutil.Process(engine.worker_pid).memory_info().rss)
    return 0
