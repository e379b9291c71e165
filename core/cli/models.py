"""``inkglow models``: list, find, describe and download models, and say what computes them."""

from __future__ import annotations

import asyncio
import os
from contextlib import aclosing
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.progress import BarColumn, Progress, TextColumn
from rich.text import Text

from core import paths
from core.cli.output import failures_as_sentences
from core.errors import EngineProblem
from core.models import catalogue, memory
from core.models import local as local_models
from core.models.catalogue import Entry
from core.models.download.client import Downloader, records_folder
from core.models.gpus import ask_for_devices, gpu_backends
from core.models.local import FoundModel
from core.models.memory import Fit, gigabytes
from core.models.summary import ModelSummary, inspect

models_app = typer.Typer(
    help="Models: list those to download, find those on this machine, describe a file, see what computes.",
    no_args_is_help=True,
)


@models_app.command("list")
def list_command() -> None:
    """Models to download: their use, memory and licence. Makes no network request."""
    with failures_as_sentences():
        machine, downloader = memory.this_machine(), _downloader()
        for entry in catalogue.load(paths.resources()):
            _print(entry.id, f"{entry.title} ({entry.quantisation}), about {gigabytes(entry.estimated_bytes)}")
            _detail(entry.good_for)
            _detail(Fit(entry.need(), machine).sentence)
            _unbroken(f"{entry.licence}: {entry.licence_link}")
            if (paused := downloader.paused(entry)) is not None:
                _detail(
                    f"Begun: {gigabytes(paused.done)} of {gigabytes(paused.total)} are here; {_get(entry)} resumes."
                )
        _detail("Sizes are estimates; Hugging Face shows the exact ones.")


@models_app.command("found")
def found_command() -> None:
    """Models that other programs have downloaded to this machine; each can be used where it is."""
    with failures_as_sentences():
        machine = memory.this_machine()
        models = local_models.find(local_models.roots(os.environ, Path.home()))
        for model in models:
            _print(model.summary.title, f"{model.summary.quantisation}, {_size(model)}, from {model.owner}")
            _unbroken(str(model.path))
            _detail(model.unusable or Fit(_need(model.summary), machine).sentence)
        if not models:
            _detail("No models of Hugging Face, LM Studio or llama.cpp were found; `inkglow models list` offers some.")


@models_app.command("show")
def show_command(file: Annotated[Path, typer.Argument(help="A GGUF.", show_default=False)]) -> None:
    """Describe the model in FILE from its header, without loading it."""
    with failures_as_sentences():
        model = inspect(file)
        _print(model.title, f"{model.architecture}, {model.quantisation}, {gigabytes(model.n_bytes)}")
        _detail(f"{model.n_params / 1e9:.2f} billion weights in {model.n_layer} blocks of width {model.n_embd}")
        _detail(f"trained on texts of up to {model.n_ctx_train} tokens; {model.n_vocab} tokens in its vocabulary")
        _detail("an instruct model" if model.is_instruct else "has no chat template: it may not be an instruct model")
        _detail(Fit(_need(model), memory.this_machine()).sentence)


@models_app.command("get")
def get_command(
    wanted: Annotated[str, typer.Argument(metavar="ID", help="As `inkglow models list` shows it.")],
) -> None:
    """Download a model of the list into the Hugging Face cache, which other programs share.

    Ctrl+C stops; the same command resumes. HF_ENDPOINT, HF_HOME and HF_TOKEN have their usual meaning.
    """
    with failures_as_sentences():
        entry = catalogue.find(catalogue.load(paths.resources()), wanted)
        _print(entry.title, f"{entry.quantisation}; {entry.licence}: {entry.licence_link}")
        try:
            print(asyncio.run(_download(_downloader(), entry)))
        except KeyboardInterrupt:
            _detail(f"Stopped. The downloaded part is kept; {_get(entry)} resumes.")
            raise


@models_app.command("devices")
def devices_command() -> None:
    """What llama.cpp computes with on this machine: back ends, processor, graphics cards."""
    with failures_as_sentences():
        cards = gpu_backends()
        _print("llama.cpp", f"computes on the processor{''.join(f' and with {name}' for name in cards)}")
        found = ask_for_devices()
        if found is None:
            raise EngineProblem("llama.cpp could not be started to look for devices; the log may say why.")
        _print("Processor", found.processor)
        _detail(f"uses {', '.join(found.instructions) or 'no extensions of its instruction set'}")
        if not cards:
            _print("Graphics cards", "not used by this build of Inkglow")
        elif not found.gpus:
            _print("Graphics cards", f"none that {' or '.join(cards)} can use; the processor does all")
        for card in found.gpus:
            memory_of = "the machine's memory" if card.unified else f"{gigabytes(card.total)}"
            _print("Graphics card", f"{card.name}, {gigabytes(card.free)} of {memory_of} free")
        if found.gpus:
            _detail("A model's layers go to the cards as far as they fit; `--gpu-layers` decides otherwise.")


async def _download(downloader: Downloader, entry: Entry) -> Path | None:
    """Download with a bar on stderr; the path of the file."""
    path = None
    with Progress(BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Asking Hugging Face", total=None)
        async with aclosing(downloader.download(entry)) as steps:
            async for step in steps:
                bar.update(task, description=step.words, completed=step.done, total=step.total)
                path = step.path
    return path


def _downloader() -> Downloader:
    return Downloader(records_folder(), os.environ)


def _get(entry: Entry) -> str:
    return f"`inkglow models get {entry.id}`"


def _need(model: ModelSummary) -> memory.Need:
    return memory.need(model.n_bytes, model.kv, model.n_embd, model.n_vocab)


def _size(model: FoundModel) -> str:
    return gigabytes(model.path.stat().st_size)


def _print(name: str, rest: str) -> None:
    Console(highlight=False, soft_wrap=True).print(Text(name, style="bold").append(f"  {rest}", "not bold"))


def _detail(text: str) -> None:
    Console(highlight=False).print(Padding(Text(text), (0, 0, 0, 2), expand=False))


def _unbroken(text: str) -> None:
    """Print a link or a path on one line, so that it can be copied."""
    Console(highlight=False, soft_wrap=True).print(Text(f"  {text}"))
