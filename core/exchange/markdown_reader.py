"""Read a manuscript (Markdown or plain text) into :class:`~core.exchange.content.Content`.

What Inkglow takes for paragraphs, headings and scene breaks decides (CONTRACTS, Paragraph); only emphasis, links and
footnotes inside paragraphs are read by CommonMark's rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from core.exchange.content import (
    SCENE_BREAK,
    Block,
    BlockKind,
    Content,
    Mark,
    Run,
    block,
    looks_like_a_break,
)
from core.exchange.divisions import with_headings
from core.manuscript.boundaries import has_boundaries, parted
from core.manuscript.paragraphs import Kind, Paragraph, Syntax, quote_marker, split

_SPECIAL = re.compile(r"[*_\\`\[\]<&~]|  \n")
"""Without any of these a paragraph has no markup."""
_COMMENT_OR_FENCE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)|(?<!\\)<!--.*?-->", re.DOTALL | re.MULTILINE
)
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$")
_FIELD = re.compile(r"([A-Za-z][\w -]*):[ \t]*(.*)$")
_NOTE_START = re.compile(r" {0,3}\[\^([^\]\s]+)\]:[ \t]*")
_NOTE_PLACE = re.compile(r"\[\^([^\]\s]+)\]")
_LIST_ITEM = re.compile(r" {0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\S")
_LONGEST_FRONT_MATTER = 4096
_TITLE_LINE = re.compile(r"^# +([^\n#*_`\[]*[^\s#*_`\[])[ ]*$", re.MULTILINE)
_MARK_OF = {"em": Mark.ITALIC, "strong": Mark.BOLD, "s": Mark.STRUCK}


@cache
def _parser() -> MarkdownIt:
    """The parser of what is inside a paragraph: making it takes longer than reading a paragraph."""
    rules = ["newline", "escape", "backticks", "strikethrough", "emphasis", "link", "image", "entity"]
    return MarkdownIt("zero").enable(rules)


def read_manuscript(text: str, syntax: Syntax) -> Content:
    """The content of ``text``, without comments and file boundaries; front matter gives title and author.

    Each file of a folder is read by itself, since each may have front matter and footnotes of its own; then no title is
    known, because theirs are those of chapters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not has_boundaries(text):
        return _read_file(text, syntax)
    files = [_read_file(each, syntax) for _, each in parted(text)]
    author = next((each.author for each in files if each.author), "")
    language = next((each.language for each in files if each.language), "")
    return Content(tuple(made for each in files for made in each.blocks), "", author, language)


def title_and_author(text: str) -> tuple[str, str]:
    """Title and author of a Markdown text (``\\n`` line ends), each empty where it is not known.

    Front matter gives them. The title can also be a heading: the only one of the first level, at the beginning, with
    others below it. Quick also for a long text.
    """
    fields, rest = _without_front_matter(text[:_LONGEST_FRONT_MATTER])
    title = fields.get("title", "")
    if not title and (first := _TITLE_LINE.match(rest.lstrip("\n"))) and "\n## " in text:
        title = first[1] if len(_TITLE_LINE.findall(text)) == 1 else ""
    return title, fields.get("author", "")


def _read_file(text: str, syntax: Syntax) -> Content:
    if syntax is Syntax.PLAIN:
        return Content(with_headings([_plain_block(each) for each in split(text, syntax)])[0])
    facts, rest = _without_front_matter(text)
    text = f"\n{text}" if rest is text else rest  # a scene break at the very beginning is not to open front matter
    if "<!--" in text:
        last = text.rfind("-->") + 3  # looking further, for the end of each comment that has none, would take hours
        text = _COMMENT_OR_FENCE.sub(lambda found: found.group() if found["fence"] else "", text[:last]) + text[last:]
    blocks = _Reader(text).blocks()
    return Content(tuple(blocks), facts.get("title", ""), facts.get("author", ""), facts.get("lang", ""))


def _without_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Front matter's one-line fields, and the text after it; the whole text where there is none."""
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), 0)
    inside = lines[1:end]
    if not end or not any(_FIELD.match(line) for line in inside):
        return {}, text
    fields = {found[1].strip().lower(): _unquoted(found[2]) for line in inside if (found := _FIELD.match(line))}
    return fields, "\n".join(lines[end + 1 :])


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] == '"':
        return re.sub(r'\\(["\\])', r"\1", value[1:-1])
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value


def _plain_block(paragraph: Paragraph) -> Block:
    if looks_like_a_break(paragraph.text):
        return SCENE_BREAK
    return block(BlockKind.PROSE, [Run(paragraph.text)])


class _Reader:
    """Reads the blocks of one Markdown text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._parser = _parser()
        self._definitions: dict[str, str] = {}
        self._used: set[str] = set()

    def blocks(self) -> list[Block]:
        """All blocks; a footnote stands where it is first referred to, and at the end where it never is."""
        found: list[Block] = []
        unused: list[tuple[str, str]] = []
        last_note = ""
        for paragraph in split(self._text, Syntax.MARKDOWN):
            raw = self._text[paragraph.start : paragraph.end]
            if paragraph.kind is Kind.PROSE and _NOTE_START.match(raw):
                for name, words in _definitions(raw):
                    if name in self._definitions:
                        unused.append((name, words))  # the first one of a name counts
                    else:
                        self._definitions[name] = words
                    last_note = name
            elif last_note and paragraph.kind is Kind.PROSE and raw.startswith(("    ", "\t")):
                self._definitions[last_note] += "\n\n" + raw.strip()
            else:
                last_note = ""
                found.extend(self._paragraph(paragraph, raw))
        if self._definitions:
            found = [block(each.kind, _with_notes(each.runs, self._note), each.level) for each in found]
            unused += [each for each in self._definitions.items() if each[0] not in self._used]
            found.extend(self._unreferred(name, words) for name, words in unused)
        return found

    def _unreferred(self, name: str, words: str) -> Block:
        return block(BlockKind.PROSE, [Run(f"[^{name}]: "), *self._runs(words)])

    def _note(self, name: str) -> tuple[Block, ...]:
        if name not in self._definitions or name in self._used:
            return ()
        self._used.add(name)
        return tuple(
            made
            for words in self._definitions[name].split("\n\n")
            if (made := block(BlockKind.PROSE, self._runs(words))).runs
        )

    def _paragraph(self, paragraph: Paragraph, raw: str) -> Iterator[Block]:
        if paragraph.kind is Kind.COMMENT or paragraph.kind is Kind.BOUNDARY:
            return
        if paragraph.kind is Kind.BREAK:
            yield SCENE_BREAK
        elif paragraph.kind is Kind.CODE:
            lines = raw.split("\n")
            closed = len(lines) > 1 and not lines[-1].strip(" `~-.")
            yield Block(BlockKind.CODE, (Run("\n".join(lines[1:-1] if closed else lines[1:])),))
        elif paragraph.kind is Kind.HEADING:
            level, words = _heading(raw)
            made = block(BlockKind.HEADING, self._runs(words), level)
            yield made if made.runs else SCENE_BREAK  # a line of # alone, as typescripts have it
        else:
            level = quote_marker(raw).count(">")
            kind = BlockKind.QUOTE if level else BlockKind.PROSE
            if (made := block(kind, self._runs(_with_list_lines(paragraph.text)), level)).runs:
                yield made

    def _runs(self, words: str) -> list[Run]:
        words = words.strip(" \t\n")
        if not _SPECIAL.search(words):
            return [Run(words.replace("\n", " "))]
        return list(_runs_of(self._parser.parseInline(words)[0].children or ()))


def _definitions(raw: str) -> list[tuple[str, str]]:
    """The footnotes defined in one paragraph: each begins a line."""
    found: list[tuple[str, str]] = []
    for line in raw.split("\n"):
        if start := _NOTE_START.match(line):
            found.append((start[1], line[start.end() :]))
        else:
            name, words = found[-1]
            found[-1] = (name, f"{words}\n{line.strip()}")
    return found


def _heading(raw: str) -> tuple[int, str]:
    lines = [line[len(quote_marker(line)) :] for line in raw.split("\n")]
    if len(lines) == 1 and (found := _ATX.match(lines[0])):
        return len(found[1]), found[2]
    underlined = len(lines) > 1
    return (2 if underlined and "-" in lines[-1] else 1), "\n".join(lines[:-1] if underlined else lines)


def _with_list_lines(text: str) -> str:
    """A list keeps its lines: line breaks where each line of a paragraph is an item."""
    lines = text.split("\n")
    if len(lines) > 1 and all(map(_LIST_ITEM.match, lines)):
        return "  \n".join(line.strip() for line in lines)
    return text


def _runs_of(tokens: list[Token] | tuple[Token, ...]) -> Iterator[Run]:
    marks: list[Mark] = []
    links: list[str] = []
    for token in tokens:
        name, _, way = token.type.rpartition("_")
        if name in _MARK_OF:
            if way == "open":
                marks.append(_MARK_OF[name])
            else:
                marks.remove(_MARK_OF[name])
        elif token.type == "link_open":
            links.append(str(token.attrs.get("href", "")))
        elif token.type == "link_close":
            links.pop()
        else:
            extra = {Mark.CODE} if token.type == "code_inline" else set()
            yield Run(_text_of(token), frozenset({*marks, *extra}), links[-1] if links else "")


def _text_of(token: Token) -> str:
    if token.type == "hardbreak":
        return "\n"
    return " " if token.type == "softbreak" else token.content


def _with_notes(runs: tuple[Run, ...], note: Callable[[str], tuple[Block, ...]]) -> Iterator[Run]:
    """Put footnotes in the places that refer to them; a reference without a footnote stays as it is written."""
    for run in runs:
        if Mark.CODE in run.marks or "[^" not in run.text:
            yield run
            continue
        position = 0
        for found in _NOTE_PLACE.finditer(run.text):
            if made := note(found[1]):
                yield Run(run.text[position : found.start()], run.marks, run.link)
                yield Run("", note=made)
                position = found.end()
        yield Run(run.text[position:], run.marks, run.link)
