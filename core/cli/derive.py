"""Shared by ``inkglow derive`` and ``python -m convert derive``: options, progress bars, writing."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import typer
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

from core import paths
from core.attribute.names import CREATIVITY, IMAGERY
from core.cli.derive_report import print_report
from core.derivation.pairs import from_pairs, load_text_pairs
from core.derivation.plan import Plan, PromptsMethod, plan_from_resources
from core.derivation.premises import Contrast, Pair, load, load_prose
from core.derivation.quick import quick_plan
from core.derivation.resumable import derive_to
from core.derivation.stages import Step
from core.derivation.state_source import StateSource
from core.derivation.vector_files import Convention, read_foreign
from core.errors import UsageProblem
from core.evaluation.premises import derive_from, read

MethodOption = Annotated[
    PromptsMethod | None,
    typer.Option(
        "--method",
        help="`paper`, the default: *creativity* as the paper defines it, from the model's own zero-shot samples. "
        "`imagery`: an attribute of that name, also from LLM-written reference stories on the same premises, read by "
        "the model and as few-shot examples.",
    ),
]
RecipeOption = Annotated[Literal["paper", "written"] | None, typer.Option("--recipe", hidden=True)]
"""The former name of ``--method``, with the former name of ``imagery``."""
SamplesOption = Annotated[
    int,
    typer.Option("--samples-per-premise", min=1, max=6, help="Texts to generate per premise and side."),
]
TellingsOption = Annotated[int | None, typer.Option("--tellings", min=1, max=6, hidden=True)]
"""The former name of ``--samples-per-premise``."""


@dataclass(frozen=True)
class DeriveOptions:
    """The options of a derivation. ``layers`` such as ``4-16`` or ``8,12``; empty for the usual ones."""

    out: Path
    layers: str = ""
    seed: int = 0
    premises: int | None = None
    tokens: int = 120
    samples_per_premise: int = 2
    name: str = ""
    pairs: Path | None = None
    vector: Path | None = None
    convention: Convention | None = None
    report_on: tuple[Path, ...] = ()
    fresh: bool = False
    prompts_from: Path | None = None
    split: str = ""
    method: PromptsMethod | None = None
    """None for *paper*, or for ``pairs`` and ``vector``."""
    prose: Path | None = None
    """Published paragraphs, as JSON lines with ``text``, that help to select the layer of *creativity*."""
    quick: bool = False
    """A provisional attribute, with its own numbers of premises, samples and tokens."""

    @property
    def attribute_name(self) -> str:
        """``name``; else by the method, or for pairs and vectors from OUT: *craft* for ``MODEL.craft.gguf``."""
        if self.name or self.pairs is not None or self.vector is not None:
            return self.name or self.out.stem.rpartition(".")[2]
        return IMAGERY if self.method == "imagery" else CREATIVITY

    def checked_plan(self) -> Plan:
        """Check the options and make the plan; needs no model. Raises UsageProblem, FileProblem."""
        if not self.out.parent.is_dir():
            raise UsageProblem(f"There is no folder {self.out.parent} to write to.")
        if self.pairs is not None and self.vector is not None:
            raise UsageProblem("Give either --pairs or --vector.")
        if (self.pairs or self.vector) is not None and self.attribute_name == CREATIVITY:
            raise UsageProblem("Only an attribute from prompts is called creativity; give this one a --name.")
        if self.method == "imagery" and self.attribute_name == CREATIVITY:
            raise UsageProblem("Only the method paper makes what is called creativity; leave out --name creativity.")
        if not os.access(self.out.parent, os.W_OK):
            raise UsageProblem(f"The folder {self.out.parent} cannot be written to.")
        if self.method is not None and (self.pairs or self.vector) is not None:
            raise UsageProblem("--method belongs to an attribute from prompts, not to --pairs or --vector.")
        if self.method == "imagery" and self.prompts_from is not None:
            raise UsageProblem("There are reference stories on the bundled premises only; leave out --method imagery.")
        if self.prose is not None and (self.method == "imagery" or (self.pairs or self.vector) is not None):
            raise UsageProblem("--prose belongs to the method paper.")
        if self.quick:
            self._check_quick()
        contrast = self._contrast()
        plan = plan_from_resources(
            paths.resources(),
            contrast=contrast,
            method=self.method or "paper",
            prose=load_prose(self.prose) if self.prose is not None else (),
            n_tokens=self.tokens,
            n_premises=self.premises,
            samples_per_premise=self.samples_per_premise,
            layers=parse_layers(self.layers),
            seed=self.seed,
            texts=from_pairs(load_text_pairs(self.pairs)) if self.pairs is not None else None,
            directions=read_foreign(self.vector, self.convention) if self.vector is not None else None,
            extra_pairs=tuple((file.stem, _foreign_pairs(file)) for file in self.report_on),
        )
        return quick_plan(plan) if self.quick else plan

    def _check_quick(self) -> None:
        if (self.pairs or self.vector or self.prose) is not None or self.method == "imagery":
            raise UsageProblem("--quick is for creativity by the method paper, without --prose.")
        if (self.premises, self.tokens, self.samples_per_premise) != (None, 120, 2):
            raise UsageProblem("--quick has its own numbers of premises, samples and tokens.")

    def _contrast(self) -> Contrast:
        """The premises to derive from and to check on, and the wordings; the bundled ones unless others are given."""
        contrast = load(paths.resources() / "contrast")
        if self.prompts_from is not None:
            return self._on_other_premises(contrast, self.prompts_from)
        wanted, usual = self.premises or 0, len(contrast.of("derive"))
        if wanted <= usual:
            return contrast
        if self.method == "imagery":
            raise UsageProblem(f"There are reference stories on {usual} premises only, fewer than {wanted}.")
        contrast = load(paths.resources() / "contrast", more=True)
        if wanted > (n := len(contrast.of("derive"))):
            raise UsageProblem(f"There are {n} bundled premises to derive from, fewer than {wanted}.")
        return contrast

    def _on_other_premises(self, contrast: Contrast, source: Path) -> Contrast:
        """``contrast`` with premises drawn from ``source`` by the seed: as many as bundled, or as requested."""
        if (self.pairs or self.vector) is not None:
            raise UsageProblem("--prompts-from belongs to an attribute from prompts, not to --pairs or --vector.")
        wanted = self.premises or len(contrast.of("derive"))
        split = self.split or ("train" if source.is_dir() else "")
        return derive_from(contrast, read(source, split).drawn(wanted, self.seed))


async def derive(source: StateSource, plan: Plan, options: DeriveOptions, scope: str, command: str) -> None:
    """Derive, write attribute and report, print the figures (see :func:`core.derivation.resumable.derive_to`)."""
    with progress_bars() as show:

        def progress(step: Step, done: float, total: int) -> None:
            show(step.title, done, total)

        attribute = await derive_to(
            options.out,
            source,
            plan,
            scope=scope,
            command=command,
            progress=progress,
            name=options.attribute_name,
            fresh=options.fresh,
        )
    print_report(attribute, options.out)


def method_of(method: PromptsMethod | None, recipe: Literal["paper", "written"] | None) -> PromptsMethod | None:
    """``--method``, or what ``--recipe`` meant."""
    return method or ("imagery" if recipe == "written" else recipe)


def parse_layers(text: str) -> tuple[int, ...] | None:
    """The layers in ``4-16`` or ``8,12``; None for an empty text. Raises UsageProblem."""
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
    """The command line of this run, for the attribute's provenance, with paths reduced to file names."""
    words = sys.argv[1:] if words is None else words
    return shlex.join([*program.split(), *(Path(w).name if "/" in w and not w.startswith("-") else w for w in words)])


def _foreign_pairs(file: Path) -> tuple[Pair, ...]:
    return tuple(Pair(str(i), "", better, worse) for i, (better, worse) in enumerate(load_text_pairs(file)))


@contextmanager
def progress_bars() -> Iterator[Callable[[str, float, int], None]]:
    """A progress bar on stderr for each title that is reported, with the time left in it."""
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

        def show(title: str, done: float, total: int) -> None:
            if title not in tasks:
                tasks[title] = bars.add_task(title, total=total)
            bars.update(tasks[title], completed=done, total=total)

        yield show
