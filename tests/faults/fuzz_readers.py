"""The readers that :mod:`tests.faults.fuzz` feeds: each takes any bytes, and raises sentences for people at most."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from core import settings
from core.attribute import file as attribute_file
from core.exchange import markdown_reader, rtf
from core.exchange.packed import Package, check_protection
from core.manuscript import encodings, from_html, journal, paragraphs, source_lines
from core.manuscript.paragraphs import Syntax
from core.models.summary import inspect
from core.record import entries

_PLACE = Path(tempfile.mkdtemp(prefix="inkglow-fuzz-"))


def _file(data: bytes, name: str) -> Path:
    path = _PLACE / name
    path.write_bytes(data)
    return path


def _header(data: bytes) -> None:
    inspect(_file(data, "m.gguf"))


def _attribute(data: bytes) -> None:
    attribute_file.read(_file(data, "a.gguf"))


def _text(data: bytes) -> None:
    with suppress(encodings.NotText, encodings.Damaged):
        decoded = encodings.decode(data)
        source = source_lines.read(decoded.text, Syntax.MARKDOWN)
        assert encodings.encode(source.text, decoded.encoding) == data[len(decoded.bom) :]
        paragraphs.split(source.shown, Syntax.MARKDOWN)


def _markdown(data: bytes) -> None:
    markdown_reader.read_manuscript(data.decode("utf-8", "replace"), Syntax.MARKDOWN)


def _html(data: bytes) -> None:
    from_html.markdown_from(data.decode("utf-8", "replace"))


def _rtf(data: bytes) -> None:
    rtf.in_unicode(b"{\\rtf1 " + data)


def _packed(data: bytes) -> None:
    package = Package("a.docx", data)
    check_protection("a.docx", package)
    package.packed()


def _settings(data: bytes) -> None:
    with suppress(tomllib.TOMLDecodeError, RecursionError, ValueError):
        settings.from_mapping(tomllib.loads(data.decode("utf-8", "replace")))


def _journal(data: bytes) -> None:
    journal.read(_file(data, "a.journal"))
    journal.read(_file(data, "a.json"))


def _record(data: bytes) -> None:
    entries.from_line(data.decode("utf-8", "replace"))


READERS: dict[str, Callable[[bytes], None]] = {
    "header": _header,
    "attribute": _attribute,
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "rtf": _rtf,
    "packed": _packed,
    "settings": _settings,
    "journal": _journal,
    "record": _record,
}
