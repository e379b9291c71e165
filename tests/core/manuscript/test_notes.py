"""Notes: which paragraph each is beside; written, changed and removed without a change to the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.manuscript.notes import LineChange, beside, notes_in, with_new_note, with_other_words, without_note
from core.manuscript.paragraphs import Kind, Syntax, split
from desktop.editor.tracking import ParagraphTracker

PIECES = [
    "The lamp.",
    "It was lit. <!-- so? -->",
    "<!-- a --> Rain.",
    "<!-- a -->",
    "",
    "",
    "# One",
    "> Quoted.",
    "* * *",
]
LINES = st.lists(st.sampled_from([*PIECES, "<!-- a --><!-- b -->", "<!-- status: draft -->", "```"]), max_size=9)


def tracked(text: str) -> ParagraphTracker:
    tracker = ParagraphTracker()
    tracker.reset(text.split("\n"), Syntax.MARKDOWN)
    return tracker


def changed(lines: list[str], change: LineChange) -> str:
    text = "\n".join(lines)
    places = [sum(len(each) + 1 for each in lines[:line]) + column for line, column in (change.first, change.last)]
    return text[: places[0]] + change.text + text[places[1] :]


def prose(text: str) -> list[tuple[Kind, str]]:
    """What is left of a text without its comments."""
    return [
        (each.kind, each.text) for each in split(text, Syntax.MARKDOWN) if each.kind is not Kind.COMMENT and each.text
    ]


def test_a_note_is_beside_what_it_stands_directly_above_or_else_below() -> None:
    def shown(text: str) -> list[tuple[str, str]]:
        found = tracked(text)
        return [
            (note.text, found.lines[found.paragraphs[at].first] if at >= 0 else "")
            for index, each in enumerate(found.paragraphs)
            for note in notes_in(each, found.lines)
            for at in [beside(found.paragraphs, found.lines, index)]
        ]

    assert shown("A.\n\n<!-- x -->\nB.\n\nC.\n<!-- y -->\n\nD.") == [("x", "B."), ("y", "C.")]
    assert shown("A.\n\n<!-- x -->\n\nB.\n\n<!-- y -->\n\n# H") == [("x", "B."), ("y", "B.")]
    assert shown("# H\n<!-- status: draft -->\nB.\n\n<!-- x --> C. <!-- y -->") == [
        ("status: draft", "# H"),
        ("x", "<!-- x --> C. <!-- y -->"),
        ("y", "<!-- x --> C. <!-- y -->"),
    ]
    assert shown("<!-- x -->") == [("x", "")] and shown("```\n<!-- x -->\n```") == []
    assert shown("\ue0f0a.md\nA.\n\n<!-- x -->\n\ue0f0b.md\nB.") == [("x", "A.")]


@given(LINES, st.sampled_from(["Why?", "a --> b", "two\nlines"]))
def test_notes_are_written_changed_and_removed_without_a_change_to_the_text(lines: list[str], words: str) -> None:
    found = tracked("\n".join(lines))
    before = prose("\n".join(lines))
    for index, each in enumerate(found.paragraphs):
        if each.kind in (Kind.PROSE, Kind.HEADING, Kind.BREAK):
            change = with_new_note(found.paragraphs, index, found.lines, words)
            assert change is not None
            after = changed(lines, change)
            assert prose(after) == before
            now = tracked(after)
            new, place = next(
                (note, beside(now.paragraphs, now.lines, at))
                for at, run in enumerate(now.paragraphs)
                for note in notes_in(run, now.lines)
                if note.line == change.first[0] + (change.text.startswith("\n"))
            )
            assert now.lines_of(now.paragraphs[place]) == found.lines_of(each)
            again = changed(after.split("\n"), without_note(new, after.split("\n")))
            assert [line for line in again.split("\n") if line] == [line for line in lines if line]
            assert prose(again) == before
        for note in notes_in(each, found.lines):
            other = with_other_words(note, words)
            assert other is not None
            assert prose(changed(lines, other)) == before
            assert prose(changed(lines, without_note(note, found.lines))) == before
    assert with_other_words(notes_in(tracked("<!-- a -->").paragraphs[0], ["<!-- a -->"])[0], " ") is None
