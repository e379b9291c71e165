"""Compare what an export holds with what it was made from, paragraph by paragraph."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.exchange.content import Block, BlockKind, Mark, Run

_EXCERPT = 60
_SOFT_HYPHEN = "\xad"
"""Only says where a word may be divided; some formats have no place for it."""


@dataclass(frozen=True)
class Difference:
    """One difference. ``number`` counts the paragraphs of the text from 1, headings and scene breaks included."""

    number: int
    sentence: str


def differences(wanted: Sequence[Block], found: Sequence[Block]) -> list[Difference]:
    """How ``found``, read from a file, differs from ``wanted``, in the order of the text."""
    ours, theirs = list(map(_comparable, wanted)), list(map(_comparable, found))
    if ours == theirs:
        return []
    return [Difference(number + 1, sentence) for number, sentence in _differences(ours, theirs) if sentence]


_Comparable = tuple[str, str, tuple[tuple[str, str], ...]]
"""Kind, text, and text with the names of its emphasis."""


def _comparable(made: Block) -> _Comparable:
    kind = made.kind.value if made.kind in (BlockKind.HEADING, BlockKind.BREAK) else ""
    if made.kind is BlockKind.BREAK:
        return kind, "", ()
    return kind, _text_with_notes(made), tuple(_emphasis(made.runs))


def _text_with_notes(made: Block) -> str:
    text = "".join(f"[{' '.join(map(_text_with_notes, run.note))}]" if run.note else run.text for run in made.runs)
    return text.replace(_SOFT_HYPHEN, "")


def _emphasis(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Each stretch that is emphasised, with how; code and links count as plain text, spaces have no emphasis."""
    text, marks = "", ""
    for run in runs:
        words = run.text.replace(_SOFT_HYPHEN, "")
        own = " and ".join(sorted(mark.value for mark in run.marks if mark is not Mark.CODE))
        for inside in run.note:
            yield from _emphasis(inside.runs)
        if not words.strip():
            text += words if own == marks else ""
            continue
        if own != marks:
            if marks:
                yield text.strip(), marks
            text, marks = "", own
        text += words
    if marks:
        yield text.strip(), marks


def _differences(ours: list[_Comparable], theirs: list[_Comparable]) -> Iterator[tuple[int, str]]:
    matcher = difflib.SequenceMatcher(None, ours, theirs, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = min(a2 - a1, b2 - b1)
        for offset in range(pairs):
            yield a1 + offset, _changed(ours[a1 + offset], theirs[b1 + offset])
        for number in range(a1 + pairs, a2):
            yield number, f"is missing: {_shown(ours[number])}."
        for other in range(b1 + pairs, b2):
            yield a2 - 1 if a2 else 0, f"is followed by what is not in your text: {_shown(theirs[other])}."


def _changed(was: _Comparable, is_now: _Comparable) -> str:
    if was[1] != is_now[1]:
        place = next((n for n, (a, b) in enumerate(zip(was[1], is_now[1], strict=False)) if a != b), None)
        place = min(len(was[1]), len(is_now[1])) if place is None else place
        start = max(0, place - 20)
        return f"reads “{_cut(is_now[1][start:])}” where your text has “{_cut(was[1][start:])}”."
    if was[0] != is_now[0]:
        return f"is {_a(is_now[0])} there and {_a(was[0])} in your text: {_shown(was)}."
    lost = [each for each in was[2] if each not in is_now[2]]
    gained = [each for each in is_now[2] if each not in was[2]]
    if lost:
        return f"has lost its emphasis: “{_cut(lost[0][0])}” was {lost[0][1]}."
    if gained:
        return f"has new emphasis: “{_cut(gained[0][0])}” is {gained[0][1]} there."
    return "has its emphasis in another place."


def _a(kind: str) -> str:
    return f"a {kind or 'paragraph'}"


def _shown(each: _Comparable) -> str:
    return f"“{_cut(each[1])}”" if each[1] else "a scene break"


def _cut(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"
