"""``inkglow record``: what the model wrote in a document."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from core import paths
from core.cli.output import failures_as_sentences
from core.errors import FileProblem, UsageProblem
from core.files import write_atomically
from core.manuscript import opening
from core.manuscript.stored import Stored
from core.record import entries, report, store, wording
from core.record.report import DocumentReport

_STDOUT = Path("-")


def record_command(
    file: Annotated[Path, typer.Argument(help="A Markdown or plain-text file, or a folder.", show_default=False)],
    json_to: Annotated[
        Path | None, typer.Option("--json", help="Write the report as JSON to this file; `-` prints it.")
    ] = None,
    markdown_to: Annotated[
        Path | None, typer.Option("--markdown", help="Write the report as Markdown to this file; `-` prints it.")
    ] = None,
    delete: Annotated[bool, typer.Option("--delete", help="Delete the record of FILE and do nothing else.")] = False,
) -> None:
    """Show what came from the model into FILE: when, how, and how much of it is still there.

    The editor keeps a record of each passage that you take from the model, unless you switch that off in its File menu.
    The record is a file in Inkglow's own folder, never in FILE, and is sent nowhere.

    The report has a paragraph that you can adapt and give to a publisher. The JSON has document, made, n_words (of FILE
    now), n_words_from_model, share (0 to 1), n_passages, n_passages_left, statement and passages: a list with at,
    model, fingerprint, attribute, mode (enrich, rewrite or vary), lams (the strength λ of each attribute), seed,
    instruction, hunks_kept and hunks_offered (changes taken, of those shown), n_words_taken, n_words_left, paragraph
    (index of the paragraph that has most of them, null if none are left) and excerpt.
    """
    with failures_as_sentences():
        folder = paths.data_folder() / store.FOLDER_NAME
        if delete:
            if json_to is not None or markdown_to is not None:
                raise UsageProblem("--delete makes no report; leave out --json and --markdown.")
            store.delete(store.file_for(file, folder))
            return
        made = _report(opening.load(file), folder)
        if json_to is not None:
            _write(json_to, json.dumps(wording.as_json(made), ensure_ascii=False, indent=1) + "\n", file)
        if markdown_to is not None:
            _write(markdown_to, wording.markdown(made), file)
        if json_to is None and markdown_to is None:
            _print(made)


def _report(stored: Stored, folder: Path) -> DocumentReport:
    kept = store.read(store.file_for(stored.path, folder))
    return report.report(stored.name, stored.text, stored.syntax, kept, entries.now())


def _write(out: Path, text: str, document_path: Path) -> None:
    if out == _STDOUT:
        sys.stdout.write(text)
        return
    if out.exists() and out.samefile(document_path):
        raise FileProblem(f"The report cannot be written over {out.name}, which it is about.")
    write_atomically(out, text.encode("utf-8", "surrogatepass"))


def _print(made: DocumentReport) -> None:
    console = Console(highlight=False)
    if made.passages:
        table = Table(*wording.COLUMNS, title=made.name, title_justify="left", header_style="bold", box=None)
        for each in made.passages:
            table.add_row(*map(Text, wording.cells(each)))
        console.print(table)
        console.print()
    console.print(Text(wording.summary(made)))
    if made.passages:
        console.print()
        console.print(Text(wording.statement(made)))
        console.print()
        console.print(Text(wording.LIMITS, style="dim"))
