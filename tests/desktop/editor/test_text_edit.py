"""The page keeps every character, knows its paragraphs, and puts rewrites in as one undo step."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.manuscript.paragraphs import Kind, Syntax, split
from desktop.editor.text_edit import ManuscriptEditor

TEXT = "# One\n\nFirst paragraph.\n\nSecond 🦊 paragraph, *with* more.\n\n---\n\nThird."


@pytest.fixture
def editor(qtbot: QtBot) -> ManuscriptEditor:
    editor = ManuscriptEditor()
    qtbot.addWidget(editor)
    editor.resize(800, 600)
    editor.show()
    editor.set_text(TEXT)
    return editor


CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufdd4\ufdd5\ufdd6\ufdd7")
"""Without the four noncharacters that stand in for what Qt would swallow (desktop/common/text_offsets.py)."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufdd4\ufdd5\ufdd6\ufdd7"), max_size=200
    )
)
def test_every_character_survives(editor: ManuscriptEditor, text: str) -> None:
    editor.set_text(text)
    assert editor.text() == text
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(editor, "x")
    assert editor.text() == text + "x"
    editor.undo()
    assert editor.text() == text


def test_the_paragraphs_are_cores(editor: ManuscriptEditor) -> None:
    views = [editor.paragraph(each) for each in editor.paragraph_ids()]
    assert [(view.kind, view.text) for view in views if view] == [
        (p.kind, p.text) for p in split(TEXT, Syntax.MARKDOWN)
    ]
    assert [view.kind for view in views if view][:2] == [Kind.HEADING, Kind.PROSE]


def test_a_new_text_is_unmodified_and_has_no_undo(editor: ManuscriptEditor) -> None:
    QTest.keyClicks(editor, "x")
    editor.set_text("New.")
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()


def test_ids_last_while_other_paragraphs_change(editor: ManuscriptEditor) -> None:
    ids = editor.paragraph_ids()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "A new first line.")
    assert set(ids[1:]) <= set(editor.paragraph_ids())


def select(editor: ManuscriptEditor, start: int, end: int) -> None:
    cursor = editor.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def test_a_passage_is_the_selection_without_outer_blanks(editor: ManuscriptEditor) -> None:
    start = TEXT.index("Second")
    select(editor, start - 1, start + 11)  # the fox is two UTF-16 units
    passage = editor.passage()
    assert passage is not None
    assert passage.text == "Second 🦊 paragraph"
    assert passage.before == "First paragraph."
    assert passage.after == ", *with* more."


def test_without_a_selection_it_is_the_prose_paragraph_at_the_cursor(editor: ManuscriptEditor) -> None:
    select(editor, TEXT.index("First") + 3, TEXT.index("First") + 3)
    passage = editor.passage()
    assert passage is not None and passage.text == "First paragraph."
    assert passage.after.startswith("Second")
    select(editor, 2, 2)
    assert editor.passage() is None


def test_a_passage_is_followed_and_replaced_as_one_step(editor: ManuscriptEditor) -> None:
    select(editor, TEXT.index("Second"), TEXT.index("Second"))
    passage = editor.passage()
    assert passage is not None
    anchor = editor.anchor(passage)
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(editor, "Typed above. ")
    assert anchor.current_text() == passage.text and not anchor.edited
    before = editor.text()
    editor.replace(anchor, "A new 🐟 second.")
    assert editor.text() == before.replace(passage.text, "A new 🐟 second.")
    QTest.keyClicks(editor, "!")
    editor.undo()
    editor.undo()
    assert editor.text() == before
    anchor.release()


def test_an_edit_inside_is_noticed_and_one_taken_back_too(editor: ManuscriptEditor) -> None:
    select(editor, TEXT.index("First"), TEXT.index("First"))
    passage = editor.passage()
    assert passage is not None
    anchor = editor.anchor(passage)
    QTest.keyClicks(editor, "x")
    assert anchor.edited
    editor.undo()
    assert not anchor.edited
    anchor.release()


def test_paste_is_plain_and_copy_is_exact(editor: ManuscriptEditor) -> None:
    editor.set_text("no\u00a0break 🦊\nnext")
    editor.selectAll()
    assert editor.createMimeDataFromSelection().text() == "no\u00a0break 🦊\nnext"
    rich = QMimeData()
    rich.setHtml("<b>bold</b>")
    rich.setText("line\r\nend\u2029kept")
    editor.insertFromMimeData(rich)
    assert editor.text() == "line\nend\u2029kept"


def test_shift_return_is_a_line_end_that_is_saved(editor: ManuscriptEditor) -> None:
    editor.set_text("one")
    editor.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(editor, "two")
    assert editor.text() == "one\ntwo"


def test_reading_by_other_rules_touches_neither_text_nor_undo(editor: ManuscriptEditor) -> None:
    QTest.keyClicks(editor, "x")
    before = editor.text()
    editor.read_as(Syntax.PLAIN)
    assert editor.text() == before
    assert editor.document().isUndoAvailable()
    assert all(editor.kind_of(each) is Kind.PROSE for each in editor.paragraph_ids())


def test_the_column_is_centred_and_the_text_fits_it(editor: ManuscriptEditor) -> None:
    for width in (700, 1400, 900):
        editor.resize(width, 600)
        assert editor.document().textWidth() == pytest.approx(editor.viewport().width(), abs=1)
        left = editor.viewport().geometry().left()
        right = editor.width() - editor.viewport().geometry().right()
        assert abs(left - right) <= 20


def test_a_right_click_in_text_and_margin_is_no_endless_forwarding_and_a_drag_from_the_margin_selects(
    editor: ManuscriptEditor, qtbot: QtBot
) -> None:
    editor.resize(1200, 600)  # with a margin beside the viewport
    qtbot.waitExposed(editor)
    window, none = editor.windowHandle(), Qt.KeyboardModifier.NoModifier
    text = editor.viewport().geometry()
    inside, margin = QPoint(text.left() + 120, 80), QPoint(text.left() // 2, 80)
    assert text.contains(inside) and not text.contains(margin) and margin.x() > 20
    for place in (inside, margin):
        QTest.mouseClick(window, Qt.MouseButton.RightButton, none, place)
        if (menu := QApplication.activePopupWidget()) is not None:
            menu.close()
    assert editor.textCursor().selectedText() == ""
    QTest.mousePress(window, Qt.MouseButton.LeftButton, none, margin)
    QTest.mouseMove(window, QPoint(text.left() + 300, 200))
    QTest.mouseRelease(window, Qt.MouseButton.LeftButton, none, QPoint(text.left() + 300, 200))
    assert editor.textCursor().selectedText() != ""


def test_the_paragraphs_in_view_are_found_wherever_the_page_was_before(editor: ManuscriptEditor, qtbot: QtBot) -> None:
    editor.resize(700, 400)
    with qtbot.waitExposed(editor):
        editor.show()
    editor.set_text("\n\n".join(f"# {n}" if n % 9 == 0 else f"Paragraph {n}. " * (n % 5 + 1) for n in range(120)))
    editor.finish_layout()
    bar, steps = editor.verticalScrollBar(), (0.0, 1.0, 0.5, 0.52, 0.49, 0.1, 0.9, 0.0)

    def in_view() -> list[int]:
        shown = editor.viewport().rect()
        areas = ((each, editor.rect_of(each)) for each in editor.paragraph_ids())
        return [each for each, area in areas if area is not None and area.intersects(shown)]

    for share in steps:
        bar.setValue(round(bar.maximum() * share))
        assert list(editor.visible_ids()) == in_view()
        editor.setTextCursor(editor.cursorForPosition(QPoint(100, 100)))
        QTest.keyClicks(editor, "x")
        QTest.keyClick(editor, Qt.Key.Key_Return)
        assert list(editor.visible_ids()) == in_view()
    editor.set_text("One.")
    assert len(editor.visible_ids()) == 1
    editor.set_text("")
    assert editor.visible_ids() == ()


def test_a_long_text_is_laid_out_in_steps_and_begins_at_its_top(editor: ManuscriptEditor, qtbot: QtBot) -> None:
    with qtbot.waitExposed(editor):
        editor.show()
    editor.set_text("Another text.\n\n" * 200)
    editor.finish_layout()
    bar = editor.verticalScrollBar()
    bar.setValue(bar.maximum())
    text = "# A chapter\n\n" + "The lamp was *lit*, and nobody saw it go out again. \n\n" * 4000
    editor.set_text(text)
    assert (bar.value(), editor.textCursor().position(), editor.textCursor().hasSelection()) == (0, 0, False)
    last = editor.document().lastBlock().previous()
    assert last.layout().lineCount() == 0
    editor.finish_layout()
    assert last.layout().lineCount() > 0
    [heading, *_] = editor.document().firstBlock().layout().formats()
    assert heading.format.fontWeight() > 400
    QTest.keyClicks(editor, "x")
    assert editor.text() == f"x{text}" == editor.toPlainText()
