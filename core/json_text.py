"""Parse JSON that anybody may have written: whatever is wrong with it is one kind of error."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

_MOST_DIGITS = 18
"""Digits of a whole number: what 64 bits hold."""


def parse(text: str | bytes) -> Any:
    """The value of ``text``, whose numbers are finite and of a usual size.

    Raises ValueError for what is no JSON, nested too deeply, no Unicode, or has other numbers.
    """
    try:
        return json.loads(text, parse_int=_whole, parse_float=_finite, parse_constant=_refused)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError("a number too large")
    return int(digits)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number too large")
    return number


def _refused(name: str) -> NoReturn:
    raise ValueError(f"{name} instead of a number")
