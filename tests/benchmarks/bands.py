"""Fit the tables that spread the bands over published fiction, and measure what the score follows there.

``python -m tests.benchmarks.bands --prose ../shared/data/published_prose.jsonl --write`` scores paragraphs and lines of
dialogue by the starter model's attributes, fits the tables of :mod:`core.attribute.published` on 28 authors (every
other one by name) and checks them on the other 28; the same on random halves shows how far such a check varies. With
``--write`` the tables go to ``resources/reference`` and the numbers of the texts, no text, beside the tests.

Scores are kept in the folder ``--cache``: a second run asks the model only for what is new.
"""

from __future__ import annotations

import argparse
import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rich.console import Console
from rich.progress import track
from rich.table import Table

from core import paths
from core.attribute import selection
from core.attribute.calibration import Band
from core.attribute.file import Attribute
from core.attribute.published import STEPS, TABLES, PublishedFiction
from core.engine.client import EngineClient
from core.engine.protocol import PassageScore
from core.evaluation.validity import confounds
from core.evaluation.validity.baselines import CONCRETENESS, SURPRISAL
from core.evaluation.validity.concreteness import concreteness
from core.manuscript.speech import is_speech, spoken_share
from core.score.cache import ScoreStore
from core.stats.bootstrap import Array
from core.stats.separation import correlation, spearman, words
from tests.published_fiction import (
    SCORES,
    Mask,
    Published,
    fitted,
    on_held_out_halves,
    recorded,
    reference_percentiles,
    shares,
    standings,
)

ATTRIBUTES = ("creativity", "imagery")
FEWEST_NARRATION, FEWEST_SPEECH = 8, 48
"""Fewest tokens of a paragraph that gets a band; docs/evaluation.md has the figures that they follow from."""
CUTS = (4, 6, 8, 12, 16, 24, 32, 48, 64, 96)
"""Numbers of tokens after which long paragraphs are cut."""
LONG = 144
"""Fewest tokens of a paragraph that is cut."""
SPLITS = 200
OF_EACH_AUTHOR = 2
"""Long paragraphs of each author that are cut, and whose surprisal is measured: it takes a full pass."""


class Reading:
    """Reads scores and surprisal through the engine, and keeps them in a folder."""

    def __init__(self, engine: EngineClient, cache: Path) -> None:
        cache.mkdir(parents=True, exist_ok=True)
        self._engine = engine
        self._store = ScoreStore(cache / "scores.sqlite")
        self._surprisals = cache / "surprisal.json"

    async def score(self, attribute: Attribute, text: str) -> PassageScore:
        """The raw score of a text."""
        digest = blake2b(f"{attribute.vector.id}\0{text}".encode(), digest_size=16).digest()
        if (score := self._store.get(digest)) is None:
            score = await self._engine.score(text, attribute.vector)
            self._store.put(digest, score)
        return score

    async def surprisals(self, texts: Sequence[str]) -> list[float]:
        """Mean nats per token of each text."""
        known: dict[str, float] = json.loads(self._surprisals.read_text()) if self._surprisals.exists() else {}
        found = []
        for text in track(texts, "Surprisal"):
            key = blake2b(text.encode(), digest_size=16).hexdigest()
            if key not in known:
                known[key] = (await self._engine.token_surprisal(text)).nats
                self._surprisals.write_text(json.dumps(known))
            found.append(known[key])
        return found


async def cosines_of(reading: Reading, attribute: Attribute, texts: Sequence[str]) -> tuple[list[int], list[float]]:
    """Tokens and cosine of each text, however short."""
    scores = [await reading.score(attribute, text) for text in track(texts, f"Scoring by {attribute.name}")]
    means = [float(np.mean([token.cosine for token in score.tokens])) for score in scores]
    return [score.n_tokens for score in scores], [round(mean, 5) for mean in means]


async def measure(rows: Sequence[Mapping[str, Any]], cache: Path) -> tuple[dict[str, Any], dict[str, Attribute]]:
    """The numbers of all texts, as written to :data:`SCORES`, and the attributes."""
    texts = [row["text"] for row in rows]
    names = sorted({row["author"] for row in rows})
    engine = EngineClient()
    try:
        reading = Reading(engine, cache)
        attributes, scored = {}, {}
        tokens: list[int] = []
        for name in ATTRIBUTES:
            attribute = (await selection.load(engine, None, selection.AttributeSelection(name))).attribute
            tokens, cosines = await cosines_of(reading, attribute, texts)
            attributes[name], scored[name] = attribute, {"vector": attribute.vector.id, "cosines": cosines}
        long = chosen_long([row["author"] for row in rows], tokens)
        nats = dict(zip(long, await reading.surprisals([texts[i] for i in long]), strict=True))
        for name, attribute in attributes.items():
            cut = [await reading.score(attribute, texts[i]) for i in track(long, f"Openings by {name}")]
            scored[name]["openings"] = [openings(score) for score in cut]
    finally:
        await engine.close()
    return {
        "about": "Numbers of the texts of ../shared/data/published_prose.jsonl, by `python -m tests.benchmarks.bands`.",
        "texts": {
            "author": [names.index(row["author"]) for row in rows],
            "is_line": [int(row["kind"] == "dialogue") for row in rows],
            "is_speech": [int(is_speech(text)) for text in texts],
            "n_tokens": tokens,
            "n_words": [len(words(text)) for text in texts],
            "concreteness": [round(concreteness(text), 4) for text in texts],
            "spoken": [round(spoken_share(text), 4) for text in texts],
            "surprisal": [round(nats[i], 4) if i in nats else None for i in range(len(texts))],
        },
        "attributes": scored,
    }, attributes


def chosen_long(authors: Sequence[str], tokens: Sequence[int]) -> list[int]:
    """The first long paragraphs of each author."""
    seen: dict[str, int] = {}
    found = []
    for i, (author, n) in enumerate(zip(authors, tokens, strict=True)):
        if n >= LONG and seen.get(author, 0) < OF_EACH_AUTHOR:
            seen[author] = seen.get(author, 0) + 1
            found.append(i)
    return found


def openings(score: PassageScore) -> list[float]:
    """Mean cosine of the first tokens, for each of :data:`CUTS`, and last of the whole."""
    cosines = np.array([token.cosine for token in score.tokens])
    return [round(float(cosines[:n].mean()), 5) for n in (*CUTS, len(cosines))]


def figures(values: Mapping[str, Any], attributes: Mapping[str, Attribute]) -> dict[str, Any]:
    """For each attribute the tables, how evenly the bands spread, how stable they are, and what the score follows."""
    data = recorded(values)
    texts = data.texts
    paragraphs = ~texts.is_line
    found: dict[str, Any] = {}
    for name, attribute in attributes.items():
        percentiles = reference_percentiles(attribute.calibration, texts, data.cosines[name])
        tables = fitted(percentiles, texts, texts.fits, FEWEST_NARRATION, FEWEST_SPEECH)
        checks = paragraphs & ~texts.fits
        held = on_held_out_halves(percentiles, texts, paragraphs, tables, SPLITS)
        found[name] = {
            "method": attribute.report.method,
            "tables": asdict(tables),
            "among_reference_passages": shares(percentiles[paragraphs]),
            "fitted": shares(standings(tables, percentiles, texts, paragraphs & texts.fits)),
            "held_out": shares(standings(tables, percentiles, texts, checks)),
            "held_out_narration": shares(standings(tables, percentiles, texts, checks & ~texts.is_speech)),
            "held_out_speech": shares(standings(tables, percentiles, texts, checks & texts.is_speech)),
            "random_halves_mean": held.mean(axis=0),
            "random_halves_sd": held.std(axis=0),
            "random_halves_within_6": float((np.abs(held - 20) <= 6).mean()),
            "lines_with_band": len(standings(tables, percentiles, texts, texts.is_line)),
            "stability": stability(attribute, tables, texts, values["attributes"][name]),
            "confounds": explained(texts, data.cosines[name], paragraphs),
        }
    return found


def stability(
    attribute: Attribute, tables: PublishedFiction, texts: Published, rows: Mapping[str, Any]
) -> list[dict[str, float]]:
    """How well the opening of a long paragraph of narration tells the band of the whole, by its number of tokens."""
    long = np.flatnonzero(np.isfinite(texts.surprisal))
    cosines = np.array(rows["openings"])[~texts.is_speech[long]]
    n_tokens = texts.n_tokens[long][~texts.is_speech[long]]

    def bands(values: Array, lengths: NDArray[np.int64]) -> Array:
        pairs = zip(values.tolist(), lengths.tolist(), strict=True)
        references = [attribute.calibration.reference_percentile(cosine, int(n)) for cosine, n in pairs]
        return np.array([Band.at(np.interp(each, tables.narration, STEPS)) for each in references])

    whole = bands(cosines[:, -1], n_tokens)
    found = []
    for i, n in enumerate(CUTS):
        opening = bands(cosines[:, i], np.full(len(cosines), n))
        rest = (cosines[:, -1] * n_tokens - cosines[:, i] * n) / (n_tokens - n)
        found.append(
            {
                "tokens": n,
                "n": len(cosines),
                "same_band": float((opening == whole).mean()),
                "within_one": float((np.abs(opening - whole) <= 1).mean()),
                "spearman_with_rest": spearman(cosines[:, i], rest),
                "vivid": float((opening == Band.VIVID).mean()),
                "plain": float((opening == Band.PLAIN).mean()),
            }
        )
    return found


def explained(texts: Published, cosines: Array, asked: Mask) -> dict[str, Any]:
    """The shares of the score's variance that confounds explain, on paragraphs; with surprisal on fewer of them."""
    known = {
        confounds.LENGTH: np.log(texts.n_words),
        confounds.SPEECH: texts.spoken,
        CONCRETENESS: texts.concreteness,
    }
    measured = asked & np.isfinite(texts.surprisal)
    with_surprisal = {**known, SURPRISAL: texts.surprisal}
    return {
        "n": int(asked.sum()),
        "shares": confounds.shares(cosines[asked], {name: values[asked] for name, values in known.items()}),
        "signs": {name: correlation(cosines[asked], values[asked]) for name, values in known.items()},
        "n_with_surprisal": int(measured.sum()),
        "with_surprisal": confounds.shares(
            cosines[measured], {name: values[measured] for name, values in with_surprisal.items()}
        ),
        "surprisal_sign": correlation(cosines[measured], texts.surprisal[measured]),
    }


def show(found: Mapping[str, Any]) -> None:
    """Print the figures as tables."""
    console = Console(width=140)
    for name, each in found.items():
        table = Table(f"{name}: share in each band, %", *(band.word for band in Band), box=None)
        for row, found_shares in each.items():
            if isinstance(found_shares, np.ndarray):
                table.add_row(row.replace("_", " "), *(f"{share:.1f}" for share in found_shares))
        console.print(table)
        console.print(f"random halves within 6 of 20: {100 * each['random_halves_within_6']:.0f} % of their bands")
        console.print(f"lines with a band: {each['lines_with_band']}")
        cuts = Table("tokens", "same band", "within one", "with rest", "plain", "vivid", box=None)
        for row in each["stability"]:
            keys = ("same_band", "within_one", "spearman_with_rest", "plain", "vivid")
            cuts.add_row(str(row["tokens"]), *(f"{row[key]:.2f}" for key in keys))
        console.print(cuts)
        console.print(each["confounds"])


def write(values: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    """Write the tables to the resources, and the numbers beside the tests."""
    tables = {each["method"]: each["tables"] for each in found.values()}
    about = "Percentiles among the reference passages at each 5 % of published fiction; tests/benchmarks/bands.py"
    text = json.dumps({"about": about, "tables": tables})
    text = text.replace('"tables"', '\n "tables"').replace("}, ", "},\n  ")
    (paths.resources() / TABLES).write_text(f"{text}\n", "utf-8")
    SCORES.write_text(json.dumps(values).replace("], ", "],\n ") + "\n", "utf-8")


def main() -> None:
    """Measure, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--prose", type=Path, required=True, help="JSON lines with text, kind and author")
    parser.add_argument("--cache", type=Path, default=Path("build") / "bands")
    parser.add_argument("--write", action="store_true", help="write tables and numbers into the repository")
    given = parser.parse_args()
    rows = [json.loads(line) for line in given.prose.read_text("utf-8").splitlines()]
    values, attributes = asyncio.run(measure(rows, given.cache))
    found = figures(values, attributes)
    show(found)
    if given.write:
        write(values, found)


if __name__ == "__main__":
    main()
