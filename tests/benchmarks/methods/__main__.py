"""``make methods``: compare methods for *creativity* on pairs by other authors: a selection split and a test split.

A method is a contrast (the model's zero-shot samples, as in the paper; LLM-written reference stories; the model's
few-shot samples, or its samples for other wordings; sums of these), the context before the passage (nothing, a neutral
request, another passage), the layer or layers, centring (raw states; states minus their mean over reference passages)
and pooling over tokens. The sign is creative minus boring throughout.

Two criteria select a method, on the selection split of each: figurative above literal sentences (``../shared/data``, in
one style of spaces and quotation marks), and reference passages in the order of their intent. The test splits give the
reported figures, with the difference to the paper's method on the same texts. The bundled vivid and plain pairs are
used to select the layer when an attribute is derived; here they are only reported, as a check. Of the passages, a
derivation uses those that are in the selection split here.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from core import paths
from core.array_types import Floats
from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.derivation.premises import ContrastSide, load_pairs, load_passages
from core.engine.reading_context import neutral_context
from core.engine.worker.llama import LlamaModel, LoadOptions
from core.stats.separation import baseline_accuracies
from tests.benchmarks.methods.contrasts import (
    REFERENCE_STORIES,
    ZERO_SHOT,
    Directions,
    Samples,
    generate_samples,
    requests_of,
    total,
)
from tests.benchmarks.methods.orders import Criteria, Scores, Values
from tests.benchmarks.methods.reading import (
    CENTRINGS,
    POOLINGS,
    StatesReader,
    Yardstick,
    in_one_style,
    sentences,
    units,
)

DATA = Path(__file__).resolve().parents[4] / "shared" / "data" / "figurative_literal.jsonl"
WORDINGS = Path(__file__).with_name("wordings.json")
CONTEXTS = ("bare", "neutral")
"""The contexts that the program itself supports."""
AFTER_A_PASSAGE = "after a passage"
ANOTHER_PASSAGE = (
    "He shut the door behind him and went down the road to the station. It was early, and the shops were not open "
    "yet. At the corner he met the postman, who wished him a good morning and asked after his sister.\n\n"
)
SIDES = ("figurative", "literal")
MAIN_CONTRASTS = ("paper", REFERENCE_STORIES, f"{ZERO_SHOT} + {REFERENCE_STORIES}", "imagery")


@dataclass(frozen=True)
class Readout:
    """One way to score a text; over several ``layers``, the mean of their scores."""

    contrast: str
    context: str
    layers: tuple[int, ...]
    centring: str = "as they are"
    pooling: str = "mean"

    @property
    def is_plain(self) -> bool:
        """Whether the program itself supports this readout."""
        return (self.centring, self.pooling, len(self.layers)) == ("as they are", "mean", 1)

    def __str__(self) -> str:
        layers = f"{self.layers[0]}" if len(self.layers) == 1 else f"{self.layers[0]} to {self.layers[-1]}"
        return f"{self.contrast}; {self.context}, {layers}, {self.centring}, {self.pooling}"


class Material:
    """The scores of every text under every method, from one pass in each context."""

    def __init__(self, model: LlamaModel, reader: StatesReader, contrasts: Mapping[str, Floats], step: int) -> None:
        folder = paths.resources() / "reference"
        self.passages, own = load_passages(folder / "passages.jsonl"), load_pairs(folder / "pairs.jsonl")
        rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()][::step]
        self.keys = [row["literal"] for row in rows]
        self.both_sides = [[in_one_style(row[side]) for row in rows] for side in SIDES]
        self._names = list(contrasts)
        self._groups = [*self.both_sides, [pair.better for pair in own], [pair.worse for pair in own]]
        self._scores: dict[str, dict[str, Floats]] = {}
        self._by_sentences: dict[str, Floats] = {}
        stacked = np.stack(list(contrasts.values()))
        for context, prefix in prefixes(model).items():
            texts = [passage.text for passage in self.passages]
            reference = [reader.read(text, prefix) for text in track(texts, f"Reference passages, {context}")]
            yardstick = Yardstick.of(stacked, reference[::2])
            read = [
                [yardstick.scores(reader.read(text, prefix)) for text in track(group, f"Reading, {context}")]
                for group in self._groups
            ]
            read.insert(2, [yardstick.scores(states) for states in reference])
            fields = Scores.__dataclass_fields__
            self._scores[context] = {field: np.stack(group) for field, group in zip(fields, read, strict=True)}
            if context in CONTEXTS:
                self._by_sentences[context] = np.stack(
                    [
                        np.mean([yardstick.scores(reader.read(part, prefix)) for part in sentences(text)], axis=0)
                        for text in track(texts, f"Sentences, {context}")
                    ]
                )

    def under(self, readout: Readout) -> Scores:
        """The scores of all texts under ``readout``."""
        return Scores(**{field: self._of(readout, read) for field, read in self._scores[readout.context].items()})

    def sentence_by_sentence(self, readout: Readout) -> Scores:
        """The same, but the score of a passage is the mean over its sentences, each read separately."""
        return replace(self.under(readout), passages=self._of(readout, self._by_sentences[readout.context]))

    def _of(self, readout: Readout, read: Floats) -> Values:
        place = (
            self._names.index(readout.contrast),
            CENTRINGS.index(readout.centring),
            POOLINGS.index(readout.pooling),
        )
        scores = read[(slice(None), *place)][:, list(readout.layers)]
        return np.asarray(scores.mean(axis=1), dtype=np.float64)


def prefixes(model: LlamaModel) -> dict[str, list[int]]:
    """The tokens before a passage, by the name of the context."""
    return {
        "bare": model.with_one_bos([]),
        "neutral": model.prompt_tokens(neutral_context()),
        AFTER_A_PASSAGE: model.with_one_bos(model.tokenize(ANOTHER_PASSAGE)),
    }


def variations(own: Readout, paper: Readout, contrasts: Sequence[str]) -> dict[str, Readout]:
    """*Imagery* with one part changed, by the name of the change."""
    changed = {f"contrast: {name}": replace(own, contrast=name) for name in contrasts if name != own.contrast}
    changed |= {
        f"read {each}": replace(own, context=each) for each in (*CONTEXTS, AFTER_A_PASSAGE) if each != own.context
    }
    layers = [(4,), (7,), (9,), (11,), (15,), (19,), (23,), tuple(range(4, 13)), tuple(range(1, 16))]
    for each in layers:
        if each == own.layers:
            continue
        changed[f"layers {each[0]} to {each[-1]}" if len(each) > 1 else f"layer {each[0]}"] = replace(own, layers=each)
    changed["centred"] = replace(own, centring="centred")
    changed |= {pooling: replace(own, pooling=pooling) for pooling in POOLINGS if pooling != own.pooling}
    changed["the paper's contrast at its own layer, read bare"] = replace(paper, context="bare")
    return changed


def best_of_each(tried: Mapping[Readout, tuple[float, float]], paper: Readout, half: int) -> dict[str, Readout]:
    """The best method of each main contrast on the selection splits, under three conditions."""

    def value(readout: Readout) -> float:
        return sum(tried[readout])

    found = {}
    for name in MAIN_CONTRASTS:
        same = [readout for readout in tried if readout.contrast == name]
        plain = [readout for readout in same if readout.is_plain and readout.layers[0] <= half]
        no_less = [readout for readout in plain if tried[readout][1] >= tried[paper][1]]
        if no_less:
            found[f"best of {name}, mean, first half of the layers, passages no less than the paper's"] = max(
                no_less, key=value
            )
        found[f"best of {name}, mean, first half of the layers"] = max(plain, key=value)
        found[f"best of {name}, however read"] = max(same, key=value)
    return found


def every_contrast(
    directions: Directions, bundled: Mapping[str, Attribute], samples: Mapping[str, Mapping[ContrastSide, Samples]]
) -> dict[str, Floats]:
    """Unit directions by name of the contrast; zero-shot is the paper's."""
    paper, own = (units(bundled[name].directions[: directions.n_layers]) for name in ("creativity", "imagery"))
    found = {"paper": paper, "imagery": own, **directions.of_reference_stories(paper)}
    for name, sides in samples.items():
        found[name] = direction = directions.of(sides, f"Samples, {name}")
        found[f"{ZERO_SHOT} + {name}"] = total(paper, direction)
        found[f"{name} + {REFERENCE_STORIES}"] = total(direction, found[REFERENCE_STORIES])
    return found


def measure(
    bundled: Mapping[str, Attribute],
    model_path: Path,
    samples: Mapping[str, Mapping[ContrastSide, Samples]],
    step: int,
) -> dict[str, Any]:
    """Figures of all methods on the selection splits; on the test splits the best, *imagery* and variations of it."""
    model = LlamaModel(model_path, LoadOptions(), lambda _fraction: True)
    reader = StatesReader(model)
    contrasts = every_contrast(Directions(model, reader), bundled, samples)
    material = Material(model, reader, contrasts, step)
    intents = [passage.intent for passage in material.passages]
    criteria = Criteria(material.keys, material.both_sides, intents)
    paper = Readout("paper", bundled["creativity"].readout.context, (bundled["creativity"].layer,))
    own = Readout("imagery", bundled["imagery"].readout.context, (bundled["imagery"].layer,))
    n_layers = len(contrasts["paper"])
    tried = {
        readout: criteria.on_selection(material.under(readout))
        for readout in (
            Readout(contrast, context, (layer,), centring, pooling)
            for contrast in MAIN_CONTRASTS
            for context in CONTEXTS
            for centring in CENTRINGS
            for pooling in ("mean", "top third")
            for layer in range(1, n_layers)
        )
    }
    reported = {"the paper's": paper, "imagery": own}
    reported |= best_of_each(tried, paper, model.n_layer // 2) | variations(own, paper, list(contrasts))
    of_paper = material.under(paper)

    def row(what: str, readout: Readout, scores: Scores) -> dict[str, Any]:
        figures = asdict(criteria.on_test(scores, of_paper))
        return {"what": what, "read": str(readout), "selection": list(criteria.on_selection(scores)), **figures}

    rest = [[t for t, kept in zip(texts, criteria.test, strict=True) if kept] for texts in material.both_sides]
    return {
        "n_pairs": len(material.keys),
        "reported": [
            *(row(what, readout, material.under(readout)) for what, readout in reported.items()),
            row("passages sentence by sentence", own, material.sentence_by_sentence(own)),
        ],
        "baselines": {name: figure.value for name, figure in baseline_accuracies(*rest).items()},
        "tried": [{**asdict(readout), "pairs": v[0], "passages": v[1]} for readout, v in tried.items()],
    }


def own_samples(model_path: Path, kept: Path) -> dict[str, dict[ContrastSide, Samples]]:
    """The model's samples for every wording; those stored in ``kept`` are not generated again."""
    requests = requests_of(json.loads(WORDINGS.read_text("utf-8")))
    texts = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    missing = {name: sides for name, sides in requests.items() if name not in texts}
    if missing:
        texts |= asyncio.run(generate_samples(missing, model_path))
        kept.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
    return {
        name: {side: list(zip(of, texts[name][side], strict=True)) for side, of in sides.items()}
        for name, sides in requests.items()
    }


def show(found: Mapping[str, Any]) -> None:
    """Print a table row for every reported method."""
    shown = Table("method", "read", "selection", "pairs", "over paper", "intent", "over paper", "own", box=None)
    for row in found["reported"]:
        pairs = row["pairs"]
        shown.add_row(
            row["what"],
            row["read"],
            "{:.3f} {:.3f}".format(*row["selection"]),
            f"{pairs['value']:.3f} ({pairs['low']:.3f}–{pairs['high']:.3f}, n {pairs['n']:.0f})",
            "{:+.3f} ({:+.3f} to {:+.3f})".format(*row["pairs_over_paper"]),
            f"{row['intent']:.3f}",
            "{:+.3f} ({:+.3f} to {:+.3f})".format(*row["intent_over_paper"]),
            f"{row['own_pairs']['value']:.3f}",
        )
    console = Console(width=260)
    console.print(shown)
    console.print(found["baselines"])


def main() -> None:
    """Measure, print the reported methods, write all figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--step", type=int, default=1, help="use every STEP-th pair")
    parser.add_argument(
        "--wordings",
        action="store_true",
        help="also generate samples for other wordings (twenty minutes; stored next to --out)",
    )
    given = parser.parse_args()
    starter = paths.starter_model()
    if starter is None or not DATA.exists():
        raise SystemExit(f"This needs the starter model and {DATA}.")
    folder = paths.resources() / "attributes"
    bundled = {
        name: attribute_file.read(folder / f"smollm2-135m-instruct.{name}.gguf") for name in ("creativity", "imagery")
    }
    given.out.parent.mkdir(parents=True, exist_ok=True)
    samples = own_samples(starter, given.out.with_suffix(".samples.json")) if given.wordings else {}
    found = measure(bundled, starter, samples, given.step)
    given.out.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    show(found)


if __name__ == "__main__":
    main()
