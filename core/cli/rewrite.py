"""``inkglow rewrite``: one paragraph of a file, rewritten or added to."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import typer

from core.attribute import selection
from core.attribute.selection import AttributeSelection, LoadedModel
from core.cli import output as cli_output
from core.cli.engine_run import run_with_engine
from core.cli.options import (
    BlendOption,
    GpuLayersOption,
    JsonOption,
    ModelOption,
    ThreadsOption,
)
from core.cli.reading import read_paragraphs
from core.engine.client import EngineClient
from core.errors import UsageProblem
from core.manuscript.paragraphs import Kind
from core.rewrite import blend
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, Retrying, RewriteOrder, Variant, Writing
from core.rewrite.rewriter import TRIES
from core.rewrite.run import mode_for, rewrite

FileArgument = Annotated[Path, typer.Argument(help="A Markdown or plain-text file.", show_default=False)]

_LADDER_VARIANTS = 4
"""Variants of a ladder of strengths where their number is not given."""


@dataclass(frozen=True)
class _Steering:
    """Attributes to steer by, as given; ``lam`` None is the λ given with the first one, or its default."""

    lam: float | None
    attributes: tuple[blend.AttributeSpec, ...]

    @property
    def selection(self) -> AttributeSelection:
        """The attributes to load."""
        names = tuple(each.name for each in self.attributes)
        return AttributeSelection(names[0] if names else "", names[1:])

    def lams(self, ready: LoadedModel, mode: Mode = Mode.AUTO) -> list[float]:
        """λ of each attribute as given, or its usual one in ``mode``."""
        given = [each.lam for each in self.attributes] or [None]
        if self.lam is not None:
            given[0] = self.lam
        return [
            attribute.usual_lam(mode) if lam is None else lam
            for attribute, lam in zip(ready.attributes, given, strict=True)
        ]


def rewrite_command(
    file: FileArgument,
    paragraph: Annotated[int, typer.Option("--paragraph", help="Index of the paragraph, as `inkglow score` shows it.")],
    lam: Annotated[float | None, typer.Option("--lam", help="Strength λ; without it the attribute's own.")] = None,
    variants: Annotated[
        int | None,
        typer.Option("--variants", min=1, max=16, help="How many versions to write; without it 1, of a ladder 4."),
    ] = None,
    together: Annotated[
        bool, typer.Option("--together", help="Write them in one batch: faster, but a seed then gives another text.")
    ] = False,
    ladder: Annotated[
        bool,
        typer.Option(
            "--ladder",
            help="Write the paragraph anew at rising strengths, from λ = 0 to the given one, in one batch.",
        ),
    ] = False,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Variant i uses seed + i.")] = 0,
    mode: Annotated[
        Mode,
        typer.Option(
            "--mode",
            help="`enrich` keeps every word and adds to the flattest sentences (English only), `rewrite` writes the "
            "paragraph anew, `auto` enriches with a model of fewer than about 3 billion parameters.",
        ),
    ] = Mode.AUTO,
    instruction: Annotated[
        str, typer.Option("--instruction", help="One line for the model, such as “keep it terse, more menace”.")
    ] = "",
    as_json: JsonOption = False,
    model: ModelOption = None,
    attribute: BlendOption = None,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Rewrite one paragraph of FILE to be more creative. FILE itself is not changed.

    While it works, stderr says what it is doing; stdout has the result and nothing else.

    The JSON is a list with an object for each variant: text (empty where no try gave usable prose), lam (the strength
    λ), seed (of variant i it is --seed + i), cosine_before and cosine_after (the score of the paragraph and of the
    rewrite, -1 to 1, null where too short; `inkglow score --help` explains scores and bands), mode (enrich or
    rewrite), hunks and flags, a list of codes.

    The hunks of an enriched paragraph are its additions, each with start and end (code points of the paragraph), text,
    gain (change of cosine with this one alone) and nats (surprisal per token); text has all of them. A hunk without
    text is a cut: a word such as “very” that could be left out; text still has it, and its nats say by how much what
    follows gets less likely. Where nothing was found hunks is empty and text is the paragraph.

    Flags: talk (the model talked about the passage), copied (almost unchanged), repetitive, garbled (hardly
    language any more), unusual (strange wording), names-lost, longer, shorter, emphasis-lost, content-lost
    (little of the original remains), numbers-lost, dialogue-lost, tense, person (told in another one), leaked
    (words of the few-shot examples), cut-off (an unfinished end was removed), sense (what follows in FILE has
    become less likely), not-livelier (scores no higher than the original), repeated (the same text as another
    variant), nothing-better (enriching found no addition that raises the score and fits).
    """
    options = RewriteOptions(
        variants=variants or (_LADDER_VARIANTS if ladder else 1),
        seed=seed,
        together=together,
        instruction=instruction,
        mode=mode,
        ladder=ladder,
    )
    steering = _Steering(lam, tuple(map(blend.parse, attribute or ())))
    run_with_engine(
        lambda engine: _rewrite(engine, file, paragraph, steering, options, model, as_json=as_json), gpu_layers, threads
    )


async def _rewrite(
    engine: EngineClient,
    file: Path,
    index: int,
    steering: _Steering,
    options: RewriteOptions,
    model: Path | None,
    *,
    as_json: bool,
) -> None:
    options.check(())  # λ is not known before the model is loaded
    paragraphs = read_paragraphs(file)
    if not 0 <= index < len(paragraphs):
        raise UsageProblem(f"{file.name} has paragraphs 0 to {len(paragraphs) - 1}; there is no paragraph {index}.")
    if paragraphs[index].kind is not Kind.PROSE:
        raise UsageProblem(f"Paragraph {index} of {file.name} is not prose and cannot be rewritten.")
    prose = [p.text if p.kind is Kind.PROSE else "" for p in paragraphs]
    with cli_output.stream(quiet=as_json) as show:
        show.doing("Loading the model…")
        engine.subscribe(lambda _status, sentence: show.doing(sentence))
        ready = await selection.load(engine, model, steering.selection)
        cli_output.notices(ready)
        order = RewriteOrder(
            passage=prose[index],
            attributes=ready.attributes,
            options=options,
            before=prose[index - 1] if index else "",
            after=prose[index + 1] if index + 1 < len(prose) else "",
        )
        lam, *others = steering.lams(ready, mode_for(order, ready.model))
        order = replace(order, options=replace(options, lam=lam, blend=tuple(others)))
        finished = await _write_variants(engine, order, ready, show)
    if as_json:
        print(json.dumps([cli_output.variant_json(variant) for variant in finished], ensure_ascii=False))


async def _write_variants(
    engine: EngineClient, order: RewriteOrder, ready: LoadedModel, show: cli_output.RewriteStream
) -> list[Variant]:
    finished: list[Variant] = []
    attempts = Counter[int]()
    show.doing("Reading the passage…")
    async for event in rewrite(engine, order):
        match event:
            case Writing():
                show.doing(_writing_words(order.options, event.index, attempts[event.index]))
                show.writing(event.index, event.text)
            case Retrying():
                attempts[event.index] += 1
                show.doing(_writing_words(order.options, event.index, attempts[event.index]))
                show.writing(event.index, "")
            case Finished():
                finished.append(event.variant)
                show.finished(event.index, event.variant, ready.attribute.calibration)
    return finished


def _writing_words(options: RewriteOptions, index: int, failed: int) -> str:
    if failed:
        what = f" variant {index + 1} of {options.variants}" if options.variants > 1 else ""
        return f"That was no usable prose. Writing{what} again, attempt {failed + 1} of {TRIES}…"
    if options.variants == 1:
        return "Writing…"
    at_once = options.together or options.ladder
    return "Writing the variants…" if at_once else f"Writing variant {index + 1} of {options.variants}…"
