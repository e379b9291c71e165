"""Read and write manuscript files; no other module does.

A save writes a temporary file in the same folder, flushes it to disk, and then replaces the file: at every moment the
file holds either the complete old or the complete new text.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from core.errors import FileProblem
from core.files import has_other_names, write_atomically
from core.manuscript.paragraphs import Syntax

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mdown", ".mmd", ""})
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OTHER_FORMATS = frozenset(
    f".{ending}"
    for ending in (
        *("doc", "docx", "docm", "dot", "dotx", "odt", "ott", "fodt", "rtf", "pages", "wpd", "pdf"),
        *("epub", "mobi", "azw", "azw3", "html", "htm", "xhtml"),
        *("xls", "xlsx", "ods", "ppt", "pptx", "odp", "png", "jpg", "jpeg", "gif", "zip", "gguf", "safetensors"),
    )
)
"""File name suffixes of formats other than plain text."""
_OTHER_NAME = (
    "{} had a second name on disk (a hard link). The text is saved under this name; the other one keeps the old text."
)
LARGEST_FILE = 64 * 1024 * 1024


@dataclass(frozen=True)
class Loaded:
    """A text file as read.

    ``text_as_read`` is the decoded text, BOM dropped, with its own line ends (offsets on the command line refer to it);
    ``text`` is the same with ``\\n`` line ends, for the editor. ``newline`` is the file's most common line end.
    """

    path: Path
    text_as_read: str
    newline: str
    encoding: str
    bom: bytes
    digest: str
    syntax: Syntax
    notice: str = ""

    @property
    def text(self) -> str:
        """The text with ``\\n`` line ends."""
        return self.text_as_read.replace("\r\n", "\n").replace("\r", "\n")


def syntax_of(path: Path | None) -> Syntax:
    """Markdown for ``.md`` and untitled documents, plain text for everything else."""
    return Syntax.MARKDOWN if path is None or path.suffix.lower() in _MARKDOWN_SUFFIXES else Syntax.PLAIN


def text_path(path: Path, like: Loaded | None = None) -> Path:
    """``path``, or the same name with ``.md`` where its suffix is that of a format other than plain text.

    A text that was read from a file with that suffix (for example the source of a web page) keeps it.
    """
    ending = path.suffix.lower()
    if ending not in _OTHER_FORMATS or (like is not None and like.path.suffix.lower() == ending):
        return path
    bare = path.with_suffix("")
    return bare if bare.suffix.lower() in (_MARKDOWN_SUFFIXES - {""}) | {".txt"} else bare.with_name(f"{bare.name}.md")


def load(path: Path) -> Loaded:
    """Read a text file. Raises FileProblem: missing, a folder, unreadable, too large, or not text."""
    data = _read_bytes(path)
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", "utf-8"))
    body = data[len(bom) :]
    if not encoding.startswith("utf-16") and _looks_binary(body):
        raise FileProblem(f"{path.name} is not a text file; choose a Markdown or plain-text file.")
    notice = ""
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError:
        if bom:
            raise FileProblem(f"{path.name} is damaged: its text is not valid Unicode.") from None
        text, encoding = _decode_legacy(body)
        notice = f"{path.name} is not UTF-8; it was read as Western European text."
    return Loaded(path, text, _commonest_newline(text), encoding, bom, _digest(data), syntax_of(path), notice)


def save(path: Path, text: str, like: Loaded | None = None) -> Loaded:
    """Write ``text`` (``\\n`` line ends) to ``path`` atomically and return what is now on disk.

    ``like`` is the file as it was loaded: its line end, encoding and BOM are kept, and an unchanged text is written
    back byte for byte, also with mixed line ends. Raises FileProblem; the old file is then unchanged.
    """
    newline, encoding, bom = ("\n", "utf-8", b"") if like is None else (like.newline, like.encoding, like.bom)
    as_written = like.text_as_read if like is not None and like.text == text else text.replace("\n", newline)
    notice = ""
    try:
        body = as_written.encode(encoding)
    except UnicodeEncodeError:
        body, encoding, bom = as_written.encode("utf-8", "surrogatepass"), "utf-8", b""
        notice = f"{path.name} is now saved as UTF-8: it has characters that its old encoding lacks."
    data = bom + body
    if has_other_names(path):
        notice = f"{notice} {_OTHER_NAME.format(path.name)}".strip()
    write_atomically(path, data)
    return Loaded(path, as_written, newline, encoding, bom, _digest(data), syntax_of(path), notice)


def changed_outside(loaded: Loaded) -> bool:
    """Whether the file differs from what was last loaded or saved; False where it does not exist."""
    try:
        return _digest(loaded.path.read_bytes()) != loaded.digest
    except OSError:
        return False


def _read_bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise FileProblem(f"{path.name or path} is a folder, not a text file.")
        if path.stat().st_size > LARGEST_FILE:
            raise FileProblem(f"{path.name} is larger than 64 MB, the limit for manuscripts.")
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem(f"There is no file {path}.") from None
    except OSError as error:
        raise FileProblem(f"{path.name} cannot be read: {error.strerror or error}.") from None


def _looks_binary(body: bytes) -> bool:
    sample = body[:65536]
    controls = sum(sample.count(bytes([code])) for code in range(32) if code not in (7, 8, 9, 10, 12, 13, 26, 27))
    return b"\0" in sample or controls > max(1, len(sample) // 100)


def _decode_legacy(body: bytes) -> tuple[str, str]:
    try:
        return body.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return body.decode("latin-1"), "latin-1"


def _commonest_newline(text: str) -> str:
    crlf = text.count("\r\n")
    counts = Counter({"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf})
    newline, count = counts.most_common(1)[0]
    return newline if count else "\n"


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
