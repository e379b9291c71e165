"""Markdown in which the writer means each Return as the end of a paragraph, although Markdown needs a blank line there.

Only prose is looked at. Wrapped lines, verse and lists are not meant: lines have to be long, and to end where a
sentence ends. Lines are given without line ends. Pure functions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.manuscript.hard_wraps import is_between_sentences, is_item_or_table
from core.manuscript.paragraphs import START, Role, Syntax, classify, quote_marker

_FEWEST = 3
_MEANT = 0.9
"""Least share of single Returns between whole sentences."""
_LONG = 90
"""Characters: a line of verse is shorter."""
_MANY_LONG = 0.2
_USUAL = 60
"""Least mean length of the lines, in characters."""
_OPENS = re.compile(r"[*_]*[\"“”„«»‘'‹–—]|[*_]*-{1,2}\w|\d")


def missing_breaks(lines: Sequence[str]) -> list[int]:
    """Indexes of lines after which a blank line is missing; empty where single Returns are not meant as paragraphs."""
    state = START
    pairs: list[tuple[int, bool]] = []
    above, above_is_prose = "", False
    for index, line in enumerate(lines):
        role, state = classify(line, state, Syntax.MARKDOWN)
        is_prose = role is Role.PROSE and not quote_marker(line) and not line.startswith((" ", "\t"))
        is_prose = is_prose and not is_item_or_table(line)
        if is_prose and above_is_prose and not above.endswith(("  ", "\\")):
            pairs.append((index - 1, is_between_sentences(above, line) or _begins_speech(above, line)))
        above, above_is_prose = line, is_prose
    meant = [index for index, is_meant in pairs if is_meant]
    if len(pairs) < _FEWEST or len(meant) < _MEANT * len(pairs):
        return []
    lengths = [len(lines[index]) for index, _ in pairs]
    long = sum(length > _LONG for length in lengths)
    if sum(lengths) < _USUAL * len(lengths) or long < max(2, _MANY_LONG * len(lengths)):
        return []
    return meant


def _begins_speech(line: str, following: str) -> bool:
    """Whether something said follows a sentence, or a sentence something said."""
    return _OPENS.match(following) is not None and line.rstrip(" *_")[-1:] in "!.?:…”\"'’»›—–"
