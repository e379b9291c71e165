"""Print the report of ``inkglow evaluate validity``: the figures as tables, the conclusion as a sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from core.evaluation.validity.words import left_out

_MOST_GROUPS = 20
_SHARES = (("length", "length"), ("group", "group"), ("both", "both"))


def print_report(report: Mapping[str, Any]) -> None:
    """Print what :func:`core.cli.validity.validity` found."""
    console = Console(highlight=False)
    name = "spearman" if report["kind"] == "ratings" else "accuracy"
    console.print(_main(report, name))
    if report["groups"]:
        console.print(_groups(report, name))
    console.print(_curve(report))
    if (sweep := report["layer_sweep"]) is not None:
        console.print(_layers(sweep, name))
    console.print(_variance(report["variance_shares"]))
    console.print(_confounds(report["confounds"]))
    for line in (_counted(report), left_out(report["left_out"]), report["notice"], report["sentence"]):
        if line:
            console.print(Text(line), soft_wrap=True)


def _table(title: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left", header_style="bold", box=None)
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if i else "left", no_wrap=bool(i))
    return table


def _main(report: Mapping[str, Any], name: str) -> Table:
    title = f"{report['file']}: {report['attribute']} by {report['model']}, layer {report['layer']}"
    table = _table(title, "", name, "95 % interval", "length out", "n", "unanswered")
    table.add_row(Text("the score", style="bold"), *_cells(report, name), "")
    if report["within_groups"] is not None:
        table.add_row("  within groups, mean", *_cells(report["within_groups"], name), "")
    for label, found in report.get("by_length", {}).items():
        table.add_row(f"  {label.replace('_', ' ')}", *_cells(found, name), "")
    ordered = sorted(
        report["baselines"].items(), key=lambda each: -(each[1][name] if each[1][name] is not None else -9)
    )
    for label, found in ordered:
        table.add_row(f"baseline: {label}", *_cells(found, name), str(found.get("failed", "")))
    return table


def _groups(report: Mapping[str, Any], name: str) -> Table:
    table = _table("Within each group", report["group_column"], name, "95 % interval", "length out", "n")
    groups = list(report["groups"].items())
    for label, found in groups[:_MOST_GROUPS]:
        table.add_row(label or "(none)", *_cells(found, name))
    if len(groups) > _MOST_GROUPS:
        table.add_row(f"and {len(groups) - _MOST_GROUPS} more in the JSON", "", "", "", "")
    return table


def _curve(report: Mapping[str, Any]) -> Table:
    if report["kind"] == "ratings":
        table = _table("Mean rating by fifths of the score", "score", "rating", "95 % interval", "n")
        for row in report["calibration_curve"]:
            table.add_row(_range(row["score"]), f"{row['mean_rating']:.2f}", _range(row["interval"], 2), str(row["n"]))
        return table
    table = _table("Accuracy by difference of the scores", "difference", "accuracy", "95 % interval", "n")
    for row in report["calibration_curve"]:
        bounds = _range(row["score_difference"])
        table.add_row(bounds, f"{row['accuracy']:.2f}", _range(row["interval"], 2), str(row["n"]))
    return table


def _layers(sweep: Mapping[str, Any], name: str) -> Table:
    table = _table("Layers", "", "layer", "selection split", "test split", "95 % interval")
    for label in ("chosen", "in_use"):
        row = sweep[label]
        there = row["test_split"]
        table.add_row(
            label.replace("_", " "),
            str(row["layer"]),
            f"{row['selection_split'][name]:.2f}",
            f"{there[name]:.2f}",
            _range(there["interval"], 2),
        )
    return table


def _variance(shares: Mapping[str, Any]) -> Table:
    columns = [key for key in shares if key != "note"]
    table = _table("Share of the variance (R², adjusted in brackets)", "explained by", *columns)
    for key, label in _SHARES:
        if shares[columns[0]][key] is not None:
            table.add_row(label, *(_share(shares[column], key) for column in columns))
    return table


def _confounds(shares: Mapping[str, Mapping[str, float]]) -> Table:
    table = _table("Share of the variance that a confound explains (R²)", "explained by", *shares)
    for name in next(iter(shares.values())):
        table.add_row(name, *(f"{column[name]:.2f}" for column in shares.values()))
    return table


def _share(shares: Mapping[str, Any], key: str) -> str:
    adjusted = shares["adjusted"].get(key)
    return f"{shares[key]:.2f}" if adjusted is None else f"{shares[key]:.2f} ({adjusted:.2f})"


def _counted(report: Mapping[str, Any]) -> str:
    if report["kind"] == "pairs":
        return f"{report['n']:,} pairs."
    texts, ratings = report["n"], report["n_ratings"]
    return f"{texts:,} texts, {ratings:,} ratings{'; those of one text are averaged' if ratings > texts else ''}."


def _cells(found: Mapping[str, Any], name: str) -> tuple[str, str, str, str]:
    matched = found.get("length_partialled")
    return (
        "–" if found[name] is None else f"{found[name]:.2f}",
        "–" if found["interval"] is None else _range(found["interval"], 2),
        "" if matched is None else f"{matched:.2f}",
        str(found["n"]),
    )


def _range(bounds: Sequence[float], digits: int = 3) -> str:
    return f"{bounds[0]:.{digits}f} to {bounds[1]:.{digits}f}"
