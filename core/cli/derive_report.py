"""Prints the report of a derivation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from core.attribute.file import Attribute
from core.attribute.report import PromptsReport, TextsReport, VectorReport
from core.stats.separation import Figure

_OF_PROMPTS = {
    "auroc_held_out_premises": "AUROC, creative over boring premises",
    "auroc_baselines": "  baseline: {}",
    "auroc_random_direction": "  random direction",
    "pairs_accuracy": "accuracy, vivid over plain pairs",
    "pairs_baselines": "  baseline: {}",
    "pairs_random_direction": "  random direction",
}
_OF_TEXTS = {
    "accuracy": "better over worse, held-out half",
    "bag_of_words": "  baseline: bag of words, trained on the other half",
    "baselines": "  baseline: {}",
    "random_direction": "  random direction",
    "shuffled_sides": "  direction from sides swapped at random",
    "one_punctuation": "the same, with normalised punctuation",
    "same_length": "the same, lengths within 10 %",
    "better_is_longer": "the same, the better is longer",
    "better_is_shorter": "the same, the better is shorter",
    "vivid_over_plain": "vivid over plain pairs",
}
_OF_VECTOR = {"vivid_over_plain": _OF_TEXTS["vivid_over_plain"]}
_LABELS = {PromptsReport: _OF_PROMPTS, TextsReport: _OF_TEXTS, VectorReport: _OF_VECTOR}
"""Labels of the figures that a report may contain, in the order of printing; ``{}`` is the name of a baseline."""


def print_report(attribute: Attribute, out: Path) -> None:
    """Print the figures on held-out texts, each with its trivial baselines, and the attribute's properties."""
    report, zones = attribute.report, attribute.zones
    console = Console()
    if report.imported:
        console.print(report.imported)
    if report.provisional:
        console.print("Provisional: from a few short samples. Without --quick the whole derivation replaces it.")
    table = Table("on texts it was not made from", "value", "95 % interval", "n", box=None, header_style="bold")
    for name, figure in _rows(attribute):
        table.add_row(name, f"{figure.value:.3f}", f"{figure.low:.3f}–{figure.high:.3f}", f"{figure.n}")
    console.print(table)
    console.print(
        f"layer {attribute.layer}, {attribute.readout.context}; ‖a‖ {report.norm_a:.2f}, "
        f"mean ‖h‖ {report.mean_norm_h:.1f}, dose at λ = 3 {report.dose_at_lambda_3:.3f}; "
        f"split-half cosine {report.split_half_cosine:.3f}; "
        f"λ mild to {zones.mild:g}, vivid to {zones.vivid:g}, at most {zones.lam_max:g}"
        f"{'' if zones.measured else ' (not measured)'}; "
        f"paragraphs from {attribute.readout.min_tokens} tokens",
        highlight=False,
    )
    print_strengths(attribute)
    console.print(f"Written to {out}.", highlight=False)


def print_strengths(attribute: Attribute) -> None:
    """Print, for each way of rewriting that was measured, the gain over λ = 0 and the strength it starts at."""
    for mode, found in attribute.report.strengths.items():
        table = Table(f"{mode}, λ", "gain over λ = 0", "95 % interval", "n", box=None, header_style="bold")
        for each in found.gains:
            gain = each.gain
            table.add_row(f"{each.lam:g}", f"{gain.value:+.4f}", f"{gain.low:+.4f} to {gain.high:+.4f}", f"{gain.n}")
        Console().print(table)
        no_effect = "no λ has an effect" if found.smallest is None else f"an effect from λ = {found.smallest:g} on"
        Console().print(
            f"{no_effect} (a gain of at least {0.25 * found.reference_deviation:.4f}); {mode} starts at "
            f"λ = {attribute.usual_lam(mode):g}",
            highlight=False,
        )


def _rows(attribute: Attribute) -> list[tuple[str, Figure]]:
    """The label and the figure of each row."""
    held_out, calibration = attribute.report.held_out, attribute.report.calibration
    rows: list[tuple[str, Figure]] = []
    if held_out is not None:
        for key, label in _LABELS[type(held_out)].items():
            found = getattr(held_out, key)
            if isinstance(found, Figure):
                rows.append((label, found))
            elif found is not None:
                rows += _baselines(label, found)
    if isinstance(held_out, PromptsReport) and (stories := held_out.reference_stories) is not None:
        rows.append(("creative over boring, LLM-written stories on held-out premises", stories.accuracy))
        rows += _baselines("  baseline: {}", stories.baselines)
    if calibration is not None:
        agreement = calibration.agreement_with_intent
        rows.append(("Spearman, score and intended vividness of reference passages", agreement.spearman))
        rows += _baselines("  baseline: {}", agreement.baselines)
    return rows


def _baselines(label: str, figures: Mapping[str, Figure]) -> list[tuple[str, Figure]]:
    return [(label.format(name), figure) for name, figure in figures.items()]
