"""HTML, as word processors and browsers put it on the clipboard, as Markdown: paragraphs, emphasis, headings, breaks.

Fonts, colours, links, pictures and everything else are left out; nothing is fetched. Runs in any thread.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from core.manuscript.emphasis import Style
from core.manuscript.html_tokens import Comment, Tag, Text, class_rules, declarations, tokens
from core.manuscript.to_markdown import Block, Run, to_markdown

LONGEST, MOST_TOKENS = 32_000_000, 250_000
"""Characters of HTML, and tags and texts in it, that are read; of larger HTML the plain text is pasted."""

_BLOCKS = re.compile(
    "address|article|aside|blockquote|body|center|d[dlt]|details|div|fieldset|figcaption|figure|footer|form|h[1-6]|header"
    "|html|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
_EMPTY = re.compile("area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
_UNSEEN = re.compile("head|script|style|title|xml|template|noscript|svg|math|iframe|object|select|button|audio|video")
_STYLED = {
    "i": Style.ITALIC,
    "em": Style.ITALIC,
    "cite": Style.ITALIC,
    "dfn": Style.ITALIC,
    "var": Style.ITALIC,
    "b": Style.BOLD,
    "strong": Style.BOLD,
    "s": Style.STRUCK,
    "strike": Style.STRUCK,
    "del": Style.STRUCK,
}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_MONOSPACED = re.compile(r"mono|courier|consolas|menlo")
_SHORTHAND = re.compile(r"\b(italic|oblique|bold)\b")


@dataclass(slots=True)
class _Element:
    """What holds inside one open element."""

    name: str
    style: Style = Style.PLAIN
    unseen: bool = False
    keeps_blanks: bool = False
    block: bool = False
    heading: int = 0
    quotes: int = 0
    lists: tuple[str, ...] = ()
    spaces: bool = False
    """Whether no-break spaces in it stand for spaces, as some browsers write them at the ends of a piece."""
    marker: bool = False
    """Whether it is the number or the sign of a list's item that Word wrote as text."""


@dataclass
class _Reading:
    rules: dict[str, dict[str, str]] = field(default_factory=dict)
    stack: list[_Element] = field(default_factory=lambda: [_Element("")])
    opened: Counter[str] = field(default_factory=Counter)
    numbers: list[int] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    item: str = ""
    """The list marker that the next paragraph begins with."""
    in_blocks: bool = False
    """Whether there was more than a piece of one paragraph."""

    @property
    def top(self) -> _Element:
        return self.stack[-1]


def markdown_from(html: str) -> str | None:
    """``html`` as Markdown; None where its plain text should be taken, as for program text.

    A piece of one paragraph has no line ends; else paragraphs have blank lines between them.
    """
    if len(html) > LONGEST:
        return None
    reading = _Reading()
    for count, token in enumerate(tokens(html)):
        if count > MOST_TOKENS:
            return None
        if isinstance(token, Comment):
            if token.text.strip() == "EndFragment":
                break
            if token.text.strip() == "StartFragment":
                reading.blocks.clear()
                reading.runs = []
        elif isinstance(token, Text):
            if token.of == "style":
                reading.rules.update(class_rules(token.text))
            elif not token.of and not reading.top.unseen:
                _text(reading, token.text)
        elif token.closes:
            _close(reading, token.name)
        elif (token.name == "pre" and not reading.blocks and not reading.runs) or not _open(reading, token):
            return None
    _end_block(reading)
    return to_markdown(reading.blocks)


def _open(reading: _Reading, tag: Tag) -> bool:
    """Begin an element; False where what it holds is program text."""
    name = tag.name
    if _EMPTY.fullmatch(name) is not None:
        if name == "br" and tag.attributes.get("class") != "Apple-interchange-newline" and not reading.top.unseen:
            _line_end(reading)
        elif name == "hr":
            _end_block(reading)
            reading.blocks.append(Block([Run("* * *")]))
        return True
    if tag.alone:
        return True
    if name in ("p", "li", "tr") and name == reading.top.name:  # its end is left out
        _close(reading, name)
    if name in ("td", "th") and reading.runs:
        reading.runs.append(Run(" "))
    if _BLOCKS.fullmatch(name) is not None:
        _end_block(reading)
    element = _element(reading, tag)
    if element is None:
        return False
    if name in ("ul", "ol"):
        reading.numbers.append(0)
    elif name == "li":
        reading.item = _item(reading, element)
    reading.stack.append(element)
    reading.opened[name] += 1
    return True


def _line_end(reading: _Reading) -> None:
    """One is a line end within the paragraph, a second one ends the paragraph."""
    if reading.runs and reading.runs[-1].text == "\n":
        _end_block(reading)
    else:
        reading.runs.append(Run("\n", reading.top.style))


def _element(reading: _Reading, tag: Tag) -> _Element | None:
    above, name = reading.top, tag.name
    classes = tag.attributes.get("class", "").split()
    css: dict[str, str] = {}
    for each in classes:
        css.update(reading.rules.get(each, {}))
    css.update(declarations(tag.attributes.get("style", "")))
    blanks = css.get("white-space", "")
    if blanks == "pre" and _MONOSPACED.search(css.get("font-family", "")) and not reading.blocks and not reading.runs:
        return None
    heading = int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else above.heading
    if "MsoTitle" in classes:
        heading = 1
    lists = above.lists
    if name in ("ul", "ol"):
        lists = (*lists, name)[-8:]
    return _Element(
        name,
        _style(above.style | _STYLED.get(name, Style.PLAIN), css),
        above.unseen
        or _UNSEEN.fullmatch(name) is not None
        or css.get("display") == "none"
        or css.get("mso-hide") == "all",
        name == "pre" or blanks.startswith("pre") or (above.keeps_blanks and not blanks),
        _BLOCKS.fullmatch(name) is not None,
        heading,
        min(above.quotes + (name == "blockquote"), 8),
        lists,
        "Apple-converted-space" in classes,
        above.marker or css.get("mso-list") == "ignore",
    )


def _style(style: Style, css: dict[str, str]) -> Style:
    """The styles of an element: what it inherits and is by its name, changed by what its style says."""
    slant, weight = css.get("font-style", ""), css.get("font-weight", "")
    if short := css.get("font", ""):
        found = set(_SHORTHAND.findall(short))
        slant = slant or ("italic" if found & {"italic", "oblique"} else "normal")
        weight = weight or ("bold" if "bold" in found else "normal")
    if slant:
        style = style | Style.ITALIC if slant.startswith(("italic", "oblique")) else style & ~Style.ITALIC
    if weight and weight != "inherit":
        heavy = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:4]) >= 600)
        style = style | Style.BOLD if heavy else style & ~Style.BOLD
    line = css.get("text-decoration", "") + css.get("text-decoration-line", "")
    return style | Style.STRUCK if "line-through" in line else style


def _item(reading: _Reading, element: _Element) -> str:
    indent = "  " * max(0, len(element.lists) - 1)
    if element.lists and element.lists[-1] == "ol" and reading.numbers:
        reading.numbers[-1] += 1
        return f"{indent}{reading.numbers[-1]}. "
    return f"{indent}- "


def _close(reading: _Reading, name: str) -> None:
    if not reading.opened[name]:
        return
    while True:
        element = reading.top
        if element.block:
            _end_block(reading)
        reading.stack.pop()
        reading.opened[element.name] -= 1
        if element.name in ("ul", "ol") and reading.numbers:
            reading.numbers.pop()
        if element.name == name:
            return


def _text(reading: _Reading, text: str) -> None:
    top = reading.top
    if top.spaces:
        text = text.replace("\xa0", " ")
    if top.keeps_blanks and "\n" in text:
        for number, line in enumerate(text.splitlines()):
            if number:
                _line_end(reading)
            if line.strip():
                reading.runs.append(Run(line, top.style))
        return
    if not top.keeps_blanks:
        text = _BLANKS.sub(" ", text)
        if text.startswith(" ") and (not reading.runs or reading.runs[-1].text.endswith((" ", "\n"))):
            text = text[1:]
    if top.marker:
        if not reading.item and (marker := text.strip(" \xa0")):
            reading.item = f"{marker} " if marker[0].isalnum() or marker[0] == "(" else "- "
    elif text:
        reading.runs.append(Run(text, top.style))


def _end_block(reading: _Reading) -> None:
    """End the paragraph being read, if there is any text in it."""
    runs, reading.runs = reading.runs, []
    if not any(run.text.strip(" \n\xa0") for run in runs):
        return
    top = reading.top
    kept = [Run(run.text, run.style & ~Style.BOLD) for run in runs] if top.heading else runs
    reading.blocks.append(Block(kept, top.heading, top.quotes, reading.item))
    reading.item = ""
