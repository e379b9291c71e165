"""Boundary lines: how the files of a folder stand in one text.

Before each file's text stands a line of its own, made of :data:`BOUNDARY` and the file's path in the folder. It is not
part of any file: it ends paragraph, scene and Markdown state, and is never scored, counted, found, copied or exported.
Pure functions of texts with ``\\n`` line ends; offsets are code points.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

BOUNDARY = "\ue0f0"
"""The first character of a boundary line: one of Unicode's private use area, which no text should have."""
_MARKS = tuple(map(chr, range(0xFDE0, 0xFDF0)))
"""Noncharacters, which no text should have; one that a text does not have marks a place in it for a moment."""


def is_boundary(line: str) -> bool:
    """Whether a line is a boundary line; of a whole text: whether it is that of a folder, which begins with one."""
    return line.startswith(BOUNDARY)


def boundary_line(name: str) -> str:
    """The boundary line before the text of the file ``name`` (its path in the folder, with ``/``)."""
    return BOUNDARY + name


def boundary_name(line: str) -> str | None:
    """The file that a boundary line stands before; None for any other line."""
    return line[len(BOUNDARY) :] if is_boundary(line) else None


def has_boundaries(text: str) -> bool:
    """Whether a text has any line that would be taken for a boundary line."""
    return is_boundary(text) or f"\n{BOUNDARY}" in text


def joined(parts: Iterable[tuple[str, str]]) -> str:
    """One text from the name and the text of each file."""
    return "\n".join(f"{boundary_line(name)}\n{text}" for name, text in parts)


def parted(text: str) -> list[tuple[str, str]]:
    """The name and the text of each file, in order: the inverse of :func:`joined`.

    Text that stands before the first boundary line belongs to the first file. Where a name comes twice, the later text
    follows the earlier one, so that none is lost. Empty where the text has no boundary line.
    """
    found: dict[str, list[str]] = {}
    before: list[str] = []
    current = before
    for line in text.split("\n"):
        name = boundary_name(line)
        if name is None:
            current.append(line)
        else:
            current = found.setdefault(name, [])
    if before and found:
        first = next(iter(found.values()))
        first[:0] = before
    return [(name, "\n".join(lines)) for name, lines in found.items()]


def without_boundaries(text: str) -> str:
    """``text`` without its boundary lines, as for a selection that is copied."""
    if BOUNDARY not in text:
        return text
    return "\n".join(line for line in text.split("\n") if not is_boundary(line))


def as_one_text(text: str) -> str:
    """The text of a folder as that of a single file: no boundary lines, a blank line between the files."""
    if not is_boundary(text):
        return text
    parts = parted(text)
    return "\n\n".join(part.strip("\n") for _, part in parts if part.strip("\n")) + "\n"


def stretches(text: str) -> list[tuple[int, int]]:
    """Start and end of each run of lines between boundary lines, without the line ends beside those."""
    if BOUNDARY not in text:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    start = position = 0
    for line in text.split("\n"):
        if is_boundary(line):
            if position > start:
                found.append((start, position - 1))
            start = position + len(line) + 1
        position += len(line) + 1
    if start < position:
        found.append((start, position - 1))
    return found


def repaired(old: str, new: str, edited: tuple[int, int]) -> tuple[str, int]:
    """``new`` with the boundary lines of ``old`` restored after an edit that removed or altered some of them.

    Returns it with the place in it after what was inserted. ``edited`` is where what was inserted begins and ends
    in ``new``. Text that is left stays in the file on its side of the edit; what was inserted is in the file in
    which the edit begins, and a file that was deleted as a whole is left empty. Boundary lines that the edit
    brought in lose their mark. Both texts are whole lines of the manuscript; the first line of ``old`` is a
    boundary line only where the manuscript begins with it, its last line never is.
    """
    mark = next((each for each in _MARKS if each not in old and each not in new), "")
    new, edited = new[: edited[1]] + mark + new[edited[1] :], (edited[0], edited[1] + len(mark))
    old_lines, new_lines = old.split("\n"), new.split("\n")
    anchors = _anchors(old_lines, new_lines)
    result: list[str] = []
    moved: list[str] = []
    begin = old_from = new_from = 0
    for old_to, new_to in [*anchors, (len(old_lines), len(new_lines))]:
        old_gap, new_gap = old_lines[old_from:old_to], [*moved, *new_lines[new_from:new_to]]
        if old_to == 0:  # nothing may stand before the first boundary line
            moved = new_gap
        else:
            result += _repaired(old_gap, new_gap, (edited[0] - begin, edited[1] - begin))
            moved = []
        if old_to < len(old_lines):
            result.append(old_lines[old_to])
        begin += sum(len(line) + 1 for line in new_lines[new_from : new_to + 1])
        old_from, new_from = old_to + 1, new_to + 1
    text = "\n".join(result)
    place = text.index(mark)
    return text[:place] + text[place + len(mark) :], place


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The lines, in both texts, of the boundary lines that are still there in order."""
    old_at = [number for number, line in enumerate(old) if is_boundary(line)]
    new_at = [number for number, line in enumerate(new) if is_boundary(line)]
    same = difflib.SequenceMatcher(None, [old[at] for at in old_at], [new[at] for at in new_at], autojunk=False)
    return [
        (old_at[block.a + each], new_at[block.b + each])
        for block in same.get_matching_blocks()
        for each in range(block.size)
    ]


def _repaired(old: Sequence[str], new: Sequence[str], edited: tuple[int, int]) -> list[str]:
    """:func:`repaired` for lines between two boundary lines that are still there."""
    spans, names = _spans(old)
    if not names:
        return [line.lstrip(BOUNDARY) for line in new] or [""]
    before, after = "\n".join(old), "\n".join(new)
    begin, end = edited
    head = _n_equal(before, after)
    if 0 <= begin < head:
        head = begin
    tail = min(_n_equal(before[::-1], after[::-1]), len(before) - head, len(after) - head)
    if head <= end <= len(after):
        tail = min(tail, len(after) - end)
    cut, inserted = len(before) - tail, after[head : len(after) - tail]
    first = next(number for number, (_, end) in enumerate(spans) if head <= end)
    last = next(number for number in range(len(spans)) if number + 1 == len(spans) or cut < spans[number + 1][0])
    last = max(first, last)
    texts = [before[start:end] if start <= end else "" for start, end in spans]
    start, end = spans[first]
    texts[first] = before[start : max(start, head)] + inserted
    for number in range(first + 1, last):
        texts[number] = ""
    start, end = spans[last]
    rest = before[min(max(start, cut), end) : end]
    texts[last] = texts[last] + rest if first == last else rest
    result: list[str] = []
    for number, text in enumerate(texts):
        if number:
            result.append(names[number - 1])
        if spans[number] != _NOWHERE:
            result += [line.lstrip(BOUNDARY) for line in text.split("\n")]
    return result


_NOWHERE = (0, -1)
"""The span before a boundary line that the manuscript begins with: no text may stand there."""


def _spans(lines: Sequence[str]) -> tuple[list[tuple[int, int]], list[str]]:
    """Where the text before, between and after boundary lines begins and ends, and those boundary lines."""
    spans: list[tuple[int, int]] = []
    names: list[str] = []
    start = position = 0
    for line in lines:
        if is_boundary(line):
            spans.append((start, position - 1))
            names.append(line)
            start = position + len(line) + 1
        position += len(line) + 1
    spans.append((start, position - 1))
    return spans, names


def _n_equal(one: str, other: str) -> int:
    """How many characters at the beginning are equal in both."""
    low, high = 0, min(len(one), len(other))
    while low < high:  # both begin with the same ``low`` characters
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low
