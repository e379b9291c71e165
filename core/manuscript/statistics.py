"""Count words as writers do."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W_]+(?:['’\-‑][^\W_]+)*")


def count_words(text: str) -> int:
    """Words of ``text``: runs of letters and digits; an apostrophe or hyphen inside joins (“well-known” is one)."""
    return sum(1 for _ in _WORD.finditer(text))
