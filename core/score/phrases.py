"""Split a paragraph into phrases without a parser: at punctuation, and long clauses before words that begin a phrase.

Pure functions. Offsets are code points of the paragraph's scored text, ``end`` exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_WORDS = 9
"""A clause of more words is split, where a word in it begins a phrase."""
FEWEST_WORDS = 2
"""A shorter stretch is joined to its neighbour in the sentence."""
_FEWEST_OF_A_SPLIT = 3

_OPENERS, _CLOSERS = "\"'“‘«([*_", "\"'”’»)]*_"
_JOINTS = ",;:—–"
_ENDS = ".!?…"
_WORD = re.compile(r"[^\s—–]+")
_SENTENCE_END = re.compile(rf"[{_ENDS}][{re.escape(_CLOSERS)}]*$")
_CLAUSE_END = re.compile(rf"[{_JOINTS}][{re.escape(_CLOSERS)}]*$")
_OPENING, _CLOSING = re.compile(r"[\"“«(\[]"), re.compile(rf"[\"”»)\]][{_JOINTS}{_ENDS}]*$")
_CLOSED = re.compile(rf"[{_JOINTS}]*(?P<end>[{_ENDS}]*)[{re.escape(_CLOSERS)}]+")
_COMMA_IN_QUOTATION = re.compile(r",([\"”’'»])$")
_LETTER = re.compile(r"[^\W_]")
_TITLE = re.compile(r"(?:Mr|Mrs|Ms|Dr|St|Prof|[A-Z])\.$")
_STARTERS = frozenset(
    re.findall(
        r"\w+",
        """about above across after against along although among amongst and around as at because before behind below
        beneath beside between beyond but by despite down during except for from if in inside into like near nor on onto
        or outside over past since so that though through throughout till toward towards under unless until upon when
        whenever where wherever which while who whom whose with within without yet""",
    )
)
"""Words before which a phrase begins."""
_STARTERS_BEFORE_NOUNS = frozenset(["to", "off", "up"])
"""Words that begin a phrase where an article or a possessive follows; elsewhere they belong to a verb."""
_DETERMINERS = frozenset(
    ["a", "an", "the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your"]
)


@dataclass(frozen=True)
class Phrase:
    """A range of a paragraph's text, without punctuation and blanks around it."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Its words in ``text``."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class _Word:
    """A word, in small letters and without punctuation, and what the punctuation around it begins or ends."""

    start: int
    end: int
    plain: str
    opens: bool
    """A quotation or a bracket begins with it."""
    closes: bool
    """A quotation or a bracket ends with it."""
    ends_clause: bool
    ends_sentence: bool


def phrases(text: str) -> tuple[Phrase, ...]:
    """The phrases of ``text``, in order. They do not overlap, and together they have all its words."""
    return tuple(
        _trimmed(text, piece[0].start, piece[-1].end)
        for sentence in _sentences(_words(text))
        for clause in _clauses(sentence)
        for piece in _pieces(clause)
    )


def without(text: str, phrase: Phrase) -> str:
    """``text`` without ``phrase``: no doubled or stray punctuation is left, and a sentence still begins with a capital.

    Everything before the phrase stays as it is, but for blanks and punctuation that led to it.
    """
    before, after = text[: phrase.start], text[phrase.end :]
    if (outside := before.rstrip(_OPENERS)) != before and (closed := _CLOSED.match(after)) is not None:
        before, after = outside, closed["end"][:1] + after[closed.end() :]  # all that was quoted or in brackets
    blank = before[len(before.rstrip()) :] or after[:1] * after[:1].isspace()
    before = before.rstrip()
    blank = blank if before else ""
    words_before = before.rstrip(_OPENERS).rstrip()
    if not words_before or _SENTENCE_END.search(words_before):
        rest = after.lstrip(_JOINTS + " ")
        if rest[:1] and rest[0] in _ENDS:
            rest = rest.lstrip(_ENDS + _CLOSERS).lstrip()
        if phrase.of(text)[0].isupper():
            rest = _LETTER.sub(lambda match: match.group().upper(), rest, count=1)
        return (before + blank + rest).rstrip()
    rest = after.lstrip()
    if rest and rest[0] in _ENDS and (quoted := _COMMA_IN_QUOTATION.search(before)) is not None:
        return before[: quoted.start()] + rest[0] + quoted[1] + rest[1:]
    if not rest or rest[0] in _JOINTS + _ENDS:
        return before.rstrip(_JOINTS + " ") + rest
    return before + blank + rest


def _words(text: str) -> list[_Word]:
    matches = [match for match in _WORD.finditer(text) if _LETTER.search(match.group())]
    nexts = [*(match.start() for match in matches), len(text)][1:]
    found: list[_Word] = []
    for match, following in zip(matches, nexts, strict=True):
        piece = match.group()
        whole = piece + "".join(text[match.end() : following].split())
        is_end = _SENTENCE_END.search(whole) is not None and _TITLE.match(piece) is None
        found.append(
            _Word(
                match.start(),
                match.end(),
                re.sub(r"^[\W_]+|[\W_]+$", "", piece).lower(),
                _OPENING.match(piece) is not None,
                _CLOSING.search(whole) is not None,
                is_end or _CLAUSE_END.search(whole) is not None,
                is_end,
            )
        )
    return found


def _sentences(words: list[_Word]) -> list[list[_Word]]:
    found: list[list[_Word]] = [[]]
    for word in words:
        found[-1].append(word)
        if word.ends_sentence:
            found.append([])
    return [sentence for sentence in found if sentence]


def _clauses(sentence: list[_Word]) -> list[list[_Word]]:
    """``sentence`` between its commas, dashes, quotation marks and brackets; a single word is no clause by itself.

    It is joined to the next one, at the end to the one before; not across a quotation mark or a bracket.
    """
    found = [[sentence[0]]]
    for word in sentence[1:]:
        is_split = word.opens or found[-1][-1].closes
        if is_split or (found[-1][-1].ends_clause and len(found[-1]) >= FEWEST_WORDS):
            found.append([])
        found[-1].append(word)
    if len(found) > 1 and len(found[-1]) < FEWEST_WORDS and not (found[-1][0].opens or found[-2][-1].closes):
        found[-2:] = [[*found[-2], *found[-1]]]
    return found


def _pieces(clause: list[_Word]) -> list[list[_Word]]:
    """A long clause, split where a phrase begins, as near to its middle as possible; each part again."""
    if len(clause) <= MOST_WORDS:
        return [clause]
    places = [at for at in range(_FEWEST_OF_A_SPLIT, len(clause) - FEWEST_WORDS + 1) if _begins(clause, at)]
    if not places:
        return [clause]
    at = min(places, key=lambda place: abs(2 * place - len(clause)))
    return [*_pieces(clause[:at]), *_pieces(clause[at:])]


def _begins(clause: list[_Word], at: int) -> bool:
    """Whether a phrase begins with the word at ``at``."""
    word, following = clause[at].plain, clause[at + 1].plain
    if word in _STARTERS_BEFORE_NOUNS:
        return following in _DETERMINERS
    if word == "as" and any(each.plain == "as" for each in clause[max(0, at - 3) : at]):
        return False  # “as white as bone” is one phrase
    return word in _STARTERS and following not in _STARTERS  # “sat down in the chair”


def _trimmed(text: str, start: int, end: int) -> Phrase:
    """The range without punctuation at its ends."""
    while not _LETTER.match(text[start]):
        start += 1
    while not _LETTER.match(text[end - 1]):
        end -= 1
    return Phrase(start, end)
