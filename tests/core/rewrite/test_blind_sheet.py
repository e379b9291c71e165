"""The sheet for a blind review marks what was added and says nothing of where it is from."""

from __future__ import annotations

from random import Random

from core.rewrite.hunks import Hunk
from tests.benchmarks.blind_sheet import CONSTANT, counts, entries, marked

PASSAGE = "She went out. It rained."


def test_additions_are_marked_wherever_they_stand() -> None:
    added = [
        Hunk(0, 1, "In the grey light, s", 0.1, 2.0),
        Hunk(12, 12, ", her boots wet", 0.1, 2.0),
        Hunk(24, 24, " The air smelled of salt.", 0.1, 2.0),
    ]
    text = "**In the grey light,** she went out**, her boots wet**. It rained. **The air smelled of salt.**"
    assert marked(PASSAGE, added) == text


def test_a_sheet_has_every_addition_and_the_constant_ones_and_the_key_counts_them() -> None:
    hunk = {"start": 12, "end": 12, "text": ", her boots wet", "gain": 0.1, "nats": 2.0}
    outcomes = {
        "enrich, λ = 0": [{"passage": PASSAGE, "hunks": []}],
        "enrich, λ = 3": [{"passage": PASSAGE, "hunks": [hunk]}],
    }
    found = entries({"outcomes": outcomes}, 5, Random(1))
    assert sorted(each["condition"] for each in found) == ["constant", "enrich, λ = 3"]
    [constant] = [each for each in found if each["condition"] == "constant"]
    assert constant["text"] == f"She went out**{CONSTANT}**. It rained."
    verdicts = {str(each["id"]): "leave" if each is constant else "keep" for each in found}
    assert counts(found, verdicts) == {"constant": (0, 1), "enrich, λ = 3": (1, 1)}
