"""``inkglow strength``: measure from which strength on an attribute has an effect, and add it to the file."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from core import paths
from core.attribute import file as attribute_file
from core.attribute import selection
from core.attribute.selection import AttributeSelection
from core.cli.derive import progress_bars
from core.cli.derive_report import print_strengths
from core.cli.options import GpuLayersOption, ModelOption, ThreadsOption, engine_of
from core.cli.output import failures_as_sentences
from core.derivation.cache import SampleStore
from core.derivation.premises import load_passages
from core.derivation.stages import Step
from core.derivation.strength import MODES, StrengthMeasure, passages_to_rewrite, with_strengths
from core.engine.protocol import Engine
from core.errors import FileProblem
from core.rewrite.options import Mode


def strength_command(
    file: Annotated[Path, typer.Argument(help="An attribute file.", show_default=False)],
    mode: Annotated[
        Mode, typer.Option("--mode", help="Measure only this way of rewriting; `auto` measures both.")
    ] = Mode.AUTO,
    model: ModelOption = None,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Measure from which strength on an attribute changes rewrites, and add the figures to FILE.

    24 plain passages are rewritten at λ = 0 and at each fluent λ from the same seeds. The slider and `inkglow rewrite`
    then start at the smallest λ whose gain of the score over λ = 0 is at least a quarter of the standard deviation of
    the reference passages' scores (lower end of the 95 % interval). A stopped run resumes.
    """

    async def measure() -> None:
        async with engine_of(gpu_layers, threads) as engine:
            await add_strengths(engine, file, model, MODES if mode is Mode.AUTO else (mode,))

    with failures_as_sentences():
        asyncio.run(measure())


async def add_strengths(engine: Engine, file: Path, model: Path | None, modes: Sequence[Mode] = MODES) -> None:
    """Measure the attribute in ``file`` and write the figures into it, and into the report beside it.

    Finished passages are kept until then, so that a stopped run resumes. Raises AttributeProblem, ModelProblem,
    FileProblem.
    """
    ready = await selection.load(engine, model, AttributeSelection(str(file)))
    passages = passages_to_rewrite(load_passages(paths.resources() / "reference" / "passages.jsonl"))
    try:
        store = await asyncio.to_thread(SampleStore, file.with_suffix(".strength.partial"), ready.model.fingerprint)
        with progress_bars() as show:

            def progress(step: Step, done: float, total: int) -> None:
                show(step.title, done, total)

            found = await StrengthMeasure(engine, ready.attribute, passages, store, progress).run(modes)
        attribute = with_strengths(ready.attribute, found)
        report = json.dumps(attribute.report.to_json(), indent=1, ensure_ascii=False) + "\n"
        await asyncio.to_thread(attribute_file.write, file, attribute)
        await asyncio.to_thread(file.with_suffix(".json").write_text, report, "utf-8")
        await asyncio.to_thread(store.remove)
    except OSError as error:
        raise FileProblem(f"{file.parent} cannot be written to: {error.strerror or error}.") from None
    print_strengths(attribute)
