"""English inflection, for words that take the place of others: forms of verbs and nouns. Pure functions.

Spelling is British where it differs (“travelled”). A phrase is inflected at its verb, which stands first, or at its
noun, which stands last.
"""

from __future__ import annotations

import re
from enum import Enum


class Form(Enum):
    """A form of a word. An adjective or adverb has BASE alone."""

    BASE = "base"
    THIRD = "third person"
    PAST = "past"
    PARTICIPLE = "participle"
    ING = "ing"
    PLURAL = "plural"


_IRREGULAR = """
bear bore borne
begin began begun
blow blew blown
break broke broken
build built built
catch caught caught
come came come
creep crept crept
cut cut cut
drink drank drunk
dwell dwelt dwelt
eat ate eaten
fall fell fallen
feel felt felt
fight fought fought
find found found
flee fled fled
fling flung flung
fly flew flown
forget forgot forgotten
freeze froze frozen
get got got
give gave given
go went gone
grow grew grown
hide hid hidden
hit hit hit
hold held held
hurt hurt hurt
know knew known
lay laid laid
leap leapt leapt
leave left left
light lit lit
lend lent lent
let let let
lie lay lain
make made made
put put put
quit quit quit
read read read
run ran run
say said said
see saw seen
set set set
shake shook shaken
shed shed shed
shine shone shone
shut shut shut
sing sang sung
sit sat sat
slay slew slain
sleep slept slept
slide slid slid
sling slung slung
speak spoke spoken
spin spun spun
spread spread spread
spring sprang sprung
stand stood stood
sting stung stung
stride strode stridden
strike struck struck
strive strove striven
sweep swept swept
swell swelled swollen
swing swung swung
take took taken
tear tore torn
tell told told
think thought thought
throw threw thrown
thrust thrust thrust
wake woke woken
wear wore worn
weep wept wept
wind wound wound
write wrote written
"""
_IRREGULAR_VERBS = {
    base: (past, participle) for base, past, participle in map(str.split, _IRREGULAR.strip().splitlines())
}
_PASTS = frozenset(form for forms in _IRREGULAR_VERBS.values() for form in forms) - frozenset(_IRREGULAR_VERBS)
"""Irregular pasts and participles that are no base form."""
_IRREGULAR_PLURALS = {"man": "men", "woman": "women", "child": "children", "knife": "knives"}
_STRESSED_LAST = frozenset(["begin", "forget"])
_SHORT_VERB = re.compile(r"(?:[^aeiou]|qu)[aeiou][^aeiouwxy]$")
_VOWELS = re.compile(r"[aeiouy]+")


def verb_forms(phrase: str) -> dict[Form, str]:
    """The forms of a verb given in its base form."""
    base, space, rest = phrase.partition(" ")
    stem = _stem(base)
    past, participle = _IRREGULAR_VERBS.get(base, (_past(base, stem),) * 2)
    found = {
        Form.BASE: base,
        Form.THIRD: _with_s(base),
        Form.PAST: past,
        Form.PARTICIPLE: participle,
        Form.ING: f"{base[:-2]}ying" if base.endswith("ie") else f"{stem}ing",
    }
    return {form: f"{word}{space}{rest}" for form, word in found.items()}


def is_past(word: str) -> bool:
    """Whether a word looks like a past or a participle, in small letters; “put”, which is a base form too, does not."""
    return word in _PASTS or (word.endswith("ed") and len(word) > len("need"))


def noun_forms(phrase: str) -> dict[Form, str]:
    """The forms of a noun given in the singular; a plural such as “coins” is only a plural."""
    rest, space, noun = phrase.rpartition(" ")
    if noun.endswith("s") and not noun.endswith("ss"):
        return {Form.PLURAL: phrase}
    return {Form.BASE: phrase, Form.PLURAL: f"{rest}{space}{_IRREGULAR_PLURALS.get(noun) or _with_s(noun)}"}


def _stem(base: str) -> str:
    """The base form as it stands before -ing."""
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1]
    one_syllable = len(_VOWELS.findall(base)) == 1
    if (one_syllable and _SHORT_VERB.search(base)) or base.endswith("vel") or base in _STRESSED_LAST:
        return base + base[-1]
    return base


def _past(base: str, stem: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ied"
    return f"{base}d" if base.endswith("e") else f"{stem}ed"


def _with_s(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else f"{word}s"
