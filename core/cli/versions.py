"""``inkglow versions``: the versions that are kept of a document, and one of them written to a file."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core import paths
from core.cli.options import JsonOption
from core.cli.output import failures_as_sentences
from core.errors import FileProblem, UsageProblem
from core.files import write_atomically
from core.manuscript.boundaries import is_boundary, parted
from core.versions.place import place_for
from core.versions.store import FILE_NAME, VersionStore
from core.versions.version import Version, key_of


def versions_command(
    file: Annotated[
        Path, typer.Argument(help="A text file or a folder; it need not exist any more.", show_default=False)
    ],
    as_json: JsonOption = False,
    restore: Annotated[int | None, typer.Option("--restore", help="Number of the version to write to --out.")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="A new file; for a manuscript of files a folder.")] = None,
) -> None:
    """List the versions that Inkglow keeps of FILE, newest first, or write one of them to a new file.

    The editor keeps them while you write: as the text was opened, every few minutes, before each rewrite that is
    accepted, and when it is closed. FILE itself is never changed.

    The JSON is a list with number (which --restore takes), at (when it was kept), cause (named, opened, interval,
    closed, before rewrite, before reload, before restore, replaced or backup), words and name.
    """
    with failures_as_sentences():
        store = VersionStore(place_for(paths.data_folder(), paths.usual_data_folder()).folder / FILE_NAME)
        found = store.versions(key_of(file))
        if (restore is None) is not (out is None):
            raise UsageProblem("--restore and --out are given together: which version, and where it is written.")
        if restore is not None and out is not None:
            version = next((each for each in found if each.number == restore), None)
            if version is None:
                raise UsageProblem(f"There is no version {restore} of {file.name}; `inkglow versions` lists them.")
            _write(store, version, out)
        elif as_json:
            print(json.dumps([_as_json(version) for version in found], ensure_ascii=False, indent=1))
        else:
            _print(found, file)


def _write(store: VersionStore, version: Version, out: Path) -> None:
    """Write a version as its file was, a text in UTF-8, the texts of a folder as files in a new folder."""
    if out.exists():
        raise FileProblem(f"{out.name} exists already; choose another name.")
    data = store.data(version)
    text = "" if version.is_file else store.text(version)
    if not is_boundary(text):
        write_atomically(out, data)
        return
    for name, part in parted(text):
        path = out.joinpath(*(step for step in name.split("/") if step not in ("", ".", "..")))
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, part.encode("utf-8", "surrogatepass"))


def _as_json(version: Version) -> dict[str, int | str]:
    at = version.at.isoformat(timespec="seconds")
    return {
        "number": version.number,
        "at": at,
        "cause": version.cause.value,
        "words": version.words,
        "name": version.name,
    }


def _print(found: tuple[Version, ...], file: Path) -> None:
    console = Console(highlight=False)
    if not found:
        console.print(Text(f"There are no versions of {file.name}."))
        return
    table = Table("number", "kept", "words", "why", "name", header_style="bold", box=None)
    table.columns[0].justify = table.columns[2].justify = "right"
    for version in found:
        words = f"{version.words:,}"
        table.add_row(str(version.number), _when(version.at), words, version.cause.value, Text(version.name))
    console.print(table)


def _when(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"
