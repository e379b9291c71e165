"""What can be varied: a word or a short phrase of a paragraph, and which words of it have a place of their own.

Pure functions. Offsets are code points of the paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.errors import UsageProblem
from core.manuscript.quotes import unquoted
from core.rewrite.alternatives import Found
from core.rewrite.checks import names
from core.rewrite.cleaning import sentence_ends
from core.rewrite.inflection import Form, is_past
from core.rewrite.sites import content_words, is_english
from core.sentences import Sentence

MOST_WORDS = 6
"""Words of a phrase."""
NO_WORD = Sentence("Put the cursor on a word, or select up to {n} words of one line.", n=MOST_WORDS)
OFF_LIMITS = Sentence("Links and code are left as they are.")
NUMBER = Sentence("Numbers are left as they are.")
NAME = Sentence("Names are left as they are.")
OTHER_LANGUAGE = Sentence("Other words can be found for English only.")
_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_NEXT_WORD = re.compile(rf"[ \n]+({_WORD.pattern})")
_OFF_LIMITS = re.compile(
    r"!?\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?|`[^`\n]*`|<[^>\n]*>|(?:https?://|www\.)\S+|\S+@\S+"
)
_ENOUGH_TO_JUDGE = 10
"""Words of a paragraph by which its language is judged; that of a shorter one, with the text before it."""
_ENOUGH_TO_SCORE = 8
"""Words of a sentence that is scored by itself."""
_CONTEXT_CHARACTERS, _FOLLOWING_CHARACTERS = 240, 60
_BE = frozenset(["be", "been", "being", "am", "is", "are", "was", "were"])
_AUXILIARIES = _BE | {"have", "has", "had", "having", "get", "gets", "got", "getting"}
_SHORT_AUXILIARY = re.compile(r"[’'](?:ve|d|s|re|m)$")
_BEFORE_BASE = frozenset(
    [
        *("to", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "do", "does", "did", "not"),
        "let",
    ]
)
_DETERMINERS = frozenset(["a", "an", "the", "this", "that", "my", "your", "his", "her", "its", "our", "their"])
_OBJECTS = frozenset(["me", "you", "him", "her", "it", "us", "them"])
_SUBJECTS = frozenset(["i", "you", "he", "she", "it", "we", "they", "who"])
_BEFORE_SINGULAR = frozenset(["a", "an", "one", "each", "every", "another", "this", "that"])
_VOWEL_SOUND = re.compile(r"(?!uni|use|usu|eu|one|once)[aeiou]|hour|honest|heir|honou?r", re.IGNORECASE)


@dataclass(frozen=True)
class WordPlace:
    """One word that can be varied: ``text[start:end]``.

    ``previous`` are the two words before it in its sentence, the nearest last; ``following`` is the next word, empty
    before punctuation. All are in small letters.
    """

    start: int
    end: int
    word: str
    previous: tuple[str, ...]
    following: str = ""

    def listed(self, found: Sequence[Found]) -> list[str]:
        """The words of ``found`` in the form that the words before call for, each once."""
        kinds = self._kinds(found)
        found = [each for each in found if each.kind in kinds and (each.takes_object or not self.object_begins)]
        forms = {each.form for each in found if each.kind == "verb"}
        wanted = forms - {Form.PARTICIPLE if not self._after_auxiliary else Form.PAST} or forms
        if Form.BASE in wanted and len(wanted) > 1:
            base = bool(self.previous) and self.previous[-1] in _BEFORE_BASE
            wanted = {Form.BASE} if base else wanted - {Form.BASE}
        return [
            word
            for word in dict.fromkeys(each.text for each in found if each.kind != "verb" or each.form in wanted)
            if self._agrees(word)
        ]

    def takes(self, word: str) -> bool:
        """Whether ``word``, which is in no list, looks like another word of the same form."""
        own = self.word.lower()
        if not re.fullmatch(r"[a-z]+(?:-[a-z]+)?", word) or word == own or not content_words(word):
            return False
        if self.word[:1].isupper():  # perhaps a name at the beginning of a sentence
            return False
        if word.startswith(own) or own.startswith(word):  # another form of the same word
            return False
        alike = all(_ends(own, ending) == _ends(word, ending) for ending in ("ing", "ly", "s"))
        return alike and is_past(own) == is_past(word) and self._agrees(word)

    def as_written(self, word: str) -> str:
        """``word`` with a capital if the writer's word has one."""
        return word[:1].upper() + word[1:] if self.word[:1].isupper() else word

    def _kinds(self, found: Sequence[Found]) -> set[str]:
        """Those of the kinds of a word, such as “light”, that the words beside it allow; all where they do not say."""
        kinds, last = {each.kind for each in found}, self.previous[-1] if self.previous else ""
        if last in _DETERMINERS:
            goes_on = bool(content_words(self.following)) and not is_past(self.following)
            likely = {"adj", "noun"} - ({"noun"} if goes_on else {"adj"})
        elif last in _BEFORE_BASE or last in _SUBJECTS:
            likely = {"verb"}
        elif last in _BE:
            participle = any(each.form in (Form.PARTICIPLE, Form.ING) for each in found)
            likely = {"adj", "adv", "verb"} if participle else {"adj", "adv"}
        else:
            likely = kinds
        return kinds & likely or kinds

    @property
    def object_begins(self) -> bool:
        """Whether the next word begins an object, if this one is a verb: some verbs take none."""
        return self.following in _DETERMINERS or self.following in _OBJECTS

    @property
    def _after_auxiliary(self) -> bool:
        return any(word in _AUXILIARIES or _SHORT_AUXILIARY.search(word) for word in self.previous)

    def _agrees(self, word: str) -> bool:
        """Whether it can stand after the article, and is singular where it must be."""
        last = self.previous[-1] if self.previous else ""
        if last in ("a", "an") and bool(_VOWEL_SOUND.match(word)) is not (last == "an"):
            return False
        plural = _ends(word, "s") and not _ends(self.word.lower(), "s")
        return not (plural and last in _BEFORE_SINGULAR)


@dataclass(frozen=True)
class VarySite:
    """``text[start:end]``, the word or phrase to vary, and the words in it that can be; ``before`` is earlier text."""

    text: str
    start: int
    end: int
    places: tuple[WordPlace, ...]
    before: str = ""

    def replaced(self, place: WordPlace, word: str) -> str:
        """The phrase with ``word`` at ``place``."""
        return self.text[self.start : place.start] + place.as_written(word) + self.text[place.end : self.end]

    def sentence(self, place: WordPlace | None = None, word: str = "") -> str:
        """The sentence around the phrase, or the paragraph if it is short: as it is, or with ``word`` at ``place``."""
        start, end = _sentence(self.text, self.start, self.end)
        if len(_WORD.findall(self.text, start, end)) < _ENOUGH_TO_SCORE:
            start, end = 0, len(self.text)
        if place is None:
            return _plain(self.text[start:end])
        return _plain(self.text[start : place.start] + place.as_written(word) + self.text[place.end : end])

    def around(self, place: WordPlace) -> tuple[str, str]:
        """The text before ``place``, without the blank space at its end, and what follows in its sentence."""
        context = _plain(f"{self.before}\n{self.text[: place.start]}")[-_CONTEXT_CHARACTERS:]
        if len(context) == _CONTEXT_CHARACTERS:
            context = context.partition(" ")[2]
        following = self.text[place.end : _sentence(self.text, self.start, self.end)[1]][:_FOLLOWING_CHARACTERS]
        return context or "…", _plain_end(following)


def site(text: str, start: int, end: int, before: str = "") -> VarySite:
    """The word at ``start`` (where ``start == end``), or the selection widened to whole words.

    Raises UsageProblem where there is none, or it is too long, a name, a number, or part of a link or of code.
    """
    found = [match for match in _WORD.finditer(text) if match.start() <= end and match.end() >= start]
    if start != end:  # a selection that touches a word from outside does not mean that word
        found = [match for match in found if match.start() < end and match.end() > start]
    elif len(found) > 1:
        found = found[-1:]
    if not found or len(found) > MOST_WORDS or "\n" in text[found[0].start() : found[-1].end()]:
        raise UsageProblem(NO_WORD)
    span = found[0].start(), found[-1].end()
    if any(match.start() < span[1] and match.end() > span[0] for match in _OFF_LIMITS.finditer(text)):
        raise UsageProblem(OFF_LIMITS)
    if not is_english(text) and (len(_WORD.findall(text)) >= _ENOUGH_TO_JUDGE or not is_english(f"{before}\n{text}")):
        raise UsageProblem(OTHER_LANGUAGE)
    if len(found) == 1 and any(character.isdigit() for character in found[0].group()):
        raise UsageProblem(NUMBER)
    places = tuple(_places(text, found))
    if len(found) == 1 and not places and _is_name(text, found[0]):
        raise UsageProblem(NAME)
    return VarySite(text, *span, places, before)


def _places(text: str, found: Sequence[re.Match[str]]) -> Iterator[WordPlace]:
    """The words of ``found`` that carry meaning and are no names or numbers."""
    for match in found:
        word = match.group()
        varied = word.isalpha() and (content_words(word) or word.lower() in ("go", "get", "put", "see", "say", "sit"))
        if varied and not _is_name(text, match):
            previous = _WORD.findall(text[_sentence(text, match.start(), match.end())[0] : match.start()])
            following = _NEXT_WORD.match(text, match.end())
            yield WordPlace(
                match.start(),
                match.end(),
                word,
                tuple(each.lower() for each in previous[-2:]),
                following.group(1).lower() if following is not None else "",
            )


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is capitalised for another reason than that it begins a sentence."""
    word = match.group()
    if not word[0].isupper():
        return False
    before = text[_sentence(text, match.start(), match.end())[0] : match.start()]
    begins = not before.strip(" \t\n“”\"‘’'*_(—–-") or before.rstrip("*_")[-1:] in ("“", '"', "‘", "«")
    return not begins or word in names(text)


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    ends = [0, *sentence_ends(text), len(text)]
    return max(each for each in ends if each <= start), min(each for each in ends if each >= end)


def _ends(word: str, ending: str) -> bool:
    """Whether it has this ending as a suffix; the s of “glass” is none."""
    return word.endswith(ending) and not (ending == "s" and word.endswith(("ss", "us"))) and len(word) > len(ending) + 2


def _plain(text: str) -> str:
    """``text`` on one line, without block-quote markers."""
    return " ".join(unquoted(text).split())


def _plain_end(text: str) -> str:
    """What follows a word: on one line, with the blank space that it begins with."""
    return re.sub(r"\s+", " ", unquoted(text)).rstrip()
