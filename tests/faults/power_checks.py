"""What must be on the disk after a power cut, read by the program's own readers."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

from core import settings
from core.manuscript import journal
from core.record import store
from core.versions.store import VersionStore
from core.writing.log import WritingLog
from tests.faults import disk_work, power_loss
from tests.faults.report import Lost


def attempt(seed: int) -> int:
    """Record one piece of work, and look at every disk that a power cut may leave. Raises Lost; returns how many."""
    kind = list(disk_work.WORK)[seed % len(disk_work.WORK)]
    root = Path(tempfile.mkdtemp(prefix="inkglow-power-"))
    try:
        place = root / "disk"
        disk_work.prepare(kind, place, seed)
        before = {str(path): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        calls = power_loss.record("tests.faults.disk_work", [kind, str(place), str(seed)], place, root / "calls")
        if not any(call.kind == "mark" for call in calls):
            raise Lost(f"{kind}: nothing was recorded")
        found = list(power_loss.disks(calls, before))
        rng = Random(seed)
        for disk in found if len(found) <= _MOST else rng.sample(found, _MOST):
            disk.put(place)
            try:
                _CHECKS[kind](place, seed, int(disk.said[-1]) if disk.said else 0)
            except AssertionError as problem:
                raise Lost(f"{kind}: after {disk.how}, having said {disk.said}: {problem}") from problem
        return min(len(found), _MOST)
    finally:
        shutil.rmtree(root, ignore_errors=True)


_MOST = 400
"""Disks looked at for one piece of work; of more, as many are drawn."""


def _file(place: Path, seed: int, said: int) -> None:
    states = [disk_work.text(seed, number).encode() for number in range(3)]
    found = (place / "a.md").read_bytes()
    assert found in states, f"a file of {len(found)} bytes that is neither the old nor the new one"
    assert states.index(found) >= said, f"state {states.index(found)} after {said} was said to be saved"


def _folder(place: Path, seed: int, said: int) -> None:
    for number, name in enumerate(disk_work.FILES):
        old, new = (disk_work.text(seed, each).encode() for each in (number, number + 10))
        found = (place / name).read_bytes()
        assert found in (old, new), f"{name} has {len(found)} bytes, neither the old nor the new ones"
        assert not said or found == new, f"{name} is the old one after all was said to be saved"


def _settings(place: Path, _seed: int, said: int) -> None:
    found = settings.load(place).author
    assert found in ("0", "1", "2") and int(found) >= said, f"settings {found!r} after {said}"


def _record(place: Path, _seed: int, _said: int) -> None:
    found = [entry.seed for entry in store.read(place / "a.jsonl")]
    assert found[:1] == [0], f"entries {found}: the first one is gone"
    store.append(place / "a.jsonl", disk_work.ENTRY, place / "a.md")
    assert len(store.read(place / "a.jsonl")) == len(found) + 1, "an entry was lost with what was torn"


def _versions(place: Path, seed: int, said: int) -> None:
    opened = VersionStore(place / "versions.sqlite")
    try:
        found = [opened.text(each) for each in reversed(opened.versions("a.md"))]
        expected = [disk_work.text(seed, number) for number in range(3)]
        assert found == expected[: len(found)], f"{len(found)} versions, of which one is another text"
        assert len(found) > said, f"{len(found)} versions after number {said} was said to be kept"
        assert not opened.take_notices(), "the database was set aside"
    finally:
        opened.close()


def _writing(place: Path, _seed: int, said: int) -> None:
    days = WritingLog(place / "writing.sqlite").days(date(2026, 1, 1))
    written = sum(words.written for words in days.values())
    assert 1 + said <= written <= 3, f"{written} words after {said} more were said to be kept"


def _journal(place: Path, seed: int, said: int) -> None:
    whole = disk_work.text(seed, 1)
    states = ["", whole, f"2 {whole}", f"3 2 {whole}", f"4 3 2 {whole}", disk_work.text(seed, 5)]
    found = [entry.text for _, entry in journal.orphans(place)]
    assert found or not said, f"no text to restore after {said} was kept"
    for each in found[:1]:
        assert each in states, f"a text of {len(each)} characters that was never written"
        assert states.index(each) >= said, f"state {states.index(each)} after {said} was kept"


_CHECKS: dict[str, Callable[[Path, int, int], None]] = {
    "file": _file,
    "document": _file,
    "folder": _folder,
    "settings": _settings,
    "record": _record,
    "versions": _versions,
    "writing": _writing,
    "journal": _journal,
}
