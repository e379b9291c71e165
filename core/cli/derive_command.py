"""``inkglow derive``: an attribute for a model, through llama.cpp."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from core.attribute import selection
from core.cli.derive import (
    DeriveOptions,
    MethodOption,
    RecipeOption,
    SamplesOption,
    TellingsOption,
    command_line,
    derive,
    method_of,
)
from core.cli.engine_run import run_with_engine
from core.cli.options import (
    FreshOption,
    GpuLayersOption,
    LayersOption,
    NameOption,
    OutOption,
    PairsOption,
    PremisesOption,
    PromptsOption,
    QuickOption,
    ReportOption,
    SeedOption,
    SplitOption,
    ThreadsOption,
    TokensOption,
)
from core.cli.strength import add_strengths
from core.derivation.engine_source import LlamaSource
from core.derivation.vector_files import Convention
from core.engine.client import EngineClient
from core.errors import UsageProblem


def derive_command(
    model: Annotated[Path, typer.Argument(help="A GGUF, or `starter`.", show_default=False)],
    out: OutOption,
    layers: LayersOption = "",
    seed: SeedOption = 0,
    premises: PremisesOption = None,
    tokens: TokensOption = 120,
    samples_per_premise: SamplesOption = 2,
    tellings: TellingsOption = None,
    name: NameOption = "",
    pairs: PairsOption = None,
    vector: Annotated[
        Path | None, typer.Option("--vector", help="Make an attribute of another program's control vector.")
    ] = None,
    convention: Annotated[
        Convention | None,
        typer.Option(
            "--convention",
            help="The layer numbering of --vector: `same` (direction.l is block l's output; repeng) or `next` "
            "(direction.l+1 is; llama.cpp's generator, jukofyork's tools). Without it assumed, and printed.",
        ),
    ] = None,
    report_on: ReportOption = None,
    prompts_from: PromptsOption = None,
    split: SplitOption = "",
    method: MethodOption = None,
    recipe: RecipeOption = None,
    quick: QuickOption = False,
    fresh: FreshOption = False,
    strength: Annotated[
        bool,
        typer.Option("--strength", help="Then measure from which strength on it has an effect (`inkglow strength`)."),
    ] = False,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Derive an attribute of MODEL.gguf through llama.cpp, and write it as a control-vector GGUF.

    Without --pairs the attribute is *creativity*: the difference between creative and boring stories on the same
    premises. With --pairs it points from each pair's `before` to its `after` (or worse to better): one half of the
    pairs derives it, the other half is held out to report on.

    The same derivation as `python -m convert derive`, without torch. A stopped run resumes.
    """
    options = DeriveOptions(
        out=out,
        layers=layers,
        seed=seed,
        premises=premises,
        tokens=tokens,
        samples_per_premise=tellings or samples_per_premise,
        name=name,
        pairs=pairs,
        vector=vector,
        convention=convention,
        report_on=tuple(report_on or ()),
        fresh=fresh,
        prompts_from=prompts_from,
        split=split,
        method=method_of(method, recipe),
        quick=quick,
    )
    run_with_engine(lambda engine: _derive(engine, model, options, strength=strength), gpu_layers, threads)


async def _derive(engine: EngineClient, model: Path, options: DeriveOptions, *, strength: bool) -> None:
    if strength and options.quick:
        raise UsageProblem("--quick does not measure λ, which --strength needs.")
    plan = options.checked_plan()
    path = selection.default_model() if str(model) == "starter" else model
    info = await engine.load(path)
    await derive(LlamaSource(engine, info), plan, options, "llama.cpp", command_line("inkglow"))
    if strength:
        await add_strengths(engine, options.out, path)
