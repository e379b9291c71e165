"""Reduce a model's answer to the rewritten prose: pure functions on text.

Small models start with "Here is the rewritten passage:", put the answer in quotation marks, and explain it afterwards.
All of that is removed before the answer is shown; an answer that cannot be cleaned is rejected, and the caller tries
again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ABOUT_THE_TEXT = (
    r"(?:passage|paragraph|text|version|rewrite|rewriting|revision|story|scene|sentence|excerpt|prose|twist)"
)

_VERBS_OF_TALK = (
    r"(?:is|was|has|uses|describes|tells|conveys|captures|could|can|should|would|explores|highlights|shows|creates|paints"
    r"|depicts|sets|begins|evokes|keeps|adds|gives|makes|now)"
)

_PREFACE = re.compile(
    r"^\s*(?:\*\*|#+ *)?(?:"
    r"(?:sure(?: thing)?|certainly|of course|absolutely|okay|ok|great|alright)(?:[!.:]|,(?= *here))"
    r"|(?:here(?:'s|’s| is| are| you go)|below is|this is|the following is)\b[^\n:]{0,160}:"
    rf"|(?:i(?:'ve|’ve| have| will|'ll|’ll)|let me|let's|let’s)\b[^\n:]{{0,120}}{_ABOUT_THE_TEXT}[^\n:]{{0,80}}[:.]"
    r"|(?:the\s+)?(?:rewrite|rewritten|rewriting|revised|creative|vivid|new|improved)\b[^\n:]{0,80}:"
    rf"|(?:passage|version|rewrite|answer|output|assistant|{_ABOUT_THE_TEXT})\s*\d*\s*:"
    r")(?:\*\*)?\s*",
    re.IGNORECASE,
)

_PREFACE_BEGINNING = re.compile(
    r"^\s*(?:\*\*|#+ *)?(?:sure|certainly|of course|absolutely|okay|ok\b|great|alright|here(?:'s|’s| is| are| you)\b"
    r"|below is|this is\b|the following|i(?:'ve|’ve| have| will|'ll|’ll)\b|let me|let's|let’s"
    r"|(?:the\s+)?(?:rewrit|revised|creative|vivid|new|improved)"
    r"|passage\b|version\b|answer\b|output\b|assistant\b)",
    re.IGNORECASE,
)
"""Possible starts of a preface: streamed text with such a start is not shown until its first line is complete."""

_LONGEST_PREFACE = 180
_TOO_SHORT_TO_TELL = 24

_COMMENT = re.compile(
    r"^\s*(?:\*\*|\(|\[)?(?:"
    r"note\b|explanation\b|please\b|feel free|let me know|i hope\b|i (?:have|tried|changed|used|added|made|rewrote)\b"
    rf"|(?:this|the|my|your)\s+(?:\w+\s+){{0,2}}{_ABOUT_THE_TEXT}\s+{_VERBS_OF_TALK}\b"
    rf"|in (?:this|the|my)\s+(?:\w+\s+){{0,2}}{_ABOUT_THE_TEXT}\b"
    r"|i(?:'d|’d| would|'m|’m| am) (?:be )?(?:happy|glad|pleased|here|ready) to (?:help|assist|rewrite|provide)"
    r"|(?:how|what) (?:can|may|could) i (?:help|assist|do for) |what would you like"
    r"|(?:can|could) you (?:please )?(?:provide|share)"
    r"|(?:changes|here are|key changes|would you like|is there anything|rewrite this|plain:|vivid:|user\b|assistant\b)"
    r")",
    re.IGNORECASE,
)
"""Starts of paragraphs that comment on the text instead of being part of it."""

_TALK_ABOUT = re.compile(
    rf"\b(?:(?:this|your|original|rewritten)\s+{_ABOUT_THE_TEXT}\s+{_VERBS_OF_TALK}\b"
    rf"|the (?:passage|paragraph|text|excerpt|prose)\s+{_VERBS_OF_TALK}\b"
    r"|as an ai\b|language model|i (?:can(?:'t|’t|not) (?:help|assist|rewrite|provide)|am unable|apologi[sz]e)"
    rf"|i(?:'m|’m| am) (?:sorry, but|unable)|(?:this|the|your) {_ABOUT_THE_TEXT} more\b"
    rf"|rewrit(?:e|ten|ing) (?:this|the|that|your) {_ABOUT_THE_TEXT}|more creative(?:ly)?\b"
    r"|the (?:author|narrator) uses)",
    re.IGNORECASE,
)
"""Phrases that identify an answer as talk about the text, anywhere in it."""

_OPENING_QUOTES = "\"“„«‘'"
_CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "‘": "’", "'": "'"}
_AFTER_A_WORD = frozenset('.!?…,;:"”»)]*_')
_SENTENCE_END = re.compile(r"[.!?…][\"”’»')\]*_]*(?=\s|$)")


@dataclass(frozen=True)
class Cleaned:
    """``text`` is prose ready to show; ``is_prose`` is False where the answer is talk and should be rejected."""

    text: str
    is_prose: bool


def clean(answer: str, passage: str, *, finished: bool, style: str = "") -> Cleaned:
    """Reduce ``answer`` to the rewritten passage.

    While the answer streams (``finished`` False), text that may be the start of a preface is left out, so that a
    preface is never shown. Quotation marks and dashes follow ``style``, the text around the passage (or the passage
    itself).
    """
    text = answer.lstrip()
    if not finished and _may_be_preface(text):
        return Cleaned("", True)
    text = _without_preface(text)
    text = _without_comments(text, paragraphs=passage.strip().count("\n\n") + 1)
    text = _unwrapped(text, passage, finished=finished)
    text = match_typography(text.strip(), style or passage)
    talks = bool(_COMMENT.match(text) or _talks_about_the_text(text, passage))
    return Cleaned(text, bool(text) and not talks if finished else not talks)


def _may_be_preface(text: str) -> bool:
    if len(text) < _TOO_SHORT_TO_TELL:
        return True
    return len(text) < _LONGEST_PREFACE and not set(":\n") & set(text) and bool(_PREFACE_BEGINNING.match(text))


def _without_preface(text: str) -> str:
    for _ in range(2):
        match = _PREFACE.match(text)
        if not match:
            break
        text = text[match.end() :]
    return text.lstrip()


def _without_comments(text: str, paragraphs: int) -> str:
    kept: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        if kept and (len(kept) >= paragraphs or _COMMENT.match(block)):
            break
        if block.strip():
            kept.append(block.strip())
    joined = "\n\n".join(kept)
    return joined if paragraphs > 1 else " ".join(joined.split())


def _unwrapped(text: str, passage: str, *, finished: bool) -> str:
    """Remove a pair of quotation marks around the whole answer, unless the passage has one too."""
    if not text or text[0] not in _OPENING_QUOTES or passage.lstrip()[:1] in _OPENING_QUOTES:
        return text
    closers = _CLOSING[text[0]]
    inner = text[1:]
    if inner and inner[-1] in closers and not any(c in inner[:-1] for c in closers if c not in "’'"):
        return inner[:-1]
    closes_early = any(c in inner for c in closers if c not in "’'")
    return text if closes_early or not (finished or len(inner) > 40) else inner


def _talks_about_the_text(text: str, passage: str) -> bool:
    return any(match.group().lower() not in passage.lower() for match in _TALK_ABOUT.finditer(text))


def sentence_ends(text: str) -> list[int]:
    """End offsets (exclusive) of the complete sentences of ``text``."""
    return [match.end() for match in _SENTENCE_END.finditer(text)]


def has_sentence_end(text: str) -> bool:
    """Whether ``text`` has a complete sentence."""
    return bool(_SENTENCE_END.search(text))


def whole_sentences(text: str) -> str:
    """``text`` up to the end of its last complete sentence; all of it without one."""
    ends = sentence_ends(text)
    return text[: ends[-1]] if ends else text


def whole_words(text: str) -> str:
    """``text``, which may be cut off anywhere, without its last word if that may be incomplete.

    A text without any white space is not changed, since some languages use none.
    """
    text = text.rstrip()
    if text and text[-1] not in _AFTER_A_WORD and any(character.isspace() for character in text):
        text = text.rsplit(None, 1)[0]
    return text.rstrip(" ,;:–—-")


def ends_a_sentence(text: str) -> bool:
    """Whether ``text`` ends with a complete sentence."""
    return bool(re.search(_SENTENCE_END.pattern + r"\s*$", text))


def match_typography(text: str, passage: str) -> str:
    """Give ``text`` the quotation marks, apostrophes and dashes that ``passage`` uses."""
    curly = any(c in passage for c in "“”")
    straight = '"' in passage
    if curly:
        text = _curl_quotes(text)
    elif straight:
        text = re.sub("[“”]", '"', text)
    if "’" in passage:
        text = re.sub(r"(?<=\w)'(?=\w)|(?<=\w)'", "’", text)
    elif "'" in passage:
        text = text.replace("’", "'")
    if "—" in passage:
        text = re.sub(r" ?-- ?| – ", "—", text) if " — " not in passage else re.sub(r" ?-- ?|\s–\s", " — ", text)
    elif " – " in passage:
        text = re.sub(r"\s?(?:--|—)\s?", " – ", text)
    return text


def _curl_quotes(text: str) -> str:
    text = re.sub(r'(^|[\s(\[—–*_])"', r"\1“", text)
    return text.replace('"', "”")
