"""What a manuscript holds, free of any format: blocks of text with emphasis.

Every import is made into these and every export from these, so that a file that was written can be read back and
compared with what it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import groupby

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
_NEEDLESS = re.compile(r"\A[ \n]+|[ \n]+\Z| +(?=\n)|(?<=\n) +|(?<= ) +")
_NOTE = "\ufffc"
"""Stands for a footnote where the whole text of a paragraph is looked at."""
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
    single = (run if run.note else replace(run, text=_SPACES.sub(" ", run.text)) for run in _merged(runs))
    split = _merged(part for run in single for part in _split_spaces(run))
    return tuple(_merged(_spaces_between_alike(_merged(_trimmed(split)))))


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


def _trimmed(runs: list[Run]) -> Iterator[Run]:
    """The runs without spaces at both ends and around line ends, nor a second one where two runs meet."""
    whole = "".join(_NOTE if run.note else run.text for run in runs)
    needless = {place for found in _NEEDLESS.finditer(whole) for place in range(*found.span())}
    start = 0
    for run in runs:
        end = start + (1 if run.note else len(run.text))
        if run.note or needless.isdisjoint(range(start, end)):
            yield run
        else:
            yield replace(run, text="".join(whole[place] for place in range(start, end) if place not in needless))
        start = end


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
    """The runs, those that are alike and follow each other as one."""
    merged: list[Run] = []
    for (marks, link, note), group in groupby(runs, key=lambda run: (run.marks, run.link, id(run) if run.note else 0)):
        alike = list(group)
        if note:
            merged.append(alike[0])
        elif text := "".join(run.text for run in alike):
            merged.append(Run(text, marks, link))
    return merged


def chapter_level(blocks: Iterable[Block]) -> int:
    """Level of the headings that begin chapters: the shallowest that occurs more than once; else the shallowest."""
    levels = [each.level for each in blocks if each.kind is BlockKind.HEADING]
    repeated = [level for level in levels if levels.count(level) > 1]
    return min(repeated or levels, default=1)
