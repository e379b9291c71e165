"""The files of a folder as one text: joined and parted, and boundary lines that no edit removes."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from core.manuscript.boundaries import (
    BOUNDARY,
    boundary_line,
    boundary_name,
    has_boundaries,
    is_boundary,
    joined,
    parted,
    repaired,
    stretches,
    without_boundaries,
)
from core.manuscript.paragraphs import Kind, Syntax, lines_are_paragraphs, split

NAMES = ("1 start.md", "2 middle/a.md", "3 end.txt", "é.md")
CHARACTERS = st.characters(exclude_characters=["\r", BOUNDARY])
TEXTS = st.text(st.one_of(st.just("\n"), st.sampled_from("ab "), CHARACTERS), max_size=30)
FILES = st.lists(TEXTS, min_size=1, max_size=4).map(lambda texts: list(zip(NAMES, texts, strict=False)))


@given(FILES)
def test_what_is_joined_is_parted_again(files: list[tuple[str, str]]) -> None:
    text = joined(files)
    assert parted(text) == files
    assert [text[start:end] for start, end in stretches(text)] == [each for _, each in files]
    assert without_boundaries(text) == "\n".join(each for _, each in files)
    assert [boundary_name(line) for line in text.split("\n") if is_boundary(line)] == [name for name, _ in files]


@given(TEXTS)
def test_a_text_of_one_file_is_left_alone(text: str) -> None:
    assert not has_boundaries(text)
    assert parted(text) == []
    assert without_boundaries(text) == text
    assert stretches(text) == [(0, len(text))]


def test_no_text_is_lost_where_boundary_lines_are_in_disorder() -> None:
    text = f"before\n{boundary_line('a')}\none\n{boundary_line('b')}\n{boundary_line('a')}\ntwo"
    assert parted(text) == [("a", "before\none\ntwo"), ("b", "")]


@given(FILES, st.sampled_from(Syntax))
def test_paragraphs_never_cross_a_boundary(files: list[tuple[str, str]], syntax: Syntax) -> None:
    text = joined(files)
    paragraphs = split(text, syntax)
    kinds = [each for each in paragraphs if each.kind is Kind.BOUNDARY]
    assert [boundary_name(text[each.start : each.end]) for each in kinds] == [name for name, _ in files]
    assert all(each.text == "" for each in kinds)
    assert not any(BOUNDARY in text[each.start : each.end] for each in paragraphs if each.kind is not Kind.BOUNDARY)


@given(FILES)
def test_each_file_has_the_paragraphs_that_it_has_alone(files: list[tuple[str, str]]) -> None:
    alone = [
        (each.kind, each.text.rstrip("\n"))
        for _, text in files
        for each in split(text, Syntax.MARKDOWN)
        if each.text.strip()
    ]
    together = [
        (each.kind, each.text.rstrip("\n"))
        for each in split(joined(files), Syntax.MARKDOWN)
        if each.kind is not Kind.BOUNDARY and each.text.strip()
    ]
    assert together == alone


def test_front_matter_is_known_in_each_file() -> None:
    text = joined([("1.md", "---\ntitle: x\n---\nProse.\n"), ("2.md", "---\ntitle: y\n---\nMore.\n")])
    found = [(each.kind, each.text) for each in split(text, Syntax.MARKDOWN) if each.kind is not Kind.BOUNDARY]
    assert [kind for kind, _ in found] == [Kind.CODE, Kind.PROSE] * 2


def test_blank_lines_at_the_end_of_a_file_do_not_change_how_plain_text_is_read() -> None:
    text = joined([("1.txt", "One.\nTwo.\n\n"), ("2.txt", "Three.\nFour.\n")])
    assert lines_are_paragraphs(text.split("\n"), Syntax.PLAIN)
    assert not lines_are_paragraphs(joined([("1.txt", "One.\n\nTwo."), ("2.txt", "Three.")]).split("\n"), Syntax.PLAIN)


def expected(files: list[tuple[str, str]], begin: int, end: int, inserted: str) -> list[tuple[str, str]]:
    """Each file without the characters from ``begin`` to ``end``; what was inserted is in the first file touched."""
    result: list[tuple[str, str]] = []
    position, done = 0, False
    for name, text in files:
        position += len(boundary_line(name)) + 1
        kept = [(float(at), character) for at, character in enumerate(text, position) if not begin <= at < end]
        if not done and begin <= position + len(text):
            done = True
            kept += [(max(begin, position) - 0.5, inserted)]
        result.append((name, "".join(character for _, character in sorted(kept))))
        position += len(text) + 1
    return result


@given(FILES, st.integers(0, 200), st.integers(0, 200), st.sampled_from(["", "X", "\n", "X\nY", f"X\n{BOUNDARY}q"]))
@example([("1.md", "ab"), ("2.md", "ab")], 6, 15, "")
@example([("1.md", "ab"), ("2.md", "ab")], 0, 99, "all")
def test_after_any_edit_every_file_is_there_with_the_text_left_on_its_side(
    files: list[tuple[str, str]], one: int, other: int, inserted: str
) -> None:
    old = joined(files)
    begin, end = sorted((one % (len(old) + 1), other % (len(old) + 1)))
    new = old[:begin] + inserted + old[end:]
    found, place = repaired(old, new, (begin, begin + len(inserted)))
    assert found[:place].endswith(inserted.replace(BOUNDARY, "")[-1:])
    assert not is_boundary(found[: place + 1].rpartition("\n")[2])
    wanted = expected(files, begin, end, inserted.replace(BOUNDARY, ""))
    carets = [at for start, stop in stretches(old) for at in range(start, stop + 1)]
    if begin in carets and end in carets:
        assert parted(found) == wanted
    else:  # an inserted line end may have become the one beside a boundary line that was cut there
        assert [(name, text.replace("\n", "")) for name, text in parted(found)] == [
            (name, text.replace("\n", "")) for name, text in wanted
        ]
    assert joined(parted(found)) == found


def test_text_dragged_to_an_earlier_file_leaves_the_boundary_that_it_was_dragged_over() -> None:
    old = joined([("1", "one"), ("2", "two SEL"), ("3", "ECTED three")])
    new = joined([("1", "SEL\nECTEDone"), ("2", "two  three")])
    until = len(new) - len(" three")
    assert parted(repaired(old, new, (3, until))[0]) == [("1", "SEL\nECTEDone"), ("2", "two "), ("3", " three")]
