import errno
import json
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FileProblem
from core.manuscript import journal
from core.manuscript.edits import Edit
from core.manuscript.journal import Journal
from core.manuscript.statistics import count_words

NOVEL = Path("/tmp/novel.md")


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Journal]:
    made = Journal(tmp_path)
    yield made
    made.close()


def restored(journals: Path) -> journal.Entry | None:
    """What the one journal there gives back."""
    [file] = journal.files(journals)
    return journal.read(file)


def test_a_crash_leaves_an_orphan_with_the_text_and_what_was_appended(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from core.manuscript.journal import Journal\n"
        "from core.manuscript.edits import Edit\n"
        "made, path = Journal(Path(sys.argv[1])), Path('/tmp/novel.md')\n"
        "made.write('Unsaved “prose” 🖋\\n', path)\n"
        "made.append([Edit(18, 0, ' and 🖋 more'), Edit(0, 7, 'Typed')], path)\n"
        "os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False).returncode == -9
    [(file, entry)] = journal.orphans(tmp_path)
    assert entry.text == "Typed “prose” 🖋 and 🖋 more\n"
    assert entry.path == NOVEL
    journal.discard(file)
    assert journal.orphans(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_leaves_beside_journals_is_removed_and_nothing_of_a_running_program(tmp_path: Path) -> None:
    own, crashed = Journal(tmp_path), Journal(tmp_path)
    own.write("text", None)
    crashed.write("lost", None)
    crashed.release()
    temporary = tmp_path / f".{own.name}.journal.abcd1234.tmp"  # our own program may be writing it
    temporary.touch()
    for name in ("gone.lock", ".gone.journal.abcd1234.tmp", f"{crashed.name}.lock"):
        (tmp_path / name).touch()
    journal.remove_leftovers(tmp_path)
    assert not (tmp_path / "gone.lock").exists() and not (tmp_path / ".gone.journal.abcd1234.tmp").exists()
    assert temporary.exists() and [entry.text for _, entry in journal.orphans(tmp_path)] == ["lost"]
    own.close()


def test_the_journal_of_a_running_program_is_no_orphan(tmp_path: Path) -> None:
    own = Journal(tmp_path)
    own.write("text", None)
    assert journal.orphans(tmp_path) == []
    own.release()
    assert [entry.text for _, entry in journal.orphans(tmp_path)] == ["text"]


def test_a_closed_journal_leaves_nothing(tmp_path: Path) -> None:
    own = Journal(tmp_path)
    own.write("text", None)
    own.close()
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_journal_is_left_alone_and_not_offered(tmp_path: Path) -> None:
    for name in ("x.json", "x.journal"):
        (tmp_path / name).write_text("{")
    assert journal.orphans(tmp_path) == []
    assert len(list(tmp_path.iterdir())) == 2


def test_a_journal_of_an_earlier_release_is_restored(tmp_path: Path) -> None:
    old = {"path": "/tmp/novel.md", "written": 12.5, "text": "Unsaved “prose” 🖋\n"}
    (tmp_path / "0123abcd.json").write_text(json.dumps(old))
    [(file, entry)] = journal.orphans(tmp_path)
    assert entry == journal.Entry("Unsaved “prose” 🖋\n", NOVEL, 12.5)
    journal.discard(file)
    assert list(tmp_path.iterdir()) == []


def test_a_journal_of_a_newer_release_is_left_alone(tmp_path: Path) -> None:
    newer = tmp_path / "0123abcd.journal"
    newer.write_text(f"inkglow journal {journal.FORMAT + 1}\nwho knows\n")
    assert journal.orphans(tmp_path) == []
    assert journal.of_newer_release(tmp_path) == [newer]


def test_a_journal_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    own = Journal(tmp_path / "journals")
    own.write("text", None)
    own.append([Edit(0, 0, "More ")], None)
    [file] = journal.files(tmp_path / "journals")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    own.close()


def test_an_edit_costs_its_own_length_not_that_of_the_novel(tmp_path: Path, own: Journal) -> None:
    own.write("Prose. " * 130_000, NOVEL)
    [file] = journal.files(tmp_path)
    before = file.stat()
    own.append([Edit(400_000, 3, "word")], NOVEL)
    assert file.stat().st_size - before.st_size < 100
    assert file.stat().st_ino == before.st_ino


def test_the_documents_new_place_is_kept_with_its_text(tmp_path: Path, own: Journal) -> None:
    own.write("text", None)
    own.append([], NOVEL)
    own.append([Edit(0, 0, "More ")], NOVEL)
    entry = restored(tmp_path)
    assert entry is not None and (entry.path, entry.text) == (NOVEL, "More text")


def test_a_journal_that_has_grown_begins_anew_with_the_text_as_it_is(
    tmp_path: Path, own: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_MOST_LINES", 10)
    own.write("", NOVEL)
    for n in range(35):
        own.append([Edit(n, 0, "é")], NOVEL)
    [file] = journal.files(tmp_path)
    assert len(file.read_bytes().splitlines()) < 15
    entry = journal.read(file)
    assert entry is not None and (entry.path, entry.text) == (NOVEL, "é" * 35)


def test_a_journal_that_was_damaged_is_not_begun_anew_from_what_is_left(
    tmp_path: Path, own: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_MOST_LINES", 3)
    own.write("text", NOVEL)
    own.append([Edit(0, 0, "1")], NOVEL)
    [file] = journal.files(tmp_path)
    file.write_bytes(file.read_bytes()[:-5] + b"xxxx\n")
    own.append([Edit(0, 0, "2")], NOVEL)
    own.append([Edit(0, 0, "3")], NOVEL)
    with pytest.raises(FileProblem):
        own.append([Edit(0, 0, "4")], NOVEL)
    own.write("4321text", NOVEL)
    entry = journal.read(file)
    assert entry is not None and entry.text == "4321text"


def test_an_edit_that_could_not_be_written_whole_spoils_nothing_before_it(
    tmp_path: Path, own: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.write("text", NOVEL)
    own.append([Edit(4, 0, " kept")], NOVEL)
    [file] = journal.files(tmp_path)
    with file.open("ab") as torn:
        torn.write(b"0123")

    def fail(descriptor: int, *, only_data: bool) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(journal, "flush_to_disk", fail)
    with pytest.raises(FileProblem):
        own.append([Edit(0, 0, "lost ")], NOVEL)
    entry = journal.read(file)
    assert entry is not None and entry.text == "text kept"


EDITS = st.lists(
    st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1), st.text("a\n“é🖋\u2028\ud800", max_size=6)), max_size=3),
    max_size=8,
)


@settings(max_examples=40, deadline=None)
@given(st.text("a\n“é🖋\u2028", max_size=20), EDITS, st.lists(st.floats(0, 1), min_size=5))
def test_a_journal_cut_at_any_byte_gives_back_a_text_that_really_was(
    text: str, moments: list[list[tuple[float, float, str]]], cuts: list[float]
) -> None:
    states, ends = [text], list[int]()
    with tempfile.TemporaryDirectory() as folder, closing(Journal(Path(folder))) as own:
        own.write(text, NOVEL)
        [file] = journal.files(Path(folder))
        ends.append(file.stat().st_size)
        for places in moments:
            units, edits = text.encode("utf-16-le", "surrogatepass"), list[Edit]()
            for where, share, new in places:
                at = round(where * (len(units) // 2))
                removed = round(share * (len(units) // 2 - at))
                units = units[: 2 * at] + new.encode("utf-16-le", "surrogatepass") + units[2 * (at + removed) :]
                edits.append(Edit(at, removed, new))
            text = units.decode("utf-16-le", "surrogatepass")
            own.append(edits, NOVEL)
            states.append(text)
            ends.append(file.stat().st_size)
        whole = file.read_bytes()
        for cut in (len(whole), *(round(share * len(whole)) for share in cuts)):
            file.write_bytes(whole[:cut])
            entry = journal.read(file)
            if cut < ends[0]:  # of a file that is written atomically, and so never is
                assert entry is None
            else:
                last = max(n for n, end in enumerate(ends) if end <= cut)
                assert entry is not None and entry.text == states[last]


@pytest.mark.parametrize(
    ("text", "words"),
    [("", 0), ("One two.", 2), ("well-known don’t", 2), ("— … *** 42", 1), ("*emphasis* _too_", 2), ("naïve café", 2)],
)
def test_words_are_counted_as_writers_count(text: str, words: int) -> None:
    assert count_words(text) == words
