"""The short form of ``make faults-disks``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import disk_work, power_checks, power_loss
from tests.faults.disks import Disks, disks
from tests.faults.power_loss import Call


@pytest.fixture(scope="module")
def failing() -> Iterator[Disks]:
    """One process for all windows."""
    with disks() as made:
        yield made


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_window_on_a_failing_disk_loses_nothing(failing: Disks, seed: int) -> None:
    failing.attempt(seed)


@pytest.mark.skipif(not power_loss.can_record(), reason="needs strace")
@pytest.mark.parametrize("kind", disk_work.WORK)
def test_a_power_cut_leaves_the_old_or_the_new_one(kind: str) -> None:
    assert power_checks.attempt(list(disk_work.WORK).index(kind)) > 5


# -- the model of a disk


def test_a_rename_before_the_flush_may_leave_an_empty_file() -> None:
    before = {"/d/a": b"old"}
    careless = [
        Call("create", 2, "/d/t"),
        Call("write", 2, data=b"new"),
        Call("rename", path="/d/t", other="/d/a"),
    ]
    assert {disk.files["/d/a"] for disk in power_loss.disks(careless, before)} == {b"old", b"", b"n", b"\0\0\0", b"new"}
    careful = [*careless[:2], Call("flush", 2), careless[2]]
    assert {disk.files["/d/a"] for disk in power_loss.disks(careful, before)} == {b"old", b"new"}


def test_a_name_is_there_for_certain_only_once_the_folder_was_flushed() -> None:
    work = [Call("create", 1, "/d/a"), Call("mark", data=b"1")]
    assert {"/d/a" in disk.files for disk in power_loss.disks(work, {}) if disk.said} == {True, False}
    work.insert(1, Call("flush names", -1))
    assert {"/d/a" in disk.files for disk in power_loss.disks(work, {}) if disk.said} == {True}


def test_what_a_careless_program_does_is_seen(tmp_path: Path) -> None:
    if not power_loss.can_record():
        pytest.skip("needs strace")
    place = tmp_path / "disk"
    place.mkdir()
    (place / "a").write_bytes(b"old")
    calls = power_loss.record("tests.faults.careless_save", [str(place / "a")], place, tmp_path / "calls")
    found = {disk.files[str(place / "a")] for disk in power_loss.disks(calls, {str(place / "a"): b"old"})}
    assert b"" in found
