"""``inkglow score``: the paragraphs of a file or a folder, with their scores."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from core.attribute import selection
from core.attribute.selection import AttributeSelection
from core.cli import output as cli_output
from core.cli import score_files
from core.cli.engine_run import run_with_engine
from core.cli.options import (
    AttributesOption,
    GpuLayersOption,
    JsonOption,
    ModelOption,
    ThreadsOption,
)
from core.cli.reading import read_manuscript
from core.engine.client import EngineClient
from core.engine.protocol import Priority
from core.errors import UsageProblem
from core.manuscript.paragraphs import Paragraph
from core.score.phrase_effects import PhraseEffect, phrase_effects
from core.score.scoring import Score, score_paragraphs


@dataclass(frozen=True)
class _Wanted:
    """What the output of ``inkglow score`` has."""

    as_json: bool
    tokens: bool
    phrases: bool
    as_csv: bool = False
    plot: Path | None = None

    def check(self) -> None:
        """Raises UsageProblem."""
        if self.as_json and self.as_csv:
            raise UsageProblem("The scores are printed as JSON or as CSV; give --json or --csv.")
        if self.plot is not None:
            score_files.check_plot(self.plot)


def score_command(
    file: Annotated[
        Path, typer.Argument(help="A Markdown or plain-text file, or a folder of them.", show_default=False)
    ],
    as_json: JsonOption = False,
    model: ModelOption = None,
    attribute: AttributesOption = None,
    tokens: Annotated[bool, typer.Option("--tokens", help="With --json: also each token's cosine.")] = False,
    phrases: Annotated[
        bool,
        typer.Option("--phrases", help="With --json: also the score without each phrase; takes several times as long."),
    ] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for spreadsheets and nothing else.")] = False,
    plot: Annotated[
        Path | None, typer.Option("--plot", help="Also draw the curve over the whole text: a .png or .svg.")
    ] = None,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Score each paragraph of FILE by the attribute, compared with published fiction.

    Bands: plain, quiet, steady, lively, vivid, each a fifth of published fiction, speech compared with speech (they end
    at the 20th, 40th, 60th and 80th percentile); by attributes from texts or vectors, a fifth of reference passages of
    about the same length. Bands are a comparison, not grades; below 64 tokens they are rough. Percentile and band of
    speech below 48 tokens, and of narration below 8, are null.

    The JSON is a list with an object for each paragraph: index (from 0, headings counted), start and end (its range in
    FILE, in Unicode characters; a line end of two characters counts as two; end is the place after the last one),
    n_tokens (the model's tokens in it), cosine (the score, -1 to 1), percentile (0 to 100) and band. cosine, percentile
    and band are null where nothing is scored: headings, breaks, code, lists, tables, page numbers, web addresses,
    details such as “Author: …”, the headings and signatures of letters, with markup or without, and paragraphs that are
    too short. Of a folder the files are scored in their order, and each object also has file, the path in the
    folder; its index, start and end are those in that file. With --tokens also tokens: a list of start, end and
    cosine. With --phrases also phrases, at most 20: a list of start, end and cosine_without, the score of the
    paragraph without that phrase; a phrase without which it is lower lifts it.

    The CSV has a line for each paragraph: file, index, chapter, words, n_tokens, cosine, percentile, band, and begins
    with its first words; comments are not counted. The curve of --plot shows each paragraph's percentile, a smoothed
    line, and where chapters begin.
    """
    wanted = _Wanted(as_json=as_json, tokens=tokens, phrases=phrases and as_json, as_csv=as_csv, plot=plot)
    run_with_engine(lambda engine: _score(engine, file, model, attribute, wanted), gpu_layers, threads)


async def _score(
    engine: EngineClient, file: Path, model: Path | None, attribute: list[str] | None, wanted: _Wanted
) -> None:
    wanted.check()
    manuscript = read_manuscript(file)
    if len(attribute or ()) > 1:
        raise UsageProblem("Paragraphs are scored by one attribute at a time; give --attribute once.")
    ready = await selection.load(engine, model, AttributeSelection(*attribute or ()))
    cli_output.notice(manuscript.notice)
    cli_output.notices(ready)
    names = [name for name, _ in manuscript.paragraphs]
    paragraphs = [paragraph for _, paragraph in manuscript.paragraphs]
    scored: list[tuple[Paragraph, Score]] = []
    phrases: list[list[PhraseEffect]] = []
    with cli_output.progress(len(paragraphs), quiet=wanted.as_json or wanted.as_csv) as advance:
        async for pair in score_paragraphs(engine, paragraphs, ready.attribute.vector, ready.attribute.calibration):
            scored.append(pair)
            if wanted.phrases:
                vector, (paragraph, score) = ready.attribute.vector, pair
                effects = phrase_effects(engine, paragraph.text, score, vector, priority=Priority.ASKED)
                phrases.append([effect async for effect in effects])
            advance()
    if wanted.plot is not None:
        score_files.write_plot(manuscript, scored, wanted.plot, file, ready)
    if wanted.as_csv:
        score_files.print_csv(manuscript, scored)
    elif wanted.as_json:
        effects_of = iter(phrases)
        elements = [
            cli_output.score_json(*pair, tokens=wanted.tokens, phrases=next(effects_of, None)) for pair in scored
        ]
        if any(names):
            elements = [{"file": name, **element} for name, element in zip(names, elements, strict=True)]
        if ready.attribute.provisional:
            elements = [{**element, "provisional": True} for element in elements]
        print(json.dumps(elements, ensure_ascii=False))
    else:
        cli_output.score_table(file.name or str(file), names, scored, ready.attribute.name, ready.model.name)
