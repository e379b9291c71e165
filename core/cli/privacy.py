"""``inkglow privacy``: what Inkglow keeps on this computer, and deleting it."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core import privacy
from core.cli.output import failures_as_sentences
from core.errors import UsageProblem
from core.privacy import KINDS, Holds, Kind

privacy_app = typer.Typer(
    help="What Inkglow keeps on this computer about your texts, where, and deleting it. Nothing of it is ever sent."
)
_HOLDS = {Holds.TEXT: "your words", Holds.NAMES: "names only", Holds.NOTHING: "no words"}
_TEXTS = tuple(kind.name for kind in KINDS if kind.holds is Holds.TEXT)


@privacy_app.command("list")
def list_command() -> None:
    """List the kinds of files that Inkglow keeps, how many there are, and whether they hold words of your texts.

    Your documents themselves, and what you export, are not among them: they are where you saved them.
    """
    with failures_as_sentences():
        where = privacy.folders()
        table = Table("kind", "files", "size", "holds", "what", header_style="bold", box=None)
        table.columns[1].justify = table.columns[2].justify = "right"
        for kind in KINDS:
            files = privacy.found(kind, where)
            size = sum(file.lstat().st_size for file in files)
            table.add_row(kind.name, f"{len(files):,}", _size(size), _HOLDS[kind.holds], kind.what)
        Console(highlight=False).print(table)
        for folder in dict.fromkeys(where[kind.folder] for kind in KINDS):
            names = ", ".join(kind.name for kind in KINDS if where[kind.folder] == folder)
            _print(f"{folder}: {names}")
        for file in privacy.others(where):
            _print(f"Not Inkglow's, or of another release: {file}")


@privacy_app.command("purge")
def purge_command(
    kinds: Annotated[
        list[str] | None,
        typer.Argument(metavar="KIND", help=f"Without any: {', '.join(_TEXTS)}.", show_default=False),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All kinds, settings and attributes included.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete what Inkglow keeps: without KIND, everything that holds words of your texts. Inkglow has to be closed.

    Your documents are not touched. Text that was never saved is lost with `unsaved`.
    """
    with failures_as_sentences():
        chosen, where = _chosen(kinds or [], everything=everything), privacy.folders()
        n_files = sum(len(privacy.found(kind, where)) for kind in chosen)
        if n_files and not yes:
            _ask(chosen, n_files)
        deleted = privacy.purge(chosen, where)
        _print(f"{len(deleted):,} {'file was' if len(deleted) == 1 else 'files were'} deleted.")
        for file in deleted:
            _print(f"  {file}")


def _chosen(names: list[str], *, everything: bool) -> tuple[Kind, ...]:
    if everything and names:
        raise UsageProblem("--all deletes every kind; leave out {kind}.", kind=names[0])
    if everything:
        return KINDS
    known = {kind.name: kind for kind in KINDS}
    for name in names:
        if name not in known:
            raise UsageProblem("There is no kind {name}; there are {known}.", name=name, known=", ".join(known))
    return tuple(known[name] for name in dict.fromkeys(names or _TEXTS))


def _ask(kinds: tuple[Kind, ...], n_files: int) -> None:
    """Ask on the terminal; ends the program unless the answer is yes."""
    for kind in kinds:
        _print(f"{kind.name}: {kind.what}")
    typer.confirm(f"Delete these {n_files:,} files for good?", abort=True)


def _size(n_bytes: int) -> str:
    return f"{n_bytes / 1e6:.1f} MB" if n_bytes >= 100_000 else f"{n_bytes / 1e3:.1f} kB"


def _print(words: str) -> None:
    Console(highlight=False, soft_wrap=True).print(Text(words))
