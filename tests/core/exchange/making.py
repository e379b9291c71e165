"""Content made up for the tests of exchange."""

from __future__ import annotations

from hypothesis import strategies as st

from core.exchange.content import SCENE_BREAK, Block, BlockKind, Mark, Run, block

_CHARACTERS = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Co"), exclude_characters="\ufffe\uffff")
_LIKELY = st.sampled_from([*"abcdeé ßя你*_\\`[]<>&~#-'\"“”’…—.,!?1^", "***", "--", "1. ", "<!--", "![", "](", "&amp;"])
WORDS = st.lists(st.one_of(_LIKELY, _CHARACTERS), min_size=1, max_size=12).map("".join)
"""Any text, rich in what could be read as markup."""
_MARKS = st.frozensets(st.sampled_from([Mark.ITALIC, Mark.BOLD, Mark.STRUCK]), max_size=2)
RUNS = st.lists(st.builds(Run, WORDS, _MARKS), min_size=1, max_size=5)
"""Runs whose emphasis may begin and end anywhere."""
_WHOLE_WORDS = st.lists(st.builds(Run, st.sampled_from(["lamp", "sea and", "I", "Ünal", "дом"]), _MARKS), min_size=1)
_KINDS = st.sampled_from(
    [(BlockKind.PROSE, 0)] * 4 + [(BlockKind.HEADING, 1), (BlockKind.HEADING, 3), (BlockKind.QUOTE, 1)]
)


def _block(kind: tuple[BlockKind, int], runs: list[Run]) -> Block:
    return block(kind[0], [Run(run.text.replace("\n", " "), run.marks) for run in runs], kind[1])


def _spaced(runs: list[Run]) -> list[Run]:
    return [part for run in runs for part in (run, Run(" "))]


ANY_BLOCKS = st.builds(_block, _KINDS, RUNS)
"""Blocks of any text with emphasis anywhere, some of them empty."""
BLOCKS = st.one_of(
    st.builds(_block, _KINDS, st.lists(st.builds(Run, WORDS), min_size=1, max_size=3)),
    st.builds(_block, _KINDS, _WHOLE_WORDS.map(_spaced)),
    st.just(SCENE_BREAK),
)
"""Blocks that Markdown can say: any text, or words with emphasis, some of them empty."""
