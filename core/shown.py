"""Words from files of unknown origin, as part of a sentence."""

from __future__ import annotations

LONGEST = 80
"""Characters of a name in a sentence."""


def shown(words: str, longest: int = LONGEST) -> str:
    """``words`` on one line, cut at ``longest`` characters, and without characters that cannot be seen.

    Line ends, control characters and those that turn the direction of writing could make a sentence say something else.
    """
    line = "".join(each if each.isprintable() else " " for each in words[: 4 * longest])
    line = " ".join(line.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"
