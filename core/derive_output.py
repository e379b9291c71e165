"""Progress and report of a derivation on the terminal, for ``inkglow derive`` and ``python -m convert derive``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from core.attribute.derivation import Progress as ProgressCallback
from core.attribute.gguf_file import Attribute


@contextmanager
def progress_bars() -> Iterator[ProgressCallback]:
    """One bar per stage, with the time left in it."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield show


def print_report(attribute: Attribute, out: Path) -> None:
    """The figures that say whether the attribute is worth using, each beside what costs nothing."""
    report = attribute.report
    held_out = report["held_out"]
    console = Console()
    table = Table("on texts it was not made from", "value", "95 % interval", "n", box=None, header_style="bold")

    def row(name: str, figure: dict[str, float]) -> None:
        table.add_row(name, f"{figure['value']:.3f}", f"{figure['low']:.3f}–{figure['high']:.3f}", f"{figure['n']:.0f}")

    row("AUROC, creative over boring premises", held_out["auroc_held_out_premises"])
    for name, figure in held_out["auroc_baselines"].items():
        row(f"  baseline: {name}", figure)
    row("  random direction", held_out["auroc_random_direction"])
    row("accuracy, vivid over plain pairs", held_out["pairs_accuracy"])
    for name, figure in held_out["pairs_baselines"].items():
        row(f"  baseline: {name}", figure)
    row("  random direction", held_out["pairs_random_direction"])
    console.print(table)
    console.print(
        f"layer {attribute.layer}, {attribute.recipe.context}; ‖a‖ {report['norm_a']:.2f}, "
        f"mean ‖h‖ {report['mean_norm_h']:.1f}, dose at λ = 3 {report['dose_at_lambda_3']:.3f}; "
        f"split-half cosine {report['split_half_cosine']:.3f}; "
        f"λ mild to {attribute.zones.mild:g}, vivid to {attribute.zones.vivid:g}, at most {attribute.zones.lam_max:g}; "
        f"paragraphs from {attribute.recipe.min_tokens} tokens",
        highlight=False,
    )
    console.print(f"Written to {out}.", highlight=False)
