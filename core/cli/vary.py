"""``inkglow vary``: other words for one word of a file."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from core.attribute import selection
from core.attribute.selection import AttributeSelection
from core.cli import output
from core.cli.options import AttributeOption, GpuLayersOption, JsonOption, ModelOption, ThreadsOption, engine_of
from core.errors import UsageProblem
from core.manuscript import document
from core.manuscript.paragraphs import Kind
from core.manuscript.paragraphs_as_read import paragraphs_as_read
from core.manuscript.source_lines import split_lines, without_end
from core.rewrite import alternatives, vary_site
from core.rewrite.vary import Alternative, VaryOrder, vary
from core.rewrite.vary_site import VarySite

_AT = re.compile(r"([1-9][0-9]*):([1-9][0-9]*)")


def vary_command(
    file: Annotated[Path, typer.Argument(help="A Markdown or plain-text file.", show_default=False)],
    at: Annotated[str, typer.Option("--at", metavar="LINE:COLUMN", help="A place in the word, both counted from 1.")],
    as_json: JsonOption = False,
    model: ModelOption = None,
    attribute: AttributeOption = "",
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Show other words for one word of FILE, the best first. FILE itself is not changed. English only.

    They come from a list of words and from the model, are kept where they fit, and are ranked by how much livelier the
    sentence becomes. The JSON is a list with an object for each: text, gain (change of the sentence's score, null for a
    short sentence) and lam (the strength under which the model proposed it, null for a word of the list).
    """
    with output.failures_as_sentences():
        asyncio.run(_vary(file, at, model, attribute, gpu_layers, threads, as_json=as_json))


async def _vary(
    file: Path, at: str, model: Path | None, attribute: str, gpu_layers: int, threads: int, *, as_json: bool
) -> None:
    site = _site(file, at)
    found: tuple[Alternative, ...] = ()
    async with engine_of(gpu_layers, threads) as engine:
        ready = await selection.load(engine, model, AttributeSelection(attribute))
        output.notices(ready)
        order = VaryOrder(site, ready.attribute, ready.attribute.default_lam)
        async for so_far in vary(engine, order, alternatives.load()):
            found = so_far
    if as_json:
        values = [{"text": each.text, "gain": each.gain, "lam": each.lam} for each in found]
        print(json.dumps(values, ensure_ascii=False))
    else:
        _print(site, found)


def _site(file: Path, at: str) -> VarySite:
    loaded = document.load(file)
    place = _AT.fullmatch(at)
    if place is None:
        raise UsageProblem("--at needs a line and a column, such as 12:8.")
    lines = split_lines(loaded.text_as_read)
    line, column = int(place[1]) - 1, int(place[2]) - 1
    if line >= len(lines) or column > len(without_end(lines[line])):
        raise UsageProblem(f"{file.name} has no place {at}.")
    offset = sum(map(len, lines[:line])) + column
    before = ""
    for paragraph in paragraphs_as_read(loaded):
        if paragraph.start <= offset <= paragraph.end and paragraph.kind is Kind.PROSE:
            inside = paragraph.from_file_offset(offset)
            return vary_site.site(paragraph.text, inside, inside, before)
        before = paragraph.text if paragraph.kind is Kind.PROSE else before
    raise UsageProblem(f"There is no prose at {at} of {file.name}.")


def _print(site: VarySite, found: tuple[Alternative, ...]) -> None:
    console = Console(highlight=False, soft_wrap=True)
    if not found:
        console.print(Text(f"Nothing better was found for “{site.text[site.start : site.end]}”."))
    for each in found:
        gain = f"  {each.gain:+.3f}" if each.gain is not None else ""
        console.print(Text(each.text, style="bold").append(gain, "dim"))
