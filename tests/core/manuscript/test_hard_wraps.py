"""Hard-wrapped texts: shown as paragraphs, wrapped again where they are edited, kept byte for byte elsewhere."""

import json
import textwrap
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core import paths
from core.manuscript import document, hard_wraps
from core.manuscript.document import Loaded
from core.manuscript.paragraphs import Kind, Syntax
from core.manuscript.paragraphs_as_read import paragraphs_as_read

POEM = """    The sea, he said, is never full,
    The moon is never old,
    And every gull is every gull
    That ever yet was told."""
LETTER = "To Miss Garrity,\nThe Lamp Office,\nHarrow Sound."
SPEECH = "“Yes.”\n“No.”\n“And if I said that it was so?”\n“Then so.”"


@cache
def chapter() -> str:
    """The sample chapter."""
    return (paths.resources() / "sample" / "chapter.md").read_text("utf-8")


def wrapped(text: str, width: int, newline: str = "\n", later: str = "") -> str:
    """``text`` as a program wraps it that knows nothing of hyphens."""
    lines: list[str] = []
    for line in text.split("\n"):
        lines += textwrap.wrap(
            line, width, subsequent_indent=later, break_long_words=False, break_on_hyphens=False
        ) or [line]
    return newline.join(lines)


def load(folder: Path, text: str, name: str = "novel.txt") -> Loaded:
    file = folder / name
    file.write_bytes(text.encode())
    return document.load(file)


@pytest.mark.parametrize("name", ["novel.txt", "novel.md"])
@pytest.mark.parametrize("width", [58, 65, 72, 80])
def test_a_wrapped_novel_is_shown_as_paragraphs(tmp_path: Path, width: int, name: str) -> None:
    loaded = load(tmp_path, wrapped(chapter(), width, "\r\n"), name)
    assert loaded.text == chapter()
    document.save(loaded.path, loaded.text, loaded)
    assert loaded.path.read_bytes() == wrapped(chapter(), width, "\r\n").encode()


@settings(max_examples=15)
@given(width=st.integers(56, 80), data=st.data())
def test_an_edited_paragraph_is_wrapped_again_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, width: int, data: st.DataObject
) -> None:
    loaded = load(tmp_path_factory.getbasetemp(), wrapped(chapter(), width, "\r\n"))
    lines = loaded.text.split("\n")
    index = data.draw(st.sampled_from([i for i, line in enumerate(lines) if len(line) > 100]))
    words = lines[index].split(" ")
    place = data.draw(st.integers(0, len(words)))
    new = data.draw(st.lists(st.sampled_from(["lamp", "“Oh!”", "2.", "—", "- ", "extraordinarily", "A"]), max_size=9))
    lines[index] = " ".join([*words[:place], *new, *words[place:]])
    document.save(loaded.path, "\n".join(lines), loaded)
    assert document.load(loaded.path).text == "\n".join(lines)
    before = wrapped(chapter(), width, "\r\n").encode().split(b"\r\n\r\n")
    after = loaded.path.read_bytes().split(b"\r\n\r\n")
    assert len(before) == len(after)
    assert sum(old != new for old, new in zip(before, after, strict=True)) <= 1
    assert max(len(line) for line in loaded.path.read_bytes().decode().split("\r\n")) <= max(width, 80)


@pytest.mark.parametrize("passage", [POEM, LETTER, SPEECH, "| one | two |\n|-----|-----|\n| three | four |"])
def test_lines_that_are_not_wrapped_stay_lines(tmp_path: Path, passage: str) -> None:
    loaded = load(tmp_path, f"{wrapped(chapter(), 72)}\n\n{passage}\n")
    assert loaded.text == f"{chapter()}\n\n{passage}\n"


@pytest.mark.parametrize(
    "text",
    [
        chapter(),
        "\n\n".join([POEM] * 30),
        "\n".join([SPEECH] * 30),
        "\n".join(f"{number}. {word}" for number, word in enumerate(["sail", "oil", "a lamp"] * 20)),
        "",
        "One short line.\nAnd another.",
    ],
)
def test_texts_that_are_not_wrapped_are_left_alone(tmp_path: Path, text: str) -> None:
    for name in ("novel.txt", "novel.md"):
        loaded = load(tmp_path, text, name)
        assert loaded.text == text
        assert loaded.wrapping is None


def test_indented_paragraphs_without_blank_lines_between_them(tmp_path: Path) -> None:
    prose = [line for line in chapter().split("\n") if line and not line.startswith("#")]
    text = "\n".join("    " + line for line in prose)
    loaded = load(tmp_path, wrapped(text, 72))
    assert loaded.text == text
    index = next(i for i, line in enumerate(prose) if len(line) > 300)
    edited = text.split("\n")
    edited[index] += " And so on, and on, until the lamps were lit again along the quay."
    document.save(loaded.path, "\n".join(edited), loaded)
    assert loaded.path.read_text() == wrapped("\n".join(edited), 72)


def test_paragraphs_told_only_by_short_last_lines(tmp_path: Path) -> None:
    prose = [line for line in chapter().split("\n") if line and not line.startswith("#")]
    shown = load(tmp_path, wrapped("\n".join(prose), 72)).text.split("\n")
    # where the last line of a paragraph is full, nothing tells that it is the last
    assert len(set(shown) & set(prose)) >= 0.7 * len(prose)


def test_a_quotation_and_a_list_keep_their_later_indents(tmp_path: Path) -> None:
    quotation = "> " + chapter().split("\n")[4]
    item = "- " + chapter().split("\n")[6]
    text = f"{wrapped(chapter(), 70)}\n\n{wrapped(quotation, 70, later='> ')}\n\n{wrapped(item, 70, later='  ')}\n"
    loaded = load(tmp_path, text, "novel.md")
    assert loaded.text == f"{chapter()}\n\n{quotation}\n\n{item}\n"
    edited = loaded.text.replace(quotation, quotation + " And the crabs sang.").replace(item, item + " And so she did.")
    document.save(loaded.path, edited, loaded)
    assert f"{wrapped(quotation + ' And the crabs sang.', 70, later='> ')}\n" in loaded.path.read_text()
    assert f"{wrapped(item + ' And so she did.', 70, later='  ')}\n" in loaded.path.read_text()
    assert document.load(loaded.path).text == edited


def test_lines_that_markdown_breaks_on_purpose_stay(tmp_path: Path) -> None:
    forced = "This line has been broken here on purpose, by two blanks at its end  \nand this one comes after it."
    loaded = load(tmp_path, f"{wrapped(chapter(), 72)}\n\n{forced}\n", "novel.md")
    assert forced in loaded.text


def test_a_paragraph_that_was_moved_keeps_its_lines(tmp_path: Path) -> None:
    ragged = "The lamp office was at the end of the quay. It was a small building with two rooms and\na stove."
    text = wrapped(chapter(), 72).replace("\n", "\r\n") + "\r\n\r\n" + ragged.replace(" It was", "   \r\nIt was")
    loaded = load(tmp_path, text)
    lines = loaded.text.split("\n")
    document.save(loaded.path, "\n".join([*lines[4:6], *lines[:4], *lines[6:]]), loaded)
    blocks = text.split("\r\n\r\n")
    assert loaded.path.read_bytes().decode().split("\r\n\r\n") == [blocks[2], *blocks[:2], *blocks[3:]]


def test_a_split_paragraph_is_two_wrapped_ones(tmp_path: Path) -> None:
    loaded = load(tmp_path, wrapped(chapter(), 66))
    line = chapter().split("\n")[4]
    place = line.index(" ", len(line) // 2)
    edited = loaded.text.replace(line, f"{line[:place]}\n\n{line[place + 1 :]}")
    document.save(loaded.path, edited, loaded)
    assert loaded.path.read_text() == wrapped(edited, 66)


def test_joined_lines_are_saved_as_one_line_for_each_paragraph(tmp_path: Path) -> None:
    loaded = load(tmp_path, wrapped(chapter(), 72, "\r\n") + "\r\n\r\n" + POEM.replace("\n", "\r\n"))
    joined = document.with_joined_lines(loaded)
    assert joined.text == loaded.text
    saved = document.save(loaded.path, loaded.text + "\nMore.", joined)
    assert saved.wrapping is None
    assert loaded.path.read_bytes() == (loaded.text + "\nMore.").replace("\n", "\r\n").encode()


def test_offsets_are_those_of_the_file_and_texts_those_of_the_window(tmp_path: Path) -> None:
    text = wrapped(chapter(), 60, "\r\n", later="  ")
    quotation = wrapped("> " + chapter().split("\n")[4], 60, "\r\n", later="> ")
    loaded = load(tmp_path, f"\ufeff{text}\r\n\r\n{quotation}\r\n\r\n> One.\r\n> Two.\r\n", "novel.md")
    paragraphs = paragraphs_as_read(loaded)
    for each in paragraphs:
        if each.kind is not Kind.PROSE:
            continue
        assert "\r" not in each.text
        assert "\n" not in each.text or each.text == "One.\nTwo."
        for offset, character in enumerate(each.text):
            place = each.to_file_offset(offset)
            if not character.isspace():
                assert loaded.text_as_read[place] == character
                assert each.from_file_offset(place) == offset
        assert loaded.text_as_read[each.start : each.end].split()[-1] == each.text.split()[-1]


def test_human_prose_comes_back_from_any_program_that_wraps_it(tmp_path: Path) -> None:
    """Passages of published novels, wrapped with breaks at hyphens too; whole books are in docs/benchmarks.md."""
    file = Path("../shared/data/published_prose.jsonl")
    if not file.exists():
        pytest.skip("../shared/data is not here")
    passages = [" ".join(json.loads(line)["text"].split()) for line in file.read_text("utf-8").splitlines()]
    text = "\n\n".join(passages[::4])
    for width in (62, 75):
        lines = "\n\n".join("\n".join(textwrap.wrap(each, width)) for each in passages[::4])
        shown = load(tmp_path, lines).text.split("\n")
        same = sum(one == other for one, other in zip(shown, text.split("\n"), strict=False))
        assert len(shown) == text.count("\n") + 1
        assert same > 0.98 * len(shown)


def test_wrapping_and_joining_a_long_line_is_quick_and_the_same() -> None:
    line = "word - and-on, 1. “more—” " * 4000
    assert hard_wraps.join(hard_wraps.wrap(line, 72, "    ")) == line
    assert hard_wraps.recognise(["a"] * 50_000, Syntax.PLAIN) is None


def test_verse_typed_into_a_wrapped_novel_does_not_keep_paragraphs_from_being_wrapped(tmp_path: Path) -> None:
    loaded = load(tmp_path, wrapped(chapter(), 72))
    paragraph = chapter().split("\n")[4]
    # reading it again, these two are taken for one paragraph
    verse = "And the lamps along the quay went out one by one, and one by one,\nand the boats went home in the darkness"
    edited = loaded.text.replace(paragraph, f"{paragraph} And so to bed.\n\n{verse}")
    document.save(loaded.path, edited, loaded)
    assert loaded.path.read_text() == wrapped(edited, 72)


def test_a_line_typed_right_below_a_full_last_line_is_not_joined_with_it(tmp_path: Path) -> None:
    full = (
        "The lamp office was at the end of the quay. It was a small building with two rooms and a stove in front of it."
    )
    lines = textwrap.wrap(full, 57)
    assert len(lines[-1]) > 52
    text = f"{wrapped(chapter(), 57)}\n\n{wrapped(full, 57)}\n"
    loaded = load(tmp_path, text)
    edited = loaded.text.replace(full, f"{full}\nSo she went in.")
    document.save(loaded.path, edited, loaded)
    assert document.load(loaded.path).text == edited
    assert loaded.path.read_text() == text.replace(wrapped(full, 57), f"{full}\nSo she went in.")
