"""One entry of a record: a passage that was taken from the model, and how it was made."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from datetime import UTC, datetime
from typing import Any

from core.json_text import parse


@dataclass(frozen=True)
class Source:
    """What wrote a text: the model (file name and fingerprint), and the attributes that could steer it.

    ``blend`` are the names of the further attributes, in the order of the options' λ.
    """

    model: str
    fingerprint: str
    attribute: str
    blend: tuple[str, ...] = ()


NO_SOURCE = Source("", "", "")
_FIRST_YEAR, _LAST_YEAR = 1971, 9998
VARY = "vary"
"""The mode of an entry for a word that was varied; other entries have that of the rewrite."""


@dataclass(frozen=True)
class Entry:
    """One passage taken from the model into the document.

    ``at`` has a time zone. ``mode`` is how it was made: enrich, rewrite or vary. ``lams`` are the λ of the attributes
    that steered, by name, the first one's first. ``before`` is the passage that was replaced, ``written`` the same
    passage as the model left it (with the changes that were taken), ``text`` what was put into the document, including
    the writer's own changes to it. Of ``hunks_offered`` changes ``hunks_kept`` were taken; a passage written anew
    is one.
    """

    at: datetime
    source: Source
    mode: str
    lams: tuple[tuple[str, float], ...]
    seed: int
    before: str
    written: str
    text: str
    hunks_kept: int = 1
    hunks_offered: int = 1
    instruction: str = ""


def now() -> datetime:
    """The present time in UTC, in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)


def to_line(entry: Entry) -> str:
    """The entry as one line of JSON."""
    values = asdict(entry) | {"at": entry.at.isoformat()}
    return json.dumps(values, ensure_ascii=False)


def from_line(line: str) -> Entry | None:
    """The entry in a line of JSON; None where it is damaged, or is another kind of line."""
    try:
        return _entry(parse(line))
    except (ValueError, TypeError, KeyError, OverflowError):
        return None


def _entry(values: Any) -> Entry:
    source = values["source"]
    at = datetime.fromisoformat(values["at"])
    known = {each.name: values[each.name] for each in fields(Entry) if each.name in values}
    for name in ("before", "written", "text", "mode", "instruction"):
        if not isinstance(known.get(name, ""), str):
            raise TypeError(name)
    if not _FIRST_YEAR <= at.year <= _LAST_YEAR:  # beyond, no time zone can be reckoned with
        raise ValueError("at")
    entry = Entry(**known)
    return replace(
        entry,
        at=at if at.tzinfo is not None else at.replace(tzinfo=UTC),
        source=Source(
            str(source["model"]), str(source["fingerprint"]), str(source["attribute"]), tuple(map(str, source["blend"]))
        ),
        lams=tuple((str(name), float(lam)) for name, lam in entry.lams),
        seed=int(entry.seed),
        hunks_kept=int(entry.hunks_kept),
        hunks_offered=int(entry.hunks_offered),
    )
