"""pandoc's tree (JSON) into content and back. The tree: https://hackage.haskell.org/package/pandoc-types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.exchange.content import (
    SCENE_BREAK,
    Block,
    BlockKind,
    Content,
    Mark,
    Run,
    block,
    looks_like_a_break,
    normal_runs,
)

Node = dict[str, Any]
UNKNOWN_LANGUAGE = "und"
API_VERSION = [1, 23, 1]
_MARKS = {
    "Emph": Mark.ITALIC,
    "Underline": Mark.ITALIC,  # a typescript underlines what print sets in italics
    "Strong": Mark.BOLD,
    "Strikeout": Mark.STRUCK,
}
_PLAIN = frozenset({"Superscript", "Subscript", "SmallCaps"})
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


@dataclass
class LeftOut:
    """What was met in a file and has no place in a manuscript, by number."""

    pictures: int = 0
    tables: int = 0


# -- from pandoc


def content_of(tree: Mapping[str, Any]) -> tuple[Content, LeftOut]:
    """The content of a tree that pandoc read, and what was left out of it."""
    reader = _TreeReader()
    items = list(reader.blocks(tree["blocks"]))
    meta = tree["meta"]
    language = reader.words(meta.get("lang") or meta.get("language"))
    content = Content(
        tuple(_with_breaks(items)),
        reader.title or reader.words(meta.get("title")),
        reader.words(meta.get("author") or meta.get("creator")),
        "" if language == UNKNOWN_LANGUAGE else language,
    )
    return content, reader.left_out


def title_page_of(tree: Mapping[str, Any]) -> tuple[Block, ...]:
    """Paragraphs of a Word file's title page that pandoc takes for metadata and that no manuscript has a field for."""
    reader = _TreeReader()
    lines = (reader.words(tree["meta"].get(name)) for name in ("subtitle", "date", "abstract"))
    return tuple(block(BlockKind.PROSE, [Run(line)]) for line in lines if line)


_EMPTY = Block(BlockKind.PROSE)


def _with_breaks(items: Sequence[Block]) -> Iterator[Block]:
    """The blocks, empty paragraphs between prose taken for scene breaks where they are unusual.

    Where most paragraphs are followed by an empty one, as some writers separate them, only a longer gap is a break.
    """
    gaps: list[int] = []
    previous: Block | None = None
    empty = 0
    for item in items:
        if item == _EMPTY:
            empty += 1
            continue
        if previous is not None:
            gaps.append(empty)
        previous, empty = item, 0
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
    previous, empty = None, 0
    for item in items:
        if item == _EMPTY:
            empty += 1
            continue
        if empty > usual and previous is not None and previous.kind is item.kind is BlockKind.PROSE:
            yield SCENE_BREAK
        if item != SCENE_BREAK or previous != SCENE_BREAK:
            yield item
        previous, empty = item, 0


@dataclass
class _TreeReader:
    left_out: LeftOut = field(default_factory=LeftOut)
    title: str = ""
    """The title that a page shows, where pandoc has written it."""

    def words(self, meta: Node | None) -> str:
        """The text of a value of the metadata; several are joined by commas."""
        if meta is None:
            return ""
        kind: str = meta["t"]
        inside: Any = meta.get("c")
        if kind == "MetaList":
            return ", ".join(filter(None, map(self.words, inside)))
        if kind == "MetaMap":
            return self.words(inside.get("text") or inside.get("name"))
        if kind == "MetaBlocks":
            return " ".join(each.text for each in self.blocks(inside)).strip()
        if kind == "MetaInlines":
            return "".join(run.text for run in normal_runs(self.runs(inside))).replace("\n", " ")
        return inside if isinstance(inside, str) else ""

    def blocks(self, nodes: Iterable[Node], quoted: int = 0) -> Iterator[Block]:
        """The blocks inside ``nodes``; an empty paragraph is a block without runs."""
        for node in nodes:
            kind: str = node["t"]
            inside: Any = node.get("c")
            if kind in ("Para", "Plain"):
                yield from self._paragraph(inside, quoted)
            elif kind == "Header":
                level, _, words = inside
                if (made := block(BlockKind.HEADING, _one_line(self.runs(words)), min(level, 6))).runs:
                    yield made
            elif kind == "HorizontalRule":
                yield SCENE_BREAK
            elif kind == "CodeBlock":
                yield Block(BlockKind.CODE, (Run(inside[1].strip("\n")),))
            elif kind == "BlockQuote":
                yield from self.blocks(inside, quoted + 1)
            elif kind == "LineBlock":
                lines = [run for line in inside for run in (*self.runs(line), Run("\n"))]
                yield self._prose(lines, quoted)
            elif kind in ("BulletList", "OrderedList"):
                yield from self._list(node, quoted)
            elif kind == "DefinitionList":
                for term, meanings in inside:
                    yield self._prose(list(self.runs(term)), quoted)
                    for meaning in meanings:
                        yield from self.blocks(meaning, quoted)
            elif kind == "Table":
                self.left_out.tables += 1
                yield from self._table(inside, quoted)
            elif kind == "Figure":
                yield from self.blocks(inside[2], quoted)
            elif kind == "Div" and inside[0][0] == "title-block-header":  # what pandoc makes of title and author
                self.title = next((made.text for made in self.blocks(inside[1])), "")
            elif kind == "Div":
                yield from self.blocks(inside[1], quoted)

    def _paragraph(self, nodes: Sequence[Node], quoted: int) -> Iterator[Block]:
        pictures = self.left_out.pictures
        made = self._prose(list(self.runs(nodes)), quoted)
        if not made.runs:
            has_more = bool(nodes) or self.left_out.pictures > pictures  # an anchor or a picture is no gap
            if not has_more:
                yield _EMPTY
        elif looks_like_a_break(made.text):
            yield SCENE_BREAK
        else:
            yield made

    def _prose(self, runs: list[Run], quoted: int) -> Block:
        made = block(BlockKind.QUOTE if quoted else BlockKind.PROSE, runs, quoted)
        return made if made.runs else _EMPTY

    def _list(self, node: Node, quoted: int) -> Iterator[Block]:
        """A list as one paragraph with a line for each item; items of several paragraphs are paragraphs."""
        inside = node["c"]
        items = inside if node["t"] == "BulletList" else inside[1]
        first = 1 if node["t"] == "BulletList" else inside[0][0]
        lines: list[Run] = []
        for number, item in enumerate(items, first):
            sign = "- " if node["t"] == "BulletList" else f"{number}. "
            parts = [each for each in self.blocks(item, quoted) if each != _EMPTY]
            if len(parts) == 1 and parts[0].kind in (BlockKind.PROSE, BlockKind.QUOTE):
                lines += [Run(sign), *parts[0].runs, Run("\n")]
                continue
            if lines:
                yield self._prose(lines, quoted)
                lines = []
            yield from parts
        if lines:
            yield self._prose(lines, quoted)

    def _table(self, inside: Sequence[Any], quoted: int) -> Iterator[Block]:
        """Each row as a paragraph."""
        _, _, _, head, bodies, foot = inside
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        for row in rows:
            cells = [self.blocks(cell[4], quoted) for cell in row[1]]
            runs: list[Run] = []
            for cell in cells:
                words = [run for part in cell for run in (*part.runs, Run(" "))]
                runs += [*([Run(" | ")] if runs and words else []), *words]
            if (made := self._prose(runs, quoted)) != _EMPTY:
                yield made

    def runs(self, nodes: Iterable[Node], marks: frozenset[Mark] = frozenset(), link: str = "") -> Iterator[Run]:
        """The runs of inline nodes."""
        for node in nodes:
            kind: str = node["t"]
            inside: Any = node.get("c")
            if kind == "Str":
                yield Run(inside, marks, link)
            elif kind in ("Space", "SoftBreak"):
                yield Run(" ", marks, link)
            elif kind == "LineBreak":
                yield Run("\n", marks, link)
            elif kind in _MARKS:
                yield from self.runs(inside, marks | {_MARKS[kind]}, link)
            elif kind in _PLAIN:
                yield from self.runs(inside, marks, link)
            elif kind == "Quoted":
                left, right = _QUOTES[inside[0]["t"]]
                yield Run(left, marks, link)
                yield from self.runs(inside[1], marks, link)
                yield Run(right, marks, link)
            elif kind in ("Span", "Cite"):
                yield from self.runs(inside[1], marks, link)
            elif kind == "Link":
                target = inside[2][0]
                yield from self.runs(inside[1], marks, target if _is_worth_keeping(target) else link)
            elif kind in ("Code", "Math"):
                yield Run(inside[1], marks | ({Mark.CODE} if kind == "Code" else frozenset()), link)
            elif kind == "Image":
                self.left_out.pictures += 1
            elif kind == "Note" and (parts := tuple(each for each in self.blocks(inside) if each != _EMPTY)):
                yield Run("", note=parts)


def _is_worth_keeping(target: str) -> bool:
    """Links into the same document, as in tables of contents, are no use in a manuscript."""
    return target.startswith(("http://", "https://", "mailto:")) and not set(target) & set("() <>")


def _one_line(runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        yield Run(run.text.replace("\n", " "), run.marks, run.link, run.note)


# -- to pandoc

_NAME_OF = {Mark.STRUCK: "Strikeout", Mark.BOLD: "Strong", Mark.ITALIC: "Emph"}
_NO_ATTRIBUTES: list[Any] = ["", [], []]


def tree_of(blocks: Iterable[Node], meta: Mapping[str, str]) -> Node:
    """A tree of ready nodes, with metadata in words; values that are empty are left out."""
    values = {name: {"t": "MetaInlines", "c": list(inlines([Run(words)]))} for name, words in meta.items() if words}
    return {"pandoc-api-version": API_VERSION, "meta": values, "blocks": list(blocks)}


def node_of(made: Block) -> Node:
    """pandoc's node of one block; a scene break is a rule."""
    if made.kind is BlockKind.BREAK:
        return {"t": "HorizontalRule"}
    if made.kind is BlockKind.CODE:
        return {"t": "CodeBlock", "c": [_NO_ATTRIBUTES, made.text]}
    words = list(inlines(made.runs))
    if made.kind is BlockKind.HEADING:
        return {"t": "Header", "c": [made.level, _NO_ATTRIBUTES, words]}
    node: Node = {"t": "Para", "c": words}
    for _ in range(made.level if made.kind is BlockKind.QUOTE else 0):
        node = {"t": "BlockQuote", "c": [node]}
    return node


def styled(style: str, nodes: Sequence[Node]) -> Node:
    """Nodes in a paragraph style of the format that is written."""
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], list(nodes)]}


def raw(language: str, text: str) -> Node:
    """A piece in the language of the format that is written."""
    return {"t": "RawBlock", "c": [language, text]}


def paragraph(words: str) -> Node:
    """A paragraph of plain words."""
    return {"t": "Para", "c": list(inlines([Run(words)]))}


def inlines(runs: Iterable[Run]) -> Iterator[Node]:
    """pandoc's inline nodes; runs that follow each other share the node of an emphasis that both have."""
    yield from _nested(list(runs), tuple(_NAME_OF))


def _nested(runs: Sequence[Run], marks: tuple[Mark, ...]) -> Iterator[Node]:
    if not marks:
        for run in runs:
            yield from _inline(run)
        return
    mark, rest = marks[0], marks[1:]
    start = 0
    for end in range(1, len(runs) + 1):
        if end == len(runs) or (mark in runs[end].marks) != (mark in runs[start].marks):
            inside = list(_nested(runs[start:end], rest))
            if mark in runs[start].marks:
                yield {"t": _NAME_OF[mark], "c": inside}
            else:
                yield from inside
            start = end


def _inline(run: Run) -> Iterator[Node]:
    if run.note:
        yield {"t": "Note", "c": [node_of(each) for each in run.note]}
        return
    if Mark.CODE in run.marks:
        words: list[Node] = [{"t": "Code", "c": [_NO_ATTRIBUTES, run.text]}]
    else:
        words = list(_words(run.text))
    if run.link:
        yield {"t": "Link", "c": [_NO_ATTRIBUTES, words, [run.link, ""]]}
    else:
        yield from words


def _words(text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield {"t": "LineBreak"}
        for count, word in enumerate(line.split(" ")):
            if count:
                yield {"t": "Space"}
            if word:
                yield {"t": "Str", "c": word}
