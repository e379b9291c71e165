"""Export a manuscript. What was written is read back and compared with the text before it is called done."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from core.errors import FileProblem
from core.exchange import comparison
from core.exchange.comparison import Difference
from core.exchange.content import (
    Block,
    BlockKind,
    Content,
    Run,
    block,
    chapter_level,
    without_unwritable,
)
from core.exchange.formats import Format
from core.exchange.importing import read_content
from core.exchange.job import Job
from core.exchange.manuscript_format import PageHeader, header_words, reference_docx, uses_letter_paper
from core.exchange.markdown_reader import read_manuscript, title_and_author
from core.exchange.pandoc import Pandoc, PandocFailed
from core.exchange.pandoc_tree import UNKNOWN_LANGUAGE, Node, node_of, paragraph, raw, styled, tree_of
from core.exchange.pdf_text import can_read_pdf, pdf_differences
from core.exchange.styles import dated, finished_epub, reference_odt
from core.files import write_atomically
from core.manuscript.paragraphs import Syntax
from core.manuscript.statistics import count_words
from core.sentences import Sentence, joined_sentences

_PAGE_BREAK = raw("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
_CSS = """body { margin: 5%; line-height: 1.5; }
p { margin: 0; text-indent: 1.5em; text-align: justify; }
h1 + p, h2 + p, h3 + p, hr + p { text-indent: 0; }
h1, h2, h3, h4, h5, h6 { text-align: center; font-weight: normal; margin: 3em 0 1.5em; }
hr { border: 0; height: auto; margin: 1.5em 0; text-align: center; }
hr::before { content: "* * *"; }
blockquote { margin: 1em 2em; }
"""


@dataclass(frozen=True)
class ExportOptions:
    """What an export says besides the text; ``plain`` leaves out the title page. ``title`` empty: the text's own."""

    title: str = ""
    author: str = ""
    plain: bool = False


@dataclass(frozen=True)
class Ready:
    """What is to be written: the text, with title and author decided, and the title page's lines."""

    content: Content
    title_page: tuple[str, ...]
    notes: tuple[str, ...]


PdfMaker = Callable[[Ready, Job], bytes]
"""Makes a PDF; it is handed in, because it needs Qt, which core does not have. Blocks."""


@dataclass(frozen=True)
class Export:
    """A finished file, not yet written to disk.

    ``differences`` are those between the file, read back, and the text; None where it could not be read back.
    ``notes`` are whole sentences about what a writer should know.
    """

    data: bytes = field(repr=False)
    differences: tuple[Difference, ...] | None
    n_blocks: int
    n_words: int
    notes: tuple[str, ...] = ()

    @property
    def is_faithful(self) -> bool:
        """Whether nothing is known to differ."""
        return not self.differences

    def write(self, path: Path) -> None:
        """Write the file atomically. Raises FileProblem; an old file is then unchanged."""
        write_atomically(path, self.data)


def done_sentence(made: Export, path: Path, wanted: Format) -> str:
    """What to say of a file that was written and is faithful, as far as it could be checked."""
    what = Sentence(
        "Wrote {name}: {n_words:,} words in {n_blocks:,} paragraphs.",
        name=path.name,
        n_words=made.n_words,
        n_blocks=made.n_blocks,
    )
    if made.differences is None:
        checked = Sentence("It was not compared with your text, because no reader of PDFs is installed.")
    elif wanted is Format.PDF:
        checked = Sentence("Read back, its words are those of your text; emphasis in a PDF cannot be compared.")
    else:
        checked = Sentence("Read back, all of them are as in your text.")
    return joined_sentences((what, checked))


def prepare(text: str, syntax: Syntax, options: ExportOptions, name: str) -> Ready:
    """Read a manuscript for export; ``name`` is that of its file. Raises FileProblem where nothing is in it."""
    read = read_manuscript(text, syntax)
    cleaned, n_removed = _cleaned(read.blocks)
    if not any(each.runs for each in cleaned):
        raise FileProblem("{name} has no text to export.", name=name)
    known = title_and_author(text)[0] if syntax is Syntax.MARKDOWN else ""
    title = _one_line(options.title or known)
    author = _one_line(options.author or read.author)
    content = replace(read, blocks=cleaned, title=title or _one_line(title_from(name)), author=author)
    notes = (
        (Sentence("{n:,} control characters were left out; no format can hold them.", n=n_removed),)
        if n_removed
        else ()
    )
    return Ready(content, () if options.plain else _title_page(content), notes)


def _one_line(text: str) -> str:
    return " ".join(without_unwritable(text)[0].split())


def title_from(name: str) -> str:
    """The name of a file without its ending, or of a folder."""
    return Path(name).stem if Path(name).suffix.lower() in (".md", ".markdown", ".txt", ".text") else name


def _cleaned(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], int]:
    """The blocks without characters that no format can hold, and the number of these characters."""
    total = 0

    def clean(runs: Sequence[Run]) -> list[Run]:
        nonlocal total
        cleaned = []
        for run in runs:
            text, count = without_unwritable(run.text)
            total += count
            cleaned.append(replace(run, text=text, note=tuple(map(clean_block, run.note))))
        return cleaned

    def clean_block(each: Block) -> Block:
        return block(each.kind, clean(each.runs), each.level)

    made = tuple(clean_block(each) for each in blocks)
    return tuple(each for each in made if each.runs or each.kind is BlockKind.BREAK), total


def _title_page(content: Content) -> tuple[str, ...]:
    lines = [content.title, content.author, f"about {_rounded(count_words(content.text)):,} words"]
    return tuple(line for line in lines if line)


def _rounded(n_words: int) -> int:
    """To the nearest thousand, as title pages give it; short texts to the nearest hundred."""
    step = 1000 if n_words >= 20_000 else 100
    return max(step, round(n_words / step) * step)


@dataclass(frozen=True)
class ExportOrder:
    """A text to export. ``name`` is that of its file; ``wanted`` is the format."""

    text: str = field(repr=False)
    syntax: Syntax
    name: str
    wanted: Format
    options: ExportOptions = ExportOptions()


Exporter = Callable[[ExportOrder, Job], Export]
"""Makes an export, here or in another process. Raises FileProblem, Superseded. Blocks."""


def export(order: ExportOrder, job: Job, pdf: PdfMaker | None = None) -> Export:
    """Make an export in this process. Raises FileProblem, Superseded. Blocks."""
    return make(prepare(order.text, order.syntax, order.options, order.name), order.wanted, job, pdf)


def make(ready: Ready, wanted: Format, job: Job, pdf: PdfMaker | None = None, pandoc: Pandoc | None = None) -> Export:
    """Make the file and read it back. Raises FileProblem, Superseded. Blocks."""
    if wanted is Format.PDF:
        if pdf is None:
            raise FileProblem("PDF needs the window’s libraries, which are not installed here.")
        data = pdf(ready, job)
        found = pdf_differences(data, ready.content, ready.title_page) if can_read_pdf() else None
    else:
        data = _written(ready, wanted, job, pandoc or Pandoc())
        found = _read_back(data, ready, wanted, job, pandoc)
    job.check()
    n_words = count_words(ready.content.text)
    return Export(data, None if found is None else tuple(found), len(ready.content.blocks), n_words, ready.notes)


def _written(ready: Ready, wanted: Format, job: Job, pandoc: Pandoc) -> bytes:
    content = ready.content
    level = chapter_level(content.blocks)
    meta = {"title": content.title, "author": content.author, "lang": content.language}
    options, files = ["--standalone"], {}
    nodes = [_node(each, wanted) for each in content.blocks]
    if wanted is Format.DOCX:
        header = PageHeader(header_words(content.title, content.author), bool(ready.title_page))
        files["--reference-doc"] = ("reference.docx", reference_docx(header, level, letter=uses_letter_paper()))
        meta |= {"date": ready.title_page[-1]} if ready.title_page else {"title": "", "author": ""}
        if ready.title_page and not _begins_with_chapter(content.blocks, level):
            nodes.insert(0, _PAGE_BREAK)
    elif wanted is Format.ODT:
        files["--reference-doc"] = ("reference.odt", reference_odt(pandoc.data_file("reference.odt", job), level))
        meta |= {"date": ready.title_page[-1]} if ready.title_page else {"title": "", "author": ""}
    elif wanted is Format.EPUB:
        title_page = "true" if ready.title_page else "false"
        options += [f"--split-level={level}", f"--epub-title-page={title_page}"]
        meta["lang"] = meta["lang"] or UNKNOWN_LANGUAGE
        # pandoc's own would be the same for every book: its sandbox has no random numbers
        meta["identifier"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{content.author}/{content.title}')}"
    else:
        meta |= {"pagetitle": content.title}
        if not ready.title_page:
            meta |= {"title": "", "author": ""}
    writer = {Format.EPUB: "epub3", Format.HTML: "html5"}.get(wanted, wanted.value[1:])
    tree = tree_of(nodes, meta)
    if wanted is Format.HTML:
        tree["meta"]["header-includes"] = {"t": "MetaBlocks", "c": [raw("html", f"<style>\n{_CSS}</style>")]}
        tree["meta"]["document-css"] = {"t": "MetaBool", "c": False}
    try:
        data = pandoc.write(tree, writer, job, options, files)
    except PandocFailed:
        raise FileProblem(
            "{title} could not be written as {format}.", title=content.title, format=wanted.value
        ) from None
    if wanted is not Format.HTML:
        data = dated(data, datetime.now(UTC))
    if wanted is Format.EPUB:
        return finished_epub(data, _CSS, has_added_heading=not _begins_with_chapter(content.blocks, 1))
    return data


def _node(each: Block, wanted: Format) -> Node:
    if each.kind is BlockKind.BREAK and wanted in (Format.DOCX, Format.ODT):
        style, sign = ("Scene Break", "#") if wanted is Format.DOCX else ("SceneBreak", "* * *")
        return styled(style, [paragraph(sign)])
    return node_of(each)


def _begins_with_chapter(blocks: Sequence[Block], level: int) -> bool:
    return blocks[0].kind is BlockKind.HEADING and blocks[0].level <= level


def _read_back(data: bytes, ready: Ready, wanted: Format, job: Job, pandoc: Pandoc | None) -> list[Difference]:
    read, _, _ = read_content(Sentence("The {words} file", words=wanted.words), data, wanted.value, job, pandoc)
    wanted_title, title = ((each.title, each.author) if ready.title_page else () for each in (ready.content, read))
    found = comparison.title_differences(wanted_title, title)
    return found + comparison.differences(ready.content.blocks, read.blocks)
