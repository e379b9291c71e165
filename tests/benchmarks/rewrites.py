"""``make rewrites``: measure what rewriting does, in each mode and at several λ, on plain passages of the repository.

The passages are the plain sides of the bundled pairs and after them the dull and plain reference passages (all
LLM-written). Every second one of each is the selection half, from which λ and the rules were chosen; the other half is
the test half, for the figures to report. A condition is a mode and a λ. Each is
compared with λ = 0 of the same mode: same passages, same seeds, as many candidates. The change of the score is circular
for λ > 0 (trap 11 of the method), so a second reading by another layer, the perplexity under the unsteered model, the
content words kept, the flags and the share of distinct word pairs stand beside it. The texts are in the output, for a
blind review.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from core import paths
from core.attribute import selection
from core.attribute.file import Attribute
from core.derivation.premises import INTENTS, load_pairs, load_passages
from core.engine.client import EngineClient
from core.engine.protocol import Readout, SteeringVector
from core.rewrite.checks import UNUSABLE, Flag
from core.rewrite.hunks import Hunk
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import Finished, RewriteOrder, Variant, Writing
from core.rewrite.run import rewrite
from core.rewrite.sites import content_words, words

OTHER_LAYER = 4
"""The second reading is so many layers later, bare."""
Interval = tuple[float, float, float]


@dataclass(frozen=True)
class Condition:
    """A mode and a λ."""

    mode: Mode
    lam: float

    @property
    def name(self) -> str:
        """For tables."""
        return f"{self.mode.value}, λ = {self.lam:g}"


@dataclass(frozen=True)
class Outcome:
    """One passage under one condition. Changes are of cosines; None where it was not usable."""

    passage: str
    text: str
    flags: tuple[str, ...]
    additions: int
    seconds: float
    seconds_to_first: float | None
    hunks: tuple[Hunk, ...] = ()
    change: float | None = None
    other_change: float | None = None
    perplexity_ratio: float | None = None
    content_kept: float | None = None
    nats_added: float | None = None
    distinct_2: float | None = None


@dataclass(frozen=True)
class Row:
    """Figures of one condition over ``n`` passages; intervals are 95 %, by bootstrap over passages.

    A passage without a usable result counts with a change of 0 in ``change`` and ``over_lambda_0``.
    """

    condition: str
    n: int
    unchanged: int
    livelier: float
    without_flag: float
    change: Interval
    over_lambda_0: Interval
    other_change: Interval
    other_over_lambda_0: Interval
    perplexity_ratio: Interval
    content_kept: Interval
    nats_added: float
    distinct_2: float
    seconds: float
    seconds_to_first: float


async def measure(conditions: Sequence[Condition], half: str, n: int, attribute: str) -> dict[str, list[Outcome]]:
    """Outcomes by condition, in the order of the passages."""
    engine = EngineClient()
    ready = await selection.load(engine, wanted=selection.AttributeSelection(attribute))
    passages = passages_of(half)[:n]
    outcomes: dict[str, list[Outcome]] = {condition.name: [] for condition in conditions}
    for number, passage in enumerate(track(passages, half, transient=True)):
        for condition in conditions:
            options = RewriteOptions(lam=condition.lam, mode=condition.mode, seed=100 * number)
            order = RewriteOrder(passage, (ready.attribute,), options)
            outcomes[condition.name].append(await _outcome(engine, order, ready.attribute))
    await engine.close()
    return outcomes


def passages_of(half: str) -> list[str]:
    """The passages of ``half``, selection or test."""
    reference = paths.resources() / "reference"
    pairs = [pair.worse for pair in load_pairs(reference / "pairs.jsonl")]
    plain = [
        each.text for each in load_passages(reference / "passages.jsonl") if INTENTS[each.intent] in ("dull", "plain")
    ]
    first = 1 if half == "selection" else 0
    return [*pairs[first::2], *plain[first::2]]


async def _outcome(engine: EngineClient, order: RewriteOrder, attribute: Attribute) -> Outcome:
    start, first = time.perf_counter(), None
    variant: Variant | None = None
    async for event in rewrite(engine, order):
        if isinstance(event, Writing) and first is None:
            first = time.perf_counter() - start
        if isinstance(event, Finished):
            variant = event.variant
    assert variant is not None
    took = time.perf_counter() - start
    hunks = [hunk for hunk in variant.hunks or () if not hunk.is_cut]
    passage, text = order.passage, variant.text
    plain = Outcome(passage, text, variant.flags, len(hunks), took, first, tuple(hunks))
    unusable = UNUSABLE | {Flag.NOTHING_BETTER}
    if not text or unusable.intersection(map(Flag, variant.flags)):
        return plain
    layer = attribute.layer + OTHER_LAYER
    other = SteeringVector(layer, attribute.directions[layer], Readout(min_tokens=1))
    changes = [await _cosine(engine, text, v) - await _cosine(engine, passage, v) for v in (attribute.vector, other)]
    pairs = list(zip(words(text), words(text)[1:], strict=False))
    kept = content_words(passage)
    return Outcome(
        passage,
        text,
        variant.flags,
        len(hunks),
        took,
        first,
        tuple(hunks),
        change=changes[0],
        other_change=changes[1],
        perplexity_ratio=math.exp(await engine.surprisal(text) - await engine.surprisal(passage)),
        content_kept=len(kept & content_words(text)) / max(1, len(kept)),
        nats_added=float(np.mean([hunk.nats for hunk in hunks])) if hunks else None,
        distinct_2=len(set(pairs)) / max(1, len(pairs)),
    )


async def _cosine(engine: EngineClient, text: str, vector: SteeringVector) -> float:
    return (await engine.score(text, vector)).cosine or 0.0


def row(name: str, outcomes: list[Outcome], alone: list[Outcome]) -> Row:
    """The figures of one condition; ``alone`` are the outcomes of its mode at λ = 0."""
    usable = [each for each in outcomes if each.change is not None]

    def paired(field: str) -> Interval:
        return _mean_with_interval(
            [(getattr(a, field) or 0.0) - (getattr(b, field) or 0.0) for a, b in zip(outcomes, alone, strict=True)]
        )

    return Row(
        condition=name,
        n=len(outcomes),
        unchanged=len(outcomes) - len(usable),
        livelier=round(float(np.mean([(each.change or 0.0) > 0 for each in outcomes])), 3),
        without_flag=round(float(np.mean([not each.flags for each in outcomes])), 3),
        change=_mean_with_interval([each.change or 0.0 for each in outcomes]),
        over_lambda_0=paired("change"),
        other_change=_mean_with_interval([each.other_change or 0.0 for each in outcomes]),
        other_over_lambda_0=paired("other_change"),
        perplexity_ratio=_mean_with_interval(_known(usable, "perplexity_ratio")),
        content_kept=_mean_with_interval(_known(usable, "content_kept")),
        nats_added=_mean(_known(usable, "nats_added")),
        distinct_2=_mean(_known(usable, "distinct_2")),
        seconds=_mean([each.seconds for each in outcomes]),
        seconds_to_first=_mean(_known(outcomes, "seconds_to_first")),
    )


def _known(outcomes: Sequence[Outcome], field: str) -> list[float]:
    return [value for each in outcomes if (value := getattr(each, field)) is not None]


def _mean(values: list[float]) -> float:
    return round(float(np.mean(values)), 3) if values else 0.0


def _mean_with_interval(values: list[float]) -> Interval:
    array = np.array(values or [0.0])
    picks = np.random.default_rng(0).integers(0, len(array), size=(2000, len(array)))
    low, high = np.quantile(array[picks].mean(axis=1), [0.025, 0.975])
    return round(float(array.mean()), 4), round(float(low), 4), round(float(high), 4)


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--half", choices=("selection", "test"), default="test")
    parser.add_argument("--passages", type=int, default=36, help="36 of the half are of the pairs, then 47 references")
    parser.add_argument("--attribute", default="", help="name of the attribute; creativity by default")
    parser.add_argument("--modes", nargs="+", type=Mode, default=[Mode.ENRICH, Mode.REWRITE])
    parser.add_argument("--lams", type=float, nargs="+", default=[0.0, 3.0], help="values of λ; 0 comes first")
    given = parser.parse_args()
    conditions = [Condition(mode, lam) for mode in given.modes for lam in given.lams]
    outcomes = asyncio.run(measure(conditions, given.half, given.passages, given.attribute))
    rows = [
        row(each.name, outcomes[each.name], outcomes[Condition(each.mode, given.lams[0]).name]) for each in conditions
    ]
    given.out.parent.mkdir(parents=True, exist_ok=True)
    report = {
        "half": given.half,
        "rows": [asdict(each) for each in rows],
        "outcomes": {name: [asdict(each) for each in found] for name, found in outcomes.items()},
    }
    given.out.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
    table = Table("", *(each.condition for each in rows), box=None)
    for name, value in asdict(rows[0]).items():
        if name != "condition":
            how = _words if isinstance(value, tuple) else str
            table.add_row(name.replace("_", " "), *(how(getattr(each, name)) for each in rows))
    Console(width=150).print(table)


def _words(figure: Interval) -> str:
    value, low, high = (f"{number:.3f}" for number in figure)
    return f"{value} ({low} to {high})"


if __name__ == "__main__":
    main()
