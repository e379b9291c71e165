"""A novel through import, edit, export and comparison: times, memory, and whether anything is lost.

The novel is written to .docx by python-docx, imported, edited in many places, exported to every format and read back;
the exported .docx is read by python-docx as well, which knows nothing of pandoc. The text is human prose: a novel given
by ``--novel``, or published paragraphs in changing order (``--prose``, JSON lines with ``text``).

    python -m tests.benchmarks.exchange --prose ../shared/data/published_prose.jsonl --out build/exchange.json
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import docx

from core.exchange import exporting
from core.exchange.content import BlockKind, Content, Mark
from core.exchange.exporting import ExportOptions, ExportOrder
from core.exchange.formats import Format
from core.exchange.importing import import_file
from core.exchange.job import Job
from core.exchange.markdown_reader import read_manuscript
from core.manuscript import opening
from core.manuscript.paragraphs import Syntax
from core.manuscript.statistics import count_words
from desktop.exchange import background

T = TypeVar("T")
WORDS = 150_000
EDITS = 500


def novel_of(prose: Path, draw: random.Random) -> str:
    """Published paragraphs as a manuscript of :data:`WORDS` words with chapters, scene breaks and emphasis."""
    texts = [" ".join(json.loads(line)["text"].split()) for line in prose.read_text("utf-8").splitlines()]
    parts: list[str] = []
    words = 0
    while words < WORDS:
        if len(parts) % 100 == 0:
            parts.append(f"# Chapter {len(parts) // 100 + 1}")
        elif len(parts) % 25 == 0:
            parts.append("***")
        each = draw.choice(texts).replace("*", "").replace("_", "").split()
        if len(each) > 12 and len(parts) % 5 == 0:
            each[4], each[6] = f"*{each[4]}", f"{each[6]}*"
        parts.append(" ".join(each))
        words += len(each)
    return "\n\n".join(parts) + "\n"


def write_word_file(content: Content, path: Path) -> None:
    """The content as a .docx, by python-docx."""
    written = docx.Document()
    for each in content.blocks:
        if each.kind is BlockKind.HEADING:
            written.add_heading(each.text, each.level)
            continue
        paragraph = written.add_paragraph("" if each.runs else "* * *")
        for run in each.runs:
            made = paragraph.add_run(run.text)
            made.italic, made.bold = Mark.ITALIC in run.marks, Mark.BOLD in run.marks
    written.save(str(path))


def edited(text: str, draw: random.Random) -> str:
    """The manuscript with a sentence added to each of :data:`EDITS` paragraphs."""
    parts = text.split("\n\n")
    for place in draw.sample([n for n, part in enumerate(parts) if len(part) > 40], EDITS):
        parts[place] += f" And *then* there were {place}."
    return "\n\n".join(parts)


def word_paragraphs(path: Path) -> list[tuple[str, str]]:
    """Text and italic text of each paragraph, by python-docx."""
    read = docx.Document(str(path)).paragraphs
    return [(each.text, "".join(run.text for run in each.runs if run.italic)) for each in read]


def expected_paragraphs(content: Content) -> list[tuple[str, str]]:
    """The same of the content."""
    return [
        (each.text or "#", "".join(run.text for run in each.runs if Mark.ITALIC in run.marks))
        for each in content.blocks
    ]


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """The result, and the seconds it took."""
    began = time.perf_counter()
    made = work()
    return made, round(time.perf_counter() - began, 2)


def measure(text: str, folder: Path) -> dict[str, Any]:
    """All figures."""
    draw = random.Random(3)
    wanted = read_manuscript(text, Syntax.MARKDOWN)
    source = folder / "novel.docx"
    write_word_file(wanted, source)
    imported, seconds = timed(lambda: import_file(source, Job()))
    came_in = read_manuscript(imported.text, Syntax.MARKDOWN)
    figures: dict[str, Any] = {
        "words": count_words(wanted.text),
        "paragraphs": len(wanted.blocks),
        "import": {"seconds": seconds, "lost": sum(a != b for a, b in zip(wanted.blocks, came_in.blocks, strict=True))},
    }
    changed = edited(imported.text, draw)
    edited_content = read_manuscript(changed, Syntax.MARKDOWN)
    for each in Format:
        order = ExportOrder(changed, Syntax.MARKDOWN, "novel.md", each, ExportOptions("Novel", "Ann Bee"))
        export = background.export if each is Format.PDF else exporting.export
        made, seconds = timed(partial(export, order, Job()))
        made.write(folder / f"out{each.value}")
        figures[each.value] = {"seconds": seconds, "bytes": len(made.data), "differences": len(made.differences or ())}
        if each is not Format.PDF:
            back = import_file(folder / f"out{each.value}", Job())
            blocks = read_manuscript(back.text, Syntax.MARKDOWN).blocks
            title_page = len(blocks) - len(edited_content.blocks)
            figures[each.value]["lost_by_import"] = sum(
                a != b for a, b in zip(edited_content.blocks, blocks[title_page:], strict=True)
            )
    read = word_paragraphs(folder / "out.docx")
    expected = expected_paragraphs(edited_content)
    figures["differences_for_python_docx"] = sum(
        a != b for a, b in zip(expected, read[len(read) - len(expected) :], strict=True)
    )
    figures["child_peak_mb"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return figures


def main() -> None:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--prose", type=Path)
    parser.add_argument("--novel", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if given.novel is not None:
        text = opening.load(given.novel).text
    elif given.prose is not None:
        text = novel_of(given.prose, random.Random(1))
    else:
        parser.error("give --novel or --prose")
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(text, Path(folder))
    given.out.parent.mkdir(parents=True, exist_ok=True)
    given.out.write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
