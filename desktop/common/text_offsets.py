"""Converts offsets and texts between Python strings and Qt documents; no other module does this.

Python (and all of ``core``) counts code points; QTextDocument counts UTF-16 units, so a character beyond U+FFFF counts
twice. A few characters would not survive a QTextDocument at all, because Qt takes them for ends of paragraphs or
frames; :func:`to_document` swaps them for noncharacters of the same length and :func:`from_document` swaps them back.
Those four noncharacters (U+FDD4–FDD7), which Unicode keeps out of texts, are the only ones that do not come back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

_SWAPPED_BY_QT = "\r\u2029\ufdd0\ufdd1"
_STAND_INS = "\ufdd4\ufdd5\ufdd6\ufdd7"
_INTO = str.maketrans(_SWAPPED_BY_QT, _STAND_INS)
_OUT_OF = str.maketrans(_STAND_INS, _SWAPPED_BY_QT)


def to_utf16(text: str, offset: int) -> int:
    """The UTF-16 position of code point ``offset`` of ``text``."""
    return offset + sum(1 for character in text[:offset] if character > "\uffff") if _has_astral(text) else offset


def from_utf16(text: str, position: int) -> int:
    """The code point at UTF-16 ``position`` of ``text``; inside a surrogate pair, that of the pair."""
    if not _has_astral(text):
        return min(position, len(text))
    return bisect_right(_unit_positions(text), position) - 1


def all_to_utf16(text: str, offsets: Iterable[int]) -> list[int]:
    """:func:`to_utf16` for many offsets of one text, in time linear in the text."""
    if not _has_astral(text):
        return list(offsets)
    positions = _unit_positions(text)
    return [positions[offset] for offset in offsets]


def utf16_length(text: str) -> int:
    """Length of ``text`` in UTF-16 units."""
    return to_utf16(text, len(text))


def to_document(text: str) -> str:
    """``text`` (line ends ``\\n``) with the characters Qt would swallow swapped for stand-ins."""
    return text.translate(_INTO) if any(character in text for character in _SWAPPED_BY_QT) else text


def from_document(text: str) -> str:
    """The inverse of :func:`to_document`, for text taken block by block from a document."""
    return text.translate(_OUT_OF) if any(character in text for character in _STAND_INS) else text


def _has_astral(text: str) -> bool:
    return not text.isascii() and len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)


def _unit_positions(text: str) -> list[int]:
    """UTF-16 position of every code point, and of the end."""
    positions = [0]
    for character in text:
        positions.append(positions[-1] + (2 if character > "\uffff" else 1))
    return positions
