"""``python -m tests.benchmarks.hard_wraps FOLDER``: how well hard-wrapped paragraphs are told from other lines.

FOLDER has books of Project Gutenberg, each as ``NAME.txt`` and ``NAME.htm``, from different sources: in the page a
paragraph of prose is a ``<p>`` without ``<br>``. Counted are blocks of at least two lines between blank lines: those
that are such a paragraph, and how many of them are shown on one line; and the others, and how many of them have a
joined line end. Among the latter are paragraphs whose page differs from the text, such as those with a page number.
"""

from __future__ import annotations

import argparse
import html
import random
import re
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from core.manuscript import document, encodings
from core.manuscript.source_lines import split_lines, without_end

_PARAGRAPH = re.compile(
    r"<(p|li|dd|td|h\d)\b[^>]*>(.*?)(?=</?(?:p|li|dd|td|tr|div|h\d|blockquote|ul|table|dl)\b)", re.DOTALL
)
_PAGE_NUMBER = re.compile(r"<span class=.?pagenum.*?</span>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>|<style.*?</style>", re.DOTALL)
_BOOK = re.compile(r"\*\*\* ?(?:START|END) OF")


def prose_of(page: str) -> set[str]:
    """The letters and digits of each paragraph of prose."""
    found: set[str] = set()
    for match in _PARAGRAPH.finditer(page):
        if "<br" not in match[2]:
            found |= {
                _letters(html.unescape(_TAG.sub(" ", each))) for each in (match[2], _PAGE_NUMBER.sub("", match[2]))
            }
    return found


def blocks(lines: list[str]) -> Iterator[range]:
    """Blocks of at least two lines between blank lines, inside the book."""
    marks = [index for index, line in enumerate(lines) if _BOOK.search(line)]
    first, last = (marks[0] + 1, marks[-1]) if len(marks) > 1 else (0, len(lines))
    start = first
    for index in range(first, last + 1):
        if index == last or not lines[index].strip():
            if index - start > 1:
                yield range(start, index)
            start = index + 1


def main() -> None:
    """Print the counts of each book and of all, and some of the blocks that differ."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", type=int, default=0, help="so many blocks of each book that differ")
    options = parser.parse_args()
    totals = [0, 0, 0, 0]
    for page in sorted(options.folder.glob("*.htm")):
        loaded = document.load(page.with_suffix(".txt"))
        prose = prose_of(encodings.decode(page.read_bytes()).text)
        lines = [without_end(line) for line in split_lines(loaded.text_as_read)]
        starts = set(accumulate(loaded.source.counts, initial=0)) or set(range(len(lines)))
        counts = [0, 0, 0, 0]
        differ: list[str] = []
        for block in blocks(lines):
            text = "\n".join(lines[block.start : block.stop])
            inside = sum(index in starts for index in block[1:])
            is_prose = _letters(text) in prose
            as_meant = inside == 0 if is_prose else inside < len(block) - 1
            counts[0 if is_prose else 2] += 1
            counts[1 if is_prose else 3] += as_meant
            if as_meant != is_prose:
                differ.append(text)
        print(f"{page.stem}: {counts[1]} of {counts[0]} paragraphs; {counts[3]} of {counts[2]} other blocks")
        for each in random.Random(1).sample(differ, min(options.show, len(differ))):
            print(f"  {each.replace(chr(10), chr(10) + '  ')}\n")
        totals = [one + other for one, other in zip(totals, counts, strict=True)]
    print(f"all: {totals[1]} of {totals[0]} paragraphs; {totals[3]} of {totals[2]} other blocks")


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).lower()


if __name__ == "__main__":
    main()
