"""``inkglow evaluate validity``: compare the score with people's ratings of texts that it was not derived from."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import aclosing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from core.attribute import selection
from core.attribute.selection import AttributeSelection, LoadedModel
from core.cli import output as cli_output
from core.cli.derive import command_line, progress_bars
from core.cli.options import AttributeOption, GpuLayersOption, ModelOption, ThreadsOption, engine_of
from core.cli.validity_tables import print_report
from core.engine.protocol import Engine
from core.errors import FileProblem, UsageProblem
from core.evaluation.answer_parsing import parse_rating
from core.evaluation.experiment import Progress
from core.evaluation.judges import EngineJudge, Question
from core.evaluation.validity import layer_sweep, ratings_file
from core.evaluation.validity import report as validity_report
from core.evaluation.validity import words as validity_words
from core.evaluation.validity.baselines import TextTable, score, tabulate
from core.evaluation.validity.ratings_file import FEWEST_TEXTS, PairsFile, Rated, RatingsFile
from core.evaluation.validity.report import Pairs, Ratings
from core.files import write_atomically

FORMAT_VERSION = 3


@dataclass(frozen=True)
class ValidityOptions:
    """The options of the command; exactly one of ``ratings`` and ``pairs`` is given (:meth:`checked`)."""

    ratings: Path | None = None
    text: str = ""
    rating: str = ""
    group: str = ""
    pairs: Path | None = None
    better: str = ""
    worse: str = ""
    model: Path | None = None
    attribute: str = ""
    asking: bool = True
    sweep: bool = True

    def checked(self) -> ValidityOptions:
        """These options. Raises UsageProblem if they do not say what to read."""
        if (self.ratings is None) == (self.pairs is None):
            raise UsageProblem("Give either --ratings FILE with --text and --rating, or --pairs FILE.")
        if self.ratings is not None and not (self.text and self.rating):
            raise UsageProblem("--ratings takes the names of two columns: --text COLUMN --rating COLUMN.")
        if bool(self.better) != bool(self.worse):
            raise UsageProblem("Give both --better and --worse, or neither.")
        return self


def validity_command(
    ratings: Annotated[
        Path | None, typer.Option("--ratings", help="A CSV (or JSON lines) of texts with people's ratings.")
    ] = None,
    text: Annotated[str, typer.Option("--text", help="The column with the text.")] = "",
    rating: Annotated[str, typer.Option("--rating", help="The column with the rating, a number.")] = "",
    group: Annotated[str, typer.Option("--group", help="A column to look within: topic, rater, kind of author.")] = "",
    pairs: Annotated[
        Path | None, typer.Option("--pairs", help="JSON lines (or a CSV) of pairs, one text of which was preferred.")
    ] = None,
    better: Annotated[str, typer.Option("--better", help="The preferred text's field; else a usual name.")] = "",
    worse: Annotated[str, typer.Option("--worse", help="The other text's field; else a usual name.")] = "",
    as_json: Annotated[Path | None, typer.Option("--json", help="Write all figures to this file.")] = None,
    model: ModelOption = None,
    attribute: AttributeOption = "",
    asking: Annotated[bool, typer.Option(help="Also ask the model to rate each text: the slowest baseline.")] = True,
    sweep: Annotated[bool, typer.Option(help="Also score at every layer, and select one on half of the texts.")] = True,
    gpu_layers: GpuLayersOption = -1,
    threads: ThreadsOption = 0,
) -> None:
    """Compare the score with people's ratings, or with their choices between two texts.

    Ratings of the same text are averaged; rows without a text or a rating, and texts too short for a score, are left
    out and counted. Every figure is compared with trivial baselines on the same texts. The usual field names of pairs
    are after/before, better/worse, vivid/plain, figurative/literal.

    --json writes n, spearman (or accuracy), interval (95 %), length_partialled (ratings: ranks of the number of words
    partialled out; pairs: those within 10 % in words), groups, within_groups, baselines, over_best_baseline, model,
    attribute, layer (0-based), readout, layer_sweep, calibration_curve, variance_shares, confounds (R² of score and
    ratings by length, the share of speech, mean surprisal and the share of concrete nouns),
    confounds_partialled, left_out and sentence.
    """
    options = ValidityOptions(ratings, text, rating, group, pairs, better, worse, model, attribute, asking, sweep)

    async def with_engine() -> None:
        async with engine_of(gpu_layers, threads) as engine:
            with progress_bars() as progress:
                report = await validity(engine, options.checked(), progress)
        report["command"] = command_line("inkglow")
        if as_json is not None:
            write_atomically(as_json, (json.dumps(report, indent=1, ensure_ascii=False) + "\n").encode())
        print_report(report)

    with cli_output.failures_as_sentences():
        if as_json is not None and not as_json.absolute().parent.is_dir():
            raise FileProblem(f"There is no folder {as_json.parent} to write {as_json.name} to.")
        asyncio.run(with_engine())


async def validity(engine: Engine, options: ValidityOptions, progress: Progress) -> dict[str, Any]:
    """All figures, as written to JSON. The file is read before the model is loaded. Raises InkglowError."""
    data: RatingsFile | PairsFile
    if options.ratings is not None:
        data = ratings_file.load_ratings(options.ratings, options.text, options.rating, options.group)
        texts = [each.text for each in data.texts]
    else:
        assert options.pairs is not None
        data = ratings_file.load_pairs(options.pairs, options.better, options.worse, options.group)
        texts = list(dict.fromkeys(text for pair in data.pairs for text in (pair.better, pair.worse)))
    ready = await selection.load(engine, options.model, AttributeSelection(options.attribute))
    attribute = ready.attribute
    scored = await score(engine, texts, ready.attribute.vector, progress)
    left_out = dict(data.left_out)
    if len(scored) < len(texts):
        left_out[f"texts of fewer than {attribute.readout.min_tokens} tokens"] = len(texts) - len(scored)
    _check_enough(data, scored)
    by_layer = layer_sweep.reader(engine, attribute.directions, attribute.readout.context) if options.sweep else None
    ask = asker(engine, ready.model.name) if options.asking else None
    table = await tabulate(engine, scored, progress, ask=ask, by_layer=by_layer)
    figures = await asyncio.to_thread(_figures, table, data, attribute.layer)
    return _whole(figures, data, scored, ready, options, left_out)


def asker(engine: Engine, name: str) -> Callable[[str], Awaitable[int | None]]:
    """A function that asks the model itself to rate a text 0–9, in the same way as the evaluation's judges."""
    judge = EngineJudge("self", engine, name)

    async def ask(text: str) -> int | None:
        async with aclosing(judge.answer([Question((text,))])) as answers:
            answer = await anext(answers)
        return parse_rating(answer.begun + answer.text)

    return ask


def _check_enough(data: RatingsFile | PairsFile, scored: Mapping[str, tuple[int, float]]) -> None:
    if isinstance(data, PairsFile):
        n = sum(pair.better in scored and pair.worse in scored for pair in data.pairs)
        if n < FEWEST_TEXTS:
            raise FileProblem(f"Only {n} pairs have texts long enough to be scored; it takes {FEWEST_TEXTS}.")
        return
    rated = [each.rating for each in data.texts if each.text in scored]
    if len(rated) < FEWEST_TEXTS:
        raise FileProblem(f"Only {len(rated)} texts are long enough to be scored; it takes {FEWEST_TEXTS}.")
    if len(set(rated)) == 1:
        raise FileProblem(
            "All texts that are long enough to be scored have the same rating: there is nothing to compare."
        )


def _figures(table: TextTable, data: RatingsFile | PairsFile, layer: int) -> dict[str, Any]:
    place = {text: i for i, text in enumerate(table.texts)}
    if isinstance(data, PairsFile):
        kept = [pair for pair in data.pairs if pair.better in place and pair.worse in place]
        better = np.array([place[pair.better] for pair in kept], dtype=np.int64)
        worse = np.array([place[pair.worse] for pair in kept], dtype=np.int64)
        return validity_report.pairs_report(table, Pairs(better, worse, tuple(pair.group for pair in kept)), layer)

    def of(rated: Sequence[Rated], group: str = "") -> Ratings:
        kept = [each for each in rated if each.text in place]
        return Ratings(
            np.array([place[each.text] for each in kept], dtype=np.int64),
            np.array([each.rating for each in kept], dtype=np.float64),
            group,
        )

    groups = [each for group, rated in data.by_group.items() if len((each := of(rated, group)).index)]
    return validity_report.ratings_report(table, of(data.texts), groups, layer)


def _whole(
    figures: dict[str, Any],
    data: RatingsFile | PairsFile,
    scored: Mapping[str, tuple[int, float]],
    ready: LoadedModel,
    options: ValidityOptions,
    left_out: Mapping[str, int],
) -> dict[str, Any]:
    file = options.ratings or options.pairs
    assert file is not None
    about = {
        "format": FORMAT_VERSION,
        "file": file.name,
        "model": ready.model.name,
        "fingerprint": ready.model.fingerprint,
        "attribute": ready.attribute.name,
        "layer": ready.attribute.layer,
        "readout": asdict(ready.attribute.readout),
        "notice": ready.notice,
        "left_out": dict(left_out),
        "group_column": options.group or None,
    }
    if isinstance(data, RatingsFile):
        about |= {
            "kind": "ratings",
            "n_ratings": sum(each.n_ratings for each in data.texts if each.text in scored),
            "length_partialled_by": "ranks of the number of words",
        }
    else:
        about |= {"kind": "pairs", "length_partialled_by": "pairs within 10 % in words"}
    return {**figures, **about, "sentence": validity_words.in_words(figures)}
