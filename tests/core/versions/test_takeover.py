"""The dated copies of earlier releases become versions, and are removed only when every one is there."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from core.errors import FileProblem
from core.manuscript.data_names import data_name
from core.versions import takeover
from core.versions.store import VersionStore
from core.versions.version import Cause, backup_key, key_of


@pytest.fixture
def novel(tmp_path: Path) -> Path:
    """A file with three copies, made as they used to be."""
    path = tmp_path / "novel.md"
    folder = tmp_path / "backups" / data_name(path)
    folder.mkdir(parents=True)
    (folder / "2026-11-24 12.00.00 novel.md").write_bytes(b"One.\r\n")
    (folder / "2026-11-24 13.00.00 novel (unsaved).md").write_text("Two.")
    (folder / "2026-11-25 12.00.00 novel.md").write_bytes("Dr\xe9i.".encode("latin-1"))
    return path


def test_all_copies_become_versions_byte_for_byte(novel: Path, tmp_path: Path) -> None:
    store = VersionStore(tmp_path / "versions.sqlite")
    store.keep(key_of(novel), "Newer.", Cause.OPENED, datetime.now().astimezone())
    assert takeover.take_over(tmp_path / "backups", store, [tmp_path / "other.md", novel]) == 3
    newer, *taken = store.versions(key_of(novel))
    assert newer.cause is Cause.OPENED
    assert [store.data(version) for version in taken] == ["Dr\xe9i.".encode("latin-1"), b"Two.", b"One.\r\n"]
    assert [version.at.strftime("%d %H:%M") for version in taken] == ["25 12:00", "24 13:00", "24 12:00"]
    assert {version.cause for version in taken} == {Cause.BACKUP} and store.text(taken[0]) == "Dréi."
    assert not (tmp_path / "backups").exists()
    assert takeover.take_over(tmp_path / "backups", store, []) == 0


def test_copies_of_a_file_that_is_not_known_wait_for_it(novel: Path, tmp_path: Path) -> None:
    store = VersionStore(tmp_path / "versions.sqlite")
    takeover.take_over(tmp_path / "backups", store, [])
    [found] = store.documents()
    assert (found.key, found.path, found.count) == (backup_key(data_name(novel)), None, 3)
    assert found.name == "novel.md"
    takeover.adopt(tmp_path / "other.md", store)
    takeover.adopt(novel, store)
    [found] = store.documents()
    assert (found.path, found.count) == (novel, 3)


def test_nothing_is_removed_where_a_version_does_not_come_back(
    novel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = VersionStore(tmp_path / "versions.sqlite")
    read = store.data
    monkeypatch.setattr(store, "data", lambda version: read(version)[:4])
    takeover.take_over(tmp_path / "backups", store, [novel])
    assert len(list((tmp_path / "backups").glob("*/*"))) == 3
    monkeypatch.undo()
    takeover.take_over(tmp_path / "backups", store, [novel])  # again: nothing twice
    assert len(store.versions(key_of(novel))) == 3 and not (tmp_path / "backups").exists()


def test_what_is_no_copy_stays_and_a_store_that_fails_loses_nothing(novel: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups" / data_name(novel)
    (folder / "note.txt").write_text("mine")
    (tmp_path / "blocked").write_text("a file where the folder should be")
    with pytest.raises(FileProblem):
        takeover.take_over(tmp_path / "backups", VersionStore(tmp_path / "blocked" / "versions.sqlite"), [])
    assert len(list(folder.iterdir())) == 4
    takeover.take_over(tmp_path / "backups", VersionStore(tmp_path / "versions.sqlite"), [])
    assert [file.name for file in folder.iterdir()] == ["note.txt"]
