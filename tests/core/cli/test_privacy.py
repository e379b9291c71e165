"""``inkglow privacy``: every kind of file is listed, what holds text is deleted, and never while a window is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from core import privacy
from core.cli.main import app
from core.manuscript.journal import Journal
from core.privacy import KINDS, Folder, Holds

TEXT = "She had never told anybody about the lamp."


def run(*arguments: str, answer: str = "") -> Result:
    return CliRunner().invoke(app, ["privacy", *arguments], input=answer, env={"COLUMNS": "200"})


@pytest.fixture
def kept(own_user_folder: Path) -> dict[str, list[Path]]:
    """A file of each kind, by the kind's name, and one that is none of Inkglow's."""
    where, made = privacy.folders(), dict[str, list[Path]]()
    for kind in KINDS:
        for pattern in kind.patterns:
            file = where[kind.folder] / pattern.replace("*", "x")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(TEXT)
            made.setdefault(kind.name, []).append(file)
    (where[Folder.DATA] / "my own list.txt").write_text(TEXT)
    return made


def test_every_kind_is_listed_with_what_it_holds(kept: dict[str, list[Path]]) -> None:
    done = run("list")
    assert done.exit_code == 0
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if line.split()}
    for kind in KINDS:
        assert f" {len(kept[kind.name])} " in lines[kind.name], kind.name
        assert ("your words" in lines[kind.name]) is (kind.holds is Holds.TEXT)
    assert "my own list.txt" in done.stdout


def test_what_holds_text_is_deleted_after_a_question_and_said(kept: dict[str, list[Path]]) -> None:
    assert run("purge", answer="n\n").exit_code == 1
    assert all(file.exists() for files in kept.values() for file in files)
    done = run("purge", answer="y\n")
    assert done.exit_code == 0
    for kind in KINDS:
        for file in kept[kind.name]:
            assert file.exists() is (kind.holds is not Holds.TEXT)
            assert (str(file) in done.stdout) is (kind.holds is Holds.TEXT)
    assert run("purge", "--all", "--yes").exit_code == 0
    where = privacy.folders()
    assert [file.name for file in privacy.others(where)] == ["my own list.txt"]
    assert not any(privacy.found(kind, where) for kind in KINDS if kind.name != "log")  # this command writes one


def test_one_kind_alone_can_be_deleted(kept: dict[str, list[Path]]) -> None:
    assert "2 files were deleted" in run("purge", "learning", "--yes").stdout
    assert not any(file.exists() for file in kept["learning"])
    assert all(file.exists() for file in kept["record"])
    assert "no kind diary" in run("purge", "diary", "--yes").stderr.replace("\n", " ")


def test_nothing_is_deleted_while_a_window_is_open(kept: dict[str, list[Path]]) -> None:
    journal = Journal(privacy.folders()[Folder.DATA] / "journals")  # each open document has one
    done = run("purge", "--yes")
    assert done.exit_code == 1 and "Inkglow is open" in done.stderr
    assert all(file.exists() for files in kept.values() for file in files)
    journal.close()
    assert run("purge", "--yes").exit_code == 0


def test_what_an_unfinished_write_has_left_is_of_its_kind(own_user_folder: Path) -> None:
    where = privacy.folders()
    left = where[Folder.DATA] / ".marks.json.k2j4.tmp"
    left.write_text(TEXT)
    assert run("purge", "marks", "--yes").exit_code == 0
    assert not left.exists()


def test_the_users_folders_are_for_their_owner_alone(own_user_folder: Path) -> None:
    (own_user_folder / "data").mkdir(mode=0o755)  # as earlier releases made it
    assert {oct(folder.stat().st_mode & 0o777) for folder in privacy.folders().values()} == {"0o700"}
