"""The headless commands: ``inkglow score``, ``rewrite``, ``derive``, ``evaluate``, ``models``, ``record`` and others.

The desktop adds ``open`` and ``tour``.

Whatever goes wrong in an expected way ends as one sentence on stderr and exit status 1.
"""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

import typer

from core.attribute import selection
from core.attribute.selection import AttributeSelection, LoadedModel
from core.cli import output as cli_output
from core.cli import score_files
from core.cli.derive import (
    DeriveOptions,
    MethodOption,
    RecipeOption,
    SamplesOption,
    TellingsOption,
    command_line,
    derive,
    method_of,
)
from core.cli.evaluate import evaluate_app
from core.cli.exchange import export_command, import_command
from core.cli.group import InkglowGroup
from core.cli.models import models_app
from core.cli.options import (
    AttributesOption,
    BlendOption,
    FreshOption,
    GpuLayersOption,
    JsonOption,
    LayersOption,
    ModelOption,
    NameOption,
    OutOption,
    PairsOption,
    PremisesOption,
    PromptsOption,
    QuickOption,
    ReportOption,
    SeedOption,
    SplitOption,
    ThreadsOption,
    TokensOption,
    engine_of,
)
from core.cli.reading import read_manuscript, read_paragraphs
from core.cli.record import record_command
from core.cli.selftest import selftest_command
from core.cli.strength import add_strengths, strength_command
from core.cli.vary import vary_command
from core.cli.versions import versions_command
from core.derivation.engine_source import LlamaSource
from core.derivation.vector_files import Convention
from core.engine.client import EngineClient
from core.engine.protocol import Priority
from core.errors import UsageProblem
from core.manuscript.paragraphs import Kind, Paragraph
from core.rewrite import blend
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, Retrying, RewriteOrder, Variant, Writing
from core.rewrite.rewriter import TRIES
from core.rewrite.run import mode_for, rewrite
from core.score.phrase_effects import PhraseEffect, phrase_effects
from core.score.scoring import Score, score_paragraphs

app = typer.Typer(
    name="inkglow",
    cls=InkglowGroup,
    help="See where your prose glows, and make a passage more creative; all on this machine.",
    no_args_is_help=False,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.add_typer(models_app, name="models")
app.add_typer(evaluate_app, name="evaluate")
app.command("export")(export_command)
app.command("import")(import_command)
app.command("record")(record_command)
app.command("selftest")(selftest_command)
app.command("strength")(strength_command)
app.command("vary")(vary_command)
app.command("versions")(versions_command)

FileArgument = Annotated[Path, typer.Argument(help="A Markdown or plain-text file.", show_default=False)]


_LADDER_VARIANTS = 4
"""Variants of a ladder of strengths where their number is not given."""


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


@app.command("score")
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
    _run(lambda engine: _score(engine, file, model, attribute, wanted), gpu_layers, threads)


@app.command("rewrite")
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
    _run(
        lambda engine: _rewrite(engine, file, paragraph, steering, options, model, as_json=as_json), gpu_layers, threads
    )


@app.command("derive")
def derive_command(
    model: Annotated[Path, typer.Argument(help="A GGUF, or `starter`.", show_default=False)],
    out: OutOption,
    layers: LayersOption = "",
    seed: SeedOption = 0,
    premises: PremisesOption = None,
    tokens: TokensOption = 120,
    samples_per_premise: SamplesOption = 2,
    tellings: TellingsOption = None,
    name: NameOption = "",
    pairs: PairsOption = None,
    vector: Annotated[
        Path | None, typer.Option("--vector", help="Make an attribute of another program's control vector.")
    ] = None,
    convention: Annotated[
        Convention | None,
        typer.Option(
            "--convention",
            help="The layer numbering of --vector: `same` (direction.l is block l's output; repeng) or `next` "
            "(direction.l+1 is; llama.cpp's generator, jukofyork's tools). Without it assumed, and printed.",
        ),
    ] = None,
    report_on: ReportOption = None,
    prompts_from: PromptsOption = None,
    split: SplitOption = "",
    method: MethodOption = None,
    recipe: RecipeOption = None,
    quick: QuickOption = False,
    fresh: FreshOption = False,
    strength: Annotated[
        bool,
        typer.Option("--strength", help="Then measure from which strength on it has an effect (`inkglow strength`)."),
    ] = False,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Derive an attribute of MODEL.gguf through llama.cpp, and write it as a control-vector GGUF.

    Without --pairs the attribute is *creativity*: the difference between creative and boring stories on the same
    premises. With --pairs it points from each pair's `before` to its `after` (or worse to better): one half of the
    pairs derives it, the other half is held out to report on.

    The same derivation as `python -m convert derive`, without torch. A stopped run resumes.
    """
    options = DeriveOptions(
        out=out,
        layers=layers,
        seed=seed,
        premises=premises,
        tokens=tokens,
        samples_per_premise=tellings or samples_per_premise,
        name=name,
        pairs=pairs,
        vector=vector,
        convention=convention,
        report_on=tuple(report_on or ()),
        fresh=fresh,
        prompts_from=prompts_from,
        split=split,
        method=method_of(method, recipe),
        quick=quick,
    )
    _run(lambda engine: _derive(engine, model, options, strength=strength), gpu_layers, threads)


def _run(job: Callable[[EngineClient], Coroutine[Any, Any, None]], gpu_layers: int, threads: int) -> None:
    """Run ``job`` with an engine of its own; expected failures become one sentence and exit status 1."""

    async def with_engine() -> None:
        async with engine_of(gpu_layers, threads) as engine:
            await job(engine)

    with cli_output.failures_as_sentences():
        asyncio.run(with_engine())


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


async def _derive(engine: EngineClient, model: Path, options: DeriveOptions, *, strength: bool) -> None:
    if strength and options.quick:
        raise UsageProblem("--quick does not measure λ, which --strength needs.")
    plan = options.checked_plan()
    path = selection.default_model() if str(model) == "starter" else model
    info = await engine.load(path)
    await derive(LlamaSource(engine, info), plan, options, "llama.cpp", command_line("inkglow"))
    if strength:
        await add_strengths(engine, options.out, path)


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
