"""However the lines change, the tracked paragraphs are core's, and ids last."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from core.manuscript.boundaries import boundary_line
from core.manuscript.paragraphs import Kind, Syntax, scored_text, split
from desktop.editor.tracking import ParagraphTracker

LINES = st.sampled_from(
    [
        *("", "", " ", "plain prose", "more prose", "# Heading", "***", "---", "```", "````", "~~~", "> quoted", "==="),
        *("\t", "<!-- c -->", boundary_line("1.md"), boundary_line("2.md")),
    ]
)
EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.lists(LINES, max_size=6)), max_size=12)


def as_core_sees_it(lines: list[str], syntax: Syntax) -> list[tuple[Kind, str]]:
    return [(paragraph.kind, paragraph.text) for paragraph in split("\n".join(lines), syntax)]


def as_tracked(tracker: ParagraphTracker) -> list[tuple[Kind, str]]:
    result = []
    for paragraph in tracker.paragraphs:
        text = tracker.raw_text(paragraph)
        if paragraph.kind is Kind.PROSE:
            text = scored_text(text, tracker.syntax)[0]
        result.append((paragraph.kind, text))
    return result


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=20), EDITS, st.sampled_from(Syntax))
def test_tracked_paragraphs_equal_cores_after_any_edits(
    lines: list[str], edits: list[tuple[int, int, list[str]]], syntax: Syntax
) -> None:
    tracker = ParagraphTracker()
    tracker.reset(lines, syntax)
    assert as_tracked(tracker) == as_core_sees_it(lines, syntax)
    for at, count, new in edits:
        first = at % len(lines)
        count = min(count, len(lines) - first)
        if len(lines) - count + len(new) == 0:
            new = [""]
        before = {p.id: (p.revision, p.kind, tracker.raw_text(p)) for p in tracker.paragraphs}
        lines[first : first + count] = new
        changes = tracker.replace(first, count, new)
        assert as_tracked(tracker) == as_core_sees_it(lines, syntax)
        after = {p.id: (p.revision, p.kind, tracker.raw_text(p)) for p in tracker.paragraphs}
        assert len(after) == len(tracker.paragraphs)
        assert set(changes.removed) == before.keys() - after.keys()
        for paragraph_id, (revision, kind, text) in after.items():
            old = before.get(paragraph_id)
            if paragraph_id in changes.changed:
                assert old is None or old[0] < revision
            else:
                assert old == (revision, kind, text)
            assert tracker.get(paragraph_id) is not None


def test_typing_keeps_the_id_and_raises_the_revision() -> None:
    tracker = ParagraphTracker()
    tracker.reset(["One.", "", "Two.", "", "Three."], Syntax.MARKDOWN)
    first, second, third = tracker.paragraphs
    changes = tracker.replace(2, 1, ["Two and more."])
    assert changes.changed == (second.id,)
    assert (first.revision, second.revision, third.revision) == (1, 2, 1)


def test_an_unchanged_line_is_no_change() -> None:
    tracker = ParagraphTracker()
    tracker.reset(["One.", "", "Two."], Syntax.MARKDOWN)
    assert not tracker.replace(0, 3, ["One.", "", "Two."])


def test_paragraphs_after_an_inserted_one_keep_ids_and_revisions() -> None:
    tracker = ParagraphTracker()
    tracker.reset(["One.", "", "Two.", "", "Three."], Syntax.MARKDOWN)
    ids = [p.id for p in tracker.paragraphs]
    changes = tracker.replace(1, 1, ["", "New.", ""])
    assert [p.id for p in tracker.paragraphs if p.id in ids] == ids
    assert len(changes.changed) == 1 and not changes.removed
    assert tracker.at_line(6) is tracker.get(ids[2])


def test_opening_a_fence_makes_all_that_follows_code() -> None:
    tracker = ParagraphTracker()
    tracker.reset(["One.", "", "Two.", "", "Three."], Syntax.MARKDOWN)
    tracker.replace(1, 1, ["```"])
    assert [p.kind for p in tracker.paragraphs] == [Kind.PROSE, Kind.CODE]
    tracker.replace(1, 1, [""])
    assert [p.kind for p in tracker.paragraphs] == [Kind.PROSE] * 3


def test_a_key_press_looks_only_at_its_own_paragraph() -> None:
    class CountedList(list[str]):
        looked_at = 0

        def __getitem__(self, index):  # type: ignore[no-untyped-def]
            type(self).looked_at += 1
            return super().__getitem__(index)

    tracker = ParagraphTracker()
    tracker.reset(["Prose.", ""] * 5000, Syntax.MARKDOWN)
    counted = CountedList(tracker.lines)
    tracker._lines = counted
    CountedList.looked_at = 0
    tracker.replace(4000, 1, ["Prose, and a letter more."])
    assert CountedList.looked_at < 20


def test_a_blank_line_in_plain_text_ends_the_rule_of_one_paragraph_a_line() -> None:
    tracker = ParagraphTracker()
    tracker.reset(["One.", "Two.", "Three."], Syntax.PLAIN)
    assert len(tracker.paragraphs) == 3
    tracker.replace(1, 0, [""])
    assert [(p.first, p.last) for p in tracker.paragraphs] == [(0, 0), (2, 3)]


def test_the_files_of_a_folder_end_scenes_and_are_chapters_where_no_headings_are() -> None:
    tracker = ParagraphTracker()
    tracker.reset([boundary_line("1.md"), "One.", "", "Two.", boundary_line("2.md"), "Three."], Syntax.MARKDOWN)
    kinds = [paragraph.kind for paragraph in tracker.paragraphs]
    assert kinds == [Kind.BOUNDARY, Kind.PROSE, Kind.PROSE, Kind.BOUNDARY, Kind.PROSE]
    assert [tracker.raw_text(paragraph) for paragraph in tracker.scene_at(3)] == ["One.", "Two."]
    assert [paragraph.first for paragraph in tracker.chapter_of(tracker.at_line(5))] == [4, 5]
    assert [paragraph.first for paragraph in tracker.chapter_of(tracker.at_line(1))] == [0, 1, 3]


def test_paragraphs_that_are_moved_keep_ids_and_revisions() -> None:
    tracker = ParagraphTracker()
    lines = ["# One", "", "First.", "", "# Two", "", "Second.", "", "Last."]
    tracker.reset(lines, Syntax.MARKDOWN)
    before = {tracker.raw_text(p): (p.id, p.revision) for p in tracker.paragraphs}
    changes = tracker.replace(0, 8, [*lines[4:8], *lines[:4]])
    assert changes and changes.reordered and not changes.changed and not changes.removed
    assert {tracker.raw_text(p): (p.id, p.revision) for p in tracker.paragraphs} == before
    assert [tracker.raw_text(p) for p in tracker.paragraphs] == ["# Two", "Second.", "# One", "First.", "Last."]


def test_of_many_lines_replaced_at_once_only_those_that_differ_are_changed() -> None:
    tracker = ParagraphTracker()
    tracker.reset(["a cat", "", "a dog", "", "a cat"], Syntax.MARKDOWN)
    first, second, third = tracker.paragraphs
    changes = tracker.replace(0, 5, ["a cow", "", "a dog", "", "a cow"])
    assert changes.changed == (first.id, third.id) and not changes.reordered
    assert (first.revision, second.revision, third.revision) == (2, 1, 2)
