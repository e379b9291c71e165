"""What ``inkglow derive`` and ``python -m convert derive`` share: options, progress, writing, report."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
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

from core import paths
from core.attribute.contrast import Pair, load_pairs
from core.attribute.derivation import Plan, StateSource, plan_from_resources
from core.attribute.derivation import Progress as ProgressCallback
from core.attribute.gguf_file import Attribute
from core.errors import InkglowError, UsageProblem
from core.learning import derive_to

_PAIR_FIELDS = (("better", "worse"), ("vivid", "plain"), ("after", "before"), ("figurative", "literal"))


@dataclass(frozen=True)
class DeriveOptions:
    """What the person asked for. ``layers`` such as ``4-16`` or ``8,12``; empty for all but the last."""

    out: Path
    layers: str = ""
    seed: int = 0
    premises: int | None = None
    tokens: int = 120
    tellings: int = 2
    pairs: tuple[Path, ...] = ()
    fresh: bool = False

    def checked_plan(self) -> Plan:
        """The plan, before any model is loaded. Raises UsageProblem, FileProblem."""
        if not self.out.parent.is_dir():
            raise UsageProblem(f"There is no folder {self.out.parent} to write to.")
        if not os.access(self.out.parent, os.W_OK):
            raise UsageProblem(f"The folder {self.out.parent} cannot be written to.")
        return plan_from_resources(
            paths.resources(),
            n_tokens=self.tokens,
            n_premises=self.premises,
            tellings=self.tellings,
            layers=parse_layers(self.layers),
            seed=self.seed,
            extra_pairs=tuple((file.stem, _load_foreign_pairs(file)) for file in self.pairs),
        )


async def derive(source: StateSource, plan: Plan, options: DeriveOptions, scope: str, command: str) -> None:
    """Run, write attribute and report, say what came of it (see :func:`core.learning.derive_to`)."""
    with progress_bars() as progress:
        attribute = await derive_to(
            options.out, source, plan, scope=scope, method=command, progress=progress, fresh=options.fresh
        )
    print_report(attribute, options.out)


def parse_layers(text: str) -> tuple[int, ...] | None:
    """``4-16`` or ``8,12``; None for nothing. Raises UsageProblem."""
    if not text:
        return None
    try:
        numbers: list[int] = []
        for part in text.split(","):
            first, _, last = part.partition("-")
            numbers += range(int(first), int(last or first) + 1)
    except ValueError:
        numbers = []
    if not numbers:
        raise UsageProblem(f"--layers {text} is not understood; write 4-16 or 8,12.")
    return tuple(numbers)


def command_line(program: str, words: Sequence[str] | None = None) -> str:
    """This run's command, for the attribute's provenance; paths reduced to names."""
    words = sys.argv[1:] if words is None else words
    return shlex.join([*program.split(), *(Path(w).name if "/" in w and not w.startswith("-") else w for w in words)])


def _load_foreign_pairs(file: Path) -> tuple[Pair, ...]:
    if not file.is_file():
        raise UsageProblem(f"There is no file {file}.")
    for better, worse in _PAIR_FIELDS:
        try:
            return load_pairs(file, better, worse)
        except InkglowError:
            continue
    raise UsageProblem(f"{file.name} has none of the known pairs of fields (better/worse, after/before …).")


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
    agreement = report["calibration"]["agreement_with_intent"]
    row("Spearman, reference passages as they were meant", agreement["spearman"])
    for name, figure in agreement["baselines"].items():
        row(f"  baseline: {name}", figure)
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
