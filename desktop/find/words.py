"""Sentences of the find bar. Pure functions."""

from __future__ import annotations

from core.search.finder import MOST_MATCHES, ReplacementProblem, Unusable
from core.search.process import TooSlow
from core.search.query import Flaw, PatternProblem
from desktop.common.formats import grouped
from desktop.common.translation import tr

NOTHING = tr("nothing found")
SEARCHING = tr("searching…")
NOT_VALID = tr("not a valid pattern")
TOO_SLOW = tr("This pattern takes too long on this text, so the search was stopped. Nothing was changed.")
FAILED = tr("The search could not be run. Nothing was changed; try again, or search without a pattern.")
TOO_MANY = tr(
    "There are more than {n:,} places: only the first are listed, and they cannot be replaced "
    "all at once. Look for something longer."
).format(n=MOST_MATCHES)
UNUSABLE = {
    Unusable.GROUP: tr(
        "The replacement refers to a group that the pattern does not have, so nothing will be replaced."
    ),
    Unusable.BACKSLASH: (
        tr(
            "The replacement has a backslash that is not a valid escape, so nothing will be replaced. "
            "Write two backslashes for one."
        )
    ),
}
_FLAWS = {
    Flaw.OPEN_GROUP: tr("this bracket is never closed. Write \\( for the sign itself."),
    Flaw.CLOSED_GROUP: tr("this bracket closes nothing. Write \\) for the sign itself."),
    Flaw.OPEN_SET: tr("this bracket is never closed. Write \\[ for the sign itself."),
    Flaw.NOTHING_REPEATED: tr("there is nothing before this sign that it could repeat."),
    Flaw.REPEATED_TWICE: tr("two signs that repeat follow each other."),
    Flaw.RANGE: tr("the range ends before it begins."),
    Flaw.ESCAPE: tr("a backslash means nothing before this letter. Write two backslashes for the sign itself."),
    Flaw.GROUP: tr("it refers to a group that the pattern does not have."),
    Flaw.LOOK_BEHIND: tr("what is looked for before a place must have a fixed length."),
    Flaw.TOO_LARGE: tr("it is too large."),
    Flaw.OTHER: tr("it is not a regular expression."),
}
_SHOWN = 12


def sentence(problem: Exception | None, pattern: str, *, is_complete: bool) -> str:
    """Why nothing can be found or replaced; empty where it can be."""
    if isinstance(problem, PatternProblem):
        return _flaw(problem, pattern)
    if isinstance(problem, ReplacementProblem):
        return UNUSABLE[problem.why]
    if problem is not None:
        return TOO_SLOW if isinstance(problem, TooSlow) else FAILED
    return "" if is_complete else TOO_MANY


def count(index: int, total: int, *, is_complete: bool) -> str:
    """How many places there are, and which of them is selected (from 0, −1 for none)."""
    if not total:
        return NOTHING
    known = grouped(total) if is_complete else tr("more than {total:,}").format(total=total)
    return (
        tr("{index:,} of {known}").format(index=index + 1, known=known)
        if index >= 0
        else tr("{known} found").format(known=known)
    )


def replaced(number: int) -> str:
    """How many places were replaced."""
    return tr("{number:,} replaced").format(number=number)


def _flaw(problem: PatternProblem, pattern: str) -> str:
    """What is wrong with a pattern, and where."""
    why = _FLAWS[problem.flaw]
    if problem.position < 0:
        return tr("The pattern cannot be used: {why}").format(why=why)
    rest = pattern[problem.position :]
    shown = rest[:_SHOWN] + ("…" if len(rest) > _SHOWN else "")
    at = (
        tr("at “{shown}” (character {position})").format(shown=shown, position=problem.position + 1)
        if shown
        else tr("at its end")
    )
    return tr("The pattern breaks {at}: {why}").format(at=at, why=why)
