"""Exports read by libraries that have nothing to do with pandoc, and what happens to an export that lost something."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.shared import Inches, Pt
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from odf.opendocument import load as load_odt
from odf.teletype import extractText
from odf.text import H, P

from core.errors import FileProblem, Superseded
from core.exchange import exporting
from core.exchange.content import Block, BlockKind, Content
from core.exchange.exporting import Export, ExportOptions, Ready
from core.exchange.formats import Format
from core.exchange.importing import read_content
from core.exchange.job import Job
from core.exchange.markdown_reader import read_manuscript
from core.exchange.pandoc import Pandoc
from core.manuscript.paragraphs import Syntax
from tests.core.exchange.making import ANY_BLOCKS, BLOCKS

TEXT = """---
title: "The Ship: a novel"
author: Ann Bee
lang: en
---

# One

“Ja,” *sagte **er** leise*, «да» — 你好… It's 3 < 4 & a\\*b, snake_case.
A soft line.[^1]

***

Second scene, **bold**, ~~struck~~. <!-- a note
to myself -->

> Dear *Ada*,

## A part

Line one\x20\x20
line two

# Two

The end.

[^1]: With a *note*.
"""
FORMATS = (Format.DOCX, Format.ODT, Format.EPUB, Format.HTML)


def ready(text: str = TEXT, *, plain: bool = False, title: str = "") -> Ready:
    return exporting.prepare(text, Syntax.MARKDOWN, ExportOptions(title, plain=plain), "ship.md")


@pytest.fixture(scope="module")
def exports() -> dict[Format, Export]:
    return {each: exporting.make(ready(), each, Job()) for each in FORMATS}


def test_every_export_says_what_the_text_says_and_imports_as_the_same(exports: dict[Format, Export]) -> None:
    wanted = read_manuscript(TEXT, Syntax.MARKDOWN)
    for each, made in exports.items():
        assert made.differences == ()
        read, _, _ = read_content("ship", made.data, each.value, Job())
        assert read.blocks == wanted.blocks
        assert (read.title, read.author) == ("The Ship: a novel", "Ann Bee")
    words = exports[Format.DOCX].n_words, exports[Format.DOCX].n_blocks
    assert words == (32, 9)


@settings(max_examples=1, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(BLOCKS, ANY_BLOCKS), min_size=40, max_size=60))
def test_any_text_comes_back_from_every_format(blocks: list[Block]) -> None:
    kept = tuple(each for each in blocks if each.runs or each.kind is BlockKind.BREAK)
    for each in FORMATS:
        made = exporting.make(Ready(Content(kept, "Any", "Body"), ("Any", "Body", "about 100 words"), ()), each, Job())
        assert made.differences == ()


def test_word_reads_standard_manuscript_format(exports: dict[Format, Export]) -> None:
    read = docx.Document(io.BytesIO(exports[Format.DOCX].data))
    texts = [each.text for each in read.paragraphs]
    assert texts[:3] == ["The Ship: a novel", "Ann Bee", "about 100 words"]
    assert texts[3] == "One"
    assert texts[4].startswith("“Ja,” sagte er leise, «да» — 你好… It's 3 < 4 & a*b, snake_case. A soft line.")
    assert texts[5:] == [
        "#",
        "Second scene, bold, struck.",
        "Dear Ada,",
        "A part",
        "Line one\nline two",
        "Two",
        "The end.",
    ]
    assert not any("myself" in each for each in texts)
    italic = "".join(run.text for run in read.paragraphs[4].runs if run.italic)
    assert italic == "sagte er leise" and [run.text for run in read.paragraphs[4].runs if run.bold] == ["er"]
    body = read.paragraphs[6].style
    assert body is not None and (inherited(read.paragraphs[6], "first_line_indent"), body.base_style) != (None, None)
    assert inherited(read.paragraphs[6], "first_line_indent") == Inches(0.5)
    assert inherited(read.paragraphs[6], "line_spacing") == 2.0
    assert inherited(read.paragraphs[3], "page_break_before") is True
    assert inherited(read.paragraphs[8], "page_break_before") is None, "a part of a chapter stays on its page"
    assert read.core_properties.created is not None and read.core_properties.created.year > 2000
    section = read.sections[0]
    assert section.left_margin == section.right_margin == section.top_margin == Inches(1)
    assert section.header.paragraphs[0].text.startswith("Bee / THE SHIP: A NOVEL / ")
    assert section.different_first_page_header_footer
    fonts = ElementTree.tostring(read.styles.element.find(f"{W}docDefaults"), "unicode")
    assert "Times New Roman" in fonts and f'{int(Pt(12).pt * 2)}"' in fonts


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def inherited(paragraph: Paragraph, name: str) -> object:
    """A property of a paragraph's style, or of the styles that it is based on."""
    style = paragraph.style
    while style is not None:
        if (value := getattr(style.paragraph_format, name)) is not None:
            return value
        style = style.base_style
    return None


def test_an_odt_reader_reads_it(exports: dict[Format, Export]) -> None:
    read = load_odt(io.BytesIO(exports[Format.ODT].data))
    kinds = P().qname, H(outlinelevel=1).qname
    body = [
        extractText(each)
        for each in elements(read.body)
        if each.qname in kinds and each.parentNode.qname[1] != "note-body"
    ]
    assert body[:4] == ["The Ship: a novel", "Ann Bee", "about 100 words", "One"]
    assert body[4].startswith("“Ja,” sagte er leise, «да» — 你好…") and body[5] == "* * *"
    assert body[-2:] == ["Two", "The end."]
    with zipfile.ZipFile(io.BytesIO(exports[Format.ODT].data)) as package:
        styles = ElementTree.fromstring(package.read("styles.xml"))
    assert odt_style(styles, "Heading_20_1", "break-before") == "page"
    assert odt_style(styles, "Heading_20_2", "break-before") is None
    assert odt_style(styles, "Text_20_body", "line-height") == "200%"
    assert odt_style(styles, "SceneBreak", "text-align") == "center"


def odt_style(styles: ElementTree.Element, name: str, wanted: str) -> str | None:
    """A property of a paragraph style."""
    namespace = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    style = next(each for each in styles.iter(f"{namespace}style") if each.get(f"{namespace}name") == name)
    return next((value for each in style for key, value in each.attrib.items() if key.endswith(f"}}{wanted}")), None)


def elements(node: Any) -> Iterator[Any]:
    for each in node.childNodes:
        if each.nodeType == each.ELEMENT_NODE:
            yield each
            yield from elements(each)


def test_an_e_book_has_a_file_for_each_chapter(exports: dict[Format, Export]) -> None:
    with zipfile.ZipFile(io.BytesIO(exports[Format.EPUB].data)) as book:
        assert book.infolist()[0].filename == "mimetype" and book.read("mimetype") == b"application/epub+zip"
        assert book.infolist()[0].compress_type == zipfile.ZIP_STORED
        package = ElementTree.fromstring(book.read("EPUB/content.opf"))
        said = {each.tag.split("}")[1]: each.text for each in package[0] if each.text}
        assert (said["title"], said["creator"], said["language"]) == ("The Ship: a novel", "Ann Bee", "en")
        other = exporting.make(ready(plain=True, title="Another"), Format.EPUB, Job())
        assert said["identifier"].startswith("urn:uuid:") and said["identifier"].encode() not in opf_of(other.data)
        assert b"1970" not in book.read("EPUB/content.opf")
        pages = list(_spine(package))
        chapters = [ElementTree.fromstring(book.read(f"EPUB/{page}")) for page in pages if "ch0" in page]
        nav = book.read("EPUB/nav.xhtml").decode()
    assert ["".join(each.itertext()).split()[-1] for each in chapters] == ["note.", "end."] and "Two" in nav
    assert "leise" in "".join("".join(each.itertext()) for each in chapters[0].iter() if each.tag.endswith("em"))


def opf_of(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return book.read("EPUB/content.opf")


def _spine(package: ElementTree.Element) -> Iterator[str]:
    names = {each.get("id"): each.get("href", "") for each in package.iter() if each.tag.endswith("}item")}
    for each in package.iter():
        if each.tag.endswith("}itemref"):
            yield str(PurePosixPath(names[each.get("idref")]))


def test_a_plain_export_has_no_title_page() -> None:
    made = exporting.make(ready(plain=True), Format.DOCX, Job())
    read = docx.Document(io.BytesIO(made.data))
    assert read.paragraphs[0].text == "One" and not read.sections[0].different_first_page_header_footer
    assert made.differences == ()


class Damaging(Pandoc):
    """Writes what pandoc writes, and then changes something in it."""

    def __init__(self, pattern: str, replacement: str) -> None:
        super().__init__()
        self._change = (re.compile(pattern, re.DOTALL), replacement)

    def write(self, *given: object, **more: object) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(super().write(*given, **more))) as old, zipfile.ZipFile(out, "w") as new:  # type: ignore[arg-type]
            for name in old.namelist():
                text = old.read(name)
                if name == "word/document.xml":
                    changed, count = self._change[0].subn(self._change[1], text.decode())
                    assert count
                    text = changed.encode()
                new.writestr(name, text)
        return out.getvalue()


@pytest.mark.parametrize(
    ("pattern", "replacement", "number", "said"),
    [
        (r"<w:p>(?:(?!</w:p>).)*Second scene.*?</w:p>", "", 4, "is missing: “Second scene, bold, struck.”."),
        (r"Second ", "First ", 4, "reads “First scene, bold, struck.” where your text has “Second scene"),
        (r"<w:i ?/>", "", 2, "has lost its emphasis: “sagte” was italic."),
        (
            r"(<w:p>(?:(?!</w:p>).)*The end.*?</w:p>)",
            r"\1\1",
            9,
            "is followed by what is not in your text: “The end.”.",
        ),
    ],
)
def test_an_export_that_was_damaged_is_not_called_done(pattern: str, replacement: str, number: int, said: str) -> None:
    made = exporting.make(ready(), Format.DOCX, Job(), pandoc=Damaging(pattern, replacement))
    assert made.differences is not None and not made.is_faithful
    assert (made.differences[0].number, made.differences[0].what[: len(said)]) == (number, said)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# The Ship\n\n## One\n\nWords.\n", "The Ship"),
        ("---\ntitle: A ship\n---\n# The Ship\n\n## One\n\nWords.\n", "A ship"),
        ("# One\n\nWords.\n\n# Two\n\nMore.\n", "ship"),
        ("# One\n\nWords.\n", "ship"),
        ("Words.\n\n# The Ship\n\n## One\n", "ship"),
    ],
)
def test_the_title_is_the_text_s_own_else_the_file_s(text: str, title: str) -> None:
    assert ready(text).content.title == title


def test_nothing_to_export_is_said() -> None:
    for text in ("", "***\n", "<!-- only a comment -->"):
        with pytest.raises(FileProblem, match="has no text to export"):
            ready(text)


def test_a_pdf_needs_the_window_s_libraries() -> None:
    with pytest.raises(FileProblem, match="not installed here"):
        exporting.make(ready(), Format.PDF, Job())


def test_a_cancelled_export_ends() -> None:
    job = Job()
    job.cancel()
    with pytest.raises(Superseded):
        exporting.make(ready(), Format.DOCX, job)


def test_control_characters_are_left_out_and_said() -> None:
    prepared = ready("A bell\x07 and an escape\x1b here.")
    assert [each.text for each in prepared.content.blocks] == ["A bell and an escape here."]
    assert prepared.notes and prepared.notes[0].startswith("2 control characters")


def sequence(blocks: Sequence[Block]) -> list[str]:
    return [each.text for each in blocks]


def test_lines_of_plain_text_stay_and_emphasis_is_no_markup_there() -> None:
    text = "CHAPTER I\n\nOne *star*.\n\n* * *\n\nA poem\nhas lines.\n\nCHAPTER II\n\nEnd.\n"
    made = exporting.prepare(text, Syntax.PLAIN, ExportOptions(), "p.txt")
    assert sequence(made.content.blocks) == ["CHAPTER I", "One *star*.", "", "A poem\nhas lines.", "CHAPTER II", "End."]
    assert [each.level for each in made.content.blocks] == [1, 0, 0, 0, 1, 0], "chapters of plain text begin new pages"


def test_a_scene_break_at_the_very_beginning_does_not_make_the_text_code() -> None:
    assert sequence(ready("---\n\nShe left.\n\n---\n\nHe stayed.\n").content.blocks) == [
        "",
        "She left.",
        "",
        "He stayed.",
    ]


@pytest.mark.parametrize("wanted", [Format.ODT, Format.HTML])
def test_a_title_page_that_says_something_else_is_a_difference(wanted: Format) -> None:
    class Renaming(Pandoc):
        def write(self, tree: dict[str, Any], *rest: Any) -> bytes:  # type: ignore[override]
            return super().write({**tree, "meta": {**tree["meta"], "title": tree["meta"]["author"]}}, *rest)

    made = exporting.make(ready(), wanted, Job(), pandoc=Renaming())
    assert [each.sentence for each in made.differences or ()] == [
        "The title page has “Ann Bee” where “The Ship: a novel” should be."
    ]
