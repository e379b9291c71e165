"""Markdown as HTML for the clipboard, so that emphasis survives being pasted into a word processor. For any thread."""

from __future__ import annotations

from html import escape

from core.manuscript.emphasis import Style, read
from core.manuscript.paragraphs import Kind, Paragraph, Syntax, scored_text, split

OURS = '<meta name="generator" content="Inkglow">'
"""What the HTML begins with."""
_TAGS = {Style.BOLD: "b", Style.ITALIC: "i", Style.STRUCK: "s", Style.CODE: "code"}


def html_from(markdown: str) -> str | None:
    """The text as HTML; None where its plain text says as much, as that of one paragraph without markup."""
    paragraphs = split(markdown, Syntax.MARKDOWN)
    written = [_paragraph(each) for each in paragraphs]
    if len(paragraphs) == 1 and paragraphs[0].kind is Kind.PROSE and not read(paragraphs[0].text).spans:
        return None
    if len(paragraphs) == 1 and paragraphs[0].kind is Kind.PROSE:
        return OURS + _inline(paragraphs[0].text)
    return OURS + "\n".join(written)


def _paragraph(paragraph: Paragraph) -> str:
    text = paragraph.text
    if paragraph.kind is Kind.HEADING:
        return _heading(scored_text(text, Syntax.MARKDOWN)[0])
    if paragraph.kind is Kind.BREAK:
        return '<p style="text-align: center">* * *</p>'
    if paragraph.kind is Kind.CODE:
        lines = text.split("\n")
        return f"<pre>{escape(chr(10).join(lines[1:-1] if len(lines) > 2 else lines))}</pre>"  # without the fence
    body = f"<p>{_inline(text)}</p>"
    return f"<blockquote>{body}</blockquote>" if paragraph.stripped else body


def _heading(text: str) -> str:
    first, _, underline = text.partition("\n")
    bare = first.lstrip()
    level = len(bare) - len(bare.lstrip("#"))
    if level == 0:
        level = 1 if "=" in underline else 2
    return f"<h{level}>{_inline(bare.lstrip('#').strip())}</h{level}>"


def _inline(text: str) -> str:
    """One paragraph's text with tags in the place of its marks."""
    inline = read(text)
    if not inline.spans and not inline.escapes:
        return escape(text, quote=False).replace("\n", "<br>")
    hidden = {offset for start, end in inline.marks() for offset in range(start, end)}
    parts: list[str] = []
    styled = inline.styled()
    position = 0
    for start, end, style in [*styled, (len(text), len(text), Style.PLAIN)]:
        parts.append(_visible(text, position, start, hidden))
        tags = [tag for each, tag in _TAGS.items() if each in style]
        inner = _visible(text, start, end, hidden)
        if inner:
            parts.append("".join(f"<{tag}>" for tag in tags) + inner + "".join(f"</{tag}>" for tag in reversed(tags)))
        position = end
    return "".join(parts).replace("\n", "<br>")


def _visible(text: str, start: int, end: int, hidden: set[int]) -> str:
    return escape("".join(text[offset] for offset in range(start, end) if offset not in hidden), quote=False)
