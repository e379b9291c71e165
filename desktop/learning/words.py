"""Names the stages of learning an attribute of the writer's own, for the window. Pure functions."""

from __future__ import annotations

from core.derivation.from_pairs import comparing_stage

_SIDES = {
    True: {"better": "your revised version", "worse": "your earlier version"},
    False: {"better": "the passages you marked alive", "worse": "the passages you marked flat"},
}


def own_stage(stage: str, *, of_versions: bool) -> str:
    """A derivation stage in the writer's terms: ``of_versions`` means two versions of a file, else marked passages."""
    for side, words in _SIDES[of_versions].items():
        if stage == f"Reading the {side} texts":
            return f"Reading {words}"
        if stage == f"Report, {side} texts":
            return f"Checking with the other half of {words}"
        if stage == f"Report, one punctuation, {side} texts":
            return f"Checking without differences of punctuation, {words}"
        before, after = comparing_stage("\0", side).split("\0")
        if stage.startswith(before) and stage.endswith(after):
            return f"Comparing with {stage[len(before) : -len(after)]}, {words}"
    return _OTHERS.get(stage, stage)


_OTHERS = {"Report, vivid and plain pairs": "Checking with vivid and plain passages that come with Inkglow"}
