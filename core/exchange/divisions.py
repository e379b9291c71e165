"""Headings of texts that mark none: lines such as “Chapter IV. At Sea”."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from core.exchange.content import Block, BlockKind, Mark, Run, block
from core.manuscript.non_prose import division_level

_LONGEST = 200
"""Characters that such a heading has at most."""


def with_headings(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks, those that name a division as headings, and their number; unchanged where there are headings.

    Chapters have level 1, or 2 where there are parts of several chapters.
    """
    if any(each.kind is BlockKind.HEADING for each in blocks):
        return tuple(blocks), 0
    levels = [_level(each) for each in blocks]
    highest = min(filter(None, levels), default=0)
    made = tuple(
        _heading(each, level - highest + 1) if level else each for each, level in zip(blocks, levels, strict=True)
    )
    return made, sum(level > 0 for level in levels)


def _level(each: Block) -> int:
    text = each.text
    if each.kind is not BlockKind.PROSE or each.notes or len(text) > _LONGEST:
        return 0
    return division_level(text) or 0


def _heading(each: Block, level: int) -> Block:
    """The block as a heading on one line, not bold as a whole."""
    bold_as_a_whole = all(Mark.BOLD in run.marks for run in each.runs)
    runs = [replace(run, text=run.text.replace("\n", " ")) for run in each.runs]
    if bold_as_a_whole:
        runs = [Run(run.text, run.marks - {Mark.BOLD}, run.link) for run in runs]
    return block(BlockKind.HEADING, runs, level)
