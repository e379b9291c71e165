"""Bytes of a text file to characters and back, so that every byte that was not edited is written as it was.

Characters that an editor cannot hold (bytes that are not text, lone surrogates, NUL, and the four noncharacters that
:mod:`desktop.common.text_offsets` uses) are *hidden*: :func:`shown` has U+FFFD in their place, one for one, and
:func:`with_hidden` puts them back into an edited line.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto

from core.manuscript.line_matching import n_equal
from core.sentences import Sentence

UTF8, CP1252, LATIN1 = "utf-8", "cp1252", "latin-1"
NAMES = {
    UTF8: "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    CP1252: Sentence("Western European text (Windows-1252)"),
    LATIN1: Sentence("Western European text (Latin-1)"),
}
"""Names of the encodings in sentences."""
REPLACEMENT = "\ufffd"
"""What is shown for a hidden character."""
_BOMS = ((codecs.BOM_UTF8, UTF8), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_ERRORS = {UTF8: "surrogateescape", "utf-16-le": "surrogatepass", "utf-16-be": "surrogatepass"}
_HIDDEN = re.compile("[\0\ud800-\udfff\ufdd4-\ufdd7]")
_LOST = re.compile("[\0\ud800-\udfff]")
_NOT_A_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONTROL = frozenset(range(32)) - {7, 8, 9, 10, 11, 12, 13, 26, 27}
_COMPARED = 4_000_000
"""Product of the lengths of two lines, in characters, up to which they are compared character by character."""
_PROBE = 1 << 16
"""Bytes, or characters, of a file by which it is told whether it is text."""


class Doubt(Enum):
    """Why the writer should be told how a file was read."""

    NONE = auto()
    NOT_UTF8 = auto()
    NO_MARK = auto()
    """UTF-16 without a byte-order mark."""
    DAMAGED = auto()


@dataclass(frozen=True)
class Decoded:
    """The characters of a file without its byte-order mark, hidden ones included."""

    text: str
    encoding: str
    bom: bytes
    doubt: Doubt = Doubt.NONE
    n_lost: int = 0
    """Characters that could not be read."""


class NotText(ValueError):
    """The bytes are no text."""


class Damaged(ValueError):
    """The bytes are UTF-16 by their byte-order mark, but cannot be read as such."""


def decode(data: bytes) -> Decoded:
    """Read the bytes of a file as UTF-8, UTF-16, Windows-1252 or Latin-1. Raises NotText or Damaged.

    A byte-order mark decides; else UTF-8 where it is valid, or where most of its longer characters are; else UTF-16
    where zero bytes stand as in such a text; else Western European text. No other encodings are guessed.
    """
    bom, encoding = next(((bom, name) for bom, name in _BOMS if data.startswith(bom)), (b"", ""))
    body = data[len(bom) :]
    if encoding.startswith("utf-16"):
        text = _utf16(body, encoding)
        if text is None:
            raise Damaged
        return _decoded(text, encoding, bom)
    if not bom and b"\0" in body and (found := _unmarked_utf16(body)) is not None:
        text, encoding = found
        return _decoded(text, encoding, b"", Doubt.NO_MARK)
    if _looks_binary(body[:_PROBE]):
        raise NotText
    try:
        return _decoded(body.decode(UTF8), UTF8, bom)
    except UnicodeDecodeError:
        pass
    escaped = body.decode(UTF8, "surrogateescape")
    if bom or _MULTIBYTE.subn(b"", body)[1] > _LOST.subn("", escaped)[1]:
        return _decoded(escaped, UTF8, bom)
    try:
        return _decoded(body.decode(CP1252), CP1252, b"", Doubt.NOT_UTF8)
    except UnicodeDecodeError:
        return _decoded(body.decode(LATIN1), LATIN1, b"", Doubt.NOT_UTF8)


def encode(text: str, encoding: str) -> bytes:
    """The inverse of :func:`decode`, without byte-order mark. Raises UnicodeEncodeError for other characters."""
    try:
        return text.encode(encoding, _ERRORS.get(encoding, "strict"))
    except UnicodeEncodeError:
        if encoding != UTF8:
            raise
        return _NOT_A_BYTE.sub(REPLACEMENT, text).encode(encoding, _ERRORS[encoding])


def reads_back(data: bytes, text: str) -> bool:
    """Whether ``data`` is read as ``text`` again."""
    try:
        return decode(data).text == text
    except ValueError:
        return False


def shown(text: str) -> str:
    """``text`` with U+FFFD for each hidden character."""
    return _HIDDEN.sub(REPLACEMENT, text)


def hides(text: str) -> bool:
    """Whether ``text`` has hidden characters."""
    return _HIDDEN.search(text) is not None


def with_hidden(line: str, before: str) -> str:
    """``line``, an edited ``shown(before)``, with the hidden characters of ``before`` that are left in it."""
    if REPLACEMENT not in line or not hides(before):
        return line
    old = shown(before)
    head = n_equal(old, line)
    tail = n_equal(old[head:][::-1], line[head:][::-1])
    old_end, new_end = len(before) - tail, len(line) - tail
    parts = [before[:head]]
    old_middle, middle = old[head:old_end], line[head:new_end]
    if REPLACEMENT in middle and len(old_middle) * len(middle) <= _COMPARED:
        done = 0
        for start, new_start, length in SequenceMatcher(None, old_middle, middle, autojunk=False).get_matching_blocks():
            parts += [middle[done:new_start], before[head + start : head + start + length]]
            done = new_start + length
        parts.append(middle[done:])
    else:
        parts.append(middle)
    parts.append(before[old_end:])
    return "".join(parts)


def _decoded(text: str, encoding: str, bom: bytes, doubt: Doubt = Doubt.NONE) -> Decoded:
    n_lost = _LOST.subn("", text)[1]  # a list of them would take a hundred times the room
    return Decoded(text, encoding, bom, Doubt.DAMAGED if n_lost else doubt, n_lost)


def _utf16(body: bytes, encoding: str) -> str | None:
    """``body`` as UTF-16, None where it has half a character at its end, or is full of what no text has."""
    try:
        text = body.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        return None
    probe = text[:_PROBE]
    odd = sum(ord(each) in _CONTROL or "\ud800" <= each <= "\udfff" or each == "\ufffe" for each in probe)
    return None if odd > max(1, len(probe) // 100) else text


def _unmarked_utf16(body: bytes) -> tuple[str, str] | None:
    """``body`` as the UTF-16 that makes spaces and line ends of its zero bytes, with that encoding; None as neither."""
    candidates: list[tuple[int, str, str]] = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _utf16(body, encoding)
        if text is not None:
            probe = text[:_PROBE]
            plain = sum(" " <= each <= "~" or each in "\n\r\t\u3000\u3001\u3002\uff0c" for each in probe)
            if "\0" not in probe and plain * 50 > len(probe):
                candidates.append((plain, text, encoding))
    return max(candidates)[1:] if candidates else None


def _looks_binary(sample: bytes) -> bool:
    controls = sum(sample.count(bytes([code])) for code in _CONTROL)
    return controls > max(1, len(sample) // 100)
