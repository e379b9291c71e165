"""What a manuscript holds, free of any format: blocks of text with emphasis.

Every import is made into these and every export from these, so that a file that was written can be read back and
compared with what it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from core.manuscript.paragraphs import LineState, Role, Syntax, classify


class Mark(Enum):
    """Emphasis of a run of text."""

    ITALIC = "italic"
    BOLD = "bold"
    STRUCK = "struck through"
    CODE = "code"


class BlockKind(Enum):
    """Kind of a block."""

    PROSE = "paragraph"
    HEADING = "heading"
    BREAK = "scene break"
    QUOTE = "quotation"
    CODE = "code"


@dataclass(frozen=True)
class Run:
    """Characters with the same emphasis; ``\\n`` is a line break inside a paragraph.

    A run with a ``note`` is the place of a footnote and has no text.
    """

    text: str
    marks: frozenset[Mark] = frozenset()
    link: str = ""
    note: tuple[Block, ...] = ()


@dataclass(frozen=True)
class Block:
    """One block; ``level`` is that of a heading (1 to 6) or a quotation (from 1), else 0."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()
    level: int = 0

    @property
    def text(self) -> str:
        """The characters, without those of footnotes."""
        return "".join(run.text for run in self.runs)

    @property
    def notes(self) -> tuple[tuple[Block, ...], ...]:
        """The footnotes, in order."""
        return tuple(run.note for run in self.runs if run.note)


@dataclass(frozen=True)
class Content:
    """A whole text. ``language`` is a tag such as ``de``; each of the first three is empty where it is not known."""

    blocks: tuple[Block, ...]
    title: str = ""
    author: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """All characters, one line for each block; footnotes left out."""
        return "\n".join(block.text for block in self.blocks)


SCENE_BREAK = Block(BlockKind.BREAK)
_SPACES = re.compile(r"[ \t\r]+")
_AROUND_LINE_END = re.compile(r" *\n *")
_RULE = re.compile(r"(?:[-–—_~·•*#⁂❦] ?){3,}|[·•⁂❦#]")
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""


def without_unwritable(text: str) -> tuple[str, int]:
    """``text`` without what no export can hold, control characters and half characters, and their number."""
    return _UNWRITABLE.subn("", text)


def looks_like_a_break(text: str) -> bool:
    """Whether a paragraph of these characters alone separates scenes: “* * *”, “#”, “———”."""
    role, _ = classify(text, LineState(), Syntax.MARKDOWN)
    return role is Role.BREAK or _RULE.fullmatch(text) is not None


def block(kind: BlockKind, runs: Iterable[Run], level: int = 0) -> Block:
    """A block with its runs in the one form that is compared: :func:`normal_runs`."""
    return Block(kind, normal_runs(runs) if kind is not BlockKind.CODE else tuple(runs), level)


def normal_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The same text in one form: single spaces, none at the ends of lines, emphasis on words and between them only.

    Spaces that stand between words of the same emphasis have it too; others have none. Runs alike are one.
    """
    pieces: list[Run] = []
    for run in runs:
        if run.note:
            pieces.append(replace(run, text="", marks=frozenset(), link=""))
        elif run.text:
            pieces.append(replace(run, text=_SPACES.sub(" ", run.text)))
    merged = _merged(part for piece in pieces for part in _split_spaces(piece))
    _trim(merged)
    return tuple(_merged(_spaces_between_alike(_merged(merged))))


def _split_spaces(run: Run) -> list[Run]:
    """A run without the spaces at its ends, and these as runs without emphasis."""
    if run.note or not run.text:
        return [run]
    body = run.text.strip(" \n")
    if not body:
        return [Run(run.text)]
    start = run.text.index(body)
    ends = (Run(run.text[:start]), replace(run, text=body), Run(run.text[start + len(body) :]))
    return [each for each in ends if each.text]


def _trim(runs: list[Run]) -> None:
    """Take away spaces at both ends and around line ends, and a second space where two runs meet."""
    after = "\n"
    for index, run in enumerate(runs):
        if run.note:
            after = "x"
            continue
        text = _AROUND_LINE_END.sub("\n", _SPACES.sub(" ", run.text))
        if after in " \n":
            text = text.lstrip(" ") if after == "\n" or text[:1] == " " else text
        if after == "\n" and not any(each.text or each.note for each in runs[:index]):
            text = text.lstrip(" \n")
        runs[index] = replace(run, text=text)
        after = text[-1:] or after
    before = "\n"
    for index in range(len(runs) - 1, -1, -1):
        run = runs[index]
        if run.note:
            before = "x"
            continue
        text = run.text.rstrip(" ") if before == "\n" else run.text
        if before == "\n" and not any(each.text or each.note for each in runs[index + 1 :]):
            text = text.rstrip(" \n")
        runs[index] = replace(run, text=text)
        before = text[:1] or before
    runs[:] = [run for run in runs if run.text or run.note]


def _spaces_between_alike(runs: list[Run]) -> list[Run]:
    """Give a space the emphasis that the runs on both sides have in common, and their link."""
    result = list(runs)
    for index in range(1, len(runs) - 1):
        before, here, after = runs[index - 1], runs[index], runs[index + 1]
        if here.note or here.text.strip(" \n") or before.note or after.note:
            continue
        link = before.link if before.link == after.link else ""
        result[index] = replace(here, marks=(before.marks & after.marks) - {Mark.CODE}, link=link)
    return result


def _merged(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last is not None and not last.note and not run.note and (last.marks, last.link) == (run.marks, run.link):
            merged[-1] = replace(last, text=last.text + run.text)
        elif run.text or run.note:
            merged.append(run)
    return merged


def chapter_level(blocks: Iterable[Block]) -> int:
    """Level of the headings that begin chapters: the shallowest that occurs more than once; else the shallowest."""
    levels = [each.level for each in blocks if each.kind is BlockKind.HEADING]
    repeated = [level for level in levels if levels.count(level) > 1]
    return min(repeated or levels, default=1)
