"""Summarise the validity figures in a few plain sentences. Pure functions of the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

_WEAK, _MODERATE, _STRONG = 0.1, 0.3, 0.5
"""Rank correlations from which the words weakly, moderately and strongly are used (Cohen 1988 for r)."""


def in_words(report: Mapping[str, Any]) -> str:
    """The conclusion on ratings or pairs, stated from the report's figures alone."""
    sentences = _of_ratings(report) if "spearman" in report else _of_pairs(report)
    return " ".join(filter(None, (*sentences, _against_baselines(report), _layer(report))))


def _of_ratings(report: Mapping[str, Any]) -> tuple[str, ...]:
    value, (low, high), n = report["spearman"], report["interval"], report["n"]
    span = f"ρ {_signed(value)}, 95 % {_signed(low)} to {_signed(high)}"
    if low <= 0 <= high:
        first = f"On these {n} texts it is not certain that the score follows the ratings at all ({span})"
    elif high < 0:
        first = f"On these {n} texts the score runs {_strength(value)} against the ratings ({span})"
    else:
        first = f"On these {n} texts the score follows the ratings {_strength(value)} ({span})"
    parts = [f"{first}; with length taken out it is {_signed(report['length_partialled'])}{_confounded(report)}."]
    if (within := report["within_groups"]) is not None and within["n_groups"] > 1:
        low, high = within["interval"]
        parts.append(
            f"Within the {within['n_groups']} groups it is {_signed(within['spearman'])} on average "
            f"({_signed(low)} to {_signed(high)})."
        )
    return tuple(parts)


def _confounded(report: Mapping[str, Any]) -> str:
    value, names = report["confounds_partialled"], list(report["confounds"]["score"])[1:-1]
    return "" if value is None or not names else f", with {_and(names)} taken out too {_signed(value)}"


def _and(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _of_pairs(report: Mapping[str, Any]) -> tuple[str, ...]:
    value, (low, high), n = report["accuracy"], report["interval"], report["n"]
    span = f"95 % {100 * low:.0f} to {100 * high:.0f}"
    first = f"Of these {n} pairs the score is higher for the preferred text {100 * value:.0f} times in 100 ({span})"
    luck = ": no more than guessing" if low <= 0.5 <= high else ": it runs against the choices" if high < 0.5 else ""
    matched = report["length_partialled"]
    if matched is None:
        return (f"{first}{luck}. Too few pairs are of equal length to measure the effect of length.",)
    return (
        f"{first}{luck}.",
        f"On the {report['n_length_partialled']} pairs of about equal length it is {100 * matched:.0f}.",
    )


def _against_baselines(report: Mapping[str, Any]) -> str:
    best = report["over_best_baseline"]
    name = _BASELINES.get(best["baseline"], best["baseline"])
    figure = report["baselines"][best["baseline"]]
    there = _signed(figure["spearman"]) if "spearman" in figure else f"{100 * figure['accuracy']:.0f}"
    low, high = best["interval"]
    if low > 0:
        return f"It does better than every baseline; the best of these is {name} ({there})."
    if high < 0:
        return f"{_capital(name)} alone does better ({there})."
    return f"{_capital(name)} alone does about as well ({there})."


def _layer(report: Mapping[str, Any]) -> str:
    sweep = report["layer_sweep"]
    if sweep is None:
        return ""
    name = "spearman" if "spearman" in report else "accuracy"
    chosen, own = sweep["chosen"], sweep["in_use"]
    there = f"{chosen['test_split'][name]:.2f} against {own['test_split'][name]:.2f}"
    if chosen["layer"] == own["layer"]:
        return f"The best layer on one half of them is the one in use, {own['layer']}."
    return (
        f"Layer {chosen['layer']}, the best on one half of them, reaches {there} of layer {own['layer']}, "
        "the one in use, on the other half."
    )


def _strength(value: float) -> str:
    size = abs(value)
    return (
        "hardly" if size < _WEAK else "weakly" if size < _MODERATE else "moderately" if size < _STRONG else "strongly"
    )


def _signed(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_BASELINES = {
    "length": "length (longer is better)",
    "shorter": "shortness (shorter is better)",
    "commas": "counting commas",
    "gzip": "compressed size",
}


def left_out(counts: Mapping[str, int]) -> str:
    """A sentence on the rows that were left out; empty where all were used."""
    return f"Left out: {', '.join(f'{why} ({n:,})' for why, n in counts.items())}." if counts else ""
