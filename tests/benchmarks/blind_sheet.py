"""``python -m tests.benchmarks.blind_sheet REWRITES.json --sheet FILE --key FILE``: a sheet for a blind review.

It has every enriched passage of a report of ``make rewrites``, with what was added in **bold**, and so many passages
(``--constant``) with one fixed phrase instead, in random order. The sheet says nothing of where a text is from; the key
does, and is not to be opened before the verdicts are written. ``--verdicts FILE`` (an object that maps each id to
“keep” or “leave”) counts them instead.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console

from core.rewrite.hunks import Hunk, apply
from core.rewrite.sites import sites

CONSTANT = ", as if it had always been so"
_ASK = """\
You are a novelists' editor. Each numbered passage is from a novel in progress; what stands in **bold** was added to the
author's text. Say of each whether the author should **keep** the addition or **leave** it out. Keep: it is grammatical,
makes sense here (nothing contradicts or derails the passage), and adds something (a detail, an image, a tone) that a
novelist may want, even if modest, in a draft. Leave: ungrammatical, nonsensical, contradictory, a tired cliché, or dead
weight. Where there are two, judge the better one. The passages are plain on purpose. A phrase that keeps turning up in
different passages is a stock phrase: leave it from its second appearance on.
"""


def marked(passage: str, hunks: Iterable[Hunk]) -> str:
    """``passage`` with what each of ``hunks`` adds in bold."""

    def bold(hunk: Hunk) -> Hunk:
        replaced = hunk.end - hunk.start  # the letter after an opening, in its other case
        added = hunk.text[: len(hunk.text) - replaced]
        words = added.strip()
        before, _, after = added.partition(words)
        return Hunk(hunk.start, hunk.end, f"{before}**{words}**{after}{hunk.text[len(added) :]}", 0.0, 0.0)

    return apply(passage, [bold(hunk) for hunk in hunks])


def entries(report: dict[str, Any], n_constant: int, random: Random) -> list[dict[str, Any]]:
    """Entries in random order: ``condition``, ``passage`` and ``text``, the passage with the addition marked."""
    found: list[dict[str, Any]] = []
    passages: dict[str, None] = {}
    for condition, outcomes in report["outcomes"].items():
        for each in outcomes:
            passages[each["passage"]] = None
            hunks = [Hunk(**hunk) for hunk in each["hunks"]]
            if hunks:
                found.append(
                    {"condition": condition, "passage": each["passage"], "text": marked(each["passage"], hunks)}
                )
    suitable = [(passage, places[0].end) for passage in passages if (places := sites(passage))]
    for passage, at in random.sample(suitable, min(n_constant, len(suitable))):
        text = marked(passage, [Hunk(at, at, CONSTANT, 0.0, 0.0)])
        found.append({"condition": "constant", "passage": passage, "text": text})
    random.shuffle(found)
    return [{"id": number, **each} for number, each in enumerate(found, start=1)]


def counts(key: list[dict[str, Any]], verdicts: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Per condition how many were kept, of how many."""
    found: dict[str, list[bool]] = defaultdict(list)
    for each in key:
        found[each["condition"]].append(verdicts[str(each["id"])] == "keep")
    return {condition: (sum(of), len(of)) for condition, of in found.items()}


def main() -> None:
    """Write the sheet and its key, or count verdicts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("report", type=Path, nargs="?")
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--constant", type=int, default=20)
    parser.add_argument("--verdicts", type=Path)
    given = parser.parse_args()
    if given.verdicts is not None:
        key = json.loads(given.key.read_text("utf-8"))
        for condition, (kept, of) in counts(key, json.loads(given.verdicts.read_text("utf-8"))).items():
            Console().print(f"{condition}: {kept} of {of}")
        return
    found = entries(json.loads(given.report.read_text("utf-8")), given.constant, Random(7))
    given.key.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    texts = "\n".join(f"## {each['id']}\n\n{each['text']}\n" for each in found)
    given.sheet.write_text(f"{_ASK}\n{texts}", "utf-8")


if __name__ == "__main__":
    main()
