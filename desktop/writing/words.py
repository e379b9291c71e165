"""Sentences about writing: drafting, counts, goals."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QDate, QLocale

from core.writing.log import Words
from desktop.common.formats import grouped
from desktop.common.translation import tr

DRAFTING = tr("You are drafting: nothing is scored or rewritten until you leave it.")
LEAVE_DRAFTING = tr("Leave drafting")
TITLE = tr("Words and goals")
SHOW_COUNTS = tr("Counts, goals and the last 30 days")
SELECTION, SCENE, CHAPTER, WHOLE = tr("Selection"), tr("This scene"), tr("This chapter"), tr("The whole text")
WORDS, READING_TIME = tr("Words"), tr("Reading time")
READING_SPEED = tr("Words read in a &minute:")
TODAY, SESSION = tr("&Today:"), tr("This &session:")
NO_GOAL = tr("no goal")
GOAL = tr("goal:")
DAILY_GOAL, SESSION_GOAL = tr("Words to write in a day"), tr("Words to write in a session")
ALL_TEXTS, THIS_TEXT = tr("All texts"), tr("This text")
LAST_DAYS = tr("The last 30 days")
OF_WHICH = tr("Whose days are shown")


def words(count: int) -> str:
    """A number of words."""
    return tr("1 word") if count == 1 else tr("{n} words").format(n=grouped(count))


def reading_time(count: int, speed: int) -> str:
    """How long ``count`` words take to read, at ``speed`` words per minute."""
    minutes = round(count / speed)
    if minutes < 1:
        return tr("under a minute") if count else "–"
    if minutes < 90:
        return tr("about 1 minute") if minutes == 1 else tr("about {n} minutes").format(n=minutes)
    return tr("about {hours} h {minutes:02} min").format(hours=minutes // 60, minutes=minutes % 60)


def today_of(written: int, goal: int) -> str:
    """Words of today and the goal, for the status line."""
    return tr("today {written} of {goal}").format(written=grouped(written), goal=grouped(goal))


def session_of(written: int, goal: int) -> str:
    """Words of this session and the goal, for the status line."""
    return tr("session {written} of {goal}").format(written=grouped(written), goal=grouped(goal))


def how_counted(brought: int) -> str:
    """What counts as written, and what was brought in today."""
    return tr(
        "What you type counts, and what you delete counts down. Pasted, rewritten and restored text is apart: "
        "{words} today."
    ).format(words=words(brought))


def day(of: date) -> str:
    """A day as it is written, such as “26 November”."""
    return QLocale().toString(QDate(of.year, of.month, of.day), tr("d MMMM", "how Qt writes a day"))


def of_day(of: date, written: Words) -> str:
    """The words of one day."""
    if not written.brought:
        return tr("{day}: {words}").format(day=day(of), words=words(written.written))
    return tr("{day}: {words}, {brought} brought in").format(
        day=day(of), words=words(written.written), brought=words(written.brought)
    )


def summary(days: Mapping[date, Words]) -> str:
    """The chart in words."""
    some = {of: written for of, written in days.items() if written.written}
    if not some:
        return tr("Nothing was written in the last 30 days.")
    most = max(some, key=lambda of: some[of].written)
    total = sum(written.written for written in some.values())
    if len(some) == 1:
        said = tr("{total} on 1 day; {highest} on {day}, the most in a day.")
    else:
        said = tr("{total} on {n} days; {highest} on {day}, the most in a day.")
    return said.format(total=words(total), n=len(some), highest=words(some[most].written), day=day(most))


def all_days(days: Mapping[date, Words]) -> str:
    """Every day with words, for a screen reader."""
    return "; ".join(of_day(of, days[of]) for of in sorted(days)) or summary(days)
