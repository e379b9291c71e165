"""Reports as earlier versions of the program wrote them, in the words of today."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.attribute.names import METHODS

_BY_RECIPE = {"written": "imagery", "paper": "paper"}
"""Today's method by what was called the recipe."""


def upgraded(values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` of a report as a JSON object with today's keys. Unknown shapes stay as they are; raises nothing."""
    found = dict(values)
    if found.get("method") not in METHODS:  # it was the command line
        found.setdefault("command", found.pop("method", ""))
        found["method"] = _method(found)
        found.setdefault("readout", _readout(found))
    _rename(found, "told_after_examples", "few_shot")
    if isinstance(found.get("cost"), Mapping):
        found["cost"] = cost = dict(found["cost"])
        _rename(cost, "texts_told", "texts_generated")
    if isinstance(found.get("held_out"), Mapping):
        found["held_out"] = held = dict(found["held_out"])
        _rename(held, "written_held_out", "reference_stories")
        if "from" in held:
            held["paired"] = held.pop("from") == "pairs of texts"
    if isinstance(found.get("layers"), list | tuple):
        found["layers"] = [_row(row) for row in found["layers"]]
    return found


def _method(values: Mapping[str, Any]) -> str | None:
    held = values.get("held_out")
    held = held if isinstance(held, Mapping) else {}
    if "recipe" in values:
        return _BY_RECIPE.get(str(values["recipe"]))
    if values.get("imported"):
        return "vector"
    if "n_derived_from" in held:
        return "pairs"
    return "paper" if "auroc_held_out_premises" in held else None  # before there was another way for premises


def _readout(values: Mapping[str, Any]) -> dict[str, Any] | None:
    try:
        min_tokens = values["calibration"]["shortest_paragraph"]["min_tokens"]
        return {"context": values["context"], "min_tokens": min_tokens, "version": 1}
    except (KeyError, TypeError):
        return None


def _row(row: Any) -> Any:
    if not isinstance(row, Mapping):
        return row
    found = dict(row)
    _rename(found, "pairs_choosing", "pairs_selection")
    _rename(found, "pairs_reported", "pairs_test")
    return found


def _rename(values: dict[str, Any], old: str, new: str) -> None:
    if old in values:
        values[new] = values.pop(old)
