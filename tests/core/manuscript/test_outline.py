"""The outline of a text, and sections that are moved: nothing else changes, and no line is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.manuscript.boundaries import boundary_line, is_boundary
from core.manuscript.outline import FILE, SCENE, Outline, outline
from core.manuscript.paragraphs import START, Role, Syntax, classify, group, is_break, lines_are_paragraphs
from core.manuscript.section_moves import LineEdit, Move, Where, move, next_place, place, with_note

NOVEL = """Before it all.

# Part One

## The Lamp

<!-- a comment -->

The lamp was lit, and nobody had seen who lit it, or with what, or why.

* * *
<!-- status: draft -->

*Rain* fell.

***

And stopped.

## The Quay
<!-- status: to check -->

Ropes.


# Part Two

## The Sea ##

Salt.
"""


def read(text: str, syntax: Syntax = Syntax.MARKDOWN) -> Outline:
    lines = text.split("\n")
    state, roles = START, []
    for number, line in enumerate(lines):
        role, state = classify(line, state, syntax)
        roles.append(Role.BLANK if number == len(lines) - 1 and not line else role)
    runs = list(group(roles, each_line=lines_are_paragraphs(lines, syntax)))
    return outline(runs, lines, syntax)


def titles(found: Outline) -> list[str]:
    return [f"{'  ' * depth(found, index)}{found.title(index)}" for index in range(len(found.sections))]


def depth(found: Outline, index: int) -> int:
    parent = found.sections[index].parent
    return 0 if parent < 0 else 1 + depth(found, parent)


def edited(lines: Sequence[str], edits: Sequence[LineEdit]) -> str:
    result = list(lines)
    for edit in reversed(edits):
        result[edit.first : edit.first + edit.count] = edit.lines
    return "\n".join(result)


def index_of(found: Outline, title: str) -> int:
    return next(index for index in range(len(found.sections)) if found.title(index).startswith(title))


def moved(text: str, title: str, where: Where, target: str, syntax: Syntax = Syntax.MARKDOWN) -> str | None:
    found = read(text, syntax)
    index = index_of(found, title)
    goal = place(found, index, where, index_of(found, target))
    return None if goal is None else edited(found.lines, move(found, index, goal).edits)


def test_headings_and_breaks_make_the_outline() -> None:
    found = read(NOVEL)
    assert titles(found) == [
        "Part One",
        "  The Lamp",
        "    Scene 1 – The lamp was lit, and nobody had seen who lit…",
        "    Scene 2 – Rain fell.",
        "    Scene 3 – And stopped.",
        "  The Quay",
        "Part Two",
        "  The Sea",
    ]
    assert [found.note(index) for index in range(8)] == ["", "", "", "draft", "", "to check", "", ""]
    assert [found.at(index) for index in range(4)] == [-1, 0, 1, 2]


def test_files_are_above_headings_and_folders_are_named() -> None:
    text = (
        f"{boundary_line('one/first.md')}\n---\ntitle: x\n---\nText.\n\n***\n\nMore.\n{boundary_line('2.md')}\n# Two\n"
    )
    assert titles(read(text)) == ["one/first", "  Scene 1 – Text.", "  Scene 2 – More.", "2", "  Two"]


def test_code_and_quotes_make_no_sections() -> None:
    assert titles(read("# One\n\n```\n# no\n```\n\n> # no\n>\n> ***\n\nTwo\n===\n\n***\n")) == [
        "One",
        "Two",
        "  Scene 1",
    ]


def test_plain_text_has_chapters_where_a_line_names_one() -> None:
    ornament = "       *  *  *  *  *  *\n     *  *\n\n* * *"
    chapters = f"PART ONE\n\nCHAPTER I.\nThe Lamp\n\nIt was lit.\n\n{ornament}\n\nIt went out.\n\n"
    text = f"{chapters}NO SMOKING\n\nNo Smoking\n\nII\n\nEnd."
    assert titles(read(text, Syntax.PLAIN)) == [
        "PART ONE",
        "  CHAPTER I. The Lamp",
        "    Scene 1 – It was lit.",
        "    Scene 2 – It went out.",
        "  II",
    ]


def test_a_chapter_moves_with_all_that_is_in_it() -> None:
    text = moved(NOVEL, "The Lamp", Where.INTO, "Part Two")
    assert text is not None
    start, rest = NOVEL.index("## The Lamp"), NOVEL.index("## The Quay")
    assert text == f"{NOVEL[:start]}{NOVEL[rest:].rstrip()}\n\n{NOVEL[start:rest].rstrip()}\n"
    there = read(text)
    index = index_of(there, "The Lamp")
    goal = place(there, index, Where.BEFORE, index_of(there, "The Quay"))
    assert goal is not None and edited(there.lines, move(there, index, goal).edits) == NOVEL


def test_a_scene_takes_one_break_along() -> None:
    text = "# A\n\nOne.\n\n***\n\nTwo.\n\n---\n\nThree.\n\n# B\n\nFour.\n"
    assert moved(text, "Scene 2", Where.BEFORE, "Scene 1") == text.replace("One.", "X").replace("Two.", "One.").replace(
        "X", "Two."
    )
    assert (
        moved(text, "Scene 1", Where.AFTER, "Scene 3")
        == "# A\n\nTwo.\n\n---\n\nThree.\n\n***\n\nOne.\n\n# B\n\nFour.\n"
    )
    assert moved(text, "Scene 1", Where.INTO, "B") == "# A\n\nTwo.\n\n---\n\nThree.\n\n# B\n\nFour.\n\n***\n\nOne.\n"
    assert moved(text, "Scene 3", Where.BEFORE, "B") is None
    assert moved(text, "Scene 3", Where.AFTER, "B") == "# A\n\nOne.\n\n***\n\nTwo.\n\n# B\n\nFour.\n\n---\n\nThree.\n"
    assert (
        moved(text.replace("\n\nFour.", ""), "Scene 2", Where.INTO, "B")
        == "# A\n\nOne.\n\n---\n\nThree.\n\n# B\n\nTwo.\n"
    )


def test_blank_lines_are_added_only_where_paragraphs_would_touch() -> None:
    assert moved("# A\n\na\n\n\n# B\n\nb", "B", Where.BEFORE, "A") == "# B\n\nb\n\n\n# A\n\na"
    assert moved("# A\na\n# B\nb", "B", Where.BEFORE, "A") == "# B\nb\n\n# A\na"
    assert moved("I\na\nb\nII\nc", "II", Where.BEFORE, "I", Syntax.PLAIN) == "II\nc\nI\na\nb"


def test_files_move_line_for_line() -> None:
    one, two = f"{boundary_line('1.md')}\na\n\n", f"{boundary_line('2.md')}\n# B\n"
    assert moved(f"{one}\n{two}", "2", Where.BEFORE, "1") == f"{two}\n{one}"
    assert moved(f"{one}\n{two}", "1", Where.AFTER, "2") == f"{two}\n{one}"
    third = f"{boundary_line('3.md')}\n"
    assert moved(f"{two}\n{third}", "B", Where.BEFORE, "2") is None  # above the first file
    empty = f"{boundary_line('2.md')}\n\n"
    assert moved(f"{two}\n{third}", "B", Where.INTO, "3") == f"{empty}{third}# B\n"
    assert moved(f"{two}{third}", "B", Where.INTO, "3") == f"{empty}{third}# B\n"  # without a line end at its end


@pytest.mark.parametrize(
    ("title", "where", "target"),
    [
        ("Part One", Where.INTO, "Part Two"),  # no section inside one of its own level
        ("The Lamp", Where.BEFORE, "Scene 2"),  # the scenes would become its own
        ("Part One", Where.BEFORE, "The Sea"),  # it would take that chapter from its part
        ("Part One", Where.INTO, "The Lamp"),  # nothing inside itself
        ("Scene 1", Where.INTO, "Part Two"),  # a part that has chapters has no scenes
    ],
)
def test_a_move_that_would_change_other_sections_is_refused(title: str, where: Where, target: str) -> None:
    assert moved(NOVEL, title, where, target) is None


def test_nothing_goes_behind_code_that_is_not_closed() -> None:
    text = "# A\n\na\n\n# B\n\n```\ncode\n"
    assert moved(text, "A", Where.AFTER, "B") is None
    assert moved(text, "B", Where.BEFORE, "A") is None


def test_keys_step_through_the_places() -> None:
    seen = []
    text = "# One\n\n## a\n\n1\n\n# Two\n\n## b\n\n2\n\n***\n\n3\n\n# Three\n"
    for title in ("a", "Scene 1"):
        now = text
        while True:
            found = read(now)
            index = index_of(found, title) if title == "a" else scene_with(found, "2")
            goal = next_place(found, index, up=False)
            if goal is None:
                break
            now = edited(found.lines, move(found, index, goal).edits)
            seen.append(" ".join(now.split()))
            if title != "a" and not [s for s in read(now).sections if s.level == SCENE]:
                break
    assert seen == [
        "# One # Two ## a 1 ## b 2 *** 3 # Three",
        "# One # Two ## b 2 *** 3 ## a 1 # Three",
        "# One # Two ## b 2 *** 3 # Three ## a 1",
        "# One ## a 1 # Two ## b 3 *** 2 # Three",
        "# One ## a 1 # Two ## b 3 # Three 2",
    ]


def test_keys_do_not_take_a_chapter_above_the_title_of_the_book() -> None:
    found = read("# The Book\n\n## One\n\n1\n\n## Two\n\n2\n")
    assert next_place(found, 1, up=True) is None and next_place(found, 2, up=False) is None
    assert place(found, 1, Where.BEFORE, 0) is not None  # dragging does


def scene_with(found: Outline, words: str) -> int:
    return next(i for i, s in enumerate(found.sections) if s.level == SCENE and found.title(i).endswith(f"– {words}"))


def test_a_status_note_is_a_comment_below_the_heading() -> None:
    def noted(text: str, title: str, note: str) -> str | None:
        found = read(text)
        edit = with_note(found, index_of(found, title), note)
        return None if edit is None else edited(found.lines, [edit])

    text = "# A\n\nOne.\n\n***\n\nTwo.\n"
    with_one = noted(text, "A", "  to\ncheck --> ")
    assert with_one == "# A\n<!-- status: to check –> -->\n\nOne.\n\n***\n\nTwo.\n"
    assert noted(with_one, "A", "") == text
    assert noted(with_one, "A", "done") == "# A\n<!-- status: done -->\n\nOne.\n\n***\n\nTwo.\n"
    both = noted(with_one, "Scene 1", "draft")
    assert both is not None and [read(both).note(index) for index in range(3)] == ["to check –>", "draft", ""]
    assert noted(both, "Scene 1", "") == with_one
    assert noted(text, "Scene 2", "x") == "# A\n\nOne.\n\n***\n<!-- status: x -->\n\nTwo.\n"
    assert noted(text, "A", " ") is None


LINES = st.sampled_from(
    [
        *("", "", "", "prose", "more", "# One", "## Two", "### Three", "***", "---", "~", "```", "> quoted", "> # q"),
        *("Under\n===", "<!-- c -->", "<!-- status: s -->", boundary_line("1.md"), boundary_line("2.md"), "II", " "),
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(LINES, min_size=2, max_size=24),
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from(Where),
    st.sampled_from(Syntax),
)
def test_a_move_keeps_every_line_and_the_other_sections(
    lines: list[str], which: int, target: int, where: Where, syntax: Syntax
) -> None:
    if any(line.startswith(boundary_line("")) for line in lines):  # text above the first file is in no file
        lines = [boundary_line("0.md"), *lines]
    text = "\n".join(lines)
    before = read(text, syntax)
    assume(before.sections)
    index, target = which % len(before.sections), target % len(before.sections)
    goal = place(before, index, where, target)
    steps = [next_place(before, index, up=up) for up in (True, False)]
    for found in (goal, *steps):
        if found is not None:
            check_move(before, index, move(before, index, found))
    for up, found in zip((True, False), steps, strict=True):
        if found is not None:
            check_back(before, index, move(before, index, found), up=not up)


def check_move(before: Outline, index: int, done: Move) -> None:
    after = read(edited(before.lines, done.edits), before.syntax)
    section = before.sections[index]
    kept = [line for line in before.lines if line.strip()]
    found = [line for line in after.lines if line.strip()]
    if section.level == SCENE and len(found) < len(kept):  # the first scene of an empty chapter needs no break
        lost = Counter(kept) - Counter(found)
        assert all(is_break(line.strip()) for line in lost)
    else:
        assert Counter(found) == Counter(kept)
    assert after.lines[done.now : done.now + done.count] == before.lines[done.was : done.was + done.count]
    assert has_file_without_line(before.lines) or not has_file_without_line(after.lines)
    was, now = (lines_are_paragraphs(each.lines, before.syntax) for each in (before, after))
    assert now >= was
    if section.level == SCENE or now is not was:  # the last blank line between two lines of plain text may be gone
        return
    inside = [i for i, each in enumerate(before.sections) if section.start <= each.start < section.end]
    rest = [i for i in range(len(before.sections)) if i not in inside]
    new = next(
        i
        for i, each in enumerate(after.sections)
        if after.runs[each.start].first == done.now and each.level == section.level
    )
    new_inside = [
        i for i, each in enumerate(after.sections) if after.sections[new].start <= each.start < after.sections[new].end
    ]
    new_rest = [i for i in range(len(after.sections)) if i not in new_inside]
    assert named(after, new_inside) == named(before, inside)
    assert named(after, new_rest) == named(before, rest)
    parents = {
        each.start: named(before, [each.parent])
        for i, each in enumerate(before.sections)
        if i in rest and each.parent >= 0
    }
    new_parents = {
        each.start: named(after, [each.parent])
        for i, each in enumerate(after.sections)
        if i in new_rest and each.parent >= 0
    }
    assert list(new_parents.values()) == list(parents.values())


def has_file_without_line(lines: Sequence[str]) -> bool:
    """Whether a file has not even an empty line."""
    return any(is_boundary(one) and is_boundary(other) for one, other in pairwise([*lines, boundary_line("")]))


def named(found: Outline, indices: list[int]) -> list[tuple[int, str, str]]:
    return [(found.sections[i].level, found.title(i), found.note(i)) for i in indices]


def check_back(before: Outline, index: int, done: Move, *, up: bool) -> None:
    """One step back restores the text, up to blank lines."""
    after = read(edited(before.lines, done.edits), before.syntax)
    if lines_are_paragraphs(after.lines, after.syntax) is not lines_are_paragraphs(before.lines, before.syntax):
        return
    level = before.sections[index].level
    new = [i for i, each in enumerate(after.sections) if each.level == level and line_of(after, i) == done.now]
    if not new:
        assert level == SCENE  # alone in its chapter
        return
    goal = next_place(after, new[0], up=up)
    if goal is None:  # keys do not lead out of what is above
        assert level == SCENE or before.sections[index].parent < 0
        return
    back = edited(after.lines, move(after, new[0], goal).edits)
    if level != FILE and level != SCENE:
        assert [line for line in back.split("\n") if line.strip()] == [line for line in before.lines if line.strip()]
    if level == FILE:
        assert back == "\n".join(before.lines)


def line_of(found: Outline, index: int) -> int:
    section = found.sections[index]
    start = section.body if section.level == SCENE and section.body < section.stop else section.start
    return found.runs[start].first
