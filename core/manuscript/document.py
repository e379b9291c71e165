"""Read and write manuscript files; no other module does.

A save writes a temporary file in the same folder, flushes it to disk, and then replaces the file: at every moment the
file holds either the complete old or the complete new text. Lines that were not edited are written as they were read,
byte for byte.
"""

from __future__ import annotations

import hashlib
import stat
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from core.errors import FileProblem, os_reason
from core.files import has_other_names, write_atomically
from core.manuscript import encodings, source_lines
from core.manuscript.encodings import Damaged, Doubt, NotText
from core.manuscript.hard_wraps import Wrapping
from core.manuscript.paragraphs import Syntax
from core.manuscript.source_lines import Source
from core.sentences import Sentence, joined_sentences

_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown", ".mkd", ".mdown", ".mmd", ""})
_OTHER_FORMATS = frozenset(
    f".{ending}"
    for ending in (
        *("doc", "docx", "docm", "dot", "dotx", "odt", "ott", "fodt", "rtf", "pages", "wpd", "pdf"),
        *("epub", "mobi", "azw", "azw3", "html", "htm", "xhtml"),
        *("xls", "xlsx", "ods", "ppt", "pptx", "odp", "png", "jpg", "jpeg", "gif", "zip", "gguf", "safetensors"),
    )
)
"""File name suffixes of formats other than plain text."""
_OTHER_NAME = Sentence(
    "{name} had a second name on disk (a hard link). The text is saved under this name; the other one keeps the old "
    "text."
)
LARGEST_FILE = 16 * 1024 * 1024
"""Bytes: some three million words, for which the window needs a gigabyte of memory."""
LARGEST = f"{LARGEST_FILE // 1024**2} MB"
LONGEST_LINE = 1_000_000
"""Characters: in a line as long as that, Qt takes a third of a second for each key."""

MOST_LINES = 500_000
"""Lines of a text; the window needs two kilobytes for each. A long novel wrapped at 70 characters has 50,000."""


@dataclass(frozen=True)
class Loaded:
    """A text file as read.

    ``text_as_read`` is the decoded text, BOM dropped, with its own line ends (offsets on the command line refer to it);
    ``text`` is for the editor: line ends ``\\n``, and one line for each paragraph that is hard-wrapped in the file.
    Characters that could not be read are U+FFFD in both; ``source`` has them.
    """

    path: Path
    source: Source
    encoding: str
    bom: bytes
    digest: str
    syntax: Syntax
    notice: str = ""
    is_saved: bool = True
    """Whether the file has this source."""
    first: Loaded | None = None
    """The file as it was before the first save; None where there was none. Undo can lead back to its text."""

    @property
    def text(self) -> str:
        """The text with ``\\n`` line ends, hard-wrapped paragraphs on one line."""
        return self.source.shown

    @property
    def text_as_read(self) -> str:
        """The decoded text with its own line ends."""
        return encodings.shown(self.source.text)

    @property
    def newline(self) -> str:
        """The file's most common line end."""
        return self.source.newline

    @property
    def wrapping(self) -> Wrapping | None:
        """How the file's paragraphs are wrapped; None where they are not."""
        return self.source.wrapping


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
    """Read a text file. Raises FileProblem: missing, not a file, unreadable, too large, or not text."""
    data = _read_bytes(path)
    try:
        decoded = encodings.decode(data)
    except NotText:
        raise FileProblem("{name} is not a text file; choose a Markdown or plain-text file.", name=path.name) from None
    except Damaged:
        raise FileProblem("{name} is damaged: its text is not valid Unicode.", name=path.name) from None
    check_editable(path.name, decoded.text)
    syntax = syntax_of(path)
    source = source_lines.read(decoded.text, syntax)
    encoding, places = encodings.NAMES[decoded.encoding], _places(decoded.n_lost)
    template = _NOTICES[decoded.doubt].template
    notice = Sentence(template, name=path.name, encoding=encoding, places=places) if template else ""
    return Loaded(path, source, decoded.encoding, decoded.bom, _digest(data), syntax, notice)


def check_editable(name: str, text: str) -> None:
    """Raises FileProblem where the window cannot hold ``text``, called ``name``: it has too many lines, or too long."""
    if (n_lines := count_lines(text)) > MOST_LINES:
        raise FileProblem(
            "{name} has {lines:,} lines, more than can be edited; the limit is {limit:,}.",
            name=name,
            lines=n_lines,
            limit=MOST_LINES,
        )
    if (longest := _longest_line(text)) > LONGEST_LINE:
        raise FileProblem(
            "{name} has a line of {longest:,} characters, more than can be edited; the limit is {longest_line:,}.",
            name=name,
            longest=longest,
            longest_line=LONGEST_LINE,
        )


def count_lines(text: str) -> int:
    """How many lines a text has, whatever ends them."""
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def save(path: Path, text: str, like: Loaded | None = None) -> Loaded:
    """Write ``text`` (``\\n`` line ends) to ``path`` atomically and return what is now on disk.

    ``like`` is the file as it was loaded: its encoding and BOM are kept, and each line that it has is written back byte
    for byte. Other lines take the line ends around them and, in a hard-wrapped file, its width. Where the text is that
    of ``like.first`` again, the file becomes what it was then. Raises FileProblem; the old file is then unchanged.
    """
    check_place(path)
    syntax = syntax_of(path)
    first = (like.first or like) if like is not None and like.path == path else None
    if first is not None and first.text == text:
        like = first
    source = source_lines.edited(like.source if like is not None else source_lines.NEW, text, syntax)
    encoding, bom = (encodings.UTF8, b"") if like is None else (like.encoding, like.bom)
    notice = ""
    try:
        data = bom + encodings.encode(source.text, encoding)
        if encoding != encodings.UTF8 and not encodings.reads_back(data, source.text):
            notice = Sentence(
                "{name} is now saved as UTF-8: its old encoding would no longer be recognised.", name=path.name
            )
    except UnicodeEncodeError:
        notice = Sentence(
            "{name} is now saved as UTF-8: it has characters that its old encoding lacks.", name=path.name
        )
    if notice:
        data, encoding, bom = encodings.encode(source.text, encodings.UTF8), encodings.UTF8, b""
    if has_other_names(path):
        notice = joined_sentences((notice, Sentence(_OTHER_NAME.template, name=path.name)))
    write_atomically(path, data)
    return Loaded(path, source, encoding, bom, _digest(data), syntax, notice, first=first)


def with_joined_lines(loaded: Loaded) -> Loaded:
    """``loaded`` to be saved with one line for each paragraph that is hard-wrapped in the file."""
    if loaded.wrapping is None:
        return loaded
    return replace(loaded, source=source_lines.with_joined_lines(loaded.source), is_saved=False, first=None)


def changed_outside(loaded: Loaded) -> bool:
    """Whether the file differs from what was last loaded or saved; False where it does not exist."""
    try:
        status = loaded.path.stat()
        if not stat.S_ISREG(status.st_mode) or status.st_size > LARGEST_FILE:
            return True
        return _digest(loaded.path.read_bytes()) != loaded.digest
    except OSError:
        return False


_NOTICES = {
    Doubt.NONE: Sentence(""),
    Doubt.NOT_UTF8: Sentence("{name} is not UTF-8; it was read as {encoding}, and is saved so."),
    Doubt.NO_MARK: Sentence("{name} was read as {encoding}, and is saved so."),
    Doubt.DAMAGED: Sentence(
        "{name} is damaged in {places}, shown as “\ufffd”; what you do not change there is kept as it is."
    ),
}


def _longest_line(text: str) -> int:
    return max(map(len, text.splitlines()), default=0) if len(text) > LONGEST_LINE else 0


def _places(count: int) -> str:
    return Sentence("one place") if count == 1 else Sentence("{count:,} places", count=count)


def _check_kind(path: Path, mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise FileProblem("{name} is a folder, not a text file.", name=path.name or path)
    if not stat.S_ISREG(mode):  # reading a pipe or a device may never end
        raise FileProblem("{name} is a pipe or a device, not a text file.", name=path.name)


def check_place(path: Path) -> None:
    """Raises FileProblem where no text may be saved: over something else than a file, or under an impossible name."""
    with suppress(OSError):  # what else is wrong is found by saving
        try:
            _check_kind(path, path.stat().st_mode)
        except ValueError:
            raise FileProblem("{path:.200} is not a file name.", path=str(path)) from None


def _read_bytes(path: Path) -> bytes:
    name = path.name or path
    try:
        status = path.stat()
        _check_kind(path, status.st_mode)
        if status.st_size > LARGEST_FILE:
            raise FileProblem("{name} is larger than {largest}, the limit for manuscripts.", name=name, largest=LARGEST)
        return path.read_bytes()
    except FileNotFoundError:
        raise FileProblem("There is no file {path}.", path=path) from None
    except OSError as error:
        raise FileProblem("{name} cannot be read: {reason}.", name=name, reason=os_reason(error)) from None
    except ValueError:  # a NUL in the name
        raise FileProblem("{path:.200} is not a file name.", path=str(path)) from None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
