"""HTML cut into tags and text, in time linear in its length, whatever it holds. Nothing it refers to is fetched.

Made for the clipboard: word processors and browsers put HTML there that no strict reader would accept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_NAME = re.compile(r"/?[A-Za-z][A-Za-z0-9:_-]*")
_BRACKETS = re.compile(r"<+(?=<)")
_ATTRIBUTE = re.compile(r"([A-Za-z_:][\w:.-]*)\s*(?:=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_DECLARATION = re.compile(r"([\w-]+)\s*:\s*([^;]*)")
_RULE = re.compile(r"([^{}]{1,300})\{([^{}]{0,3000})\}")
_SELECTOR = re.compile(r"[A-Za-z0-9]*\.([\w-]+)")
_LONGEST_TAG = 20_000
"""Characters of a tag whose attributes are read."""
_MOST_QUOTED = 20
"""“>” in quotation marks that one tag may hold."""
_RAW = frozenset({"script", "style", "title", "textarea", "xmp"})
"""Elements that hold no tags."""


@dataclass(frozen=True)
class Tag:
    """One tag; ``name`` is in small letters. ``alone``: written as ``<name/>``."""

    name: str
    closes: bool = False
    alone: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Text:
    """Text between tags, entities resolved; ``of`` names the element that holds no tags, such as ``style``."""

    text: str
    of: str = ""


@dataclass(frozen=True)
class Comment:
    """A comment, without its brackets."""

    text: str


Token = Tag | Text | Comment


def tokens(html: str) -> Iterator[Token]:
    """The tags, comments and texts of ``html`` in order."""
    position = 0
    while position < len(html):
        begin = html.find("<", position)
        if begin < 0:
            break
        if begin > position:
            yield Text(unescape(html[position:begin]))
        if (many := _BRACKETS.match(html, begin)) is not None:  # only the last may begin a tag
            yield Text(many.group())
            position = many.end()
            continue
        name = _NAME.match(html, begin + 1)
        if name is None:
            position, token = _not_a_tag(html, begin)
            if token is not None:
                yield token
            continue
        end = _tag_end(html, begin)
        if end < 0:
            return
        tag = _tag(name.group(), html[name.end() : end])
        yield tag
        position = end + 1
        if tag.name in _RAW and not tag.closes and not tag.alone:
            close = re.compile(rf"</{tag.name}\b", re.IGNORECASE).search(html, position)
            if close is None:
                return
            yield Text(html[position : close.start()], tag.name)
            position = close.start()
    if position < len(html):
        yield Text(unescape(html[position:]))


def _not_a_tag(html: str, begin: int) -> tuple[int, Token | None]:
    """Read a comment, a declaration or a lonely “<” at ``begin``; returns where to read on."""
    if html.startswith("<!--", begin):
        end = html.find("-->", begin + 4)
        return (len(html), None) if end < 0 else (end + 3, Comment(html[begin + 4 : end]))
    if html[begin + 1 : begin + 2] in ("!", "?", "/"):
        end = html.find(">", begin)
        return (len(html) if end < 0 else end + 1), None
    return begin + 1, Text("<")


def _tag_end(html: str, begin: int) -> int:
    """Where the “>” of a tag is; −1 where it has none."""
    end = html.find(">", begin)
    for _ in range(_MOST_QUOTED):
        if end < 0 or end - begin > _LONGEST_TAG or html.count('"', begin, end) % 2 == 0:
            break
        following = html.find(">", end + 1)
        if following < 0:
            break
        end = following
    return end


def _tag(name: str, rest: str) -> Tag:
    closes = name.startswith("/")
    name = name.lstrip("/").lower()
    if closes or not rest:
        return Tag(name, closes)
    attributes = {
        found[1].lower(): unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(rest, 0, _LONGEST_TAG)
    }
    return Tag(name, alone=rest.endswith("/"), attributes=attributes)


def declarations(style: str) -> dict[str, str]:
    """The declarations of a ``style`` attribute or of one rule of a style sheet, in small letters."""
    return {found[1].lower(): found[2].strip().lower() for found in _DECLARATION.finditer(style[:_LONGEST_TAG])}


def class_rules(sheet: str) -> dict[str, dict[str, str]]:
    """What a style sheet declares for classes; rules for anything else are left out."""
    rules: dict[str, dict[str, str]] = {}
    for found in _RULE.finditer(sheet):
        for selector in found[1].split(","):
            if named := _SELECTOR.fullmatch(selector.strip()):
                rules.setdefault(named[1], {}).update(declarations(found[2]))
    return rules
