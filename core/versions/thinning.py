"""Which versions to keep when older ones are thinned out. Pure functions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from core.versions.version import Version

MONTH = timedelta(days=31)


def superfluous(versions: Iterable[Version], now: datetime) -> tuple[int, ...]:
    """The numbers of versions to remove: of each document all of today stay, one a day for a month, one a week before.

    Of a day or a week the newest stays. Versions with a name always stay. ``now`` is an aware local time.
    """
    removed: list[int] = []
    seen: set[tuple[str, date]] = set()
    for version in sorted(versions, key=lambda each: (each.at, each.number), reverse=True):
        day = version.at.date()
        if version.name or day >= now.date():
            continue
        period = day if day > now.date() - MONTH else day - timedelta(days=day.weekday())
        if (version.document, period) in seen:
            removed.append(version.number)
        seen.add((version.document, period))
    return tuple(removed)
