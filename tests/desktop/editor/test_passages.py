"""What counts as a passage: whole words, block quotes without their markers, and not too little."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from core.manuscript.paragraphs import Syntax
from desktop.editor.text_edit import ManuscriptEditor, Passage


@pytest.fixture
def editor(qtbot: QtBot) -> ManuscriptEditor:
    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    return editor


def select(editor: ManuscriptEditor, text: str, selected: str) -> Passage:
    """Show ``text`` and pick the passage that ``selected`` makes in it."""
    editor.set_text(text)
    start = len(text[: text.index(selected)].encode("utf-16-le")) // 2
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    cursor.setPosition(start + len(selected.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    passage = editor.passage()
    assert passage is not None
    return passage


@pytest.mark.parametrize(
    ("text", "selected", "passage"),
    [
        ("A grandmother, she said.", "moth", "grandmother"),
        ("They don’t know it.", "’t kn", "don’t know"),
        ("They don't know it.", "don", "don't"),
        ("A 🦊 called Zoë, cafe\u0301 owner.", "lled Zo", "called Zoë"),
        ("A cafe\u0301 owner.", "cafe", "cafe\u0301"),
        ("My _dear mother_ said.", "othe", "mother"),
        ("My _dear mother_ said.", "_dear mother_", "_dear mother_"),
        ("One.\n\nTwo words.", "ne.\n\nTw", "One.\n\nTwo"),
        ("Whole words here.", " words ", "words"),
    ],
)
def test_a_selection_is_widened_to_whole_words(
    editor: ManuscriptEditor, text: str, selected: str, passage: str
) -> None:
    assert select(editor, text, selected).text == passage


QUOTE = "Before.\n\n> It rained all day, and Marta\n> waited at the *old* station.\n\nAfter."


@pytest.mark.parametrize("selected", ["", "> It rained all day, and Marta\n> waited at the *old* station."])
def test_a_quote_is_picked_as_it_is_scored(editor: ManuscriptEditor, selected: str) -> None:
    if selected:
        passage = select(editor, QUOTE, selected)
    else:
        passage = select(editor, QUOTE, "rained")
        editor.setTextCursor(_at(editor, passage.start))
        found = editor.passage()
        assert found is not None
        passage = found
    view = editor.paragraph(editor.paragraph_ids()[1])
    assert view is not None and passage.text == view.text
    assert (passage.before, passage.after) == ("Before.", "After.")
    assert passage.quoted and passage.whole


def test_what_surrounds_a_passage_has_no_markers_either(editor: ManuscriptEditor) -> None:
    passage = select(editor, QUOTE, "all day, and Marta\n> waited at")
    assert passage.text == "all day, and Marta\nwaited at"
    assert (passage.before, passage.after) == ("It rained", "the *old* station.")
    assert select(editor, QUOTE, "After").before == "It rained all day, and Marta\nwaited at the *old* station."


@pytest.mark.parametrize("selected", ["> It rained", ">", "rained all day, and Marta\n>"])
def test_a_selection_never_ends_in_a_marker(editor: ManuscriptEditor, selected: str) -> None:
    passage = select(editor, QUOTE, selected)
    assert not passage.text.startswith(">") and not passage.text.endswith(">")


def test_a_selection_that_is_only_partly_quoted_is_left_as_it_is(editor: ManuscriptEditor) -> None:
    passage = select(editor, QUOTE, QUOTE)
    assert passage.text == QUOTE and not passage.quoted
    behind = select(editor, QUOTE, "> waited at the *old* station.\n\nAfter.")
    assert behind.text == "> waited at the *old* station.\n\nAfter." and not behind.quoted


def test_outside_markdown_a_marker_is_text(editor: ManuscriptEditor) -> None:
    editor.set_text("> It rained.\n\nIt stopped.", Syntax.PLAIN)
    editor.setTextCursor(_at(editor, 4))
    passage = editor.passage()
    assert passage is not None and passage.text == "> It rained." and not passage.quoted


@pytest.mark.parametrize(
    ("text", "accepted", "wanted"),
    [
        (QUOTE, "It poured, and the station forgot that Marta was there.", None),
        ("> Short.", "Shorter.\nAnd two.", "> Shorter.\n> And two."),
        ("> > Nested, twice.", "Still nested.", "> > Still nested."),
        (">Close up.", "One.\n\nTwo.", ">One.\n>\n>Two."),
    ],
)
def test_a_rewrite_goes_back_into_the_quote_and_one_undo_takes_it_out(
    editor: ManuscriptEditor, text: str, accepted: str, wanted: str | None
) -> None:
    editor.set_text(text)
    editor.setTextCursor(_at(editor, text.index(">") + 4))
    passage = editor.passage()
    assert passage is not None
    anchor = editor.anchor(passage)
    assert anchor.outline[0] == text.index(">")
    editor.replace(anchor, accepted)
    if wanted is None:
        wanted = "Before.\n\n> It poured, and the station\n> forgot that Marta was there.\n\nAfter."
    assert editor.text() == wanted
    assert len({editor.kind_of(each) for each in editor.paragraph_ids()}) == 1
    editor.undo()
    assert editor.text() == text
    anchor.release()


def test_part_of_a_quote_is_replaced_inside_it(editor: ManuscriptEditor) -> None:
    passage = select(editor, QUOTE, "all day, and Marta\n> waited at")
    anchor = editor.anchor(passage)
    assert anchor.current_text() == passage.text and not anchor.edited
    assert anchor.outline == anchor.span
    editor.replace(anchor, "until Marta had waited herself thin at")
    assert editor.text() == (
        "Before.\n\n> It rained until Marta had\n> waited herself thin at the *old* station.\n\nAfter."
    )
    anchor.release()


@pytest.mark.parametrize(
    ("selected", "too_little"),
    [("Her", True), ("other was", True), ("mother was never there", False), ("Her mother was never there. No.", False)],
)
def test_less_than_a_clause_is_too_little(editor: ManuscriptEditor, selected: str, too_little: bool) -> None:
    assert select(editor, "Her mother was never there. No.", selected).too_little is too_little


def test_a_short_paragraph_is_enough(editor: ManuscriptEditor) -> None:
    assert not select(editor, "One.\n\n“Run!”\n\nTwo.", "“Run!”").too_little
    editor.setTextCursor(_at(editor, 8))
    passage = editor.passage()
    assert passage is not None and not passage.too_little


def _at(editor: ManuscriptEditor, position: int) -> QTextCursor:
    cursor = QTextCursor(editor.document())
    cursor.setPosition(position)
    return cursor
