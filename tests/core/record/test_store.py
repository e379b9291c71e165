"""Records on disk: private, appended to, carried along with their documents, robust to damage."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from core.errors import FileProblem
from core.record import store
from tests.core.record.test_alignment import entry

ENTRY = replace(entry(), hunks_kept=1, hunks_offered=2, instruction="keep it terse, “more menace”")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "record"


def test_entries_come_back_as_they_were_and_a_damaged_line_costs_only_itself(folder: Path, tmp_path: Path) -> None:
    file = store.file_for(tmp_path / "novel.md", folder)
    assert store.read(file) == ()
    store.append(file, ENTRY, tmp_path / "novel.md")
    with file.open("a") as out:
        out.write('{"at": "yesterday"}\n[]\n{"at": "2026-11-26T09:30:00+00:00", "source\n')
    store.append(file, replace(ENTRY, seed=8, text="lone \ud800 surrogate"), tmp_path / "novel.md")
    assert store.read(file) == (ENTRY, replace(ENTRY, seed=8, text="lone \ud800 surrogate"))


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX")
def test_only_the_owner_can_read_a_record_whatever_the_umask(folder: Path, tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        first, second = store.file_for(tmp_path / "a.md", folder), store.file_for(tmp_path / "b.md", folder)
        store.append(first, ENTRY, tmp_path / "a.md")
        store.carry(first, second, tmp_path / "b.md", keep=True)
    finally:
        os.umask(before)
    assert [stat.S_IMODE(each.stat().st_mode) for each in (first, second)] == [0o600, 0o600]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_two_documents_of_one_name_have_two_records(folder: Path, tmp_path: Path) -> None:
    assert store.file_for(tmp_path / "a" / "novel.md", folder) != store.file_for(tmp_path / "b" / "novel.md", folder)


def test_a_record_goes_with_its_document_and_replaces_that_of_a_file_saved_over(folder: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    files = store.file_for(old, folder), store.file_for(new, folder)
    store.append(files[0], ENTRY, old)
    store.append(files[1], replace(ENTRY, seed=1), new)
    store.carry(*files, new, keep=True)
    assert store.read(files[0]) == store.read(files[1]) == (ENTRY,)
    store.carry(files[0], files[1], new, keep=False)
    assert not files[0].exists()
    store.carry(files[0], files[1], new, keep=False)
    assert not files[1].exists(), "a document without a record was saved over it"


def test_a_file_renamed_elsewhere_gets_its_record_back(folder: Path, tmp_path: Path) -> None:
    old, new, other = (tmp_path / name for name in ("old.md", "new.md", "other.md"))
    other.touch()
    store.append(store.file_for(other, folder), replace(ENTRY, seed=1), other)
    store.append(store.file_for(old, folder), ENTRY, old)
    assert store.adopt(new, folder, lambda found: False) is False
    assert store.adopt(new, folder, lambda found: True) is True
    assert store.read(store.file_for(new, folder)) == (ENTRY,)
    assert not store.file_for(old, folder).exists()
    assert store.read(store.file_for(other, folder)), "that file is still there"
    assert store.adopt(new, folder, lambda found: True) is False


def test_records_of_discarded_texts_are_removed_and_others_stay(folder: Path, tmp_path: Path) -> None:
    journals = tmp_path / "journals"
    journals.mkdir()
    (journals / "open.lock").touch()
    (journals / "crashed.json").touch()
    files = {name: store.file_for_unsaved(name, folder) for name in ("open", "crashed", "gone")}
    for file in files.values():
        store.append(file, ENTRY, None)
    saved = store.file_for(tmp_path / "novel.md", folder)
    store.append(saved, ENTRY, tmp_path / "novel.md")
    store.remove_stale(folder, journals)
    assert {name for name, file in files.items() if file.exists()} == {"open", "crashed"}
    assert saved.exists()


def test_entries_of_a_newer_release_go_with_the_document(folder: Path, tmp_path: Path) -> None:
    old, new = (store.file_for(tmp_path / name, folder) for name in ("old.md", "new.md"))
    store.append(old, ENTRY, tmp_path / "old.md")
    with old.open("a") as file:
        file.write('{"kind": "of next year", "text": "kept"}\nhalf a li')
    store.carry(old, new, tmp_path / "new.md", keep=False)
    assert '{"kind": "of next year", "text": "kept"}' in new.read_text() and "half a li" not in new.read_text()
    assert store.read(new) == (ENTRY,)


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "record").write_text("a file where the folder should be")
    with pytest.raises(FileProblem, match="Your text is unchanged"):
        store.append(tmp_path / "record" / "novel.jsonl", ENTRY, None)


def test_an_entry_after_half_a_line_that_a_crash_left_is_not_lost_with_it(folder: Path, tmp_path: Path) -> None:
    file = store.file_for(tmp_path / "novel.md", folder)
    store.append(file, ENTRY, tmp_path / "novel.md")
    with file.open("ab") as torn:
        torn.write(b'{"at": "2026-11-26T12:00:00+00:00", "before": "\xc3')
    store.append(file, replace(ENTRY, seed=7), tmp_path / "novel.md")
    assert [entry.seed for entry in store.read(file)] == [ENTRY.seed, 7]


@pytest.mark.parametrize("line", [b"[" * 100_000, b'{"at": "0001-01-01T00:00:00+14:00"}', b"\xff\xfe"])
def test_a_line_that_cannot_be_read_hides_no_other(folder: Path, tmp_path: Path, line: bytes) -> None:
    file = store.file_for(tmp_path / "novel.md", folder)
    store.append(file, ENTRY, tmp_path / "novel.md")
    file.write_bytes(line + b"\n" + file.read_bytes() + line + b"\n")
    assert store.read(file) == (ENTRY,)
