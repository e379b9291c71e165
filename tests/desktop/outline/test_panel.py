"""The outline panel in the window: going, moving, notes, glow, and room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from core.manuscript.paragraphs import Syntax
from core.manuscript.section_moves import Where
from core.settings import load
from desktop.editor.text_edit import ManuscriptEditor
from desktop.outline import words
from desktop.outline.model import SECTION_MIME
from desktop.outline.panel import OutlinePanel
from tests.desktop.conftest import TEXT, Desk, turns, until

ROPES = "Scene 2 – Ropes and gulls, and nobody at all."
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
NOVEL = """# The Quay

Ropes and gulls, and nobody at all.

* * *

Later there was rain.

# The Lamp

It was lit.

## At night

And went out.
"""


def opened(desk: Desk, text: str = NOVEL, syntax: Syntax = Syntax.MARKDOWN) -> OutlinePanel:
    desk.window.parts.editor.set_text(text, syntax)
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_F7)
    return desk.window.outline


def titles(panel: OutlinePanel) -> list[str]:
    panel.sections.refresh()
    return [row.title.split(" – ")[0] for row in panel.view.sections.rows]


def key_of(panel: OutlinePanel, title: str) -> int:
    return next(row.key for row in panel.sections.rows if row.title.startswith(title))


def choose(panel: OutlinePanel, title: str) -> int:
    key = key_of(panel, title)
    panel.view.choose(key)
    return key


def said(panel: OutlinePanel, title: str) -> str:
    panel.sections.refresh()
    return str(panel.view.sections.index_of(key_of(panel, title)).data(Qt.ItemDataRole.AccessibleTextRole))


def insert(editor: ManuscriptEditor, after: str, text: str) -> None:
    cursor = editor.document().find(after)
    cursor.setPosition(cursor.selectionEnd())
    cursor.insertText(text)


def line_at_cursor(desk: Desk) -> str:
    cursor = desk.window.parts.editor.textCursor()
    return f"{cursor.block().text()[: cursor.positionInBlock()]}|"


def press(panel: OutlinePanel, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or panel.view, key, modifier)


def test_one_key_opens_it_and_return_goes_to_a_section(desk: Desk) -> None:
    panel = opened(desk)
    assert panel.isVisible() and panel.has_focus
    assert titles(panel) == ["The Quay", "Scene 1", "Scene 2", "The Lamp", "At night"]
    assert said(panel, "The Quay") == "The Quay; 13 words; the cursor is here"
    assert said(panel, "The Lamp") == "The Lamp; 10 words"
    press(panel, Qt.Key.Key_Down)
    press(panel, Qt.Key.Key_Down)
    press(panel, Qt.Key.Key_Return)
    assert line_at_cursor(desk) == "|" and desk.window.parts.editor.textCursor().block().text().startswith("Later")
    assert desk.window.parts.editor.hasFocus()
    desk.run(until(lambda: "the cursor is here" in said(panel, "Scene 2")))
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.parts.editor.textCursor().block().text() == "It was lit."
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.parts.editor.textCursor().block().text().startswith("Ropes")
    lamp = panel.view.visualRect(panel.view.sections.index_of(choose(panel, "The Lamp"))).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=lamp)
    assert line_at_cursor(desk) == "# The Lamp|"
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_L, CTRL_SHIFT)
    assert panel.has_focus
    press(panel, Qt.Key.Key_Escape)
    assert desk.window.parts.editor.hasFocus() and panel.isVisible()
    QTest.keyClick(desk.window.parts.editor, Qt.Key.Key_F7)
    assert not panel.isVisible()


def test_alt_and_an_arrow_move_a_section_in_one_undo_step_and_the_cursor_follows(desk: Desk) -> None:
    panel, editor = opened(desk), desk.window.parts.editor
    choose(panel, "Scene 2")
    press(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    moved = NOVEL.replace("Ropes and gulls, and nobody at all.", "X").replace(
        "Later there was rain.", "Ropes and gulls, and nobody at all."
    )
    assert editor.text() == moved.replace("X", "Later there was rain.")
    assert editor.textCursor().block().text() == "Later there was rain."
    assert panel.view.chosen == panel.view.sections.rows[1].key
    assert panel.view.sections.rows[1].title == "Scene 1 – Later there was rain."
    editor.undo()
    assert editor.text() == NOVEL
    lamp = choose(panel, "The Lamp")
    press(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert titles(panel) == ["The Lamp", "At night", "The Quay", "Scene 1", "Scene 2"]
    assert panel.view.chosen == lamp and panel.has_focus
    press(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)  # it is the first already
    assert editor.text().startswith("# The Lamp\n\nIt was lit.\n\n## At night\n\nAnd went out.\n\n# The Quay")
    editor.undo()
    assert editor.text() == NOVEL and not editor.document().isUndoAvailable()
    editor.redo()
    assert titles(panel)[0] == "The Lamp"


def test_a_glow_stays_with_a_section_that_is_moved(desk: Desk) -> None:
    text = TEXT.replace("Short one.", "# Another chapter")
    panel, editor, glow = opened(desk, text), desk.window.parts.editor, desk.window.parts.glow
    desk.run(desk.load())
    panel.sections.refresh()
    rows = {row.title: row for row in panel.view.sections.rows}
    band = rows["A chapter"].band
    assert band is not None and rows["A chapter"].read
    before = len(desk.engine.scored)
    choose(panel, "A chapter")
    press(panel, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    desk.run(desk.scored())
    assert titles(panel) == ["Another chapter", "A chapter"] and len(desk.engine.scored) == before
    assert {row.title: row for row in panel.view.sections.rows} == rows
    assert f"{band.word} on average" in said(panel, "A chapter")
    desk.put_cursor(1)
    QTest.keyClicks(editor, "Typed. ")
    panel.sections.refresh()
    assert words.NOT_ALL_READ in said(panel, "Another chapter") and words.NOT_ALL_READ not in said(panel, "A chapter")
    desk.window.actions_by_name["glow"].trigger()
    panel.sections.refresh()
    assert not glow.is_enabled and all(row.band is None for row in panel.view.sections.rows)


def test_a_rewrite_of_a_passage_that_is_moved_is_closed_and_its_attempts_are_kept(desk: Desk) -> None:
    text = TEXT.replace("Short one.", "# Another chapter")
    panel, rewriting = opened(desk, text), desk.window.parts.rewriting
    desk.run(desk.load())

    async def rewrite() -> None:
        desk.put_cursor(1)
        desk.window.rewrites.more_creative()
        await until(lambda: bool(rewriting.attempts) and not rewriting.state.is_running)

    desk.run(rewrite())
    attempts = rewriting.attempts
    panel.step(key_of(panel, "Another chapter"), True)  # past it: the passage stays where it is
    assert rewriting.passage is not None and not rewriting.edited_meanwhile
    panel.step(key_of(panel, "A chapter"), True)
    assert rewriting.passage is None
    desk.run(rewrite())
    assert rewriting.attempts[: len(attempts)] == attempts


def drag(panel: OutlinePanel, title: str, target: str, part: float) -> bool:
    """Drag a section over a row, at that share of its height, or below all; drop it; returns whether it was taken."""
    view = panel.view
    index = view.sections.index_of(choose(panel, title))
    data = view.sections.mimeData([index])
    place = QPointF(20, view.viewport().height() - 5)
    if target:
        area = view.visualRect(view.sections.index_of(choose(panel, target)))
        place = QPointF(area.center().x(), area.top() + part * area.height())
    move, left, none = Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(place.toPoint(), move, data, left, none))
    over = QDragMoveEvent(place.toPoint(), move, data, left, none)
    QApplication.sendEvent(view.viewport(), over)
    dropped = QDropEvent(place, move, data, left, none)
    QApplication.sendEvent(view.viewport(), dropped)
    assert over.isAccepted() == dropped.isAccepted()
    return dropped.isAccepted()


def test_dragging_reorders_and_refuses_what_would_change_other_sections(desk: Desk) -> None:
    panel, editor = opened(desk), desk.window.parts.editor
    assert drag(panel, "The Lamp", "The Quay", 0.02)
    assert titles(panel) == ["The Lamp", "At night", "The Quay", "Scene 1", "Scene 2"]
    editor.undo()
    panel.sections.refresh()
    assert drag(panel, "At night", "The Quay", 0.5)
    assert titles(panel) == ["The Quay", "Scene 1", "Scene 2", "At night", "The Lamp"]
    editor.undo()
    panel.sections.refresh()
    assert drag(panel, "Scene 2", "The Quay", 0.98)  # below a chapter that is open: its first scene
    assert [row.title for row in panel.view.sections.rows][1:3] == ["Scene 1 – Later there was rain.", ROPES]
    editor.undo()
    panel.sections.refresh()
    assert drag(panel, "The Quay", "", 0.5)
    assert titles(panel) == ["The Lamp", "At night", "The Quay", "Scene 1", "Scene 2"]
    editor.undo()
    panel.sections.refresh()
    assert not drag(panel, "The Quay", "The Lamp", 0.5) and not drag(panel, "The Lamp", "Scene 2", 0.02)
    assert not drag(panel, "The Lamp", "At night", 0.5)
    assert editor.text() == NOVEL
    other = QMimeData()
    other.setText("words")
    entering = QDragEnterEvent(
        QPoint(9, 9), Qt.DropAction.MoveAction, other, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(panel.view.viewport(), entering)
    assert not entering.isAccepted()
    data = panel.view.sections.mimeData([panel.view.currentIndex()])
    assert data.formats() == [SECTION_MIME] and not editor.canInsertFromMimeData(data)


def test_a_closed_chapter_stays_closed_when_it_is_moved(desk: Desk) -> None:
    panel = opened(desk)
    key = choose(panel, "The Lamp")
    press(panel, Qt.Key.Key_Left)
    press(panel, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    index = panel.view.sections.index_of(key)
    assert titles(panel)[0] == "The Lamp" and index.row() == 0 and not panel.view.isExpanded(index)
    assert panel.view.isExpanded(panel.view.sections.index_of(choose(panel, "The Quay")))


def test_f2_writes_a_status_note_into_the_text(desk: Desk) -> None:
    panel, editor = opened(desk), desk.window.parts.editor
    choose(panel, "The Lamp")
    press(panel, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "to")
    insert(editor, "It was", " indeed")
    panel.sections.refresh()  # the row changes while the note is being typed
    editor.undo()
    assert panel.view.sections.rows[3].words == 11
    QTest.keyClicks(field, " check")
    QTest.keyClick(field, Qt.Key.Key_Return)
    desk.run(until(lambda: "<!-- status: to check -->" in editor.text()))
    desk.run(turns())
    assert panel.view.hasFocus()
    assert editor.text() == NOVEL.replace("# The Lamp\n", "# The Lamp\n<!-- status: to check -->\n")
    assert "status: to check" in said(panel, "The Lamp") and said(panel, "The Lamp").startswith("The Lamp; 10 words")
    press(panel, Qt.Key.Key_F2)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit) and field.text() == "to check"
    QTest.keyClicks(field, "x")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    desk.run(turns())
    assert "to check" in editor.text()
    editor.undo()
    assert editor.text() == NOVEL


def test_plain_text_has_an_outline_but_no_notes(desk: Desk) -> None:
    text = "CHAPTER 1\n\nIt was lit.\n\nCHAPTER 2\n\nIt went out.\n"
    panel = opened(desk, text, Syntax.PLAIN)
    assert titles(panel) == ["CHAPTER 1", "CHAPTER 2"]
    panel.note(choose(panel, "CHAPTER 2"), "draft")
    assert desk.window.parts.editor.text() == text
    assert desk.window.notice.words == words.NO_NOTES_IN_PLAIN_TEXT


def test_a_text_without_chapters_says_how_to_make_some(desk: Desk) -> None:
    panel = opened(desk, "Only prose.\n")
    assert not panel.view.isVisible() and panel.empty.text() == words.empty(Syntax.MARKDOWN)
    desk.window.parts.editor.set_text(NOVEL)
    assert panel.view.isVisible() and not panel.empty.isVisible()


def test_it_gives_way_where_the_window_is_narrow_and_is_remembered(desk: Desk) -> None:
    window, panel = desk.window, opened(desk)
    assert window.parts.preferences.value.outline_visible
    window.resize(1020, 600)
    assert panel.isVisible()
    window.show_why(True)
    assert not panel.isVisible() and window.parts.editor.hasFocus()
    QTest.keyClick(
        window.parts.editor, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.notice.words == words.FOLDED and not panel.isVisible()
    window.resize(1280, 800)
    desk.run(until(panel.isVisible))
    window.resize(1020, 600)
    desk.run(until(lambda: not panel.isVisible()))
    window.show_why(False)
    desk.run(until(panel.isVisible))
    desk.run(window.parts.preferences.save())
    assert load(desk.folders.config).outline_visible
    assert window.actions_by_name["outline"].isChecked()


@pytest.mark.parametrize("where", Where)
def test_an_outline_that_the_text_has_outrun_moves_nothing(desk: Desk, where: Where) -> None:
    panel, editor = opened(desk), desk.window.parts.editor
    lamp, quay = choose(panel, "The Lamp"), choose(panel, "The Quay")
    editor.set_text("# Else\n")
    panel.drop(lamp, where, quay)
    panel.go(lamp)
    panel.step(lamp, True)
    panel.note(lamp, "x")
    assert editor.text() == "# Else\n" and editor.textCursor().position() == 0
