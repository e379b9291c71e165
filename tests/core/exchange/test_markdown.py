"""Content written as a manuscript reads as the same content; what a writer sees has no needless markup."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.exchange.content import Block, BlockKind, Content, Run, block
from core.exchange.markdown_reader import read_manuscript
from core.exchange.markdown_writer import write_manuscript
from core.manuscript.paragraphs import Syntax
from tests.core.exchange.making import ANY_BLOCKS, BLOCKS


def kept(blocks: list[Block]) -> tuple[Block, ...]:
    return tuple(each for each in blocks if each.runs or each.kind is BlockKind.BREAK)


@settings(max_examples=80, deadline=None)
@example([block(BlockKind.PROSE, [Run("<!--")]), block(BlockKind.PROSE, [Run("-->")])], "")
@example([block(BlockKind.HEADING, [Run("# #")], 1), block(BlockKind.PROSE, [Run("[^1] [^2]: 5\\[^")])], "A: b")
@given(st.lists(BLOCKS, max_size=6), st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12))
def test_what_is_written_reads_as_the_same(blocks: list[Block], title: str) -> None:
    content = Content(kept(blocks), " ".join(title.split()))
    assert read_manuscript(write_manuscript(content), Syntax.MARKDOWN) == content


@settings(max_examples=80, deadline=None)
@example(block(BlockKind.PROSE, [Run("<!-- not a comment -->")]))
@given(ANY_BLOCKS)
def test_no_word_is_lost_where_markdown_cannot_say_the_emphasis(made: Block) -> None:
    blocks = kept([made])
    read = read_manuscript(write_manuscript(Content(blocks)), Syntax.MARKDOWN)
    assert [(each.kind, each.text) for each in read.blocks] == [(each.kind, each.text) for each in blocks]
