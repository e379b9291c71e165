"""``inkglow import`` and ``inkglow export``: word processors' files, e-books, web pages and PDF."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.text import Text

from core.cli.activity import activity
from core.cli.output import failures_as_sentences
from core.errors import FileProblem
from core.exchange import exporting, importing
from core.exchange.exporting import Export, Exporter, ExportOptions, ExportOrder
from core.exchange.formats import Format, format_of
from core.exchange.job import Job
from core.files import write_atomically
from core.manuscript import opening

T = TypeVar("T")
_MOST_SHOWN = 20
"""Differences that are printed; the others are counted."""

ForceOption = Annotated[bool, typer.Option("--force", help="Replace a file that exists.")]


def export_command(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(help="A Markdown or plain-text file, or a folder of them.", show_default=False)
    ],
    to: Annotated[Path, typer.Option("--to", help="Where to write; the ending says the format.", show_default=False)],
    title: Annotated[str, typer.Option("--title", help="Without it: the text's own, else the file's name.")] = "",
    author: Annotated[str, typer.Option("--author", help="Without it: the one in the text's front matter.")] = "",
    plain: Annotated[bool, typer.Option("--plain", help="Leave out the title page.")] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Write the file even if it differs from the text.")] = False,
    force: ForceOption = False,
) -> None:
    """Export FILE as .docx (standard manuscript format), .epub, .odt, .html or .pdf.

    The new file is read back and compared with the text, paragraph by paragraph, words and emphasis, before it is
    called done. If they differ, the differences are named, nothing is written and the exit status is 1. Of a PDF, only
    the words are compared. Comments (<!-- -->) and front matter are not exported; `title:` and `author:` in the front
    matter are used.
    """
    with failures_as_sentences():
        wanted = format_of(to)
        _check_free(to, force=force)
        loaded = opening.load(file)
        order = ExportOrder(loaded.text, loaded.syntax, file.name, wanted, ExportOptions(title, author, plain))
        export: Exporter = context.obj if wanted is Format.PDF and callable(context.obj) else exporting.export
        made = asyncio.run(_doing(f"Writing {to.name} and reading it back…", lambda job: export(order, job)))
        _finish_export(made, to, keep=keep)


def _finish_export(made: Export, to: Path, *, keep: bool) -> None:
    """Write what is faithful or wanted all the same, and say which it is. Raises FileProblem, typer.Exit."""
    for note in made.notes:
        _say(note)
    for each in (made.differences or ())[:_MOST_SHOWN]:
        _say(each.sentence)
    differences = len(made.differences or ())
    if differences > _MOST_SHOWN:
        _say(f"And {differences - _MOST_SHOWN:,} more.")
    if differences and not keep:
        raise FileProblem(
            f"{to.name} was not written: read back, it differs from your text in {_count(differences, 'place')}. "
            "--keep writes it all the same."
        )
    made.write(to)
    if differences:
        _say(f"{to.name} was written, but it differs from your text as listed above.")
        raise typer.Exit(1)
    print(exporting.done_sentence(made, to, format_of(to)))


def import_command(
    file: Annotated[Path, typer.Argument(help="A .docx, .odt, .rtf, .epub or .html file.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", help="Where to write the Markdown.", show_default=False)],
    force: ForceOption = False,
) -> None:
    """Import FILE as a manuscript in Markdown: one line for each paragraph, italics and bold kept.

    Scene breaks become ***, footnotes Markdown's. Tracked changes are taken as accepted; comments, pictures and styles
    are left out, and what was left out is said.
    """
    with failures_as_sentences():
        _check_free(out, force=force)
        if out.suffix.lower() in importing.IMPORTED | {each.value for each in Format}:
            raise FileProblem(f"The manuscript is written as Markdown; give {out.name} the ending .md.")
        made = asyncio.run(_doing(f"Reading {file.name}…", lambda job: importing.import_file(file, job)))
        write_atomically(out, made.text.encode("utf-8"))
        for note in made.notes:
            _say(note)
        print(f"Wrote {out.name}: {made.n_words:,} words.")


async def _doing(sentence: str, work: Callable[[Job], T]) -> T:
    """Do ``work`` in a thread, with ``sentence`` on stderr; Ctrl+C cancels it."""
    job = Job()
    try:
        with activity() as shown:
            shown.now(sentence)
            return await asyncio.to_thread(work, job)
    finally:
        job.cancel()


def _check_free(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise FileProblem(f"{path.name or path} is a folder; name a file to write.")
    if path.exists() and not force:
        raise FileProblem(f"{path.name} exists; --force replaces it.")
    if not path.resolve().parent.is_dir():
        raise FileProblem(f"There is no folder {path.parent}.")


def _count(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"


def _say(sentence: str) -> None:
    Console(stderr=True, soft_wrap=True, highlight=False).print(Text(sentence))
    sys.stderr.flush()
