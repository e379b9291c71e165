"""Sentences about writing: drafting, counts, goals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from core.writing.log import Words

DRAFTING = "You are drafting: nothing is scored or rewritten until you leave it."
LEAVE_DRAFTING = "Leave drafting"
TITLE = "Words and goals"
SHOW_COUNTS = "Counts, goals and the last 30 days"
SELECTION, SCENE, CHAPTER, WHOLE = "Selection", "This scene", "This chapter", "The whole text"
WORDS, READING_TIME = "Words", "Reading time"
READING_SPEED = "Words read in a &minute:"
TODAY, SESSION = "&Today:", "This &session:"
NO_GOAL = "no goal"
GOAL = "goal:"
DAILY_GOAL, SESSION_GOAL = "Words to write in a day", "Words to write in a session"
ALL_TEXTS, THIS_TEXT = "All texts", "This text"
LAST_DAYS = "The last 30 days"
OF_WHICH = "Whose days are shown"


def words(count: int) -> str:
    """A number of words."""
    return f"{count:,} word{'' if count == 1 else 's'}"


def reading_time(count: int, speed: int) -> str:
    """How long ``count`` words take to read, at ``speed`` words per minute."""
    minutes = round(count / speed)
    if minutes < 1:
        return "under a minute" if count else "–"
    if minutes < 90:
        return f"about {minutes} minute{'' if minutes == 1 else 's'}"
    return f"about {minutes // 60} h {minutes % 60:02} min"


def today_of(written: int, goal: int) -> str:
    """Words of today and the goal, for the status line."""
    return f"today {written:,} of {goal:,}"


def session_of(written: int, goal: int) -> str:
    """Words of this session and the goal, for the status line."""
    return f"session {written:,} of {goal:,}"


def how_counted(brought: int) -> str:
    """What counts as written, and what was brought in today."""
    return (
        "What you type counts, and what you delete counts down. Pasted, rewritten and restored text is apart: "
        f"{words(brought)} today."
    )


def day(of: date) -> str:
    """A day as it is written, such as “26 November”."""
    return f"{of.day} {of:%B}"


def of_day(of: date, written: Words) -> str:
    """The words of one day."""
    brought = f", {words(written.brought)} brought in" if written.brought else ""
    return f"{day(of)}: {words(written.written)}{brought}"


def summary(days: Mapping[date, Words]) -> str:
    """The chart in words."""
    some = {of: written for of, written in days.items() if written.written}
    if not some:
        return "Nothing was written in the last 30 days."
    most = max(some, key=lambda of: some[of].written)
    total = sum(written.written for written in some.values())
    on = f"{len(some)} day{'' if len(some) == 1 else 's'}"
    return f"{words(total)} on {on}; {words(some[most].written)} on {day(most)}, the most in a day."


def all_days(days: Mapping[date, Words]) -> str:
    """Every day with words, for a screen reader."""
    return "; ".join(of_day(of, days[of]) for of in sorted(days)) or summary(days)
