"""Marked passages: kept on disk, on one side only, whatever happens to the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.errors import FileProblem
from core.personal import marks
from core.personal.marks import Fit, Found, Marks, Side

LAMP = "The lamp stood on the table and gave a yellow light to the room."
LAMP_REVISED = "The lamp stood on the table, and gave a thin and yellow light to the room."
RAIN = "It was raining when the train came in, and nobody was waiting."


def test_a_passage_marked_again_moves_to_the_other_side() -> None:
    marked = Marks().with_mark(LAMP, Side.ALIVE).with_mark(RAIN, Side.ALIVE)
    assert marked == Marks(alive=(LAMP, RAIN))
    moved = marked.with_mark(LAMP, Side.FLAT)
    assert moved == Marks(alive=(RAIN,), flat=(LAMP,))
    assert moved.side_of(LAMP) is Side.FLAT and moved.side_of(RAIN) is Side.ALIVE
    assert moved.without(LAMP) == Marks(alive=(RAIN,))


def test_two_versions_of_a_passage_do_not_count_twice() -> None:
    marked = Marks().with_mark(LAMP, Side.FLAT)
    assert marked.side_of(LAMP_REVISED) is None
    assert marked.with_mark(LAMP_REVISED, Side.ALIVE) == Marks(alive=(LAMP_REVISED,))


def test_a_mark_is_found_in_its_passage_around_it_and_in_what_became_of_it() -> None:
    marked = Marks(alive=(LAMP,), flat=(RAIN,))
    assert marked.found_in(LAMP) == (Found(Side.ALIVE, Fit.SAME, LAMP),)
    assert marked.found_in(LAMP.replace(" ", "  ")) == (Found(Side.ALIVE, Fit.SAME, LAMP),)
    assert marked.found_in(LAMP_REVISED) == (Found(Side.ALIVE, Fit.EARLIER, LAMP),)
    assert marked.found_in(f"{RAIN} {LAMP} Then it went out.") == (
        Found(Side.ALIVE, Fit.PART, LAMP),
        Found(Side.FLAT, Fit.PART, RAIN),
    )
    cut = Marks(flat=(f"hen it went out. {RAIN} And th",))
    assert cut.found_in(f"Then it went out. {RAIN} And then?")[0].fit is Fit.PART
    assert marked.found_in("Nobody was on the platform but a porter with a lantern.") == ()
    assert marked.found_in("") == () == Marks().found_in(LAMP)
    assert marked.without_each({LAMP}) == Marks(flat=(RAIN,))


def test_what_is_missing_is_counted() -> None:
    ten = tuple(f"Passage number {i} about a lamp." for i in range(10))
    assert Marks().missing == (10, 10)
    assert Marks(ten, ten[:9]).missing == (0, 1)
    assert not Marks(ten, ten[:9]).is_enough
    assert Marks(ten, (*ten, *ten)).is_enough


def test_fragments_are_too_short() -> None:
    assert not marks.long_enough("Short one.")
    assert marks.long_enough(LAMP)


def test_they_are_kept_on_disk_and_survive_what_happens_to_the_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    assert marks.load(folder) == Marks()
    marked = Marks((LAMP, "„Ja“, sagte sie – 你好, und ging."), (RAIN,))
    marks.save(folder, marked)
    assert marks.load(folder) == marked
    assert [file.name for file in folder.iterdir()] == [marks.FILE_NAME]
    file = folder / marks.FILE_NAME
    for damage, left in (
        ("", Marks()),
        ('{"alive": ["half', Marks()),
        ("[1, 2]", Marks()),
        (json.dumps({"alive": [LAMP, LAMP, 3, None, " "], "flat": "no list", "more": 1}), Marks(alive=(LAMP,))),
    ):
        file.write_text(damage, "utf-8")
        assert marks.load(folder) == left
    file.write_bytes(b"\xff\xfe\x00")
    assert marks.load(folder) == Marks()


def test_marks_of_a_newer_release_are_left_alone_and_those_of_an_earlier_kept(tmp_path: Path) -> None:
    file = tmp_path / marks.FILE_NAME
    file.write_text(json.dumps({"alive": [LAMP], "flat": []}), "utf-8")
    assert marks.load(tmp_path) == Marks(alive=(LAMP,))
    marks.save(tmp_path, Marks(flat=(RAIN,)))
    assert marks.load(tmp_path) == Marks(flat=(RAIN,))
    file.write_text('{"format": 2, "alive": [{"who": "knows"}]}', "utf-8")
    assert marks.load(tmp_path) == Marks()
    with pytest.raises(FileProblem, match="newer Inkglow"):
        marks.save(tmp_path, Marks(flat=(RAIN,)))
    assert file.read_text("utf-8") == '{"format": 2, "alive": [{"who": "knows"}]}'


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(FileProblem, match="cannot be made"):
        marks.save(tmp_path / "file" / "data", Marks())
