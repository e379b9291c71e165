"""``python -m tests.benchmarks.sense``: how often the check *sense* flags rewrites that are known to be good or bad.

Good ones are professional edits of two sentences before a sentence that both versions have (where the edits are at
hand), and the vivid sides of the bundled pairs in place of the plain ones, before the plain side's last sentence. Bad
ones are those of the next passage. The bound was chosen on these.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core import paths
from core.attribute import file as attribute_file
from core.attribute.file import Attribute
from core.engine.client import EngineClient
from core.rewrite.checks import MOST_SENSE_LOST
from core.rewrite.cleaning import sentence_ends
from core.rewrite.order import RewriteOrder
from core.rewrite.sense import SenseCheck

EDITS = Path("../shared/data/professional_edits.jsonl")
_MOST_EDITS = 24
_LONGEST, _SHORTEST_COMMON = 600, 40
Case = tuple[str, str, str, str]
"""The text before, the passage, its rewrite, and what follows."""


def sentences(text: str) -> list[str]:
    """The complete sentences of a text."""
    ends = sentence_ends(text)
    return [text[start:end].strip() for start, end in zip([0, *ends], ends, strict=False)]


def edit_cases(file: Path) -> list[Case]:
    """Two sentences before and after an edit, followed by one that the edit left as it was."""
    found = []
    for line in file.read_text("utf-8").splitlines():
        entry = json.loads(line)
        before, after = sentences(entry["before"]), sentences(entry["after"])
        for common in reversed(before[2:]):
            if common in after[2:] and len(common) > _SHORTEST_COMMON:
                i, j = before.index(common), after.index(common)
                old, new = " ".join(before[i - 2 : i]), " ".join(after[j - 2 : j])
                if min(i, j) >= 2 and old != new and max(len(old), len(new)) < _LONGEST:
                    found.append((" ".join(before[max(0, i - 4) : i - 2]), old, new, common))
                    break
    random.Random(1).shuffle(found)
    return found[:_MOST_EDITS]


def pair_cases(file: Path) -> Iterator[Case]:
    """The vivid side of a pair in place of the plain one, both without their last sentences."""
    for line in file.read_text("utf-8").splitlines():
        entry = json.loads(line)
        plain, vivid = sentences(entry["plain"]), sentences(entry["vivid"])
        if len(plain) >= 3 and len(vivid) >= 2:
            yield "", " ".join(plain[:-1]), " ".join(vivid[:-1]), plain[-1]


async def measure(engine: EngineClient, name: str, cases: list[Case], attribute: Attribute) -> None:
    """Print the figures of one kind of cases."""
    lost: list[tuple[float, float]] = []
    for (before, passage, good, after), (_, _, bad, _) in zip(cases, cases[1:] + cases[:1], strict=True):
        check = SenseCheck(engine, RewriteOrder(passage, (attribute,), before=before, after=after))
        lost.append((await check.lost(good), await check.lost(bad)))
    for which, values in zip(("good", "bad"), np.array(lost).T, strict=True):
        low, middle, high = np.quantile(values, [0.1, 0.5, 0.9])
        flagged = int((values > MOST_SENSE_LOST).sum())
        print(f"{name}, {which}: {flagged} of {len(values)} flagged; {low:+.2f} / {middle:+.2f} / {high:+.2f} nats")


async def main(edits: list[Case], pairs: list[Case]) -> None:
    """Measure with the starter model and its creativity."""
    starter = paths.starter_model()
    assert starter is not None
    attribute = attribute_file.read(paths.resources() / "attributes" / "smollm2-135m-instruct.creativity.gguf")
    engine = EngineClient()
    await engine.load(starter)
    if edits:
        await measure(engine, "professional edits", edits, attribute)
    if pairs:
        await measure(engine, "pairs", pairs, attribute)
    await engine.close()


if __name__ == "__main__":
    asyncio.run(
        main(
            edit_cases(EDITS) if EDITS.exists() else [],
            list(pair_cases(paths.resources() / "reference" / "pairs.jsonl")),
        )
    )
