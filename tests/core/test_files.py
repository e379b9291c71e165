"""Saving atomically under all the names and kinds of file that people have."""

import errno
import os
import stat
import tempfile
from pathlib import Path

import pytest

from core.errors import FileProblem
from core.files import write_atomically
from core.manuscript import document

NAMES = (
    "a b  c.md",
    "Cafe\u0301 \u00fcber – 小説 🖋️.md",
    "Caf\u00e9.md",
    "n" * 252 + ".md",
    "\u5c0f" * 84 + ".md",  # 255 bytes
)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_saved_read_and_saved_again(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    saved = document.save(file, "one\n")
    assert list(tmp_path.iterdir()) == [file]
    assert document.save(file, "two\n", saved).text == document.load(file).text == "two\n"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(os.name != "posix", reason="names of bytes")
def test_a_name_that_is_not_unicode_can_be_saved(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.md")
    write_atomically(file, b"text")
    assert [os.fsencode(each.name) for each in tmp_path.iterdir()] == [b"caf\xe9.md"]


def test_mode_group_and_extended_attributes_are_kept(tmp_path: Path) -> None:
    file = tmp_path / "novel.md"
    file.write_text("old")
    file.chmod(0o600)
    if os.name == "posix" and os.geteuid() == 0:
        os.chown(file, 1234, 4321)
    try:
        os.setxattr(file, "user.colour", b"red")
        has_attributes = True
    except (OSError, AttributeError):
        has_attributes = False
    before = file.stat()
    write_atomically(file, b"new")
    after = file.stat()
    assert file.read_text() == "new"
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert not has_attributes or os.getxattr(file, "user.colour") == b"red"


@pytest.mark.skipif(os.name != "posix", reason="modes of folders")
def test_a_new_file_belongs_to_its_folders_group(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(tmp_path, -1, 4321)
    tmp_path.chmod(0o2775)
    write_atomically(tmp_path / "novel.md", b"new")
    assert (tmp_path / "novel.md").stat().st_gid == tmp_path.stat().st_gid


def test_a_file_system_without_modes_owners_or_flushing_is_saved_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "novel.md"
    file.write_text("old")

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    def no_flush(_: int) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(os, "chmod", refused)
    monkeypatch.setattr(os, "chown", refused, raising=False)
    monkeypatch.setattr(os, "fsync", no_flush)
    write_atomically(file, b"new")
    assert file.read_text() == "new" and stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_may_not_be_written_to_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "novel.md"
    file.write_text("old")

    def refused(**_: object) -> tuple[int, str]:  # the tests may run as root, who may write anywhere
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refused)
    with pytest.raises(FileProblem, match=r"its folder may not be written to.*unchanged"):
        write_atomically(file, b"new")
    assert file.read_text() == "old"


def test_a_link_that_leads_to_itself_is_one_sentence(tmp_path: Path) -> None:
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.symlink_to(other)
    other.symlink_to(one)
    with pytest.raises(FileProblem, match=r"one\.md could not be saved"):
        write_atomically(one, b"new")


def test_a_second_name_of_the_file_is_said_once(tmp_path: Path) -> None:
    file, other = tmp_path / "novel.md", tmp_path / "other.md"
    file.write_text("old")
    os.link(file, other)
    loaded = document.load(file)
    saved = document.save(file, "new", loaded)
    assert "second name" in saved.notice and other.read_text() == "old"
    assert document.save(file, "newer", saved).notice == ""
