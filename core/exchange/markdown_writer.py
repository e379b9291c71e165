"""Write content as a manuscript in Markdown: one line for each paragraph, and markup only where something needs it.

A backslash stands only where the text would otherwise be read as markup: each paragraph is read again as it was
written, and characters are escaped until it reads as it should.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from core.exchange.content import Block, BlockKind, Content, Mark, Run, block
from core.exchange.markdown_reader import read_manuscript
from core.manuscript.boundaries import BOUNDARY
from core.manuscript.paragraphs import Syntax

_ESCAPED_IN_TURN = "\\*_`[<&~"
_NOTE_PLACE = "\ue0f1"
"""Stands for a footnote's reference until that is numbered; of Unicode's private use area."""
_ORDER = (Mark.STRUCK, Mark.BOLD, Mark.ITALIC)


def write_manuscript(content: Content) -> str:
    """Markdown of ``content``, with front matter where title, author or language are known."""
    notes: list[tuple[Block, ...]] = []
    content = replace(content, blocks=tuple(map(_without_own_signs, content.blocks)))
    parts = [_block_text(each, notes) for each in content.blocks]
    done = 0
    while done < len(notes):  # a footnote can have footnotes
        inside = [_block_text(each, notes) for each in notes[done]]
        parts.append(f"[^{done + 1}]: " + "\n\n    ".join(inside))
        done += 1
    return "".join([_front_matter(content), "\n\n".join(part for part in parts if part), "\n" if parts else ""])


def _without_own_signs(made: Block) -> Block:
    """The block without the characters that have a meaning of their own here; no text should have them."""
    if not any(sign in run.text for run in made.runs for sign in (BOUNDARY, _NOTE_PLACE)):
        return made
    runs = [replace(run, text=run.text.replace(BOUNDARY, "").replace(_NOTE_PLACE, "")) for run in made.runs]
    return block(made.kind, runs, made.level)


def _front_matter(content: Content) -> str:
    known = (("title", content.title), ("author", content.author), ("lang", content.language))
    lines = [f"{name}: {_quoted(value)}" for name, value in known if value]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""


def _quoted(value: str) -> str:
    """A YAML string; in quotation marks only where it would be read as something else."""
    value = " ".join(value.split())
    if re.fullmatch(r"[^\W\d_][^:#'\"]*", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _block_text(made: Block, notes: list[tuple[Block, ...]]) -> str:
    if made.kind is BlockKind.BREAK:
        return "***"
    if made.kind is BlockKind.CODE:
        fence = "```"
        while fence in made.text:
            fence += "`"
        return f"{fence}\n{made.text}\n{fence}"
    if made.notes:
        return _numbered(made, notes)
    if not made.runs:
        return ""
    for sayable in (made, _with_words_only(made), _without_marks(made)):
        for candidate in _candidates(sayable):
            if read_manuscript(candidate, Syntax.MARKDOWN).blocks == (sayable,):
                return candidate
    return _candidate(_without_marks(made), "*", _ESCAPED_IN_TURN, start=True)


def _numbered(made: Block, notes: list[tuple[Block, ...]]) -> str:
    """A paragraph with footnotes: written with a letter for each of them, which its reference then replaces."""
    runs = [replace(run, text=_NOTE_PLACE, note=()) if run.note else run for run in made.runs]
    written = _block_text(block(made.kind, runs, made.level), notes)
    for note in made.notes:
        notes.append(note)
        written = written.replace(_NOTE_PLACE, f"[^{len(notes)}]", 1)
    return written


def _candidates(made: Block) -> Iterator[str]:
    """Ways to write a block, those with the fewest backslashes first."""
    always = "[" if "[^" in made.text else ""  # it would refer to a footnote of another number
    always += "<" if "<!--" in made.text else ""  # a later paragraph can have what ends a comment
    usual = _ESCAPED_IN_TURN + ("#" if made.kind is BlockKind.HEADING else "")
    special = [each for each in usual if each in made.text and each not in always]
    for start in (False, True):
        for count in range(len(special) + 1):
            for italic in "*_":
                yield _candidate(made, italic, always + "".join(special[:count]), start=start)


def _candidate(made: Block, italic: str, escaped: str, *, start: bool) -> str:
    text = _inline(made.runs, italic, escaped)
    if start:
        text = re.sub(r"(?m)^(?=[#>=*~`_•⁂❦-])", r"\\", text) if made.kind is not BlockKind.HEADING else text
    text = text.replace("\n", "  \n")
    if made.kind is BlockKind.HEADING:
        return f"{'#' * made.level} {text.replace(chr(10), ' ')}"
    if made.kind is BlockKind.QUOTE:
        marker = "> " * made.level
        return "\n".join(marker + line for line in text.split("\n"))
    return text


def _inline(runs: tuple[Run, ...], italic: str, escaped: str) -> str:
    signs = {Mark.ITALIC: italic, Mark.BOLD: "**", Mark.STRUCK: "~~"}
    written: list[str] = []
    open_marks: list[Mark] = []
    link = ""
    for index, run in enumerate(runs):
        if run.link != link:
            written.extend(signs[mark] for mark in reversed(open_marks))
            open_marks = []
            written.append(f"]({link})" if link else "")
            written.append("[" if run.link else "")
            link = run.link
        while any(mark not in run.marks for mark in open_marks):
            written.append(signs[open_marks.pop()])
        opened = [mark for mark in _ORDER if mark in run.marks and mark not in open_marks]
        opened.sort(key=lambda mark: -_lasts(runs, index, mark))
        words = run.text.lstrip(" \n") if opened else run.text  # emphasis cannot begin with a space
        written.append(run.text[: len(run.text) - len(words)])
        written.extend(signs[mark] for mark in opened)
        open_marks += opened
        written.append(_code(words) if Mark.CODE in run.marks else _escape(words, escaped))
    written.extend(signs[mark] for mark in reversed(open_marks))
    written.append(f"]({link})" if link else "")
    return "".join(written)


def _lasts(runs: tuple[Run, ...], index: int, mark: Mark) -> int:
    """How many runs from ``index`` on have ``mark``: what lasts longest is opened first."""
    count = 0
    while index + count < len(runs) and mark in runs[index + count].marks:
        count += 1
    return count


def _escape(text: str, escaped: str) -> str:
    return re.sub(f"([{re.escape(escaped)}])", r"\\\1", text) if escaped else text


def _code(text: str) -> str:
    fence = "`"
    while fence in text:
        fence += "`"
    space = " " if text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{space}{text}{space}{fence}"


def _with_words_only(made: Block) -> Block:
    """The block without such emphasis as Markdown cannot say: beside a letter, it must begin or end with a letter."""
    kept = [run if _stands_alone(made.runs, n) else replace(run, marks=frozenset()) for n, run in enumerate(made.runs)]
    return block(made.kind, kept, made.level)


def _without_marks(made: Block) -> Block:
    return block(made.kind, [Run(run.text) for run in made.runs], made.level)


def _stands_alone(runs: tuple[Run, ...], index: int) -> bool:
    before = runs[index - 1].text[-1:] if index else ""
    after = runs[index + 1].text[:1] if index + 1 < len(runs) else ""
    own = runs[index].text
    return not (before.isalnum() and not own[:1].isalnum()) and not (after.isalnum() and not own[-1:].isalnum())
