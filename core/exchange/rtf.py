"""Letters of RTF files in UTF-8.

RTF writes letters beyond ASCII as bytes of the code page of their font (``\\'cf`` is П in a Cyrillic one), or as
numbers, each followed by what stands for the letter in old programs (``\\u1055?``). pandoc 3.9 takes all bytes for
Western European ones, leaves out a letter more than what follows a number, and knows no letters of two halves; but it
reads letters in UTF-8. So all are first written as such.
"""

from __future__ import annotations

import re

_WESTERN = "cp1252"
_CODE_PAGE_OF_CHARSET = {
    128: "cp932",
    129: "cp949",
    134: "cp936",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
}
"""RTF 1.9, fcharset; fonts with others have the document's code page."""
_TOKEN = re.compile(
    rb"(?P<bytes>(?:\\'[0-9A-Fa-f]{2})+)|\\(?P<word>[a-z]+)(?P<number>-?\d{1,9})?\d* ?|(?P<group>[{}])|\\[^'a-z]",
    re.DOTALL,
)
_FONT = re.compile(rb"\{\\f(\d{1,9})[^{}]{0,1000}?\\fcharset(\d{1,9})")
_DOCUMENT = re.compile(rb"\\ansicpg(\d{1,9})")


def in_unicode(data: bytes) -> bytes:
    """The RTF file with all letters as UTF-8."""
    said = _DOCUMENT.search(data[:4096])
    usual = _known(f"cp{int(said[1])}") if said else _WESTERN
    fonts = {int(number): _CODE_PAGE_OF_CHARSET.get(int(charset), usual) for number, charset in _FONT.findall(data)}
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:  # letters as they are, which the format does not allow
        data = data.decode(usual, "replace").encode("utf-8")
    start = data.find(b"{") + 1
    return data[:start] + _rewritten(data[start:], usual, fonts)


def _rewritten(data: bytes, usual: str, fonts: dict[int, str]) -> bytes:
    parts: list[bytes] = []
    code_page, replacements = usual, 1
    """The code page here, and how many characters stand for a Unicode escape in old programs."""
    outer: list[tuple[str, int]] = []
    position = left_out = first_half = 0
    for token in _TOKEN.finditer(data):
        if token.start() < position:  # inside a letter of two bytes
            continue
        between = data[position : token.start()]
        if left_out:
            between = between.lstrip(b"\r\n")
            between, left_out = between[left_out:], max(0, left_out - len(between))
        parts.append(between)
        position = token.end()
        word, number = token["word"], int(token["number"] or 0)
        if token["bytes"]:
            raw = bytes.fromhex(token["bytes"].replace(b"\\'", b"").decode("ascii"))
            raw, left_out = raw[left_out:], max(0, left_out - len(raw))
            letters, n_more = _decoded(raw, data[position : position + 1], code_page)
            parts.append(_escaped(letters))
            position += n_more
        elif word == b"u":
            unit = number & 0xFFFF
            if 0xD800 <= unit < 0xDC00:
                first_half = unit
            else:
                is_second = first_half and 0xDC00 <= unit < 0xE000
                code = 0x10000 + ((first_half - 0xD800) << 10) + unit - 0xDC00 if is_second else unit
                parts.append(chr(code).encode("utf-8", "replace"))
                first_half = 0
            left_out = replacements
        elif word == b"uc":
            replacements = number
            parts.append(b"\\uc0 ")
        elif token["group"]:
            left_out = 0
            if token["group"] == b"{":
                outer.append((code_page, replacements))
            elif outer:
                code_page, replacements = outer.pop()
            parts.append(token.group())
        elif left_out:
            left_out -= 1
        else:
            if word == b"f":
                code_page = fonts.get(number, usual)
            parts.append(token.group())
    parts.append(data[position:])
    return b"".join(parts)


def _decoded(raw: bytes, following: bytes, code_page: str) -> tuple[str, int]:
    """The letters of ``raw``, and 1 if the character that follows is the second half of the last one."""
    try:
        return raw.decode(code_page), 0
    except UnicodeDecodeError:
        try:
            return (raw + following).decode(code_page), len(following)
        except UnicodeDecodeError:
            return raw.decode(code_page, "replace"), 0


def _escaped(letters: str) -> bytes:
    """The letters, with those of RTF's own signs escaped."""
    return re.sub(r"([\\{}])", r"\\\1", letters).encode("utf-8", "replace")


def _known(code_page: str) -> str:
    try:
        "".encode(code_page)
    except LookupError:
        return _WESTERN
    return code_page
