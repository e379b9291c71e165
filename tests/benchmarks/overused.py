"""``python -m tests.benchmarks.overused``: count the phrases that a model uses too often in its continuations.

For one sentence of each reference passage, continuations are generated at λ = 0. A phrase of one to three words counts
once per sentence. It is listed if it occurs for at least 4 % of the sentences and 8 times as often as in the reference
passages, and has a content word that no shorter listed phrase has. The list is written to ``resources/overused``.
"""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from pathlib import Path

from rich.progress import track

from core import paths
from core.attribute import selection
from core.derivation.premises import load_passages
from core.engine.client import EngineClient
from core.rewrite.enricher import Enricher
from core.rewrite.options import Mode, RewriteOptions
from core.rewrite.order import RewriteOrder
from core.rewrite.sites import content_words, sites, words

LEAST_SHARE, LEAST_RATIO = 0.04, 8
_COMMON = frozenset(
    [
        "like",
        "only",
        "just",
        "way",
        "thing",
        "never",
        "always",
        "own",
        "last",
        "ever",
        "even",
        "make",
        "made",
        "seen",
        "lost",
        "had",
        "did",
        "was",
    ]
)


async def continuations(n: int) -> tuple[str, list[list[str]]]:
    """The model's name, and for each sentence what it proposed at λ = 0."""
    engine = EngineClient()
    ready = await selection.load(engine)
    found: list[list[str]] = []
    for number, passage in enumerate(track(load_passages(paths.resources() / "reference" / "passages.jsonl")[:n])):
        if places := sites(passage.text):
            order = RewriteOrder(passage.text, ready.attributes, RewriteOptions(mode=Mode.ENRICH))
            site = places[number % len(places)]
            found.append([text async for text in Enricher(engine, order).proposed(site, seed=1000 + number)])
    await engine.close()
    return ready.model.name, found


def phrases(text: str) -> set[str]:
    """The one-, two- and three-word phrases of ``text``."""
    own = words(text)
    return {" ".join(own[i : i + n]) for n in (1, 2, 3) for i in range(len(own) - n + 1)}


def overused(found: list[list[str]], reference: list[str]) -> list[str]:
    """The phrases that are used too often, the most frequent first."""
    counts = Counter(phrase for texts in found for phrase in set().union(*map(phrases, texts)))
    usual = Counter(phrase for text in reference for phrase in phrases(text))
    listed: list[str] = []
    for phrase, count in sorted(counts.items(), key=lambda item: (len(item[0].split()), -item[1])):
        share, elsewhere = count / len(found), (usual[phrase] + 1) / len(reference)
        meaning = content_words(phrase) - _COMMON
        known = any(f" {shorter} " in f" {phrase} " for shorter in listed)
        if share >= max(LEAST_SHARE, LEAST_RATIO * elsewhere) and meaning and not known:
            listed.append(phrase)
    return sorted(listed, key=lambda phrase: -counts[phrase])


def main() -> None:
    """Count, and write the list."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=200)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    name, found = asyncio.run(continuations(options.n))
    reference = [passage.text for passage in load_passages(paths.resources() / "reference" / "passages.jsonl")]
    listed = overused(found, reference)
    out = options.out or paths.resources() / "overused" / f"{name}.txt"
    out.parent.mkdir(exist_ok=True)
    head = (
        f"# Overused by {name}, counted by `python -m tests.benchmarks.overused` over {len(found)} sentences.\n"
        "# Enriching refuses them. One phrase a line; your own go into overused.txt in Inkglow's data folder.\n"
    )
    out.write_text(head + "\n".join(listed) + "\n", "utf-8")
    print(f"{len(listed)} phrases written to {out}.")


if __name__ == "__main__":
    main()
