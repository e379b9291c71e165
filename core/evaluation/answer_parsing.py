"""Parse a judge's answer: a rating from 0 to 9, or a choice between two texts. Pure functions.

An answer that cannot be parsed gives None, which callers count; nothing is guessed. Thoughts (``<think>``), quoted
words and echoes of the scale ("0 to 9") are removed first. An answer with two different ratings or choices cannot be
parsed, unless its very beginning answers the question and only explanations follow.
"""

from __future__ import annotations

import re

from core.evaluation.results import Picked

HIGHEST = 9
"""Highest rating of the scale that judges are asked to use; the lowest is 0."""

_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_N = rf"(?:\d+(?:[.,]\d+)?|{'|'.join(_WORDS)})"
_THOUGHT = re.compile(r"<think>.*?(?:</think>|\Z)", re.DOTALL | re.IGNORECASE)
_WRAPPED = re.compile(
    r"[“\"‘'`]\s*((?:(?:text|story|option)\s+)?(?:\d+(?:[.,/]\d+)*|[AB]|tie))\s*[.]?\s*[”\"’'`]", re.I
)
_QUOTED = re.compile(r"“[^”]*(?:”|\Z)|\"[^\"]*(?:\"|\Z)|«[^»]*(?:»|\Z)")
_POLE = r"\((?:not|extremely|most|least|very|the|being)\b[^)]*\)"
_SCALE = re.compile(
    rf"\b(?:0|zero|1)\s*(?:{_POLE}\s*)?(?:-|–|—|to|through|and)\s*(?:9|nine|10|ten)\b(?:\s*{_POLE})?", re.IGNORECASE
)
_RANGE = re.compile(rf"(?<![\w.,]){_N}\s*(?:-|–|—|\b(?:to|or|and)\b)\s*(?:an?\s+)?{_N}(?![\w])", re.IGNORECASE)
_OUT_OF = r"(?:\s*(?:/|out of)\s*(?:a\s+)?(?:possible\s+)?(?P<scale>\w+))?"
_ONE = (
    rf"(?<![\w.,/-])(?P<n>{_N})(?![\w-]|[.,]\d){_OUT_OF}"
    r"(?=\s*(?:[.!?;,:)\]–—(]|\n|\Z)|\s+(?:because|as|since|for|on|stars?|points?)\b)"
)
_SUBJECT = r"(?:the|this|that|its?|my|your)?\s*(?:\w+\s+)?(?:text|passage|story|it|this|answer|rating|score|creativity)"
_FIRST = re.compile(rf"\A\W*?{_ONE}", re.IGNORECASE)
_CLAIMED = (
    re.compile(rf"\A\W*{_SUBJECT}(?:\s+above)?\s+(?:is|would be|gets|deserves)\s+(?:an?\s+)?{_ONE}", re.IGNORECASE),
    re.compile(
        r"\b(?:ratings?|rated?|scored?|give|gave|giving|creativity|answer)\b"
        r"(?:\s+(?:it|this|that|the|of|is|as|an?|text|passage|story|creativity|would|be|at|around|about|solid|strong))*"
        rf"[\s:=]*{_ONE}",
        re.IGNORECASE,
    ),
    re.compile(_ONE.replace(_OUT_OF, _OUT_OF.removesuffix("?")), re.IGNORECASE),
)


def parse_rating(answer: str) -> int | None:
    """The rating in ``answer``, 0–9, or None where there is none, more than one, or one of another scale.

    A fraction is rounded to the nearest whole, halves up ("7.5" is 8). "7/10" gives None: the judge
    used another scale, and rescaling would invent an answer. Ranges and values outside 0–9 give None as well; that is
    checked before rounding, so "9.9" is not a 9 or a 10.
    """
    text = _SCALE.sub(" ", _bare(answer))
    first = _FIRST.match(text)
    hedged = _RANGE.search(text)
    if hedged and not (first and first.end() <= hedged.start()):
        return None
    if first:
        return _value(first)
    found = [match for pattern in _CLAIMED for match in pattern.finditer(text)]
    values = {_value(match) for match in found}
    return values.pop() if len(values) == 1 else None


def _value(found: re.Match[str]) -> int | None:
    scale = found["scale"]
    if scale is not None and scale.lower() not in (str(HIGHEST), _WORDS[HIGHEST]):
        return None
    number = found["n"].lower().replace(",", ".")
    value = float(_WORDS.index(number)) if number in _WORDS else float(number)
    return int(value + 0.5) if value <= HIGHEST else None


_NOUN = r"(?:text|story|option|passage|version|piece|one)"
_A = rf"(?:(?:the\s+)?(?:{_NOUN}\s+)?(?-i:A\b)|{_NOUN}\s+1\b|(?:the\s+)?(?:first|former)(?:\s+{_NOUN})?\b)"
_B = rf"(?:(?:the\s+)?(?:{_NOUN}\s+)?(?-i:B\b)|{_NOUN}\s+2\b|(?:the\s+)?(?:second|latter)(?:\s+{_NOUN})?\b)"
_EITHER = rf"(?:(?P<a>{_A}|1\b)|(?P<b>{_B}|2\b))"
_NAMED = rf"(?:(?P<a>{_A})|(?P<b>{_B}))"
_ENDS = r"(?=\s*(?:[.!;,)]|[–—-]\s|\n|\Z)|\s+(?:because|as|since|for)\b)"
_STARTS = re.compile(
    rf"\A\W*{_EITHER}(?:\s*[:.]?\s*\Z|\s*:\s*(?:because|it|this)\b|(?!\s*\n\s*(?:text\b|\S+[^\n]*\n))"
    rf"(?<!\d){_ENDS})",
    re.IGNORECASE,
)
_MORE = r"(?:(?:much|far|slightly|clearly|definitely|a (?:bit|little)|by far|the|also|even|still)\s+)*"
_DECIDES = (
    re.compile(
        rf"{_NAMED}\s*(?:is|was|seems|feels|appears(?:\s+to be)?|would be|wins)\s*{_MORE}(?P<how>more|most|less|least"
        rf"|better|best|winner|(?<=wins))(?:\s+(?:creative|imaginative|original|so))?",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?P<how>more|most|less|least)\s+creative(?:\s+(?:of the two\s+)?(?:text|story|one|option))?\s*"
        r"(?:is|was|would be|:)|(?:choose|pick|prefer|go with|answer(?:\s+is)?|choice(?:\s+is)?|vote for))\s*:?\s*"
        rf"{_NAMED}(?!\s+and\b|\s+or\b)",
        re.IGNORECASE,
    ),
)
_TIE = re.compile(
    r"\A\W*(?:(?:a|it(?:['’]s| is) a|the answer is|answer:)\s+)?tie\W*\Z|\A\W*(?:it(?:['’]s| is) )?a tie\b"
    r"|\A\W*(?:both|neither)\W*\Z|(?<!not )\bequal(?:ly)?\b|\bneither\b[^.]*\bmore creative\b|\bthe same\b",
    re.IGNORECASE,
)
_NEGATED = re.compile(r"\b(?:not|cannot|can['’]?t|isn['’]t|nor|neither|whether|if|which)\b", re.IGNORECASE)


def parse_choice(answer: str) -> Picked | None:
    """The choice in ``answer``: text A (shown first), text B or a tie; None for no choice or two different ones.

    "Neither" and "both" alone are ties, because the question was which text is *more* creative. A text's name followed
    by its words is not a choice: small models repeat the question like this.
    """
    text = _bare(answer)
    claims: set[Picked] = set()
    starts = _STARTS.match(text)
    if starts:
        claims.add(_named(starts, less=False))
    for pattern in _DECIDES:
        for found in pattern.finditer(text):
            sentence = text[: found.start()].rsplit("\n", 1)[-1]
            if not _NEGATED.search(re.split(r"[.!?;:,]", sentence)[-1]) and not _NEGATED.search(found.group()):
                claims.add(_named(found, less=(found["how"] or "").lower() in ("less", "least")))
    if not claims:
        return "tie" if _TIE.search(text) else None
    return claims.pop() if len(claims) == 1 else None


def _named(found: re.Match[str], *, less: bool) -> Picked:
    return "first" if (found["a"] is not None) != less else "second"


def _bare(answer: str) -> str:
    """``answer`` without thoughts, markup and quotations; a quoted number or letter is kept: it is the answer."""
    text = re.sub(r"[*_#`]+", "", _THOUGHT.sub("", answer))
    return _QUOTED.sub(" ", _WRAPPED.sub(r"\1", text)).strip()
