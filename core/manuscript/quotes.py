"""Remove and restore the markers of Markdown block quotes.

A passage inside a quote starts after the marker of its first line, so only its later lines have one.
"""

from __future__ import annotations

import re
import textwrap

from core.manuscript.paragraphs import quote_marker

_WRAPPED = re.compile(r"\S[^\n]*\n[^\n]*\S")
_NARROWEST = 20
"""Minimum line width in characters, also for a narrower quote."""


def unquoted(passage: str) -> str:
    """``passage`` without the markers of its later lines."""
    first, *later = passage.split("\n")
    return "\n".join([first, *(line.removeprefix(quote_marker(line)) for line in later)])


def quoted(text: str, passage: str, beginning: str) -> str:
    """``text`` with markers, to replace ``passage``, which has them.

    ``beginning`` is the text before the passage on its first line, with the marker. Where the passage is wrapped to
    several lines, ``text`` is wrapped to the same width.
    """
    markers = [quote_marker(line) for line in passage.split("\n")[1:] if line != quote_marker(line)]
    marker = next(filter(None, markers), quote_marker(beginning))
    lines = text.split("\n")
    if _WRAPPED.search(unquoted(passage)):
        width = max(map(len, (beginning + passage).split("\n"))) - len(marker)
        lines = _wrapped(lines, max(width, _NARROWEST), indent=max(0, len(beginning) - len(marker)))
    first, *later = lines
    return "\n".join([first, *((marker + line).rstrip() if not line.strip() else marker + line for line in later)])


def _wrapped(lines: list[str], width: int, indent: int) -> list[str]:
    """``lines`` broken at blank spaces to ``width`` characters; the first has ``indent`` characters less."""
    result: list[str] = []
    space = "\0" * indent
    for line in lines:
        broken = textwrap.wrap(
            line, width, initial_indent="" if result else space, break_long_words=False, break_on_hyphens=False
        )
        result += broken or [""]
    return [result[0].removeprefix(space), *result[1:]]
