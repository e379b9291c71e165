"""Import a word processor's file, an e-book or a web page as a manuscript in Markdown."""

from __future__ import annotations

import codecs
import html
import re
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import FileProblem, os_reason
from core.exchange.content import Content
from core.exchange.divisions import with_headings
from core.exchange.job import Job
from core.exchange.markdown_writer import write_manuscript
from core.exchange.packed import Package, check_protection
from core.exchange.pandoc import Pandoc, PandocFailed
from core.exchange.pandoc_tree import LeftOut, content_of, title_page_of
from core.exchange.rtf import in_unicode
from core.manuscript import document
from core.manuscript.statistics import count_words
from core.sentences import Sentence

LARGEST_FILE = 256 * 1024 * 1024
_READERS = {
    ".docx": "docx+empty_paragraphs",
    ".odt": "odt",
    ".rtf": "rtf",
    ".epub": "epub",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
IMPORTED = frozenset(_READERS)
"""Endings of the formats that can be imported, with the dot."""
_PACKED = frozenset({".docx", ".odt", ".epub"})
_DAMAGED = {
    ".docx": Sentence("{name} is damaged, or it is not a Word file."),
    ".odt": Sentence("{name} is damaged, or it is not an OpenDocument text."),
    ".epub": Sentence("{name} is damaged, or it is not an e-book."),
    ".rtf": Sentence("{name} is damaged, or it is not an RTF file."),
}
_DAMAGED_PAGE = Sentence("{name} is damaged, or it is not a web page.")
_WORD_COUNT = re.compile(r"about [\d,]+ words")
"""What an export writes on the title page."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Imported:
    """A manuscript made from another format. ``notes`` are whole sentences about what a writer should know."""

    text: str
    n_words: int
    notes: tuple[str, ...]


def can_import(path: Path) -> bool:
    """Whether the file's ending is that of a format that :func:`import_file` reads."""
    return path.suffix.lower() in _READERS


def import_file(path: Path, job: Job, pandoc: Pandoc | None = None) -> Imported:
    """Read ``path`` as a manuscript. Raises FileProblem; Superseded if ``job`` is cancelled. Blocks."""
    ending = path.suffix.lower()
    if ending not in _READERS:
        known = ", ".join(_READERS)
        raise FileProblem(
            "{name} cannot be imported; these can: {known}. Text files need no import: open them.",
            name=path.name,
            known=known,
        )
    data = _read(path)
    content, left_out, package = read_content(path.name, data, ending, job, pandoc)
    blocks, n_headings = with_headings(content.blocks)
    content = replace(content, blocks=blocks)
    text = write_manuscript(content)
    job.check()
    if not content.blocks:
        raise FileProblem("{name} has no text that could be imported.", name=path.name)
    document.check_editable(path.name, text)
    return Imported(text, count_words(content.text), tuple(_notes(left_out, package, n_headings)))


def read_content(
    name: str, data: bytes, ending: str, job: Job, pandoc: Pandoc | None = None
) -> tuple[Content, LeftOut, Package | None]:
    """The content of a file in the format of ``ending``. Raises FileProblem, Superseded. Blocks."""
    package = None
    if ending in _PACKED:
        package = Package(name, data)
        check_protection(name, package)
        data = package.packed()
    elif ending == ".rtf":
        data = _rtf_text(name, data)
    else:
        data = _html_text(data)
    job.check()
    try:
        tree = (pandoc or Pandoc()).read(data, _READERS[ending], job)
    except PandocFailed:
        raise FileProblem(_DAMAGED.get(ending, _DAMAGED_PAGE).template, name=name) from None
    try:
        content, left_out = content_of(tree)
    except RecursionError:
        raise FileProblem("It is nested too deeply to be imported.") from None
    if ending == ".docx":
        front = tuple(each for each in title_page_of(tree) if not _WORD_COUNT.fullmatch(each.text))
        content = replace(content, blocks=front + content.blocks)
    elif ending == ".odt" and package is not None:
        content = _with_odt_title(content, package)
    return content, left_out, package


def _with_odt_title(content: Content, package: Package) -> Content:
    """The content without its title page, where that says what the file's properties say of title and author."""
    said = package.text("meta.xml")
    title, author = (_property(said, name) for name in ("dc:title", "meta:initial-creator"))
    texts = [each.text for each in content.blocks]
    if not title or texts[:1] != [title]:
        return content
    n_lines = 2 if author and texts[1:2] == [author] else 1
    known = replace(content, title=title, author=author if n_lines == 2 else "")
    n_lines += bool(_WORD_COUNT.fullmatch("".join(texts[n_lines : n_lines + 1])))
    return replace(known, blocks=content.blocks[n_lines:])


def _property(meta: str, name: str) -> str:
    found = re.search(rf"<{name}>(.*?)</{name}>", meta, re.DOTALL)
    return " ".join(html.unescape(found[1]).split()) if found else ""


def _read(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileProblem("{name} is a folder, not a file to import.", name=path.name or path)
        if path.stat().st_size > LARGEST_FILE:
            raise FileProblem(
                "{name} is larger than {largest_file} MB, the limit for imports.",
                name=path.name,
                largest_file=LARGEST_FILE // 1024**2,
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise FileProblem("There is no file {path}.", path=path) from None
    except OSError as error:
        raise FileProblem("{name} cannot be read: {reason}.", name=path.name, reason=os_reason(error)) from None
    if not data:
        raise FileProblem("{name} is empty.", name=path.name)
    return data


def _notes(left_out: LeftOut, package: Package | None, n_headings: int) -> list[str]:
    notes: list[str] = []
    if n_headings:
        one = Sentence("1 line was taken for headings, such as “Chapter 2”.")
        many = Sentence("{n:,} lines were taken for headings, such as “Chapter 2”.", n=n_headings)
        notes.append(one if n_headings == 1 else many)
    if left_out.pictures:
        one = Sentence("1 picture was left out: a manuscript holds text only.")
        many = Sentence("{n:,} pictures were left out: a manuscript holds text only.", n=left_out.pictures)
        notes.append(one if left_out.pictures == 1 else many)
    if left_out.tables:
        one = Sentence("1 table was turned into lines of text.")
        many = Sentence("{n:,} tables were turned into lines of text.", n=left_out.tables)
        notes.append(one if left_out.tables == 1 else many)
    words = package.text("word/document.xml") if package is not None else ""
    n_changes = len(re.findall(r"<w:(?:ins|del) ", words))
    if n_changes:
        one = Sentence("1 tracked change was taken as accepted.")
        many = Sentence("{n:,} tracked changes were taken as accepted.", n=n_changes)
        notes.append(one if n_changes == 1 else many)
    comments = package.text("word/comments.xml") if package is not None else ""
    if n_comments := len(re.findall(r"<w:comment ", comments)):
        one, many = Sentence("1 comment was left out."), Sentence("{n:,} comments were left out.", n=n_comments)
        notes.append(one if n_comments == 1 else many)
    return notes


def _html_text(data: bytes) -> bytes:
    """A web page in UTF-8, decoded as its byte-order mark or its head says."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace").encode("utf-8")
    data = data.removeprefix(codecs.BOM_UTF8)
    said = _CHARSET.search(data[:4096])
    for encoding in ("utf-8", said[1].decode("ascii") if said else "cp1252", "cp1252"):
        try:
            return data.decode(_as_browsers(encoding)).encode("utf-8")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1").encode("utf-8")


def _as_browsers(encoding: str) -> str:
    return "cp1252" if encoding.lower() in ("iso-8859-1", "latin-1", "latin1", "ascii", "us-ascii") else encoding


def _rtf_text(name: str, data: bytes) -> bytes:
    if not data.lstrip().startswith(b"{\\rtf"):
        raise FileProblem("{name} is damaged, or it is not an RTF file.", name=name)
    return in_unicode(data)
