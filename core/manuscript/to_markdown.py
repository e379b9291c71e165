"""Paragraphs with emphasis, written as Markdown that is read back as the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from core.manuscript import emphasis
from core.manuscript.emphasis import Style
from core.manuscript.paragraphs import LineState, Role, Syntax, classify, quote_marker

_MARKS = {Style.BOLD: "**", Style.ITALIC: "*", Style.STRUCK: "~~"}
_SPECIAL = re.compile(r"[*_`~\[\\]")
_TO_ESCAPE = re.compile(r"\\(?=[!-/:-@\[-`{-~]|\Z)|[*`]|~~|(?<!\w)_|_(?!\w)|\[(?=[^\]]*\]\()")
_EDGES = re.compile(r"(\s*)(.*?)(\s*)", re.DOTALL)
_WORDS = re.compile(r"\s+|\S+")
_ORNAMENT = re.compile(r"[\s*#]+")
_BREAK = "* * *"
_MOST_RUNS = emphasis.MOST_MARKS // 4
"""Pieces of one paragraph with styles of their own; one with more is no prose, and is written without them."""


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph in one style: italics, bold, struck. ``\\n`` in it is a line end within the paragraph."""

    text: str
    style: Style = Style.PLAIN


@dataclass(frozen=True)
class Block:
    """A paragraph: ``heading`` is its level (0: none), ``quotes`` how deep it is quoted, ``item`` its list marker."""

    runs: list[Run] = field(default_factory=list)
    heading: int = 0
    quotes: int = 0
    item: str = ""


def to_markdown(blocks: Sequence[Block]) -> str:
    """The paragraphs with blank lines between them, and no line end after the last."""
    parts: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            quotes = min(previous.quotes, block.quotes)
            tight = bool(previous.item and block.item)
            parts.append("\n" if tight else f"\n{'> ' * quotes}".rstrip(" ") + "\n")
        parts.append(_written(block))
        previous = block
    return "".join(parts)


def _written(block: Block) -> str:
    runs = list(_joined(block.runs))
    text = "".join(run.text for run in runs)
    if not block.heading and len(text) < 20 and _ORNAMENT.fullmatch(text):
        written = _BREAK
    elif block.heading:
        flat = [Run(run.text.replace("\n", " "), run.style) for run in runs]
        written = f"{'#' * block.heading} {_inline(flat)}"
    else:
        written = _as_prose(_inline(runs))
    prefix = "> " * block.quotes
    first, *rest = written.split("\n")
    return "\n".join([prefix + block.item + first, *(prefix + " " * len(block.item) + line for line in rest)])


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    """The runs without outer blank space; blank space belongs to no style; neighbours of one style are one run."""
    pieces: list[tuple[str, Style]] = []
    for run in runs:
        text = _without_controls(run.text)
        found = _EDGES.fullmatch(text)
        assert found is not None
        for piece, style in ((found[1], Style.PLAIN), (found[2], run.style), (found[3], Style.PLAIN)):
            if piece:
                pieces.append((piece, style))
    for index, (piece, _) in enumerate(pieces):  # a blank within a style belongs to it
        if not piece.strip() and 0 < index < len(pieces) - 1:
            pieces[index] = piece, pieces[index - 1][1] & _next_style(pieces, index)
    while pieces and not pieces[0][0].strip(" \n\xa0"):
        pieces.pop(0)
    while pieces and not pieces[-1][0].strip(" \n\xa0"):
        pieces.pop()
    joined = _merged(Run(piece, style) for piece, style in pieces)
    for index, run in enumerate(joined):
        text = run.text.lstrip(" \n") if index == 0 else run.text
        text = text.rstrip(" \n") if index == len(joined) - 1 else text
        yield Run(re.sub(r" *\n *", "\n", text) if "\n" in text else text, run.style)


def _next_style(pieces: list[tuple[str, Style]], index: int) -> Style:
    following = pieces[index + 1]
    return following[1] if following[0].strip() else Style.PLAIN


def _without_controls(text: str) -> str:
    return "".join(c for c in text if c >= " " or c == "\n") if not text.isprintable() else text


def written_inline(runs: Iterable[Run]) -> str:
    """Text of one paragraph with its marks; blank space may have any style, and stays as it is."""
    pieces = [Run(piece, run.style) for run in _merged(runs) for piece in _WORDS.findall(run.text)]
    for index in range(1, len(pieces) - 1):  # blank space is styled where the words around it are
        if not pieces[index].text.strip():
            style = pieces[index - 1].style & pieces[index + 1].style
            pieces[index] = Run(pieces[index].text, style)
    return _inline(_merged(pieces))


def _inline(runs: list[Run]) -> str:
    """The runs with their marks; characters that would be read as marks are escaped."""
    if not any(run.style for run in runs):
        text = "".join(run.text for run in runs)
        if _SPECIAL.search(text) is None:
            return text
    wanted = _merged(runs)
    narrow = [piece for run in runs for piece in _without_signs(run)]
    written = ""
    if len(runs) > _MOST_RUNS:
        return _marked([Run(run.text) for run in runs], "*", escaped=True)
    for tried, italic, escaped in (
        (runs, "*", False),
        (runs, "*", True),
        (runs, "_", True),
        (narrow, "*", True),
    ):
        written = _marked(tried, italic, escaped=escaped)
        found = _read_back(written)
        if found == (wanted if tried is runs else _merged(tried)):
            return written
    return _marked([Run(run.text) for run in runs], "*", escaped=True)  # better no italics than stray marks


def _marked(runs: list[Run], italic: str, *, escaped: bool) -> str:
    marks = {**_MARKS, Style.ITALIC: italic}
    parts: list[str] = []
    opened: list[Style] = []
    for index, run in enumerate([*runs, Run("")]):
        keep = 0
        while keep < len(opened) and opened[keep] in run.style:
            keep += 1
        while len(opened) > keep:
            parts.append(marks[opened.pop()])
        new = [style for style in marks if style in run.style and style not in opened]
        new.sort(key=lambda style: -_lasts(runs, index, style))
        for style in new:
            parts.append(marks[style])
            opened.append(style)
        parts.append(_TO_ESCAPE.sub(r"\\\g<0>", run.text) if escaped else run.text)
    return "".join(parts)


def _lasts(runs: list[Run], index: int, style: Style) -> int:
    """For how many runs from ``index`` on a style holds: what lasts longer is opened first."""
    count = 0
    while index + count < len(runs) and style in runs[index + count].style and count < 50:
        count += 1
    return count


def _without_signs(run: Run) -> Iterator[Run]:
    """The run with its outer quotation marks and the like left out of its style."""
    if not run.style:
        yield run
        return
    start, end = 0, len(run.text)
    while start < end and not run.text[start].isalnum():
        start += 1
    while end > start and not run.text[end - 1].isalnum():
        end -= 1
    pieces = Run(run.text[:start]), Run(run.text[start:end], run.style), Run(run.text[end:])
    yield from (piece for piece in pieces if piece.text)


def _merged(runs: Iterable[Run]) -> list[Run]:
    """Neighbours of one style as one run."""
    return [
        Run("".join(run.text for run in same), style)
        for style, same in groupby((run for run in runs if run.text), key=lambda run: run.style)
    ]


def _read_back(written: str) -> list[Run]:
    """What a reader of Markdown would make of it."""
    inline = emphasis.read(written)
    cuts = {0, len(written)}
    for start, end in inline.marks():
        cuts |= {start, end}
    styled = inline.styled()
    for start, end, _ in styled:
        cuts |= {start, end}
    dropped = {start: end for start, end in inline.marks() if end > start}
    order = sorted(cuts)
    runs: list[Run] = []
    at = hidden_to = 0
    for start, end in pairwise(order):
        while at < len(styled) and styled[at][1] <= start:
            at += 1
        hidden_to = max(hidden_to, dropped.get(start, 0))
        if start >= hidden_to:
            style = styled[at][2] if at < len(styled) and styled[at][0] <= start else Style.PLAIN
            runs.append(Run(written[start:end], style))
    return _merged(runs)


def _as_prose(text: str) -> str:
    """The lines of a paragraph, with a backslash before what would make a heading, a quote or a break of one."""
    lines = text.split("\n")
    state = LineState()
    for number, line in enumerate(lines):
        role, state = classify(line, state, Syntax.MARKDOWN)
        if quote_marker(line) or role not in (Role.PROSE, Role.BLANK):
            at = len(line) - len(line.lstrip())
            lines[number] = f"{line[:at]}\\{line[at:]}"
            state = LineState(after_prose=True)
    return "  \n".join(lines)
