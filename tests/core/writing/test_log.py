"""Words of each day on disk."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from core.errors import FileProblem
from core.writing.log import FILE_NAME, UNTITLED, Words, WritingLog

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def test_words_add_up_by_day_and_text(tmp_path: Path) -> None:
    file = tmp_path / "data" / FILE_NAME
    log = WritingLog(file)
    assert log.days(MONDAY) == {} and not file.exists()
    log.add(MONDAY, "/novel\udcff.md", Words(100, 20))
    WritingLog(file).add(MONDAY, "/novel\udcff.md", Words(-30, 0))  # another window
    log.add(MONDAY, UNTITLED, Words(5))
    log.add(TUESDAY, "/novel\udcff.md", Words(1, -2))
    assert log.days(MONDAY) == {MONDAY: Words(75, 20), TUESDAY: Words(1, -2)}
    assert log.days(MONDAY, "/novel\udcff.md") == {MONDAY: Words(70, 20), TUESDAY: Words(1, -2)}
    assert log.days(TUESDAY) == {TUESDAY: Words(1, -2)}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_damaged_database_is_renamed_and_one_of_a_newer_release_left_alone(tmp_path: Path) -> None:
    file = tmp_path / FILE_NAME
    file.write_bytes(b"no database at all" * 100)
    log = WritingLog(file)
    log.add(MONDAY, UNTITLED, Words(3))
    assert log.days(MONDAY) == {MONDAY: Words(3)}
    assert [each.name for each in tmp_path.glob("*damaged*")] == ["writing.damaged-1.sqlite"]
    with log._database() as database:
        database.execute("PRAGMA user_version = 99")
    before = file.read_bytes()
    with pytest.raises(FileProblem, match="newer Inkglow"):
        log.add(MONDAY, UNTITLED, Words(3))
    assert file.read_bytes() == before


def test_where_nothing_can_be_kept_a_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(FileProblem, match="Your text is not affected"):
        WritingLog(tmp_path / "file" / FILE_NAME).add(MONDAY, UNTITLED, Words(3))
