"""What ``python -m convert`` prints: the findings of a check, the files to commit, an estimate of memory."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from core.errors import AttributeProblem

if TYPE_CHECKING:
    from convert.check import Finding
    from convert.estimate import Estimate


def print_findings(findings: Sequence[Finding]) -> None:
    """Print a table of the findings. Raises AttributeProblem with the reasons of those that failed."""
    table = Table("checked", "value", "", box=None, header_style="bold")
    for finding in findings:
        table.add_row(finding.name, finding.value, "ok" if finding.passes else "NO")
    Console(highlight=False).print(table)
    reasons = [finding.reason for finding in findings if not finding.passes]
    if reasons:
        raise AttributeProblem(f"This attribute should not be shipped: {'; '.join(reasons)}.")


def print_what_to_commit(out: Path) -> None:
    """Print the command that adds the attribute ``out`` and its report to a repository."""
    files = [out, out.with_suffix(".json")]
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Ready for release. To commit ({sum(file.stat().st_size for file in files) / 1e3:.0f} KB):")
    console.print(f"git add {shlex.join(map(str, files))}")


def print_estimate(found: Estimate, dtype: str, batch_size: int) -> None:
    """Print the sizes of a model on each device, and where ``--device auto`` would put its parts as ``dtype``."""
    from convert.cost import human  # local: it imports torch, whose environment is prepared first

    table = Table("weights as", "size", *(f"{name}, {human(n)} free" for name, n in found.free.items()), box=None)
    for name, size in found.weights.items():
        fits = ("fits" if found.fits(name, each) else "does not fit" for each in found.free)
        table.add_row(name, human(size), *fits)
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"{found.n_parameters / 1e9:.2f} billion parameters")
    console.print(table)
    console.print(
        f"besides the weights: {human(found.working)} on the device for {batch_size} texts per batch, "
        f"{human(found.captured)} in memory for their states"
    )
    for place, parts in found.places.items():
        console.print(f"--device auto --dtype {dtype} puts on {place}: {parts}")
    if "disk" in found.places:
        console.print("It needs --offload FOLDER: these weights are read from the disk in every pass.")
