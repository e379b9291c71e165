"""Puts text of a paragraph in italics or bold, or takes that away, by changing nothing but marks.

Offsets are code points of the paragraph's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.manuscript.emphasis import Inline, Style, read
from core.manuscript.to_markdown import Run, written_inline

Edit = tuple[int, int, str]
"""Replace ``start`` to ``end`` with a text."""
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word that ``offset`` is in or at either end of; an empty range where there is none."""
    for found in _WORD.finditer(text):
        if found.start() <= offset <= found.end():
            return found.span()
        if found.start() > offset:
            break
    return offset, offset


def is_set(text: str, start: int, end: int, style: Style) -> bool:
    """Whether all of ``start`` to ``end`` but blank space and marks has the style."""
    chosen = [each for at, character, each in _characters(text, read(text)) if start <= at < end and character.strip()]
    return bool(chosen) and all(style in each for each in chosen)


def toggled(text: str, start: int, end: int, style: Style) -> list[Edit]:
    """The edits that set ``start`` to ``end`` in italics or bold; that take it away where all of that has it.

    In order, none overlapping. Blank space at the ends stays outside. Empty where there is nothing to set, or where no
    marks can say it (within code or a link). ``style`` is ITALIC or BOLD.
    """
    inline = read(text)
    characters = list(_characters(text, inline))
    inside = [at for at, character, _ in characters if start <= at < end and character.strip()]
    if not inside:
        return []
    remove = all(style in each for at, _, each in characters if inside[0] <= at <= inside[-1] and text[at].strip())
    low, high = _region(text, inline, inside[0], inside[-1] + 1)
    if any(span.style in (Style.CODE, Style.LINK) and span.start < high and span.end > low for span in inline.spans):
        return []
    runs: list[Run] = []
    for at, character, each in characters:
        if low <= at < high:
            if inside[0] <= at <= inside[-1]:
                each = each & ~style if remove else each | style
            runs.append(Run(character, each))
    edits = _changed_marks(text, inline, low, high, written_inline(runs))
    return edits if _is_as_wanted(characters, applied(text, edits), inside, style, remove=remove) else []


def applied(text: str, edits: list[Edit]) -> str:
    """``text`` with the edits made."""
    for start, end, new in reversed(edits):
        text = text[:start] + new + text[end:]
    return text


def _characters(text: str, inline: Inline) -> Iterator[tuple[int, str, Style]]:
    """Offset, character and style of everything but marks."""
    marks = _marks(inline)
    styled = inline.styled()
    index = 0
    for at, character in enumerate(text):
        while index < len(styled) and styled[index][1] <= at:
            index += 1
        if at not in marks:
            here = index < len(styled) and styled[index][0] <= at
            yield at, character, styled[index][2] if here else Style.PLAIN


def _marks(inline: Inline) -> set[int]:
    return {offset for start, end in inline.marks() for offset in range(start, end)}


def _region(text: str, inline: Inline, start: int, end: int) -> tuple[int, int]:
    """The range in whole words and whole spans: its marks are written anew."""
    while True:
        touched = [span for span in inline.spans if span.start < end and span.end > start]
        low = min([start, *(span.start for span in touched)])
        high = max([end, *(span.end for span in touched)])
        while low > 0 and not text[low - 1].isspace():
            low -= 1
        while high < len(text) and not text[high].isspace():
            high += 1
        if (low, high) == (start, end):
            return low, high
        start, end = low, high


def _changed_marks(text: str, inline: Inline, low: int, high: int, written: str) -> list[Edit]:
    """The edits that turn ``low`` to ``high`` into ``written``, which differs from it in marks only."""
    old_marks, new_marks = _marks(inline), _marks(read(written))
    edits: list[Edit] = []
    old, new = low, 0
    while True:
        old_start, new_start = old, new
        while old < high and old in old_marks:
            old += 1
        while new < len(written) and new in new_marks:
            new += 1
        if text[old_start:old] != written[new_start:new]:
            edits.append((old_start, old, written[new_start:new]))
        if old >= high or new >= len(written):
            return edits
        old, new = old + 1, new + 1


def _is_as_wanted(
    before: list[tuple[int, str, Style]], changed: str, inside: list[int], style: Style, *, remove: bool
) -> bool:
    """Whether only the style of what was chosen has changed; signs at its ends may have kept theirs."""
    after = list(_characters(changed, read(changed)))
    if [character for _, character, _ in before] != [character for _, character, _ in after]:
        return False
    for (at, character, was), (_, _, now) in zip(before, after, strict=True):
        if not character.strip():
            continue
        chosen = inside[0] <= at <= inside[-1]
        if was & ~style != now & ~style or (not chosen and was != now):
            return False
        if chosen and character.isalnum() and (style in now) is remove:
            return False
    return True
