"""Format numbers for the report."""

from __future__ import annotations

import math

from core.stats.separation import Figure


def number(value: float, digits: int, *, signed: bool = False) -> str:
    """``value`` rounded, with a minus sign (U+2212), and without a negative zero."""
    rounded = round(value, digits) + 0.0
    return f"{rounded:{'+' if signed else ''}.{digits}f}".replace("-", "−")


def interval(figure: Figure | None, digits: int, *, signed: bool = False, scale: float = 1) -> str:
    """``value (low to high)``; "–" without a figure, and no brackets where one premise gives no interval."""
    if figure is None:
        return "–"
    value = number(figure.value * scale, digits, signed=signed)
    if not math.isfinite(figure.low):
        return value
    low, high = (number(bound * scale, digits, signed=signed) for bound in (figure.low, figure.high))
    return f"{value} ({low} to {high})"


def percent(figure: Figure | None) -> str:
    """A share with its interval, in per cent."""
    return f"{interval(figure, 0, scale=100)} %" if figure else "–"
