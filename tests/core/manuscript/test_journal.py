import subprocess
import sys
from pathlib import Path

import pytest

from core.manuscript import journal
from core.manuscript.statistics import count_words


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


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One two.", 2), ("well-known don’t", 2), ("— … *** 42", 1), ("*emphasis* _too_", 2), ("naïve café", 2)],
)
def test_words_are_counted_as_writers_count(text: str, words: int) -> None:
    assert count_words(text) == words
