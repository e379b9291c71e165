"""Find in a text as a reader sees it; regular expressions on the text as it is."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.manuscript.boundaries import boundary_line, joined
from core.search import finder
from core.search.finder import Found, ReplacementProblem, Unusable, find_all
from core.search.query import Flaw, PatternProblem, Query

LAMP = "The *old* lamp, the __old__\nlamp; > the\n> _old_   lamp.\n\nthe\n\nold lamp"


def spans(found: Found) -> list[tuple[int, int]]:
    return list(zip(found.starts, found.ends, strict=True))


def found(text: str, needle: str, **options: bool) -> list[str]:
    return [text[start:end] for start, end in spans(find_all(text, Query(needle, **options)))]


def replaced(text: str, query: Query, replacement: str) -> str:
    places = find_all(text, query, replacement)
    for (start, end), new in reversed(list(zip(spans(places), places.replacements, strict=True))):
        text = text[:start] + new + text[end:]
    return text


def test_words_are_found_over_emphasis_and_line_ends_but_not_over_paragraphs() -> None:
    assert found(LAMP, "the old lamp") == ["The *old* lamp", "the __old__\nlamp", "the\n> _old_   lamp"]


@pytest.mark.parametrize(
    ("text", "needle", "expected"),
    [
        ("She *sa*w it", "saw it", ["sa*w it"]),
        ("***Never*** again", "never again", ["Never*** again"]),
        ("a snake_case name", "snakecase", []),
        ("a snake_case name", "snake_case", ["snake_case"]),
        ("5 \\* 3 and 5 * 3", "5 * 3", ["5 \\* 3", "5 * 3"]),
        ("\\[sic\\] [sic]", "[sic]", ["\\[sic\\]", "[sic]"]),
        ("I don’t, don't", "don't", ["don’t", "don't"]),
        ('“Come in,” she said. "Come in,"', '"come in,"', ["“Come in,”", '"Come in,"']),
        ("' ’", "'", ["'"]),
        ("cafe\u0301 café", "café", ["cafe\u0301", "café"]),
        ("one  two one two", "one two", ["one  two", "one two"]),
        ("one  two one two", "  ", ["  "]),
        ("lamp \nlamp ", "lamp ", ["lamp ", "lamp "]),
        ("a.b axb", "a.b", ["a.b"]),
        ("C:\\dir", "\\dir", ["\\dir"]),
        ("~~gone~~ now", "gone now", ["gone~~ now"]),
    ],
)
def test_what_is_found(text: str, needle: str, expected: list[str]) -> None:
    assert found(text, needle) == expected


def test_case_and_whole_words() -> None:
    text = "Cat, cat; category. _cat_ CAT"
    assert len(found(text, "cat")) == 5
    assert len(found(text, "cat", whole_word=True)) == 4
    assert found(text, "cat", match_case=True) == ["cat", "cat", "cat"]
    assert found(text, "c.t", regex=True, whole_word=True, match_case=True) == ["cat", "cat"]


def test_a_pattern_reads_the_text_as_it_is_line_by_line() -> None:
    assert found("*a* b\n*c*", r"^\*\w\*", regex=True) == ["*a*", "*c*"]
    assert found(LAMP, r"old\s+lamp$", regex=True) == ["old lamp"]
    assert find_all("text", Query("z*", regex=True)) == Found([], [], [])  # empty matches


@pytest.mark.parametrize(
    ("text", "needle", "replacement", "expected"),
    [
        ("The *old* lamp", "the old", "A new", "*A new* lamp"),
        ("the *old lamp*", "the old", "a new", "*a new lamp*"),
        ("*the old* lamp", "old lamp", "thing", "*the thing*"),
        ("*un*believable", "unbeliev", "reli", "*reli*able"),
        ("un*believable*", "unbeliev", "reli", "*reliable*"),
        ("the *old* lamp", "the old lamp", "it", "it"),
        ("**so *very* old**", "very old", "new", "**so *new***"),
    ],
)
def test_emphasis_that_goes_on_beyond_a_match_is_kept(text: str, needle: str, replacement: str, expected: str) -> None:
    assert replaced(text, Query(needle), replacement) == expected


def test_groups_in_the_replacement() -> None:
    assert replaced("Mr. Gray, Mrs. Grey", Query(r"(Mrs?)\. (?P<name>\w+)", regex=True), r"\g<name> (\1)") == (
        "Gray (Mr), Grey (Mrs)"
    )
    assert replaced("a", Query("(z)?a", regex=True), r"<\1>") == "<>"


@pytest.mark.parametrize(
    ("replacement", "why"),
    [
        (r"\g<x>", Unusable.GROUP),
        (r"\1", Unusable.GROUP),
        ("end\\", Unusable.BACKSLASH),
        (r"\q", Unusable.BACKSLASH),
        (r"\g<", Unusable.BACKSLASH),
    ],
)
def test_a_replacement_that_cannot_be_is_a_problem_where_something_is_found(replacement: str, why: Unusable) -> None:
    assert find_all("text", Query("z", regex=True), replacement) == Found([], [], [])
    with pytest.raises(ReplacementProblem) as problem:
        find_all("text", Query("t", regex=True), replacement)
    assert problem.value.why is why


@pytest.mark.parametrize(
    ("pattern", "flaw", "position"),
    [
        ("lamp (", Flaw.OPEN_GROUP, 5),
        ("lamp)", Flaw.CLOSED_GROUP, 4),
        ("[a", Flaw.OPEN_SET, 0),
        ("a|*", Flaw.NOTHING_REPEATED, 2),
        ("a**", Flaw.REPEATED_TWICE, 2),
        ("[z-a]", Flaw.RANGE, 1),
        (r"lamp\q", Flaw.ESCAPE, 4),
        (r"(a)\2", Flaw.GROUP, 4),
        ("(?<=a*)b", Flaw.LOOK_BEHIND, -1),
        ("a{99999999999}", Flaw.TOO_LARGE, -1),
        ("(" * 3000 + ")" * 3000, Flaw.TOO_LARGE, -1),
    ],
)
@pytest.mark.parametrize("whole_word", [False, True])
def test_a_broken_pattern_says_where_it_breaks(pattern: str, flaw: Flaw, position: int, whole_word: bool) -> None:
    with pytest.raises(PatternProblem) as problem:
        find_all("text", Query(pattern, regex=True, whole_word=whole_word))
    assert (problem.value.flaw, problem.value.position) == (flaw, position)


@pytest.mark.parametrize("query", [Query("chapter"), Query("chapter", regex=True), Query(r".+", regex=True)])
def test_boundary_lines_are_never_part_of_a_match(query: Query) -> None:
    text = joined([("chapter 1.md", "A chapter.\n"), ("chapter 2.md", "Another chapter.")])
    places = spans(find_all(text, query))
    assert len(places) == 2
    for start, end in places:
        assert boundary_line("")[0] not in text[start:end] and "md" not in text[start:end]


def test_no_match_goes_from_one_file_into_the_next() -> None:
    text = joined([("1.md", "the end"), ("2.md", "the beginning")])
    assert found(text, r"end[\s\S]*?beginning", regex=True) == []
    assert found(text, r"^the \w+$", regex=True) == ["the end", "the beginning"]


def test_more_places_than_anyone_reads_are_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finder, "MOST_MATCHES", 3)
    assert find_all("a a a", Query("a")).is_complete
    cut = find_all("a a a a", Query("a"))
    assert len(cut) == 3 and not cut.is_complete


WORDS = st.text("ab", min_size=1, max_size=3)


@given(st.lists(WORDS, min_size=1, max_size=12), st.lists(WORDS, min_size=1, max_size=2), st.data())
def test_marks_and_line_ends_change_nothing_in_what_is_found(
    words: list[str], needle: list[str], data: st.DataObject
) -> None:
    """The same words, set in emphasis or wrapped to several lines, are found the same number of times."""
    plain = " ".join(words)
    marks = data.draw(st.lists(st.sampled_from(["", "*", "**"]), min_size=len(words), max_size=len(words)))
    blanks = data.draw(st.lists(st.sampled_from([" ", "\n", "  ", "\n> "]), min_size=len(words), max_size=len(words)))
    dressed = "".join(f"{blank}{mark}{word}{mark}" for word, mark, blank in zip(words, marks, blanks, strict=True))
    query = Query(" ".join(needle))
    assert len(find_all(dressed, query)) == len(find_all(plain, query))


@given(st.text("ab*. \n", max_size=60), st.text("ab. ", min_size=1, max_size=5))
def test_pieces_change_nothing(text: str, needle: str) -> None:
    whole = find_all(text, Query(needle))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(finder, "_PIECE", 1)
        assert find_all(text, Query(needle)) == whole


def test_time_does_not_explode_where_nearly_everything_matches() -> None:
    """Each optional part excludes what follows it, so the number of ways to match is not multiplied."""
    pattern = Query("a " * 20 + "b").pattern()
    assert isinstance(pattern, re.Pattern) and not pattern.search(("a" + "*" * 7 + " ") * 2000)
    assert not pattern.search("a " * 20_000)
