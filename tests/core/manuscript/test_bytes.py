"""What was not edited is saved byte for byte: any bytes, any Unicode, edited in one place."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.errors import FileProblem
from core.manuscript import document, encodings
from core.manuscript.document import Loaded
from core.manuscript.line_matching import matches

ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
LINES = st.text(
    st.one_of(
        st.sampled_from(" \t\x0b\x0c\x85\u2028\u2029\xa0\ufeff\ufdd0\ufdd5\ufffd“é\U0001f600"),
        st.characters(exclude_categories=["Cs", "Cc"]),
    ),
    max_size=12,
)
TEXTS = st.lists(st.tuples(LINES, ENDS), max_size=6).map(lambda pairs: "".join(line + end for line, end in pairs))
BYTES = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from([b"caf\xc3\xa9 ", b"\xff", b"\xe9", b"\r", b"\n", b"a b ", b"\0", b"\xe2\x80"])).map(
        b"".join
    ),
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bytes") / "novel.md"


def loaded(file: Path, data: bytes) -> Loaded | None:
    file.write_bytes(data)
    try:
        return document.load(file)
    except FileProblem:
        return None


@settings(max_examples=50)
@given(data=BYTES)
@example(data=b"\xff\xfe\x00\xd8a\x00")  # UTF-16 with half of a pair
@example(data=b"\xef\xbb\xbfBOM\xff\r\n")
@example(data="“Oui”, dit-il. \x81".encode("latin-1", "ignore"))
def test_whatever_bytes_are_read_are_written_again(file: Path, data: bytes) -> None:
    read = loaded(file, data)
    if read is not None:
        saved = document.save(file, read.text, read)
        assert file.read_bytes() == data
        assert saved.text == read.text


@settings(max_examples=50)
@given(before=TEXTS, after=TEXTS, encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), new=LINES)
@example(before="a\r", after="\n\n", encoding="utf-8", new="")
def test_only_the_edited_line_changes(file: Path, before: str, after: str, encoding: str, new: str) -> None:
    text = f"{before}The old line.  \r\n{after}"
    read = loaded(file, text.encode(encoding))
    assert read is not None
    lines = read.text.split("\n")
    index = lines.index("The old line.  ")
    edited = "\n".join([*lines[:index], "The “new” line." + new, *lines[index + 1 :]])
    saved = document.save(file, edited, read)
    assert file.read_bytes() == f"{before}The “new” line.{new}\r\n{after}".encode(encoding)
    assert saved.text == edited


@settings(max_examples=40)
@given(lines=st.lists(st.sampled_from(["one", "two", "three", "four", "", ""]), max_size=12), data=st.data())
def test_any_edit_gives_the_text_again(file: Path, lines: list[str], data: st.DataObject) -> None:
    text = "".join(line + data.draw(st.sampled_from(["\n", "\r\n", "\r"])) for line in lines)
    read = loaded(file, text.encode())
    assert read is not None
    shuffled = data.draw(st.permutations(read.text.split("\n")))
    edited = "\n".join([*shuffled[: len(shuffled) // 2], "new", *shuffled[len(shuffled) // 2 :]])
    document.save(file, edited, read)
    assert document.load(file).text == edited


@given(old=st.lists(st.sampled_from("abcdef")), new=st.lists(st.sampled_from("abcdef")))
def test_matched_lines_are_equal_and_in_order(old: list[str], new: list[str]) -> None:
    found = matches(old, new)
    pairs = [(index, line) for index, line in zip(found, new, strict=True) if index >= 0]
    assert all(old[index] == line for index, line in pairs)
    assert [index for index, _ in pairs] == sorted({index for index, _ in pairs})
    if old == new:
        assert found == list(range(len(old)))


def test_an_added_line_takes_the_line_end_of_its_neighbour(file: Path) -> None:
    read = loaded(file, b"one\r\ntwo\r\nthree\nfour\nfive")
    assert read is not None
    document.save(file, read.text.replace("one", "one\nand a half").replace("four", "four\nmore") + "\nsix", read)
    assert file.read_bytes() == b"one\r\nand a half\r\ntwo\r\nthree\nfour\nmore\nfive\nsix"


@pytest.mark.parametrize(
    ("encoding", "name"),
    [("cp1252", "Windows-1252"), ("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_an_encoding_that_was_not_certain_is_said_and_kept(file: Path, encoding: str, name: str) -> None:
    text = "“Où est-elle?” he said — and naïve Zoë blushed.\r\n" * 3
    read = loaded(file, text.encode(encoding))
    assert read is not None
    assert read.text_as_read == text
    assert name in read.notice
    document.save(file, read.text.replace("Zoë", "Chloé"), read)
    assert file.read_bytes() == text.replace("Zoë", "Chloé").encode(encoding)


def test_utf16_without_spaces_between_words_is_recognised(file: Path) -> None:
    text = "昔々、ある所に、おじいさんとおばあさんがいました。\nおじいさんは山へ行きました。\n"
    for encoding in ("utf-16-le", "utf-16-be"):
        read = loaded(file, text.encode(encoding))
        assert read is not None
        assert read.text == text


def test_a_character_that_the_encoding_lacks_makes_it_utf8(file: Path) -> None:
    read = loaded(file, "café".encode("cp1252"))
    assert read is not None
    saved = document.save(file, "café ☃", read)
    assert file.read_text("utf-8") == "café ☃"
    assert "UTF-8" in saved.notice


def test_text_that_would_be_read_in_another_encoding_makes_it_utf8(file: Path) -> None:
    read = loaded(file, "café".encode("cp1252"))
    assert read is not None
    document.save(file, "cafÃ©", read)  # in CP-1252 these are the bytes of “café” in UTF-8
    assert document.load(file).text == "cafÃ©"


def test_one_damaged_byte_does_not_turn_the_whole_text_into_another(file: Path) -> None:
    data = "“Où est-elle?” he said.\n".encode() * 5 + b"A hole \xff\x80 in \xe2\x80 it.\nThe end.\n"
    read = loaded(file, data)
    assert read is not None
    assert read.text.startswith("“Où est-elle?”")
    assert "A hole \ufffd\ufffd in \ufffd\ufffd it." in read.text
    assert read.text_as_read == read.text
    assert "damaged in 4 places" in read.notice
    document.save(file, read.text.replace("hole", "whole").replace("it.", "us."), read)
    assert file.read_bytes() == data.replace(b"hole", b"whole").replace(b" it.", b" us.")


def test_a_damaged_byte_that_was_deleted_is_gone(file: Path) -> None:
    read = loaded(file, "Où, où, où? ".encode() + b"a\xffb\xfec")
    assert read is not None
    document.save(file, "Où, où, où? ab\ufffdc", read)
    assert file.read_bytes() == "Où, où, où? ".encode() + b"ab\xfec"


def test_zero_bytes_at_the_end_of_a_novel_are_kept(file: Path) -> None:
    data = b"It was a dark and stormy night.\n" * 500 + bytes(100)
    read = loaded(file, data)
    assert read is not None
    assert read.text.endswith("\ufffd" * 100)
    document.save(file, read.text.replace("dark", "bright", 1), read)
    assert file.read_bytes() == data.replace(b"dark", b"bright", 1)


@given(before=st.text(st.sampled_from("ab\udc80\udcff\ud800\0\ufdd4\ufffd"), max_size=10), data=st.data())
def test_hidden_characters_survive_an_edit_of_their_line(before: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(before)))
    line = encodings.shown(before)
    assert encodings.with_hidden(line[:cut] + "new" + line[cut:], before) == before[:cut] + "new" + before[cut:]


def test_a_novel_with_every_line_changed_is_matched_in_linear_time() -> None:
    n = 30_000
    old = [f"line {index % 1000}" if index % 2 else "" for index in range(n)]
    assert matches(old, [f"new {index}" if index % 2 else "" for index in range(n)])
    moved = [*old[n // 2 :], *old[: n // 2]]
    assert sum(index >= 0 for index in matches(old, moved)) >= n // 2
