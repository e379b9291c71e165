import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.errors import FileProblem
from core.manuscript import backups, journal
from core.manuscript.statistics import count_words

NOW = datetime(2026, 11, 24, 12, 0)


def test_a_crash_leaves_an_orphan_with_the_text(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from core.manuscript.journal import Journal\n"
        "Journal(Path(sys.argv[1])).write('Unsaved “prose” 🖋\\n', Path('/tmp/novel.md')); os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == -9
    [(file, entry)] = journal.orphans(tmp_path)
    assert entry.text == "Unsaved “prose” 🖋\n"
    assert entry.path == Path("/tmp/novel.md")
    journal.discard(file)
    assert journal.orphans(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_the_journal_of_a_running_program_is_no_orphan(tmp_path: Path) -> None:
    own = journal.Journal(tmp_path)
    own.write("text", None)
    assert journal.orphans(tmp_path) == []
    own.release()
    assert [entry.text for _, entry in journal.orphans(tmp_path)] == ["text"]


def test_a_closed_journal_leaves_nothing(tmp_path: Path) -> None:
    own = journal.Journal(tmp_path)
    own.write("text", None)
    own.close()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_journal_is_left_alone_and_not_offered(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{")
    assert journal.orphans(tmp_path) == []
    assert (tmp_path / "x.json").exists()


def test_backups_are_dated_spaced_and_limited(tmp_path: Path) -> None:
    file, folder = tmp_path / "novel.md", tmp_path / "backups"
    for hour in range(backups.KEPT + 5):
        file.write_text(f"version {hour}")
        assert backups.keep(file, folder, NOW + timedelta(hours=hour)) is not None
    assert backups.keep(file, folder, NOW + timedelta(hours=backups.KEPT + 4, minutes=5)) is None
    copies = backups.kept_copies(file, folder)
    assert len(copies) == backups.KEPT
    assert copies[-1].read_text() == f"version {backups.KEPT + 4}"


def test_two_files_of_one_name_do_not_mix(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "novel.md").write_text(name)
        backups.keep(tmp_path / name / "novel.md", tmp_path / "backups", NOW)
    assert [c.read_text() for c in backups.kept_copies(tmp_path / "b" / "novel.md", tmp_path / "backups")] == ["b"]


def test_a_backup_that_fails_is_silent(tmp_path: Path) -> None:
    (tmp_path / "novel.md").write_text("x")
    (tmp_path / "blocked").write_text("a file where the folder should be")
    assert backups.keep(tmp_path / "novel.md", tmp_path / "blocked", NOW) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One two.", 2), ("well-known don’t", 2), ("— … *** 42", 1), ("*emphasis* _too_", 2), ("naïve café", 2)],
)
def test_words_are_counted_as_writers_count(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_copy_is_always_made_where_that_is_asked_for_and_none_replaces_another(tmp_path: Path) -> None:
    file, folder = tmp_path / "novel.md", tmp_path / "backups"
    for number in range(3):
        file.write_text(f"version {number}")
        assert backups.keep(file, folder, NOW, always=True) is not None
    assert sorted(copy.read_text() for copy in backups.kept_copies(file, folder)) == [f"version {n}" for n in range(3)]


def test_unsaved_text_is_kept_and_holds_no_backup_of_the_file_back(tmp_path: Path) -> None:
    file, folder = tmp_path / "novel.md", tmp_path / "backups"
    file.write_text("on disk")
    kept = [backups.keep_unsaved(text, file, folder, NOW) for text in ("one \ud800", "two")]
    assert [copy.read_text("utf-8", "surrogatepass") for copy in kept] == ["one \ud800", "two"]
    copy = backups.keep(file, folder, NOW + timedelta(minutes=1))
    assert copy is not None and copy.read_text() == "on disk"
    assert len(backups.kept_copies(file, folder)) == 3


def test_unsaved_text_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "blocked").write_text("a file where the folder should be")
    with pytest.raises(FileProblem, match="No copy of your unsaved text could be kept"):
        backups.keep_unsaved("x", tmp_path / "novel.md", tmp_path / "blocked", NOW)
