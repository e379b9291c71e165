"""Tell speech from narration: how much of a paragraph stands between quotation marks."""

from __future__ import annotations

import re

_DOUBLE = re.compile(r"“[^”]*(?:”|$)|„[^“”]*(?:[“”]|$)|«[^»]*(?:»|$)|\"[^\"]*(?:\"|$)")
_SINGLE = re.compile(r"(?<![^\s(\[—–*_-])[‘'](?=\S)[^\n“”\"]*?[.,!?…—–][’'](?!\w)")
"""British style; a mark that closes stands after punctuation, which tells it from an apostrophe."""
_OPENS = re.compile(r"[\s*_]*(?:[\"“„«]|[‘'](?=\w))")
_LETTER = re.compile(r"[^\W_]")
_LINE_WORDS = 40
"""Most words of a line of dialogue with its tag; a longer paragraph is speech only if most of it is spoken."""


def spoken_share(text: str) -> float:
    """Share of the letters of ``text`` that stand between quotation marks, 0–1; an open quotation runs to the end."""
    letters = len(_LETTER.findall(text))
    spoken = _DOUBLE.findall(text) or _SINGLE.findall(text)
    return sum(len(_LETTER.findall(each)) for each in spoken) / letters if letters else 0.0


def is_speech(text: str) -> bool:
    """Whether at least half of ``text`` is spoken, or it is a line of dialogue with its tag: “Forty,” Pask agreed."""
    share = spoken_share(text)
    return share >= 0.5 or (share > 0 and _OPENS.match(text) is not None and len(text.split()) <= _LINE_WORDS)
