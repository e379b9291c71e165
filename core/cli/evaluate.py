"""``inkglow evaluate``: run the paper's experiment on a model, and measure the validity of its score."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import asdict, dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from typer.core import TyperGroup

from core.attribute import selection
from core.attribute.selection import AttributeSelection, LoadedModel
from core.cli import output as cli_output
from core.cli.derive import command_line, progress_bars
from core.cli.options import (
    AttributeOption,
    FreshOption,
    GpuLayersOption,
    ModelOption,
    ThreadsOption,
    engine_of,
)
from core.cli.validity import validity_command
from core.errors import FileProblem, UsageProblem
from core.evaluation import premises, results
from core.evaluation.experiment import Experiment, Progress, ask, write_stories
from core.evaluation.judges import EngineJudge, Judge
from core.evaluation.results import Choice, Rating, Results, Setup, Story
from core.evaluation.store import FILE_NAME, EvaluationStore
from core.rewrite import blend

RESULTS_NAME = "results.json"


class _RunByDefault(TyperGroup):
    """``inkglow evaluate --out DIR`` is ``inkglow evaluate run --out DIR``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # typer's own copy of click's Context
        if args and args[0].startswith("-") and args[0] not in ctx.help_option_names:
            args = ["run", *args]
        return super().parse_args(ctx, args)


evaluate_app = typer.Typer(
    cls=_RunByDefault,
    help="The paper's experiment on a model, and the validity of its score. Without a command: run.",
    no_args_is_help=True,
)


@dataclass(frozen=True)
class _Frontier:
    """The larger judge: a second GGUF, or an endpoint that the user names; if neither is given, there is none."""

    model: Path | None
    url: str
    name: str
    key: str
    concurrency: int


@dataclass(frozen=True)
class _RunOptions:
    """The options of ``inkglow evaluate run``."""

    out: Path
    model: Path | None
    attribute: str
    premises: Path | None
    split: str
    column: str
    n: int
    n_tokens: int
    lam: float | None
    layer: int | None
    seed: int
    temperature: float
    asks_self: bool
    frontier: _Frontier
    fresh: bool
    threads: int
    gpu_layers: int


@evaluate_app.command("run")
def run_command(
    out: Annotated[Path, typer.Option("--out", help="Folder for report, figures, results.json and every text.")],
    model: ModelOption = None,
    attribute: AttributeOption = "",
    source: Annotated[
        Path | None,
        typer.Option(
            "--premises", help="WritingPrompts' folder, or CSV or JSON lines; without it the 80 bundled premises."
        ),
    ] = None,
    split: Annotated[str, typer.Option("--split", help="Which split of them; of WritingPrompts: test.")] = "",
    column: Annotated[str, typer.Option("--column", help="Which column or field holds the premise.")] = "",
    n: Annotated[int, typer.Option("--n", min=1, help="How many premises, drawn by the seed.")] = 64,
    n_tokens: Annotated[int, typer.Option("--tokens", min=8, max=900, help="Most tokens per text.")] = 200,
    lam: Annotated[float | None, typer.Option("--lam", help="Strength λ; without it the attribute's own.")] = None,
    layer: Annotated[int | None, typer.Option("--layer", help="Another layer of the attribute's, 0-based.")] = None,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Premise i uses seed + i in every arm.")] = 0,
    temperature: Annotated[float, typer.Option("--temperature", min=0.0, max=2.0)] = 0.8,
    judges: Annotated[bool, typer.Option("--judges/--no-judges", help="Have texts rated and compared.")] = True,
    frontier: Annotated[Path | None, typer.Option("--frontier", help="A second GGUF as judge.")] = None,
    frontier_url: Annotated[
        str, typer.Option("--frontier-url", help="An OpenAI-compatible endpoint as judge; the texts are sent there.")
    ] = "",
    frontier_model: Annotated[str, typer.Option("--frontier-model", help="The model's name at that endpoint.")] = "",
    frontier_key_env: Annotated[
        str, typer.Option("--frontier-key-env", help="The environment variable that holds the endpoint's key.")
    ] = "",
    concurrency: Annotated[
        int, typer.Option("--concurrency", min=1, max=256, help="Concurrent requests to the endpoint.")
    ] = 4,
    fresh: FreshOption = False,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Generate a story on each premise in three arms, and have the stories judged.

    The arms: a neutral request (baseline), the same request steered by λ·a (induced), and a request for creative
    writing (creative). A stopped run resumes. The attribute must not have been derived from the same premises.
    """
    with cli_output.failures_as_sentences():
        larger = _Frontier(frontier, frontier_url, frontier_model, _key(frontier_key_env), concurrency)
        options = _RunOptions(
            out=out,
            model=model,
            attribute=attribute,
            premises=source,
            split=split,
            column=column,
            n=n,
            n_tokens=n_tokens,
            lam=lam,
            layer=layer,
            seed=seed,
            temperature=temperature,
            asks_self=judges,
            frontier=larger if judges else _Frontier(None, "", "", "", concurrency),
            fresh=fresh,
            threads=threads,
            gpu_layers=gpu_layers,
        )
        _report(asyncio.run(_run(options)), out)


@evaluate_app.command("report")
def report_command(
    file: Annotated[Path, typer.Argument(help="The results.json of a run.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Folder for the report.")],
    choices: Annotated[
        list[Path] | None, typer.Option("--choices", help="A file of a person's choices; give it once per person.")
    ] = None,
) -> None:
    """Write report and figures again from results.json, with people's choices merged in. Needs no model."""
    from core.evaluation.blind import people  # local imports here and below: slow, and only some commands need them

    with cli_output.failures_as_sentences():
        found = people.merge(results.load(file), choices or ())
        _report(found, out)
        results.save(out / RESULTS_NAME, found)


evaluate_app.command("validity")(validity_command)


def _report(found: Results, out: Path) -> None:
    from core.evaluation.report.writer import write_report

    try:
        out.mkdir(parents=True, exist_ok=True)
        written = write_report(found, out)
    except OSError as error:
        raise FileProblem(f"{out} cannot be written to: {error.strerror or error}.") from None
    console = Console(soft_wrap=True, highlight=False)
    console.print(f"Written to {out}: {', '.join(sorted(path.name for path in written))}.")


async def _run(options: _RunOptions) -> Results:
    chosen = premises.read(options.premises, options.split, options.column).drawn(options.n, options.seed)
    _check_frontier(options.frontier)
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(f"{options.out} cannot be made: {error.strerror or error}.") from None
    names: dict[str, str] = {}
    ratings: list[Rating] = []
    choices: list[Choice] = []
    with progress_bars() as progress:
        async with engine_of(options.gpu_layers, options.threads) as engine:
            ready = await selection.load(engine, options.model, AttributeSelection(options.attribute))
            cli_output.notices(ready)
            experiment = _experiment(options, ready, chosen)
            settings = experiment.settings(ready.model)
            with closing(EvaluationStore(options.out / FILE_NAME, settings, fresh=options.fresh)) as store:
                stories = await write_stories(engine, experiment, store, progress)
                if options.asks_self:
                    own = EngineJudge("self", engine, ready.model.name)
                    await _ask(own, stories, store, progress, names, ratings, choices)
        # The first model is closed by now: both at once may not fit the memory.
        if options.frontier.model or options.frontier.url:
            with closing(EvaluationStore(options.out / FILE_NAME, settings)) as store:
                async with _frontier(options) as judge:
                    await _ask(judge, stories, store, progress, names, ratings, choices)
    setup = Setup(
        model=ready.model.name,
        fingerprint=ready.model.fingerprint,
        attribute=ready.attribute.name,
        layer=experiment.vector.layer,
        lam=experiment.lam,
        readout=asdict(experiment.vector.readout),
        premises_from=f"{len(chosen.texts)} of {chosen.name}",
        n_tokens=options.n_tokens,
        seed=options.seed,
        temperature=options.temperature,
        judges=names,
        command=command_line("inkglow"),
        program=f"inkglow {version('inkglow')}",
    )
    texts = {premise.id: premise.text for premise in experiment.premises}
    found = Results(setup, texts, tuple(stories), tuple(ratings), tuple(choices))
    found = _with_people(found, options.out / RESULTS_NAME)
    results.save(options.out / RESULTS_NAME, found)
    return found


def _with_people(found: Results, before: Path) -> Results:
    """``found`` with the choices by people that are in the earlier results on the same texts."""
    try:
        old = results.load(before)
    except FileProblem:
        return found
    people = tuple(choice for choice in old.choices if choice.judge == "human")
    return replace(found, choices=found.choices + people) if old.id == found.id else found


def _experiment(options: _RunOptions, ready: LoadedModel, chosen: premises.PremiseSet) -> Experiment:
    """The experiment to run. Raises UsageProblem for a λ or layer out of range, or premises used to derive."""
    attribute = ready.attribute
    premises.check_no_overlap(chosen, attribute)
    lam = attribute.default_lam if options.lam is None else options.lam
    blend.check([attribute], [lam])
    vector = attribute.vector
    if options.layer is not None:
        if not 1 <= options.layer < len(attribute.directions) or not attribute.directions[options.layer].any():
            raise UsageProblem(
                f"{attribute.name} has directions for layers 1 to {len(attribute.directions) - 1}, "
                f"not for {options.layer}."
            )
        vector = replace(vector, layer=options.layer, direction=attribute.directions[options.layer])
    contrast = premises.contrast_of(chosen)
    return Experiment(contrast, vector, lam, options.n_tokens, options.seed, options.temperature)


async def _ask(
    judge: Judge,
    stories: Sequence[Story],
    store: EvaluationStore,
    progress: Progress,
    names: dict[str, str],
    ratings: list[Rating],
    choices: list[Choice],
) -> None:
    names[judge.key] = judge.name
    rated, chosen = await ask(judge, stories, store, progress)
    ratings += rated
    choices += chosen


def _check_frontier(frontier: _Frontier) -> None:
    if frontier.model is not None and frontier.url:
        raise UsageProblem("Give either --frontier or --frontier-url.")
    if frontier.model is not None and not frontier.model.is_file():
        raise UsageProblem(f"There is no file {frontier.model}.")
    if bool(frontier.url) != bool(frontier.name):
        raise UsageProblem("--frontier-url and --frontier-model go together: the endpoint needs the model's name.")


def _key(variable: str) -> str:
    """The endpoint's key, read only from the environment, so that no shell history or process list contains it."""
    if variable and not os.environ.get(variable):
        raise UsageProblem(f"The environment variable {variable} is not set.")
    return os.environ.get(variable, "") if variable else ""


@asynccontextmanager
async def _frontier(options: _RunOptions) -> AsyncGenerator[Judge, None]:
    wanted = options.frontier
    if wanted.model is None:
        from core.evaluation.endpoint import EndpointJudge

        endpoint = EndpointJudge("frontier", wanted.url, wanted.name, wanted.key, wanted.concurrency)
        try:
            yield endpoint
        finally:
            await endpoint.close()
        return
    async with engine_of(options.gpu_layers, options.threads) as engine:
        info = await engine.load(wanted.model)
        yield EngineJudge("frontier", engine, info.name)
