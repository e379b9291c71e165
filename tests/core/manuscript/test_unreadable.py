"""What cannot be read or written gives one clear sentence, and nothing is lost."""

import os
import socket
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from core.errors import FileProblem
from core.manuscript import document, encodings
from core.manuscript.stored import save_file


@contextmanager
def without_root() -> Iterator[None]:
    """Run as somebody else where the tests run as root, who may read and write all files."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


def sentence_of(path: Path) -> str:
    with pytest.raises(FileProblem) as caught:
        document.load(path)
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith(".")
    return said


def test_a_file_of_two_gigabytes_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as opened:
        opened.truncate(2 << 30)  # takes no room
    assert "larger than 16 MB" in sentence_of(file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_a_pipe_a_socket_and_a_device_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "pipe or a device" in sentence_of(pipe)
    assert "pipe or a device" in sentence_of(Path("/dev/zero"))
    with socket.socket(socket.AF_UNIX) as bound:
        monkeypatch.chdir(tmp_path)  # the name of a socket may not be long
        bound.bind("socket.txt")
        assert "pipe or a device" in sentence_of(tmp_path / "socket.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_saving_over_a_pipe_leaves_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    with pytest.raises(FileProblem, match="pipe or a device"):
        document.save(pipe, "text")
    with pytest.raises(FileProblem, match="pipe or a device"):
        save_file(pipe, "text", None, lambda path: path.read_bytes())  # reading it would never end
    assert pipe.is_fifo()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_a_pipe_in_place_of_the_open_file_is_a_change(tmp_path: Path) -> None:
    file = tmp_path / "novel.txt"
    loaded = document.save(file, "text")
    file.unlink()
    os.mkfifo(file)
    assert document.changed_outside(loaded)


def test_saving_over_a_folder_leaves_it(tmp_path: Path) -> None:
    folder = tmp_path / "novel.md"
    folder.mkdir()
    with pytest.raises(FileProblem, match="folder"):
        document.save(folder, "text")
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.parametrize("head", [b"%PDF-1.7\n%\xe2\xe3", b"PK\x03\x04\x14\0\6\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"])
def test_binary_files_are_no_texts(tmp_path: Path, head: bytes) -> None:
    file = tmp_path / "novel.md"
    file.write_bytes(head + bytes(range(256)) * 20)
    assert "is not a text file" in sentence_of(file)


def test_a_folder_in_place_of_the_file_and_no_file_at_all(tmp_path: Path) -> None:
    assert "is a folder" in sentence_of(tmp_path)
    assert "There is no file" in sentence_of(tmp_path / "nothing.md")
    (tmp_path / "file").write_text("")
    assert "cannot be read" in sentence_of(tmp_path / "file" / "novel.md")


def test_links_in_a_circle_and_impossible_names(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to(tmp_path / "b.md")
    (tmp_path / "b.md").symlink_to(tmp_path / "a.md")
    assert "cannot be read" in sentence_of(tmp_path / "a.md")
    assert "cannot be read" in sentence_of(tmp_path / ("x" * 300))
    assert "not a file name" in sentence_of(Path("a\0b.md"))
    for path in (tmp_path / "a.md", tmp_path / ("x" * 300), Path("a\0b.md")):
        with pytest.raises(FileProblem) as caught:
            document.save(path, "text")
        assert "\n" not in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "seteuid"), reason="needs POSIX")
def test_without_permission_nothing_is_read_or_written() -> None:
    with TemporaryDirectory() as name:  # tmp_path is closed to other users
        folder = Path(name)
        file = folder / "novel.md"
        file.write_text("old")
        file.chmod(0)
        folder.chmod(0o555)
        with without_root():
            assert "cannot be read" in sentence_of(file)
            with pytest.raises(FileProblem, match="may not be written to"):
                document.save(file, "new")
        folder.chmod(0o700)
        file.chmod(0o600)
        assert file.read_text() == "old"


def test_a_file_that_vanished_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "novel.md"
    file.write_bytes(b"one\r\ntwo")
    loaded = document.load(file)
    file.unlink()
    document.save(file, loaded.text + "!", loaded)
    assert file.read_bytes() == b"one\r\ntwo!"


def test_a_folder_that_vanished_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "novels"
    folder.mkdir()
    file = folder / "novel.md"
    file.write_text("text")
    loaded = document.load(file)
    file.unlink()
    folder.rmdir()
    with pytest.raises(FileProblem, match="could not be saved"):
        document.save(file, "more", loaded)


def test_names_that_are_long_or_not_ascii(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(12):
        folder = folder / ("Прогулка по набережной 海辺の散歩 " * 2)
    folder.mkdir(parents=True)
    for name in ("Ÿ “novel” 🌊.md", "e\u0301.txt", "-rf.md", " .md", "a%20b.md"):
        file = folder / name
        document.save(file, "Où?")
        assert document.load(file).text == "Où?"
        assert file.read_bytes() == "Où?".encode()
        assert [each.name for each in folder.iterdir()] == [name]
        file.unlink()


def test_a_line_too_long_to_be_edited_is_refused_and_one_at_the_limit_is_not(tmp_path: Path) -> None:
    file = tmp_path / "novel.md"
    file.write_text("a line\n" + "x" * (document.LONGEST_LINE + 1) + "\nanother\n")
    assert "a line of 1,000,001 characters" in sentence_of(file)
    file.write_text("a line\n" + "x" * document.LONGEST_LINE + "\nanother\n")
    assert len(document.load(file).text) == document.LONGEST_LINE + 16


def test_a_file_of_bytes_that_are_no_text_takes_no_more_memory_than_a_few_times_its_size() -> None:
    data = b"A few words.\n" * 100_000 + b"\xff\x9d" * 1_000_000
    tracemalloc.start()
    encodings.decode(data)
    assert tracemalloc.get_traced_memory()[1] < 12 * len(data)
    tracemalloc.stop()
