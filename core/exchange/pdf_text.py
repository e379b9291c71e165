"""Compare the text of a PDF with the manuscript, where a reader of PDFs is installed.

Only the characters are compared, in their order: a PDF knows no paragraphs and divides lines where it likes.
"""

from __future__ import annotations

import importlib.util
import io
import re
import unicodedata
from collections.abc import Sequence

from core.exchange.comparison import Difference
from core.exchange.content import Block, BlockKind, Content
from core.exchange.manuscript_format import header_words, page_header
from core.sentences import Sentence

NOTES_TITLE = "Notes"
"""The heading of the footnotes, which stand at the end of a PDF."""
_COMPARABLE = ("LATIN", "GREEK", "CYRILLIC", "CJK", "HIRAGANA", "KATAKANA", "HANGUL", "ARMENIAN", "GEORGIAN")
"""Scripts whose letters are written one by one, in the order in which they are read."""
_ALIKE = str.maketrans(
    {"\u02bc": "’", "\u02bb": "‘", "\u2010": "-", "\u2011": "-", "\u2206": "Δ", "\u2219": "·", "\xad": ""}
)
"""Characters that fonts draw with one glyph, of which a PDF names only one."""
_FONT_OR_GLYPHS = re.compile(r"(/F\d+) [\d.]+ Tf|<([0-9A-Fa-f]+)> Tj")
_LOOK_AHEAD = 20_000
"""How far on a paragraph is looked for, in characters, after one that could not be compared."""


def can_read_pdf() -> bool:
    """Whether a reader of PDFs is installed."""
    return importlib.util.find_spec("pypdf") is not None


def pdf_differences(data: bytes, content: Content, title_page: Sequence[str]) -> list[Difference]:
    """How the text of a PDF that Qt wrote differs from ``content``; scripts that join letters are left out."""
    header = header_words(content.title, content.author)
    pages = []
    for number, page in enumerate(pages_of(data)):
        said = _key(page_header(header, number, title_page=bool(title_page)))
        pages.append(_key(page).removesuffix(said) if said else _key(page))
    return differences("".join(pages), content, title_page)


def differences(found: str, content: Content, title_page: Sequence[str]) -> list[Difference]:
    """How ``found``, the text of all pages, differs from ``content``."""
    found = _key(found)
    position = 0
    skipped = False
    problems: list[Difference] = []
    for number, words in _expected(content, title_page):
        key = _key(words)
        if not key:
            continue
        if not _is_comparable(key):
            skipped = True
            continue
        here = found.find(key, position, position + _LOOK_AHEAD + len(key))
        if here < 0:
            problems.append(
                Difference(number, Sentence("is not in the PDF as it is in your text: “{cut}”.", cut=_cut(words)))
            )
            skipped = True
            continue
        if here > position and not skipped:
            extra = found[position:here]
            problems.append(Difference(number, Sentence("follows what is not in your text: “{cut}”.", cut=_cut(extra))))
        position, skipped = here + len(key), False
    if position < len(found) and not skipped:
        problems.append(
            Difference(
                len(content.blocks),
                Sentence("is followed by what is not in your text: “{cut}”.", cut=_cut(found[position:])),
            )
        )
    return problems


def _expected(content: Content, title_page: Sequence[str]) -> list[tuple[int, str]]:
    """What the pages say, in order, each with the number of its paragraph; 0 for the title page."""
    lines = [(0, line) for line in title_page]
    notes: list[tuple[int, tuple[Block, ...]]] = []

    def words(made: Block, number: int) -> str:
        parts = []
        for run in made.runs:
            if run.note:
                notes.append((number, run.note))
                parts.append(str(len(notes)))
            else:
                parts.append(run.text)
        return "".join(parts)

    for number, made in enumerate(content.blocks, 1):
        lines.append((number, "***" if made.kind is BlockKind.BREAK else words(made, number)))
    if notes:
        lines.append((len(content.blocks), NOTES_TITLE))
    for count, (number, note) in enumerate(notes, 1):  # grows, because notes can have notes
        for place, made in enumerate(note):
            lines.append((number, (f"{count}." if place == 0 else "") + words(made, number)))
    return lines


def pages_of(data: bytes) -> list[str]:
    """The text of each page: what its glyphs stand for, in the order in which they are drawn.

    Reads what Qt writes, glyphs as hexadecimal numbers with a table of characters for each font; a reader for any PDF
    takes a minute for a novel.
    """
    from pypdf import PdfReader

    tables: dict[str, dict[str, str]] = {}
    pages = []
    for page in PdfReader(io.BytesIO(data)).pages:
        fonts = page["/Resources"].get_object().get("/Font", {})  # type: ignore[union-attr]  # a dictionary
        for name in fonts:
            if name not in tables:  # a name means the same font in the whole file
                tables[name] = _character_table(fonts[name].get_object()["/ToUnicode"].get_data().decode("latin-1"))
        contents = page.get_contents()
        pages.append(_decoded(contents.get_data().decode("latin-1") if contents is not None else "", tables))
    return pages


def _decoded(stream: str, tables: dict[str, dict[str, str]]) -> str:
    table: dict[str, str] = {}
    parts: list[str] = []
    for font, glyphs in _FONT_OR_GLYPHS.findall(stream):
        if font:
            table = tables.get(font, {})
        else:
            parts += [table.get(glyphs[at : at + 4].upper(), "\ufffd") for at in range(0, len(glyphs), 4)]
    return "".join(parts)


def _character_table(cmap: str) -> dict[str, str]:
    """The characters of a font's glyphs, from its ToUnicode map (PDF 32000, 9.10.3)."""
    table: dict[str, str] = {}
    for ranges in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, values, start in re.findall(r"<(\w+)>\s*<(\w+)>\s*(?:\[(.*?)\]|<(\w+)>)", ranges, re.DOTALL):
            given = re.findall(r"<(\w+)>", values)
            for count, glyph in enumerate(range(int(first, 16), int(last, 16) + 1)):
                value = given[count] if count < len(given) else f"{int(start or '0', 16) + count:04X}"
                table[f"{glyph:04X}"] = bytes.fromhex(value).decode("utf-16-be", "replace")
    for chars in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for glyph, value in re.findall(r"<(\w+)>\s*<(\w+)>", chars):
            table[glyph.upper()] = bytes.fromhex(value).decode("utf-16-be", "replace")
    return table


def _key(text: str) -> str:
    """The characters that count: no spaces, ligatures as their letters, of those that look alike one."""
    return "".join(unicodedata.normalize("NFKC", text).translate(_ALIKE).split())


def _is_comparable(key: str) -> bool:
    return all(
        not each.isalpha() or unicodedata.name(each, "").startswith(_COMPARABLE) for each in set(key) if each > "\x7f"
    ) and not any(unicodedata.category(each) in ("So", "Mn", "Cf", "Co", "Cn") for each in set(key) if each > "\x7f")


def _cut(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= 60 else f"{text[:60].rstrip()}…"
