"""People's ratings from files as they really come."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.errors import FileProblem
from core.evaluation.validity.ratings_file import load_pairs, load_ratings

PROSE = [
    'She said, "No; not, at all," and went\tout.',
    "Two paragraphs.\n\nThe second, with “quotes”.",
    "Naïve café – 12 ½ | bar",
    "plain",
    'Ends with a quote"',
    "'single'",
    "line\nbreak",
    "last, one",
]


def table(rows: list[list[object]], delimiter: str = ",", line_end: str = "\r\n") -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return stream.getvalue()


def rows_of(texts: list[str]) -> list[list[object]]:
    return [["id", "the text", "score", "topic"], *([i, t, i % 5, "ab"[i % 2]] for i, t in enumerate(texts))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiters_line_ends_and_encodings(tmp_path: Path, delimiter: str, line_end: str, encoding: str) -> None:
    file = tmp_path / "r.csv"
    file.write_bytes(table(rows_of(PROSE), delimiter, line_end).encode(encoding))
    found = load_ratings(file, "the text", "score", "topic")
    assert [each.text for each in found.texts] == PROSE
    assert [each.rating for each in found.texts] == [i % 5 for i in range(8)]
    assert [len(found.by_group[name]) for name in "ab"] == [4, 4]
    assert not found.left_out


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00\r"), min_size=1), min_size=8, max_size=12)
)
def test_whatever_a_spreadsheet_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    file = tmp_path_factory.mktemp("r") / "r.csv"
    file.write_text(table([["text", "score"], *([t, i] for i, t in enumerate(texts))]), "utf-8", newline="")
    wanted = list(dict.fromkeys(t.strip() for t in texts if t.strip()))
    assume(len(wanted) >= 8)
    assert [each.text for each in load_ratings(file, "text", "score").texts] == wanted


def test_several_ratings_of_a_text_are_averaged_and_groups_apart(tmp_path: Path) -> None:
    rows: list[list[object]] = [["text", "rating", "rater"]]
    rows += [[f"text {i}", i, "lay"] for i in range(8)] + [["text 0 ", 4, "expert"], ["text 1", "", "expert"]]
    rows += [["", 3, "lay"], ["text 2", "N/A", "lay"]]
    file = tmp_path / "r.csv"
    file.write_text(table(rows))
    found = load_ratings(file, "text", "rating", "rater")
    assert found.n_ratings == 9
    assert (found.texts[0].rating, found.texts[0].n_ratings) == (2.0, 2)
    assert [(t.text, t.rating) for t in found.by_group["expert"]] == [("text 0", 4.0)]
    assert found.by_group["lay"][0].rating == 0.0
    assert found.left_out == {"rows without a text": 1, "rows without a rating": 2}


def test_decimal_commas_other_case_and_ragged_ends(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    lines = ["Text;Rating;Note", *(f"words, {i};{i},5;" for i in range(8)), "short;3", "", ";;"]
    file.write_text("\n".join(lines))
    found = load_ratings(file, "text", "rating")
    assert [each.rating for each in found.texts] == [*(i + 0.5 for i in range(8)), 3.0]


def test_tabs_without_any_quoting(tmp_path: Path) -> None:
    file = tmp_path / "r.tsv"
    file.write_text("text\trating\n" + "".join(f'"Go, {i}," she said. 5" of snow\t{i}\n' for i in range(8)))
    assert load_ratings(file, "text", "rating").texts[3].text == '"Go, 3," she said. 5" of snow'


def test_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "r.jsonl"
    rows = [{"text": f"a\u2028{i}", "rating": i if i % 2 else str(i)} for i in range(8)]
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert [each.rating for each in load_ratings(file, "text", "rating").texts] == list(range(8))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "empty"),
        ("a\x00b", "not a table in text"),
        ("a,b\n1,2\n", "no column text; it has a, b"),
        ("text;other\nx;1\n", "no column rating; it has text, other"),
        ("text,rating,rating\nx,1,2\n", "several columns called rating"),
        ("text,rating\n" + "".join(f"t{i},{i}\n" for i in range(8)) + "last,good\n", "Line 10 .*“good” in rating"),
        ("text,rating\n" + "".join(f'"t\n{i}",{i}\n' for i in range(8)) + "last,inf\n", "Line 18 .*“inf”"),
        ("text,rating\n" + "".join(f"t{i},{i}\n" for i in range(7)), "7 rated texts; at least 8 are needed"),
        ("text,rating\n" + "".join(f"t{i},4\n" for i in range(9)), "All 9 texts .* same rating, 4"),
        ("text,rating\nan, unquoted comma,3\n", "Line 2 .* 3 fields where its header has 2"),
        ('text,rating\nfine,1\n"never closed,3\nmore,2\n', "opened in line 3 .* never closed"),
    ],
)
def test_what_is_wrong_is_one_sentence_with_its_place(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "r.csv"
    file.write_text(content)
    with pytest.raises(FileProblem, match=said) as caught:
        load_ratings(file, "text", "rating")
    assert str(caught.value).endswith((".", ":"))


@pytest.mark.parametrize(("line", "said"), [("{", "Line 1 .* not JSON"), ("[1]", "Line 1 .* not a JSON object")])
def test_json_that_is_none(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "r.jsonl"
    file.write_text(line)
    with pytest.raises(FileProblem, match=said):
        load_ratings(file, "text", "rating")


def test_pairs_by_usual_and_by_given_names(tmp_path: Path) -> None:
    file = tmp_path / "p.jsonl"
    rows = [{"vivid": f"v{i}", "plain": f"p{i}", "kind": "x"} for i in range(8)]
    extra = [{"vivid": "same", "plain": "same ", "kind": "x"}, {"vivid": "", "plain": "p", "kind": "x"}]
    file.write_text("\n".join(map(json.dumps, [*rows, *extra])))
    found = load_pairs(file, group="kind")
    assert [(p.better, p.worse, p.group) for p in found.pairs[:2]] == [("v0", "p0", "x"), ("v1", "p1", "x")]
    assert found.left_out == {"pairs with an empty side": 1, "pairs of equal texts": 1}
    assert load_pairs(file, "plain", "vivid").pairs[0].better == "p0"
    with pytest.raises(FileProblem, match="no column good; it has vivid, plain, kind"):
        load_pairs(file, "good", "bad")
    file.write_text('{"one": "a", "two": "b"}\n')
    with pytest.raises(FileProblem, match=r"Line 1 .* no pair of texts .*; it has one, two"):
        load_pairs(file)
    file.write_text('{"better": "a", "worse": 3}\n')
    with pytest.raises(FileProblem, match=r"Line 1 .* no text in worse"):
        load_pairs(file)
