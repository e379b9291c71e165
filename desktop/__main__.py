"""``inkglow``: the commands of :mod:`core.cli.main` and those that need a window, ``open`` and ``tour``."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from core import paths
from core.cli.main import app
from core.cli.options import AttributeOption, LastAttributeOption, LastModelOption, ModelOption
from core.exchange.exporting import Export, ExportOrder
from core.exchange.job import Job
from core.private_log import leave_no_memory_image
from desktop.common import qt_environment


class Language(StrEnum):
    """What the window of a tour speaks."""

    EN = "en"
    DE = "de"


_NO_MODEL = Path("none")
"""``--model none``: write without a model."""
FileArgument = Annotated[
    Path | None, typer.Argument(help="A Markdown or plain-text file, or a folder of them.", show_default=False)
]


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"inkglow {version('inkglow')}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
]


@app.callback(
    invoke_without_command=True, epilog="`inkglow FILE` opens FILE in the editor, `inkglow` the editor alone."
)
def default(context: typer.Context, version: VersionOption = False) -> None:
    """Score how creative your prose reads, paragraph by paragraph, and rewrite passages; all on this machine."""
    context.obj = _export_pdf
    if context.invoked_subcommand is None:
        _open(None, None, "", new_window=False)


@app.command("open")
def open_command(
    file: FileArgument = None,
    model: LastModelOption = None,
    attribute: LastAttributeOption = "",
    new_window: Annotated[
        bool, typer.Option("--new-window", help="Open a window beside the one that is open.")
    ] = False,
) -> None:
    """Open the editor, with FILE if one is given; a folder is opened as one manuscript.

    Where a window is open already, FILE is opened there, unless --new-window, --model or --attribute is given.
    """
    _open(file, model, attribute, new_window=new_window)


@app.command("tour")
def tour_command(
    out: Annotated[Path, typer.Option("--out", help="Folder for the screenshots and tour.json.")],
    model: ModelOption = None,
    attribute: AttributeOption = "",
    language: Annotated[
        Language, typer.Option("--language", envvar="INKGLOW_LANGUAGE", help="What the window speaks.")
    ] = Language.EN,
) -> None:
    """Operate the real window with the real model as in a writer's first minutes, and check each step.

    Writes numbered screenshots and tour.json; exit status 1 if a step fails. Works without a display.
    """
    qt_environment.use_offscreen_without_display()
    _stop_without_libraries()
    _make_application(language.value)
    from desktop.tour.run import run

    raise typer.Exit(run(out, model, attribute))


def _export_pdf(order: ExportOrder, job: Job) -> Export:
    """``inkglow export`` to PDF, which needs Qt."""
    _stop_without_libraries()
    from desktop.exchange import background

    return background.export(order, job)


def _open(file: Path | None, model: Path | None, attribute: str, *, new_window: bool) -> None:
    if sentence := qt_environment.why_no_window():
        _fail(sentence)
    _stop_without_libraries()
    from desktop.common.one_window import OneWindow

    one = OneWindow(paths.data_folder(), os.environ.get("XDG_RUNTIME_DIR", ""))
    is_own = new_window or model is not None or bool(attribute)
    if is_own:
        one.take_part()
    elif not one.is_first(file):  # before everything else, so that the file is there in no time
        raise typer.Exit
    _make_application("")
    from desktop.app import Start, run

    without_model = model == _NO_MODEL
    raise typer.Exit(run(Start(file, None if without_model else model, attribute, without_model), one))


def _make_application(language: str) -> None:
    """Make it before the window's modules are imported, whose sentences are translated then."""
    from desktop.common.application import make_application

    make_application(language)


def _stop_without_libraries() -> None:
    if sentence := qt_environment.missing_libraries():
        _fail(sentence)


def _fail(sentence: str) -> None:
    Console(stderr=True, soft_wrap=True, highlight=False).print(f"[red]inkglow:[/red] {sentence}")
    raise typer.Exit(1)


def main() -> None:
    """The entry point."""
    leave_no_memory_image()
    if "--engine-worker" in sys.argv:  # the frozen program is also started as the model's process
        from core.engine.worker.__main__ import main as work

        work()
        return
    if "--template-worker" in sys.argv:  # and as the process of a model's own chat template, which can be stopped
        from core.engine.worker.template_worker import main as render

        render()
        return
    if "--download-worker" in sys.argv:  # and as the only process that uses the network
        from core.models.download.worker import main as download

        download()
        return
    if "--exchange-worker" in sys.argv:  # and for import and export
        from desktop.exchange.worker import main as exchange

        exchange()
        return
    if "--devices-worker" in sys.argv:  # and to look for graphics cards, whose drivers may crash
        from core.engine.worker.gpus import main as devices

        devices()
        return
    if "--search-worker" in sys.argv:  # and for regular expressions, which cannot be stopped otherwise
        from core.search.worker import main as search

        search()
        return
    app()


if __name__ == "__main__":
    main()
