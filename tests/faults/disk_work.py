"""The pieces of work whose system calls are recorded for a power cut (:mod:`tests.faults.power_loss`).

``python -m tests.faults.disk_work KIND FOLDER SEED`` begins with what :func:`prepare` has put into the folder. It says
on stdout what it has done so far, as a writer is told that a text is saved.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

from core import settings
from core.files import write_atomically
from core.manuscript import document, folder
from core.manuscript.edits import Edit
from core.manuscript.journal import Journal
from core.record import store
from core.record.entries import Entry, Source
from core.versions.store import VersionStore
from core.versions.version import Cause
from core.writing.log import Words, WritingLog
from tests.faults.power_loss import MARK

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FILES = ("1 one.md", "2 two.md", "sub/3 three.txt")
ENTRY = Entry(NOW, Source("m", "f", "creativity"), "rewrite", (("creativity", 3.0),), 1, "a b", "c d", "c d")
DAY = date(2026, 11, 26)


def text(seed: int, number: int) -> str:
    """The text of one state; longer than one page of memory."""
    rng = Random(seed * 1000 + number)
    return "".join(f"State {number} says {rng.random()} and no more.\n\n" for _ in range(rng.choice((3, 150, 400))))


def prepare(kind: str, place: Path, seed: int) -> None:
    """What is there before the work."""
    place.mkdir(parents=True)
    if kind in ("file", "document"):
        (place / "a.md").write_text(text(seed, 0), "utf-8")
    elif kind == "folder":
        for number, name in enumerate(FILES):
            (place / name).parent.mkdir(exist_ok=True)
            (place / name).write_text(text(seed, number), "utf-8")
    elif kind == "settings":
        settings.save(place, settings.Settings(author="0"))
    elif kind == "record":
        store.append(place / "a.jsonl", replace(ENTRY, seed=0), place / "a.md")
    elif kind == "versions":
        made = VersionStore(place / "versions.sqlite")
        made.keep("a.md", text(seed, 0), Cause.NAMED, NOW)
        made.close()
    elif kind == "writing":
        WritingLog(place / "writing.sqlite").add(DAY, "a.md", Words(1, 0))


def _say(number: int) -> None:
    os.write(1, f"{MARK}{number}\n".encode())


def _file(place: Path, seed: int) -> None:
    for number in (1, 2):
        write_atomically(place / "a.md", text(seed, number).encode())
        _say(number)


def _document(place: Path, seed: int) -> None:
    loaded = document.load(place / "a.md")
    for number in (1, 2):
        loaded = document.save(place / "a.md", text(seed, number), loaded)
        _say(number)


def _folder(place: Path, seed: int) -> None:
    stored = folder.load(place)
    changed = stored.text
    for number in range(3):
        changed = changed.replace(text(seed, number), text(seed, number + 10))
    saved = stored.save(changed, lambda _: None)
    assert not saved.problem
    _say(1)


def _settings(place: Path, _seed: int) -> None:
    for number in (1, 2):
        settings.save(place, settings.Settings(author=str(number)))
        _say(number)


def _record(place: Path, _seed: int) -> None:
    for number in (1, 2, 3):
        store.append(place / "a.jsonl", replace(ENTRY, seed=number), place / "a.md")
        _say(number)


def _versions(place: Path, seed: int) -> None:
    opened = VersionStore(place / "versions.sqlite")
    for number in (1, 2):
        opened.keep("a.md", text(seed, number), Cause.INTERVAL, NOW + timedelta(minutes=number))
        _say(number)
    opened.close()


def _writing(place: Path, _seed: int) -> None:
    opened = WritingLog(place / "writing.sqlite")
    for number in (1, 2):
        opened.add(DAY, "a.md", Words(1, 0))
        _say(number)


def _journal(place: Path, seed: int) -> None:
    journal = Journal(place)
    journal.write(text(seed, 1), place / "a.md")
    _say(1)
    for number in (2, 3, 4):  # a word more each time, at the beginning
        journal.append([Edit(0, 0, f"{number} ")], place / "a.md")
        _say(number)
    journal.write(text(seed, 5), place / "a.md")
    _say(5)


WORK: dict[str, Callable[[Path, int], None]] = {
    "file": _file,
    "document": _document,
    "folder": _folder,
    "settings": _settings,
    "record": _record,
    "versions": _versions,
    "writing": _writing,
    "journal": _journal,
}


if __name__ == "__main__":
    WORK[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
