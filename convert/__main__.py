"""``python -m convert``: derive, check and release attributes with torch; estimate memory; compare with llama.cpp."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer
from rich.console import Console
from rich.table import Table

from convert.printing import print_estimate, print_findings, print_what_to_commit
from core import paths
from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.cli.derive import (
    DeriveOptions,
    MethodOption,
    RecipeOption,
    SamplesOption,
    TellingsOption,
    command_line,
    derive,
    method_of,
    parse_layers,
)
from core.cli.options import (
    FreshOption,
    LayersOption,
    NameOption,
    OutOption,
    PairsOption,
    PremisesOption,
    PromptsOption,
    ProseOption,
    QuickOption,
    ReportOption,
    SeedOption,
    SplitOption,
    TokensOption,
)
from core.derivation.plan import PromptsMethod, plan_from_resources
from core.derivation.premises import Pair, load_pairs
from core.derivation.premises import load as load_contrast
from core.errors import InkglowError, ModelProblem, UsageProblem

if TYPE_CHECKING:
    from convert.check import Finding
    from convert.opening import Source
    from convert.placement import Placement

app = typer.Typer(help="Derive an attribute from a checkpoint with torch.", pretty_exceptions_enable=False)

ModelOption = Annotated[str, typer.Option("--model", help="A checkpoint folder, a GGUF, `starter`, or a hub id.")]
DeviceOption = Annotated[
    str,
    typer.Option(
        "--device",
        help="cpu, cuda, cuda:1, mps; auto: one model over all GPUs; cuda:0,cuda:1: a model on each, sharing the work.",
    ),
]
DtypeOption = Annotated[
    str, typer.Option("--dtype", help="float32, bfloat16, float16; auto: bfloat16 on a GPU, else float32.")
]
MemoryOption = Annotated[str, typer.Option("--max-memory", help="For auto: weights per device, 0=20GiB,cpu=40GiB.")]
OffloadOption = Annotated[
    Path | None, typer.Option("--offload", help="For auto: a folder for weights that fit nowhere else.")
]
BatchOption = Annotated[int, typer.Option("--batch-size", min=1, help="Texts per batch on each device.")]
DownloadOption = Annotated[bool, typer.Option("--download", help="Allow to download a hub id (safetensors only).")]


@app.command("derive")
def derive_command(
    model: ModelOption,
    out: OutOption,
    device: DeviceOption = "cpu",
    dtype: DtypeOption = "auto",
    max_memory: MemoryOption = "",
    offload: OffloadOption = None,
    layers: LayersOption = "",
    batch_size: BatchOption = 8,
    seed: SeedOption = 0,
    premises: PremisesOption = None,
    tokens: TokensOption = 120,
    samples_per_premise: SamplesOption = 2,
    tellings: TellingsOption = None,
    name: NameOption = "",
    pairs: PairsOption = None,
    report_on: ReportOption = None,
    prompts_from: PromptsOption = None,
    split: SplitOption = "",
    method: MethodOption = None,
    prose: ProseOption = None,
    recipe: RecipeOption = None,
    quick: QuickOption = False,
    fresh: FreshOption = False,
    download: DownloadOption = False,
) -> None:
    """Derive *creativity*, or an attribute from --pairs, and write it as a llama.cpp control-vector GGUF.

    A stopped run resumes, also on other devices: finished samples are kept next to OUT until the attribute is written.
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
        report_on=tuple(report_on or ()),
        fresh=fresh,
        prompts_from=prompts_from,
        split=split,
        method=method_of(method, recipe),
        prose=prose,
        quick=quick,
    )

    def job() -> None:
        placement = _placement(device, dtype, max_memory, offload)
        _derive(model, placement, batch_size, options, download)

    _guarded(job)


@app.command("release")
def release_command(
    model: ModelOption,
    out: OutOption,
    device: DeviceOption = "auto",
    dtype: DtypeOption = "auto",
    max_memory: MemoryOption = "",
    offload: OffloadOption = None,
    layers: LayersOption = "",
    batch_size: BatchOption = 8,
    seed: SeedOption = 0,
    premises: PremisesOption = None,
    tokens: TokensOption = 120,
    samples_per_premise: SamplesOption = 2,
    tellings: TellingsOption = None,
    report_on: ReportOption = None,
    method: MethodOption = None,
    prose: ProseOption = None,
    recipe: RecipeOption = None,
    fresh: FreshOption = False,
    download: DownloadOption = False,
    gguf: Annotated[Path | None, typer.Option("--gguf", help="A GGUF of the same model to check against too.")] = None,
) -> None:
    """Derive an attribute for release, check it, and print what to commit.

    Exit status 1 with the reasons if it should not be shipped.
    """
    options = DeriveOptions(
        out=out,
        layers=layers,
        seed=seed,
        premises=premises,
        tokens=tokens,
        samples_per_premise=tellings or samples_per_premise,
        report_on=tuple(report_on or ()),
        method=method_of(method, recipe),
        prose=prose,
        fresh=fresh,
    )

    def job() -> None:
        from convert.check import check_states

        placement = _placement(device, dtype, max_memory, offload)
        if gguf is not None and not gguf.is_file():
            raise UsageProblem(f"There is no file {gguf}.")

        def check(source: Source) -> list[Finding]:
            found = _file_findings(attribute := attribute_file.read(out), source.info.fingerprint)
            return found + asyncio.run(check_states(attribute, source, _written_pairs()))

        print_findings(_derive(model, placement, batch_size, options, download, check))
        if gguf is not None:
            print_findings(asyncio.run(_checked_by_llama(attribute_file.read(out), gguf)))
        print_what_to_commit(out)

    _guarded(job)


@app.command("check")
def check_command(
    attribute: Annotated[Path, typer.Argument(help="The attribute file.")],
    model: ModelOption,
    device: DeviceOption = "cpu",
    dtype: DtypeOption = "auto",
    max_memory: MemoryOption = "",
    offload: OffloadOption = None,
    batch_size: BatchOption = 8,
) -> None:
    """Check an attribute against its model before release; exit status 1 with the reasons if it should not be shipped.

    A checkpoint folder is read by torch, a GGUF by llama.cpp.
    """

    def job() -> None:
        from convert.check import check_states
        from convert.hf_model import checkpoint_fingerprint, local_path
        from convert.opening import open_source, resolve

        placement = _placement(device, dtype, max_memory, offload)
        read = attribute_file.read(attribute)
        path = local_path(resolve(model), download=False)
        if path.suffix == ".gguf":
            print_findings(asyncio.run(_checked_by_llama(read, path)))
            return
        found = _file_findings(read, checkpoint_fingerprint(path))
        if all(finding.passes for finding in found):
            with closing(open_source(str(path), placement, batch_size)) as source:
                found += asyncio.run(check_states(read, source, _written_pairs()))
        print_findings(found)

    _guarded(job)


@app.command("estimate")
def estimate_command(
    model: ModelOption,
    dtype: DtypeOption = "bfloat16",
    max_memory: MemoryOption = "",
    batch_size: BatchOption = 8,
    tokens: TokensOption = 120,
) -> None:
    """Print how much memory a model takes and where --device auto would put it, from its configuration alone.

    With --max-memory the estimate is for those devices instead of this machine's.
    """

    def job() -> None:
        from convert.estimate import estimate
        from convert.hf_model import local_path
        from convert.opening import resolve
        from convert.placement import Placement, parse, parse_memory

        checked = parse("cpu", dtype)
        placement = Placement(("auto",), checked.dtype, parse_memory(max_memory))
        found = estimate(local_path(resolve(model), download=False), placement, batch_size, tokens)
        print_estimate(found, checked.dtype, batch_size)

    _guarded(job)


@app.command("parity")
def parity_command(
    model: ModelOption = "starter",
    layers: Annotated[str, typer.Option("--layers", help="Layers to compare; without it several and the last.")] = "",
) -> None:
    """Compare torch's states with llama.cpp's on the same GGUF, layer by layer; exit 1 where they differ."""

    def job() -> None:
        from convert.hf_model import load
        from convert.opening import resolve
        from convert.parity import compare

        path = Path(resolve(model))
        loaded = load(str(path))
        last = len(loaded.blocks) - 1
        wanted = parse_layers(layers) or tuple(sorted({1, last // 4, last // 2, 3 * last // 4, last - 1, last}))
        if not all(1 <= layer <= last for layer in wanted):
            raise UsageProblem(f"The layers to compare must be from 1 to {last} for this model.")
        results = compare(path, loaded, wanted)
        table = Table("layer", "mean cosine", "lowest token", "off by one", "", box=None, header_style="bold")
        for r in results:
            cells = (str(r.layer), f"{r.mean:.5f}", f"{r.lowest:.5f}", f"{r.off_by_one:.4f}")
            table.add_row(*cells, "ok" if r.passes else "DIFFERS")
        Console().print(table)
        if not all(r.passes for r in results):
            raise ModelProblem("torch and llama.cpp read different states from this model.")

    _guarded(job)


@app.command("worker", hidden=True)
def worker_command(
    model: ModelOption,
    device: DeviceOption,
    dtype: DtypeOption,
    batch_size: BatchOption,
    threads: Annotated[int, typer.Option("--threads", min=1)],
) -> None:
    """Serve a parent `convert` process on one device, over pipes."""
    _prepare_libraries()
    import torch

    from convert import worker
    from convert.hf_model import load
    from convert.hf_states import TorchSource
    from convert.placement import parse

    torch.set_num_threads(threads)
    worker.run(lambda say: TorchSource(load(model, parse(device, dtype)), batch_size, say))


def _derive(
    model: str,
    placement: Placement,
    batch_size: int,
    options: DeriveOptions,
    download: bool,
    check: Callable[[Source], list[Finding]] = lambda _source: [],
) -> list[Finding]:
    """Derive, write, and print the cost; then return the findings of ``check``, called while the source is open."""
    from convert.cost import record
    from convert.opening import open_source

    plan = options.checked_plan()
    with closing(open_source(model, placement, batch_size, download=download)) as source:
        scope, command = f"{placement.dtype} seeded", command_line("python -m convert")
        asyncio.run(derive(source, plan, options, scope, command))
        cost = source.cost(f"{placement.dtype} on {', '.join(placement.devices)}, {batch_size} texts per batch")
        record(options.out, cost, plan.texts_per_premise)
        for line in cost.lines(plan.texts_per_premise):
            Console(highlight=False, soft_wrap=True).print(line)
        return check(source)


async def _checked_by_llama(attribute: Attribute, gguf: Path) -> list[Finding]:
    """All findings, with the states as llama.cpp reads them from ``gguf``."""
    from convert.check import check_states
    from core.derivation.engine_source import LlamaSource
    from core.engine.client import EngineClient

    engine = EngineClient()
    try:
        info = await engine.load(gguf)
        found = _file_findings(attribute, info.fingerprint)
        if not all(finding.passes for finding in found):
            return found
        return found + await check_states(attribute, LlamaSource(engine, info), _written_pairs())
    finally:
        await engine.close()


def _file_findings(attribute: Attribute, fingerprint: str) -> list[Finding]:
    from convert.check import check_file

    plans = [plan_from_resources(paths.resources(), method=name) for name in get_args(PromptsMethod)]
    more = load_contrast(paths.resources() / "contrast", more=True)
    return check_file(attribute, fingerprint, [*(plan.digest for plan in plans), more.digest])


def _written_pairs() -> Sequence[Pair]:
    return load_pairs(paths.resources() / "reference" / "pairs.jsonl")


def _placement(device: str, dtype: str, max_memory: str, offload: Path | None) -> Placement:
    from convert.placement import parse

    return parse(device, dtype, max_memory, offload)


def _prepare_libraries() -> None:
    """Set environment variables that libraries read once, when they are first imported.

    transformers draws its own progress bars (tqdm). torch's threads wait for each other in a busy loop, which made a
    run of small batches over ten times slower when other processes used the same cores.
    """
    os.environ["TQDM_DISABLE"] = "1"
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _guarded(job: Callable[[], None]) -> None:
    """Run ``job``; an expected failure becomes one sentence and exit status 1."""
    _prepare_libraries()
    try:
        job()
    except InkglowError as error:
        Console(stderr=True, soft_wrap=True, highlight=False).print(f"[red]convert:[/red] {error}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        Console(stderr=True).print("Stopped; the same command resumes from here.")
        raise typer.Exit(130) from None


if __name__ == "__main__":
    app()
