"""Compare what an export holds with what it was made from, paragraph by paragraph."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from core.exchange.content import Block, BlockKind, Mark, Run, looks_like_a_break
from core.sentences import Sentence, joined_sentences

_EXCERPT = 60
_SOFT_HYPHEN = "\xad"
"""Only says where a word may be divided; some formats have no place for it."""


@dataclass(frozen=True)
class Difference:
    """One difference. ``number`` counts the paragraphs of the text from 1, headings and scene breaks included.

    0 is the title page. ``what`` goes on a sentence that begins with the paragraph.
    """

    number: int
    what: str

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        place = Sentence("Paragraph {number:,}", number=self.number) if self.number else Sentence("The title page")
        return joined_sentences((place, self.what))


def differences(wanted: Sequence[Block], found: Sequence[Block]) -> list[Difference]:
    """How ``found``, read from a file, differs from ``wanted``, in the order of the text.

    Scene breaks at the ends and beside others do not count.
    """
    ours, theirs = _kept(wanted), _kept(found)
    numbers = [number for number, _ in ours]
    compared = _differences([each for _, each in ours], [each for _, each in theirs])
    return [Difference(numbers[min(place, len(numbers) - 1)] if numbers else 1, what) for place, what in compared]


def title_differences(wanted: Sequence[str], found: Sequence[str]) -> list[Difference]:
    """How the lines of a title page differ."""
    pairs = zip_longest(wanted, found, fillvalue="")
    return [
        Difference(0, Sentence("has “{found}” where “{wanted}” should be.", found=_cut(b), wanted=_cut(a)))
        for a, b in pairs
        if _plain(a) != _plain(b)
    ]


_Comparable = tuple[str, str, tuple[tuple[str, str], ...]]
"""Kind, text, and text with the names of its emphasis."""
_BREAK: _Comparable = (BlockKind.BREAK.value, "", ())


def _kept(blocks: Sequence[Block]) -> list[tuple[int, _Comparable]]:
    """What is compared, each with the number of its paragraph; nothing without visible characters."""
    kept: list[tuple[int, _Comparable]] = []
    for number, each in enumerate(blocks, 1):
        made = _comparable(each)
        if each.kind is BlockKind.BREAK or (each.kind is not BlockKind.HEADING and looks_like_a_break(made[1])):
            made = _BREAK
        if made[1] or (made == _BREAK and kept and kept[-1][1] != _BREAK):
            kept.append((number, made))
    while kept and kept[-1][1] == _BREAK:
        kept.pop()
    return kept


def _plain(text: str) -> str:
    return " ".join(text.replace(_SOFT_HYPHEN, "").split())


def _comparable(made: Block) -> _Comparable:
    kind = BlockKind.HEADING.value if made.kind is BlockKind.HEADING else ""
    return kind, _text_with_notes(made), tuple(_emphasis(made.runs))


def _text_with_notes(made: Block) -> str:
    text = "".join(f"[{' '.join(map(_text_with_notes, run.note))}]" if run.note else run.text for run in made.runs)
    return text.replace(_SOFT_HYPHEN, "")


def _emphasis(runs: Sequence[Run]) -> Iterator[tuple[str, str]]:
    """Each stretch that is emphasised, with how; code and links count as plain text, spaces have no emphasis."""
    text, marks = "", ""
    for run in runs:
        words = run.text.replace(_SOFT_HYPHEN, "")
        own = " and ".join(sorted(mark.value for mark in run.marks if mark is not Mark.CODE))
        for inside in run.note:
            yield from _emphasis(inside.runs)
        if not words.strip():
            text += words if own == marks else ""
            continue
        if own != marks:
            if marks:
                yield text.strip(), marks
            text, marks = "", own
        text += words
    if marks:
        yield text.strip(), marks


def _differences(ours: list[_Comparable], theirs: list[_Comparable]) -> Iterator[tuple[int, str]]:
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(ours, theirs, strict=False)))
    matcher = difflib.SequenceMatcher(None, ours[same:], theirs[same:], autojunk=False)
    for tag, *places in matcher.get_opcodes():
        if tag == "equal":
            continue
        a1, a2, b1, b2 = (place + same for place in places)
        pairs = min(a2 - a1, b2 - b1)
        for offset in range(pairs):
            yield a1 + offset, _changed(ours[a1 + offset], theirs[b1 + offset])
        for number in range(a1 + pairs, a2):
            yield number, Sentence("is missing: {shown}.", shown=_shown(ours[number]))
        for other in range(b1 + pairs, b2):
            yield (
                max(0, a2 - 1),
                Sentence("is followed by what is not in your text: {shown}.", shown=_shown(theirs[other])),
            )


def _changed(was: _Comparable, is_now: _Comparable) -> str:
    if was[1] != is_now[1]:
        place = next((n for n, (a, b) in enumerate(zip(was[1], is_now[1], strict=False)) if a != b), None)
        place = min(len(was[1]), len(is_now[1])) if place is None else place
        start = max(0, place - 20)
        return Sentence(
            "reads “{found}” where your text has “{wanted}”.",
            found=_cut(is_now[1][start:]),
            wanted=_cut(was[1][start:]),
        )
    if was[0] != is_now[0]:
        return Sentence(
            "is {found} there and {wanted} in your text: {shown}.",
            found=_a(is_now[0]),
            wanted=_a(was[0]),
            shown=_shown(was),
        )
    lost = [each for each in was[2] if each not in is_now[2]]
    gained = [each for each in is_now[2] if each not in was[2]]
    if lost:
        return Sentence(
            "has lost its emphasis: “{words}” was {marks}.", words=_cut(lost[0][0]), marks=_marked(lost[0][1])
        )
    if gained:
        return Sentence(
            "has new emphasis: “{words}” is {marks} there.", words=_cut(gained[0][0]), marks=_marked(gained[0][1])
        )
    return Sentence("has its emphasis in another place.")


_KINDS = {
    "paragraph": Sentence("a paragraph"),
    "heading": Sentence("a heading"),
    "scene break": Sentence("a scene break"),
    "quotation": Sentence("a quotation"),
    "code": Sentence("a code"),
}
_MARKS = {"bold": Sentence("bold"), "italic": Sentence("italic"), "struck through": Sentence("struck through")}


def _marked(marks: str) -> str:
    return joined_sentences((_MARKS.get(each, each) for each in marks.split(" and ")), Sentence(" and "))


def _a(kind: str) -> str:
    return _KINDS[kind or "paragraph"]


def _shown(each: _Comparable) -> str:
    return Sentence("“{cut}”", cut=_cut(each[1])) if each[1] else Sentence("a scene break")


def _cut(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= _EXCERPT else f"{text[:_EXCERPT].rstrip()}…"
