import os
import stat
import textwrap
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FileProblem
from core.manuscript import document
from core.manuscript.paragraphs import Syntax


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"one\ntwo\n",
        b"one\r\ntwo\r\n",
        b"\xef\xbb\xbfBOM\r\n",
        b"mixed\r\nends\nhere\r",
        "caf\xe9".encode("cp1252"),
    ],
)
def test_an_unchanged_text_is_written_back_byte_for_byte(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "novel.md"
    file.write_bytes(data)
    loaded = document.load(file)
    document.save(file, loaded.text, loaded)
    assert file.read_bytes() == data


def test_a_changed_text_keeps_line_ends_and_bom(tmp_path: Path) -> None:
    file = tmp_path / "novel.txt"
    file.write_bytes(b"\xef\xbb\xbfone\r\ntwo\r\n")
    loaded = document.load(file)
    document.save(file, loaded.text + "three\n", loaded)
    assert file.read_bytes() == b"\xef\xbb\xbfone\r\ntwo\r\nthree\r\n"


@settings(max_examples=50)
@given(text=st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])).filter(lambda t: "\0" not in t))
def test_any_text_survives(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("d") / "novel.md"
    saved = document.save(file, text)
    assert file.read_bytes() == text.encode()
    assert saved.text == text


def test_a_failed_save_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "novel.md"
    file.write_text("the old text")

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(FileProblem, match="No space left on device"):
        document.save(file, "the new text")
    assert file.read_text() == "the old text"
    assert list(tmp_path.iterdir()) == [file]


def test_a_text_to_which_undo_led_back_after_a_save_is_written_as_it_was(tmp_path: Path) -> None:
    """Also where what was saved in between had none of its lines and another encoding."""
    file = tmp_path / "novel.txt"
    paragraph = textwrap.fill("the café was closed, and the lamp above its door had been dark since May. " * 9, 68)
    data = f"{paragraph}\n\n{paragraph} \n\n{paragraph}".replace("\n", "\r\n").encode("cp1252")
    file.write_bytes(data)
    loaded = document.load(file)
    assert loaded.wrapping is not None
    changed = document.save(file, "山\n河\n", document.save(file, "山\n", loaded))
    assert changed.encoding == "utf-8"
    again = document.save(file, loaded.text, changed)
    assert file.read_bytes() == data and again.encoding == loaded.encoding and not again.notice
    joined = document.with_joined_lines(again)
    document.save(file, joined.text, document.save(file, "Gone.", joined))
    assert file.read_bytes() != data and len(file.read_bytes().splitlines()) == len(loaded.text.splitlines())


def test_the_files_mode_and_a_link_are_kept(tmp_path: Path) -> None:
    file, link = tmp_path / "novel.md", tmp_path / "link.md"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    document.save(link, "new")
    assert link.is_symlink()
    assert file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(None, "There is no file"), (b"\x00\x01\x02PNG", "not a text file"), (b"\xff\xfeA", "damaged")],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, content: bytes | None, sentence: str) -> None:
    file = tmp_path / "novel.md"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(FileProblem, match=sentence) as caught:
        document.load(file)
    assert "\n" not in str(caught.value)


def test_a_folder_is_not_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="is a folder"):
        document.load(tmp_path)


def test_an_outside_change_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "novel.md"
    loaded = document.save(file, "mine")
    assert not document.changed_outside(loaded)
    file.write_text("theirs")
    assert document.changed_outside(loaded)
    file.unlink()
    assert not document.changed_outside(loaded)


def test_syntax_goes_by_the_name() -> None:
    assert document.syntax_of(Path("a.md")) is Syntax.MARKDOWN
    assert document.syntax_of(Path("a.txt")) is Syntax.PLAIN
    assert document.syntax_of(None) is Syntax.MARKDOWN


def test_a_text_of_more_lines_than_the_window_can_hold_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "novel.md"
    file.write_bytes(b"\r\n" * document.MOST_LINES)
    with pytest.raises(FileProblem, match=r"has 500,001 lines, more than can be edited; the limit is 500,000\.$"):
        document.load(file)
