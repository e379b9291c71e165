"""Numbers and lists as they are written in the language of the window."""

from __future__ import annotations

from collections.abc import Sequence

from core.models import memory
from desktop.common.translation import number, tr, worded


def grouped(value: int) -> str:
    """A whole number with its thousands apart: “1,234”."""
    return number(value, ",")


def decimal(value: float, digits: int = 1) -> str:
    """A number with ``digits`` decimal places, and its thousands apart: “1,234.5”."""
    return number(value, f",.{digits}f")


def percent(share: float) -> str:
    """A share from 0 to 1: “45%”."""
    return tr("{number}%").format(number=f"{100 * share:.0f}")


def gigabytes(n_bytes: int) -> str:
    """``5.2 GB``, or below one gigabyte ``350 MB``: :func:`core.models.memory.gigabytes` for the window."""
    return worded(memory.gigabytes(n_bytes))


def joined(words: Sequence[str]) -> str:
    """Words as a list within a sentence: “one, two and three”."""
    if len(words) < 2:
        return "".join(words)
    return tr("{first} and {last}", "the end of a list").format(first=", ".join(words[:-1]), last=words[-1])
