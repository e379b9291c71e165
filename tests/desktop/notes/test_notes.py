"""Notes beside the text: shown, written, changed, removed, gone to; the text itself stays as it was."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.manuscript.paragraphs import Kind, Syntax
from core.settings import load
from desktop.editor.text_edit import ManuscriptEditor
from desktop.notes import words
from desktop.notes.controller import Notes
from tests.desktop.conftest import Desk, turns, until

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = """# The Quay
<!-- status: draft -->

Ropes and gulls, and nobody at all. <!-- gulls at night? -->

<!-- brass or copper? -->
The lamp was lit by somebody.

Rain."""


def opened(desk: Desk, text: str = TEXT, width: int = 1280) -> tuple[Notes, ManuscriptEditor]:
    desk.window.resize(width, 800)
    desk.window.parts.editor.set_text(text)
    desk.run(turns())
    put(desk, "Rain")
    return desk.window.notes, desk.window.parts.editor


def put(desk: Desk, text: str, *, select: bool = False) -> None:
    editor = desk.window.parts.editor
    start = editor.text().index(text)
    cursor = QTextCursor(editor.document())
    cursor.setPosition(start)
    if select:
        cursor.setPosition(start + len(text), QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)


def shown(notes: Notes) -> list[tuple[str, int]]:
    notes.margin.parentWidget().settle()  # type: ignore[union-attr]
    return [(words.shown(box.note.text), box.index) for box in notes.margin.boxes()]


def lines_seen(editor: ManuscriptEditor) -> list[str]:
    blocks = [editor.document().findBlockByNumber(each) for each in range(editor.document().blockCount())]
    return [block.text() for block in blocks if block.isVisible() and block.text()]


def type_note(notes: Notes, text: str) -> None:
    assert notes.box.isVisible() and QApplication.focusWidget() is notes.box.text
    QTest.keyClicks(notes.box.text, text)
    QTest.keyClick(notes.box.text, Qt.Key.Key_Return)


def test_they_are_in_the_margin_and_not_in_the_text(desk: Desk) -> None:
    notes, editor = opened(desk)
    assert notes.margin.isVisible() and not notes.margin.is_folded
    assert shown(notes) == [("Status: draft", 0), ("gulls at night?", 2), ("brass or copper?", 4)]
    assert editor.kind_of(editor.paragraph_ids()[3]) is Kind.COMMENT
    assert editor.paragraph_ids()[3] not in editor.visible_ids() and editor.paragraph_ids()[4] in editor.visible_ids()
    assert lines_seen(editor) == [each for each in TEXT.split("\n") if each and not each.startswith("<!--")]
    tops = [box.rect.top() for box in notes.margin.boxes()]
    areas = [editor.rect_of(editor.paragraph_ids()[index]) for index in (0, 2, 4)]
    assert all(area is not None and abs(top - area.top()) < 12 for top, area in zip(tops, areas, strict=True))
    picture, first = notes.margin.grab().toImage(), notes.margin.boxes()[0].rect
    assert picture.pixelColor(first.topLeft()) == QColor(editor.theme.border)
    assert editor.text() == TEXT and not editor.document().isModified()
    desk.run(turns())
    put(desk, "brass")
    assert "<!-- brass or copper? -->" in lines_seen(editor)
    put(desk, "Rain")
    assert "<!-- brass or copper? -->" not in lines_seen(editor)
    desk.window.actions_by_name["notes"].trigger()
    assert not notes.margin.isVisible() and len(lines_seen(editor)) == 6
    desk.run(desk.window.parts.preferences.save())
    assert not load(desk.folders.config).notes_beside


def test_where_there_is_no_room_a_sign_stands_for_them(desk: Desk) -> None:
    desk.window.parts.preferences.change(column_width=110)
    notes, editor = opened(desk, width=760)
    assert not notes.margin.isVisible() and notes.margin.is_folded
    area = editor.rect_of(editor.paragraph_ids()[4])
    assert area is not None
    hint = notes.margin._hint(QPoint(300, area.top() + 5))
    assert hint is not None and hint[0] == "Note: brass or copper?"
    place = notes.margin.sign_rect(QRectF(area)).toAlignedRect()
    with_sign = editor.viewport().grab(place).toImage()
    desk.window.parts.preferences.change(notes_beside=False)
    assert with_sign != editor.viewport().grab(place).toImage()


def test_a_key_writes_one_and_a_key_goes_to_the_next(desk: Desk) -> None:
    notes, editor = opened(desk)
    caret = editor.textCursor().block().text()
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    type_note(notes, "whose -->")
    assert editor.text() == TEXT.replace("Rain.", "<!-- whose –> -->\nRain.")
    assert editor.textCursor().block().text() == caret and editor.hasFocus()
    assert shown(notes)[-1] == ("whose –>", editor.tracked.index_at_line(editor.textCursor().blockNumber()))
    put(desk, "somebody", select=True)
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    type_note(notes, "Pask")
    assert "<!-- brass or copper? -->\n<!-- “somebody”: Pask -->\nThe lamp" in editor.text()
    put(desk, "Quay", select=True)
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    type_note(notes, "Quai?")
    assert editor.text().startswith("# The Quay\n<!-- status: draft -->\n<!-- “Quay”: Quai? -->\n\nRopes")
    assert [index for _, index in shown(notes)][:2] == [0, 0]
    editor.undo()
    visited = []
    put(desk, "# The Quay")
    for _ in range(4):
        QTest.keyClick(editor, Qt.Key.Key_M, CTRL | SHIFT)
        visited.append(editor.textCursor().block().text()[:5])
    assert visited == ["Ropes", "The l", "Rain.", "# The"] and desk.window.notice.words == words.WRAPPED
    editor.undo()
    editor.undo()
    assert editor.text() == TEXT


def test_the_box_stays_inside_a_page_that_gets_smaller(desk: Desk) -> None:
    notes, editor = opened(desk, "\n\n".join(["Rope", *["A line."] * 60, "Rain"]))
    editor.ensureCursorVisible()
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    box, room = notes.box, editor.rect()
    assert room.contains(box.geometry()) and box.geometry().bottom() > room.bottom() - 60
    desk.window.resize(900, 600)
    desk.run(until(lambda: editor.height() < room.height() - 100))
    assert editor.rect().contains(box.geometry())


def test_a_click_opens_one_to_change_or_remove_it(desk: Desk) -> None:
    notes, editor = opened(desk)
    QTest.mouseClick(notes.margin, Qt.MouseButton.LeftButton, pos=notes.margin.boxes()[1].rect.center())
    assert notes.box.text.toPlainText() == "gulls at night?"
    type_note(notes, " Yes.")
    assert editor.text() == TEXT.replace("gulls at night?", "gulls at night? Yes.")
    QTest.mouseClick(notes.margin, Qt.MouseButton.LeftButton, pos=notes.margin.boxes()[1].rect.center())
    QTest.mouseClick(notes.box.remove, Qt.MouseButton.LeftButton)
    assert "Ropes and gulls, and nobody at all.\n" in editor.text()
    put(desk, "The lamp")
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    notes.box.text.clear()
    QTest.keyClick(notes.box.text, Qt.Key.Key_Return)
    assert editor.text().endswith("at all.\n\nThe lamp was lit by somebody.\n\nRain.")
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    QTest.keyClicks(notes.box.text, "never mind")
    QTest.keyClick(notes.box.text, Qt.Key.Key_Escape)
    assert not notes.box.isVisible() and "never mind" not in editor.text() and editor.hasFocus()


def test_backspace_and_delete_show_a_hidden_note_before_they_take_anything(desk: Desk) -> None:
    _, editor = opened(desk)
    put(desk, "The lamp")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == TEXT and editor.textCursor().block().text() == "<!-- brass or copper? -->"
    assert "<!-- brass or copper? -->" in lines_seen(editor)
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert "<!-- brass or copper? --\n" in editor.text()
    editor.undo()
    editor.set_text("A.\n\n<!-- alone -->\n\nB.")
    put(desk, "B.")
    QTest.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.textCursor().block().text() == "<!-- alone -->" and not editor.document().isModified()
    editor.set_text(TEXT)
    put(desk, "\n<!-- status")
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.text() == TEXT and editor.textCursor().block().text() == "<!-- status: draft -->"


def test_typing_beside_notes_looks_at_one_paragraph_and_plain_text_has_none(desk: Desk) -> None:
    notes, editor = opened(desk)
    seen: list[int] = []
    notes.found.changed.connect(lambda: seen.append(1))
    QTest.keyClicks(editor, "More rain. ")
    assert seen == []
    QTest.keyClicks(editor, "<!-- a -->")
    assert shown(notes)[-1][0] == "a" and seen
    editor.read_as(Syntax.PLAIN)
    assert not notes.margin.isVisible() and "<!-- status: draft -->" in lines_seen(editor)
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    assert desk.window.notice.words == words.PLAIN_TEXT and not notes.box.isVisible()
    editor.set_text("```\ncode\n```")
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL)
    assert desk.window.notice.words == words.NO_PLACE
    QTest.keyClick(editor, Qt.Key.Key_M, CTRL | SHIFT)
    assert desk.window.notice.words == words.NO_NOTES
